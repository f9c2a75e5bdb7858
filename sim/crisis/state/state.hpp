// The state that the mechanisms of a block of runs share, a value per lane; what one mechanism alone remembers is its
// own. Decisions read the public state as it stood last night; what happens during a day is collected in `Today` and
// enters the public state in the phase `record`.
#pragma once

#include "sim/core/memory.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/crisis/state/negotiation.hpp"

namespace backchannel {

inline constexpr double no_deadline = 1e9;  // a day that does not come

/// What happened today. Flags are 1 or 0.
struct Today {
  explicit Today(const Model& compiled) : model(compiled) {}

  const Model& model;
  Memory memory;
  Variable raises{memory}, reliefs{memory};  // of tension
  Variable score{memory};                    // escalation score, summed over acts
  // By actor: changes of its public state, in units of the state.
  Variables<ActorId> posture{memory, model.actors}, pressure{memory, model.actors};  // rungs; of [0, 1]
  Variables<ActorId> commitment{memory, model.actors}, risk{memory, model.actors};   // of [0, 1]; log growth
  Variables<ActorId> risk_stirred{memory, model.actors};  // what third parties add to risk: log growth
  Variable raises_stirred{memory};                        // and of the raises of tension
  Variables<ActorId> restraint{memory, model.actors}, hostility{memory, model.actors};  // value; acts
  Variables<ActorId> evidence{memory, model.actors}, faith{memory, model.actors};       // Σ LLR: of its acts; of words
  Variables<ActorId> struck{memory, model.actors};                                      // flags
  Flags<ChannelId> acts{memory, model.channels};                                        // an act of the channel
  Variables<DyadId> grave{memory, model.dyads};                                         // flags: a grave incident
  Variables<DyadId> explained{memory, model.dyads};  // flags: which the mediator has explained
  // Any incident; the talks broke down; what was signed was broken.
  Variable incident{memory}, breakdown{memory}, breach{memory};  // flags
  Variable imposed_war{memory}, imposed_deal{memory};            // flags: by an event or a breakdown
  Variable deadline{memory}, deadline_by{memory};                // a new one: its day (0: none) and code(ActorId)
  Variable hour{memory, 1};                                      // share of the day passed when an absorbing event came
  Variable in_principle{memory};                                 // code(Scope) of a text that was agreed
};

struct State {
  explicit State(const Model& compiled) : model(compiled) {}

  const Model& model;
  Memory memory;
  Lanes day = lanes(0);  // from 1
  // Public.
  Variable tension{memory, 0, {"the tension", 0, 1}};                         // in [0, 1]
  Variable hope{memory};                                                      // the smaller one of the sides' hopes
  Variable settlement{memory};                                                // code(Scope) of the text in force
  Variable calm{memory};                                                      // of the text in force
  Variables<ActorId> posture{memory, model.actors, 0, {"mobilisation of "}};  // in rungs
  Variables<ActorId> strain{memory, model.actors, 0, {"strain of "}};         // in [0, 1]
  Variables<ActorId> pressure{memory, model.actors}, commitment{memory, model.actors};  // in [0, 1]
  Variables<ActorId> hawk{memory, model.actors};                                        // in [0, 1]
  Variables<ActorId> hostility{memory, model.actors};                                   // acts of late, fading
  Variables<ActorId> risk_shift{memory, model.actors};              // of perceived war risk: log growth of the hazard
  Variables<ActorId> risk_stirred{memory, model.actors};            // what third parties have added to it: log growth
  Variable tension_stirred{memory};                                 // their raises of tension, fading
  Variables<ActorId> restraint{memory, model.actors};               // in units of value
  Variable deadline{memory, no_deadline}, deadline_by{memory, -1};  // day; code(ActorId)
  Variables<IssueId> in_force{memory, model.agenda.id, 0, {"the text in force on ", 0, 1}};  // positions
  Variables<IssueId> original{memory, model.agenda.id};  // status quo before any agreement
  Variables<IssueId> on_table{memory, model.agenda.id};  // text last put
  Variable text_on_table{memory};                        // flag
  // Beliefs: log odds that the adversary keeps its word, and that it is resolved.
  Variables<ActorId> trust{memory, model.actors, 0, {"trust of "}};  // log odds
  Variables<ActorId> resolve{memory, model.actors};                  // log odds
  // Before the capitals.
  Variable pending{memory};                                  // code(Scope) of the text
  Variable vote_day{memory};                                 // from 1
  Variables<IssueId> pending_text{memory, model.agenda.id};  // positions
  // Force.
  Variables<StrikeId> cause{memory, model.strikes};  // number of the shock in force
  Variables<ActorId> setback{memory, model.actors};  // share of its shift in power destroyed
  Variable exchange_days{memory};                    // of the exchange of force that goes on; 0: none
  Variables<ActorId> hit{memory, model.actors};      // flags: struck in the exchange that goes on
  Variable hosts_hit{memory};                        // hosts of bases struck in it
  Variable at_war{memory};                           // flag: the exchange that goes on has become a war
  // After signature.
  Variable signed_day{memory};                            // of the text in force
  PerSide<Variable> honour_ratio{std::in_place, memory};  // L/(d·G) of the text in force
  PerSide<Variable> sweetener{std::in_place, memory};     // of the text agreed last, in units of value
  PerSide<Variable> hold{std::in_place, memory};          // d·sweetener/L of the text in force, when it was signed
  // What the row will tell. Days of first passage: 0 never.
  Variable violence{memory};           // code(Violence), the worst so far
  Variable best{memory};               // code(Scope), the best settlement so far
  Variable first_striker{memory, -1};  // code(ActorId)
  Variable interim_day{memory}, comprehensive_day{memory}, strike_day{memory};  // days
  Variable war_day{memory}, breach_day{memory};                                 // days
  Variable breach_by{memory, -1}, breach_ratio{memory},
      breach_trust{memory};                                // of the first breach: code(ActorId), L/(d·G), q_ij
  Variable crisis_end{memory};                             // day
  Variable exchange_length{memory}, exchange_end{memory};  // of the first exchange: days so far, day of its end
  Variable war_length{memory}, war_end{memory};            // the same of the first exchange that became a war
  Variable after_force_day{memory};                        // of the first text in force after the first strike
  Variable after_war_day{memory};                          // and after the first war had begun
  Variable score_sum{memory}, tension_sum{memory};         // over days
  Variable grave_count{memory}, incident_count{memory}, strikes_count{memory};           // so far
  Variables<ActorId> top_rung{memory, model.actors}, final_value{memory, model.actors};  // rungs; value
  Variables<ActorId> risk_sum{memory, model.actors, 0, {"perceived risk of "}};          // over days
  Negotiation talks{model.agenda.size()};
  Today today{model};
};

}  // namespace backchannel
