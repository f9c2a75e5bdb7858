#include "sim/results/columns.hpp"

#include "sim/results/tally.hpp"

namespace backchannel {

namespace {

Cell whole(double value) { return static_cast<std::int64_t>(value); }
Cell day(double value) { return value > 0 ? Cell(value) : Cell(std::monostate{}); }
Cell name(const char* text) { return std::string_view(text); }

void add_course(std::vector<RunColumn>& columns, const Model& model, int plays) {
  const auto add = [&](const char* title, const char* unit, const char* meaning, auto value) {
    columns.push_back({title, unit, meaning, value});
  };
  add("run", "", "number of the run", [](const Row& r) { return Cell(static_cast<std::int64_t>(r.run)); });
  add("draw", "", "number of its draw of the uncertain parameters",
      [plays](const Row& r) { return Cell(static_cast<std::int64_t>(r.run) / plays); });
  add("outcome", "", "class of the run, violence first",
      [](const Row& r) { return name(outcome_names[static_cast<std::size_t>(r.outcome)]); });
  add("violence", "", "worst violence: none, incident, strike, war",
      [](const Row& r) { return name(violence_names[r.violence]); });
  add("settlement", "", "best agreement: none, interim, comprehensive",
      [](const Row& r) { return name(settlement_names[r.settlement]); });
  add("in_force", "", "agreement in force at the end: none, interim, comprehensive",
      [](const Row& r) { return name(settlement_names[r.in_force]); });
  add("talks_alive", "1 or 0", "talks going on at the end", [](const Row& r) { return whole(r.talks_alive ? 1 : 0); });
  add("path", "", "order of agreement, breach and force",
      [](const Row& r) { return name(path_names[static_cast<std::size_t>(r.path)]); });
  add("first_striker", "", "actor that struck first; empty: nobody", [&model](const Row& r) {
    if (r.first_striker < 0) return Cell(std::monostate{});
    return Cell(std::string_view(model.actors[ActorId(r.first_striker)].id));
  });
}

void add_days(std::vector<RunColumn>& columns) {
  const auto add = [&](const char* title, const char* meaning, double Row::*member) {
    columns.push_back({title, "days", meaning, [member](const Row& r) { return day(r.*member); }});
  };
  add("interim_day", "moment of the first interim agreement; empty: never", &Row::interim_day);
  add("comprehensive_day", "moment of the comprehensive agreement; empty: never", &Row::comprehensive_day);
  add("strike_day", "moment of the first strike; empty: never", &Row::strike_day);
  add("war_day", "moment of regional war; empty: never", &Row::war_day);
  add("breach_day", "moment of the first breach of an agreement; empty: never", &Row::breach_day);
  add("crisis_end_day",
      "day of the first agreement, of the end of an exchange of force or of war, whichever comes first; empty: none "
      "of them, be the talks going on or collapsed",
      &Row::crisis_end);
  add("end_day", "last day of the run", &Row::end_day);
}

void add_counts(std::vector<RunColumn>& columns) {
  const auto count = [&](const char* title, const char* meaning, double Row::*member) {
    columns.push_back({title, "count", meaning, [member](const Row& r) { return whole(r.*member); }});
  };
  count("rounds", "rounds of talks held", &Row::rounds);
  count("incidents", "incidents, grave ones included", &Row::incidents);
  count("grave_incidents", "grave incidents", &Row::grave_incidents);
  count("strikes", "strikes", &Row::strikes);
  columns.push_back({"escalation", "score per day and actor", "mean escalation score (Rivera et al. 2024)",
                     [](const Row& r) { return Cell(r.escalation); }});
  columns.push_back({"tension", "0 to 1", "mean tension over the days", [](const Row& r) { return Cell(r.tension); }});
}

}  // namespace

std::vector<RunColumn> run_columns(const Model& model, int plays) {
  std::vector<RunColumn> columns;
  add_course(columns, model, plays);
  add_days(columns);
  add_counts(columns);
  for (const IssueId k : model.agenda.ids())
    columns.push_back(
        {"term_" + model.agenda.id[k], "position 0 to 1",
         "text in force at the end on this issue; physical = low + position * (high - low); empty: none in force",
         [k](const Row& r) { return r.in_force > 0 ? Cell(r.terms[k.index()]) : Cell(std::monostate{}); }});
  for (const ActorId id : model.actors.ids()) {
    const CompiledActor& actor = model.actors[id];
    const std::size_t a = id.index();
    if (actor.values) {
      columns.push_back({"value_" + actor.id, "1: own ideal on every issue", "worth of the end to the actor",
                         [a](const Row& r) { return Cell(r.value[a]); }});
      columns.push_back({"perceived_risk_" + actor.id, "probability", "war risk the actor perceived, mean over days",
                         [a](const Row& r) { return Cell(r.perceived_risk[a]); }});
    }
    columns.push_back({"trust_" + actor.id, "probability", "belief at the end that the adversary keeps its word",
                       [a](const Row& r) { return Cell(r.trust[a]); }});
    columns.push_back({"top_rung_" + actor.id, "rungs", "highest posture on the ladder",
                       [a](const Row& r) { return Cell(r.top_rung[a]); }});
  }
  return columns;
}

}  // namespace backchannel
