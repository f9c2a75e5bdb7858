#include "sim/crisis/state/state.hpp"

namespace backchannel {

namespace {

std::vector<Lanes> column(std::size_t n) { return std::vector<Lanes>(n, lanes(0)); }
std::vector<std::vector<Lanes>> grid(std::size_t rows, std::size_t columns) {
  return std::vector<std::vector<Lanes>>(rows, column(columns));
}

}  // namespace

Today::Today(const Model& model) {
  const std::size_t actors = model.actors.size();
  for (auto* by_actor : {&posture, &pressure, &commitment, &risk, &restraint, &hostility, &trust, &faith, &struck})
    *by_actor = column(actors);
  acts = column(model.channels.size());
  grave = column(model.dyads.size());
  wants_force = column(model.strikes.size());
  clear();
}

void Today::clear() {
  for (Lanes* x : {&raises, &reliefs, &score, &incident, &breakdown, &imposed_war, &imposed_deal, &deadline,
                   &deadline_by, &in_principle})
    x->setZero();
  hour.setOnes();
  for (auto* list : {&posture, &pressure, &commitment, &risk, &restraint, &hostility, &trust, &faith, &acts, &grave,
                     &struck, &wants_force})
    for (Lanes& x : *list) x.setZero();
}

State::State(const Model& model) : today(model) {
  const std::size_t actors = model.actors.size(), holders = model.holders.size();
  const auto issues = static_cast<std::size_t>(model.agenda.size);
  for (auto* by_actor : {&posture, &strain, &pressure, &commitment, &hawk, &risk_shift, &hostility, &restraint, &trust,
                         &resolve, &trust_start, &setback, &fighting, &hit, &top_rung, &risk_sum, &final_value})
    *by_actor = column(actors);
  for (auto* by_issue : {&in_force, &original, &on_table, &pending_text}) *by_issue = column(issues);
  for (auto* by_holder : {&salience, &scale, &line_real}) *by_holder = grid(holders, issues);
  for (auto* by_side : {&belief_error, &estimate_error}) *by_side = grid(2, issues);
  reservation_error = column(2);
  victory = defeat = column(holders);
  transition = grid(actors, actors + 1);
  history = repeats = column(model.channels.size());
  excitation = column(model.dyads.size());
  cooldown = column(model.moves.size());
  happened = column(model.events.size());
  cause = chance_at_start = column(model.strikes.size());
  for (Lanes* x : {&day,
                   &tension,
                   &hope,
                   &settlement,
                   &calm,
                   &deadline,
                   &deadline_by,
                   &text_on_table,
                   &pending,
                   &vote_day,
                   &exchange_days,
                   &exchange_dyad,
                   &hosts_hit,
                   &signed_day,
                   &honour_ratio[0],
                   &honour_ratio[1],
                   &violence,
                   &best,
                   &first_striker,
                   &interim_day,
                   &comprehensive_day,
                   &strike_day,
                   &war_day,
                   &breach_day,
                   &crisis_end,
                   &score_sum,
                   &tension_sum,
                   &grave_count,
                   &incident_count,
                   &strikes_count,
                   &war_today})
    x->setZero();
  table.each(max_issues, [](Lanes& x) { x.setZero(); });
}

}  // namespace backchannel
