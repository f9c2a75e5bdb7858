#include "cli/story/json.hpp"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/story/chronicle.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/words.hpp"

namespace backchannel {
namespace {

using nlohmann::ordered_json;

// In the order of Told.
constexpr auto told_names = std::to_array<const char*>(
    {"day",      "round",          "offer",   "relayed",      "proposal", "voice",     "answer",    "stage",
     "recess",   "agreed",         "vote",    "ratified",     "refused",  "breakdown", "move",      "event",
     "incident", "force_decision", "strike",  "answer_force", "exchange", "joined",    "ceasefire", "war",
     "honoured", "breach",         "counsel", "closed",       "end"});
static_assert(told_names.size() == static_cast<std::size_t>(Told::end) + 1);

// Why a text cannot be taken, by the code of an answer: −1, −2, …
constexpr auto reasons = std::to_array<const char*>({"red_line", "not_of_scope", "not_ratifiable", "no_text_worth_it"});

class Writer {
 public:
  explicit Writer(const Replay& replay)
      : replay_(replay), model_(*replay.model), dates_(model_.scenario.start_date), axes_(axes_of(model_)) {}

  ordered_json whole() const {
    ordered_json out;
    out["scenario"] = {{"title", model_.scenario.title}, {"hash", model_.loaded.hash}};
    out["seed"] = replay_.seed;
    out["run"] = replay_.run;
    out["start_date"] = model_.scenario.start_date;
    out["horizon_days"] = model_.scenario.horizon;
    out["failure"] = replay_.failure ? ordered_json(*replay_.failure) : ordered_json(nullptr);
    out["outcome"] = outcome_names[static_cast<std::size_t>(replay_.row.outcome)];
    out["how"] = how_it_ended(replay_);
    out["row"] = row();
    out["issues"] = issues();
    for (const Passage& passage : chronicle(replay_))
      out["story"].push_back({{"day", passage.day}, {"date", dates_.iso(passage.day)}, {"text", passage.text}});
    for (const StoryEntry& entry : replay_.entries) out["entries"].push_back(one(entry));
    for (const Evening& evening : replay_.evenings) out["evenings"].push_back(figures(evening));
    return out;
  }

 private:
  ordered_json id(int actor) const {
    return actor < 0 ? ordered_json(nullptr) : ordered_json(model_.actors[static_cast<std::size_t>(actor)].id);
  }
  static ordered_json day_or_null(double day) { return day > 0 ? ordered_json(day) : ordered_json(nullptr); }

  ordered_json text_of(const std::vector<double>& positions) const {
    ordered_json text = ordered_json::object();
    for (std::size_t k = 0; k < positions.size() && k < axes_.size(); ++k)
      text[model_.agenda.id[k]] = axes_[k].physical(positions[k]);
    return text;
  }

  template <class Numbers>
  ordered_json by_actor(const Numbers& numbers) const {
    ordered_json out = ordered_json::object();
    for (std::size_t a = 0; a < model_.actors.size(); ++a) out[model_.actors[a].id] = numbers[a];
    return out;
  }

  ordered_json row() const {
    const Row& row = replay_.row;
    return {{"outcome", outcome_names[static_cast<std::size_t>(row.outcome)]},
            {"violence", row.violence},
            {"settlement", row.settlement},
            {"talks_alive", row.talks_alive},
            {"path", path_names[static_cast<std::size_t>(row.path)]},
            {"first_striker", id(row.first_striker)},
            {"interim_day", day_or_null(row.interim_day)},
            {"comprehensive_day", day_or_null(row.comprehensive_day)},
            {"strike_day", day_or_null(row.strike_day)},
            {"war_day", day_or_null(row.war_day)},
            {"breach_day", day_or_null(row.breach_day)},
            {"end_day", row.end_day},
            {"rounds", row.rounds},
            {"incidents", row.incidents},
            {"grave_incidents", row.grave_incidents},
            {"strikes", row.strikes},
            {"escalation", row.escalation},
            {"tension", row.tension},
            {"terms", text_of({row.terms.begin(), row.terms.end()})},
            {"value", by_actor(row.value)},
            {"trust", by_actor(row.trust)},
            {"perceived_risk", by_actor(row.perceived_risk)}};
  }

  ordered_json issues() const {
    ordered_json out = ordered_json::object();
    for (std::size_t k = 0; k < axes_.size(); ++k)
      out[model_.agenda.id[k]] = {{"title", axes_[k].title()}, {"unit", axes_[k].unit()}};
    return out;
  }

  static bool has_scope(Told told) {
    constexpr std::array with{Told::offer,  Told::proposal, Told::voice,   Told::answer,
                              Told::agreed, Told::vote,     Told::ratified};
    return std::find(with.begin(), with.end(), told) != with.end();
  }

  ordered_json one(const StoryEntry& entry) const {
    ordered_json out{{"day", entry.day},
                     {"date", dates_.iso(entry.day)},
                     {"kind", told_names[static_cast<std::size_t>(entry.told)]}};
    if (entry.actor >= 0) out["actor"] = id(entry.actor);
    if (entry.other >= 0) out["other"] = id(entry.other);
    if (has_scope(entry.told)) out["scope"] = scope_name(entry.index);
    if (!entry.text.empty()) out["text"] = text_of(entry.text);
    details(entry, out);
    return out;
  }

  /// What `value`, `second` and `index` mean for this kind of entry.
  void details(const StoryEntry& entry, ordered_json& out) const {
    const bool yes = entry.value > 0.5;
    switch (entry.told) {
      case Told::offer:
        out["least_ratifiable"] = entry.second > 0.5;
        break;
      case Told::answer:
        out["yes"] = yes;
        out["margin"] = entry.second;
        if (entry.value < -0.5) out["because"] = reasons[static_cast<std::size_t>(std::lround(-entry.value)) - 1];
        break;
      case Told::vote:
        out["passed"] = yes;
        out["in_favour"] = entry.second;
        break;
      case Told::force_decision:
        out["strikes"] = yes;
        out["chance"] = entry.second;
        break;
      case Told::answer_force:
        out["hits_back"] = yes;
        break;
      case Told::incident:
        out["number"] = entry.value;
        out["grave"] = entry.second > 0.5;
        break;
      case Told::move:
        out["move"] = model_.moves[static_cast<std::size_t>(entry.index)].id;
        break;
      case Told::event:
        out["event"] = model_.events[static_cast<std::size_t>(entry.index)].id;
        break;
      case Told::counsel:
        out["resolved"] = entry.index == 1;
        out["believed"] = yes;
        break;
      case Told::stage:
        out["stage"] = entry.value >= 2 ? "text" : "framework";
        break;
      default:
        break;
    }
  }

  ordered_json figures(const Evening& evening) const {
    ordered_json out{{"day", evening.day},
                     {"date", dates_.iso(evening.day)},
                     {"tension", evening.tension},
                     {"hope", evening.hope},
                     {"trust", by_actor(evening.trust)},
                     {"posture", by_actor(evening.posture)},
                     {"strain", by_actor(evening.strain)},
                     {"rounds", evening.rounds},
                     {"talks_open", evening.open},
                     {"settlement", evening.settlement},
                     {"fighting", evening.fighting}};
    out["in_force"] = text_of(evening.in_force);
    return out;
  }

  const Replay& replay_;
  const Model& model_;
  Dates dates_;
  std::vector<Axis> axes_;
};

}  // namespace

std::string to_json(const Replay& replay) { return Writer(replay).whole().dump(1) + "\n"; }

}  // namespace backchannel
