#include "cli/report/vocabulary.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "analysis/text/palette.hpp"
#include "sim/core/text.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, outcomes> meanings{
    "a text on all issues that it needs came into force; no force was used",
    "no more than an interim text came into force; no force was used",
    "no text came into force and no force was used, but the door is open or a vote is due: a round was held within 45 "
    "days before the end, or is due within 45 days after it, one that waits for the vote included",
    "no text came into force and no force was used, and the talks have broken off or lapsed",
    "force was used, short of a regional war",
    "fighting lasted, or drew in others, as the scenario defines a war"};

struct DayState {
  const char* id;
  const char* name;
  Outcome tone;
};
constexpr std::array states{DayState{"comprehensive", "comprehensive text in force", Outcome::comprehensive_agreement},
                            DayState{"interim", "interim text in force", Outcome::interim_agreement},
                            DayState{"talks", "talks", Outcome::talks_continue},
                            DayState{"no_talks", "no talks", Outcome::collapse_without_force},
                            DayState{"force_used", "force used", Outcome::limited_strike},
                            DayState{"war", "war", Outcome::regional_war}};

}  // namespace

Json vocabulary() {
  Json json{{"endings", Json::array()}, {"states", Json::array()}};
  for (std::size_t c = 0; c < outcome_names.size(); ++c)
    json["endings"].push_back({{"id", outcome_names[c]},
                               {"name", spaced(outcome_names[c])},
                               {"tone", outcome_tones[c]},
                               {"meaning", meanings[c]}});
  for (const DayState& state : states)
    json["states"].push_back({{"id", state.id}, {"name", state.name}, {"tone", outcome_tones[index_of(state.tone)]}});
  json["breach_tone"] = breach_tone;
  json["war_end_tone"] = war_end_tone;
  json["after_force_tone"] = after_force_tone;
  return json;
}

}  // namespace backchannel
