#include "cli/story/events.hpp"

namespace backchannel {

const char* kind_of(const StoryEvent& event) {
  return std::visit(Overload{[](const told::Happened&) { return "event"; },                  //
                             [](const told::Made&) { return "move"; },                       //
                             [](const told::Clashed&) { return "incident"; },                //
                             [](const told::Offered&) { return "offer"; },                   //
                             [](const told::SpokeUp&) { return "voice"; },                   //
                             [](const told::Proposed&) { return "proposal"; },               //
                             [](const told::Answered&) { return "answer"; },                 //
                             [](const told::Agreed&) { return "agreed"; },                   //
                             [](const told::StageReached&) { return "stage"; },              //
                             [](const told::Misread&) { return "misread"; },                 //
                             [](const told::BrokenDown&) { return "breakdown"; },            //
                             [](const told::BroughtTogether&) { return "access"; },          //
                             [](const told::StayedAway&) { return "round_missed"; },         //
                             [](const told::TrackOpened&) { return "track_opened"; },        //
                             [](const told::Reopened&) { return "reopened"; },               //
                             [](const told::Extended&) { return "date_moved"; },             //
                             [](const told::Explained&) { return "explained"; },             //
                             [](const told::Counselled&) { return "counsel"; },              //
                             [](const told::Voted&) { return "vote"; },                      //
                             [](const told::Ratified&) { return "ratified"; },               //
                             [](const told::Honoured&) { return "honoured"; },               //
                             [](const told::Breached&) { return "breach"; },                 //
                             [](const told::ForceConsidered&) { return "force_decision"; },  //
                             [](const told::Struck&) { return "strike"; },                   //
                             [](const told::StruckBack&) { return "answer_force"; },         //
                             [](const told::Joined&) { return "joined"; },                   //
                             [](const told::HostHit&) { return "host_hit"; },                //
                             [](const told::FoughtOn&) { return "fought_on"; },              //
                             [](const told::TruceWeighed&) { return "truce_decision"; },     //
                             [](const told::Ceased&) { return "ceasefire"; },                //
                             [](const told::Established&) { return "war"; }},
                    event);
}

}  // namespace backchannel
