#include "sim/crisis/outcome.hpp"

#include <algorithm>
#include <cmath>

#include "sim/crisis/state/go_between.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

constexpr double round_in_sight = 45;  // days

}  // namespace

void Recording::begin(const Few& few) {
  tension_.begin(few);
  const auto& deadline = model_.scenario.calendar.deadline;
  if (deadline && model_.scenario.mechanisms.deadline) {
    few.put(state_.deadline, floor_of(few[*deadline] + 0.5));
    if (const Reference& by = model_.scenario.calendar.deadline_by; by.given())
      few.put(state_.deadline_by, code(model_.actor(by.id)));
  }
  views_.look_at_evening(few);
}

SliceMask Recording::operator()(const Abreast& runs) {
  for (const ActorId a : model_.actors.ids()) publish(runs, a);
  alarm(runs);
  set_deadline(runs);
  boycott(runs);
  tension_(runs);
  views_.look_at_evening(runs);
  note_passages(runs);
  add_up(runs);
  return ended(runs);
}

void Recording::publish(const Abreast& runs, ActorId a) {
  const Today& today = state_.today;
  const Slice posture = runs(state_.posture[a]) + runs(today.posture[a]);
  runs.put(state_.posture[a], posture);
  runs.put(state_.top_rung[a], runs(state_.top_rung[a]).max(posture));
  runs.put(state_.pressure[a], (runs(state_.pressure[a]) + runs(today.pressure[a])).max(0.0).min(1.0));
  if (model_.scenario.mechanisms.audience)
    runs.put(state_.commitment[a], (runs(state_.commitment[a]) + runs(today.commitment[a])).max(0.0).min(1.0));
  const Slice fades = runs[model_.actors[a].spec->war.risk_decay];
  runs.put(state_.risk_shift[a], (1.0 - fades) * runs(state_.risk_shift[a]) + runs(today.risk[a]));
  if (model_.stirred())
    runs.put(state_.risk_stirred[a], (1.0 - fades) * runs(state_.risk_stirred[a]) + runs(today.risk_stirred[a]));
  runs.add(state_.restraint[a], runs(today.restraint[a]));
  runs.put(state_.hostility[a],
           runs[model_.scenario.domestic.memory] * runs(state_.hostility[a]) + runs(today.hostility[a]));
}

void Recording::alarm(const Abreast& runs) {
  if (!model_.scenario.mechanisms.hawks) return;
  Slice alarms = filled<slice_width>(0);
  for (const Lanes& grave : state_.today.grave) alarms += runs(grave);
  for (const Lanes& struck : state_.today.struck) alarms += runs(struck);
  if (!any(has_come(alarms))) return;
  for (const ActorId a : model_.actors.ids()) alarm(runs, a);
}

void Recording::alarm(const Abreast& runs, ActorId a) {
  const DomesticSpec& spec = model_.scenario.domestic;
  Slice grave = filled<slice_width>(0);
  for (const DyadId d : model_.dyads.ids())
    if (const auto& actor = model_.dyads[d].actor; actor[End::one] == a || actor[End::two] == a)
      grave = grave.max(runs(state_.today.grave[d]));
  runs.put(state_.hawk[a], (runs(state_.hawk[a]) + runs[spec.hawk_incident] * grave +
                            runs[spec.hawk_strike] * runs(state_.today.struck[a]))
                               .min(1.0));
}

void Recording::set_deadline(const Abreast& runs) {
  const SliceMask set = has_come(runs(state_.today.deadline));
  runs.put(state_.deadline, runs(state_.today.deadline), set);
  runs.put(state_.deadline_by, runs(state_.today.deadline_by), set);
  runs.put(state_.deadline, no_deadline, comprehensive_in_force(runs, state_));
}

void Recording::boycott(const Abreast& runs) {
  SliceMask grave = SliceMask::none(), unexplained = SliceMask::none();
  for (const DyadId d : model_.dyads.ids()) {
    const SliceMask incident = on(runs(state_.today.grave[d]));
    grave |= incident;
    unexplained |= incident & !on(runs(state_.today.explained[d]));
  }
  if (!any(grave)) return;
  const Slice days = boycott_of(runs, model_);
  const Slice until = runs.day() + select(unexplained, days, 0.5 * days);
  runs.put(state_.talks.boycott_until, runs(state_.talks.boycott_until).max(until), grave);
}

void Recording::note_passages(const Abreast& runs) {
  const Today& today = state_.today;
  const auto first = [&](Lanes& passage, const SliceMask& where, const Slice& day) {
    runs.put(passage, day, where & not_yet(runs(passage)));
  };
  const SliceMask imposed = on(runs(today.imposed_war)), war = at_war(runs, state_) | imposed;
  const SliceMask deal = on(runs(today.imposed_deal));
  if (any(war | deal)) {
    const Slice moment = runs.day() - 1.0 + runs(today.hour);
    first(state_.war_day, war, select(imposed, moment, runs.day()));
    first(state_.comprehensive_day, deal, moment);
    first(state_.crisis_end, (ends_at_war() ? war : imposed) | deal, runs.day());
    first(state_.after_force_day, deal & has_come(runs(state_.strike_day)), moment);
    first(state_.after_war_day, deal & has_come(runs(state_.war_day)), moment);
    runs.put(state_.best, code(Scope::comprehensive), deal);
  }
  runs.put(
      state_.violence,
      runs(state_.violence).max(code(Violence::incident) * runs(today.incident)).max(code(Violence::war) * war.on()));
}

void Recording::add_up(const Abreast& runs) {
  runs.add(state_.tension_sum, runs(state_.tension));
  runs.add(state_.score_sum, runs(state_.today.score) / static_cast<double>(model_.actors.size()));
  for (const ActorId a : model_.actors.ids())
    if (model_.actors[a].values) runs.add(state_.risk_sum[a], views_.perceived_risk(runs, a));
}

bool Recording::ends_at_war() const { return model_.scenario.run_ends_at == RunEnd::war; }

SliceMask Recording::ended(const Abreast& runs) const {
  const Scenario& scenario = model_.scenario;
  const SliceMask settled = comprehensive_in_force(runs, state_) &
                            at_least(runs.day() - runs(state_.signed_day), static_cast<double>(scenario.settled_days));
  const SliceMask imposed = on(runs(state_.today.imposed_deal)) | on(runs(state_.today.imposed_war));
  const SliceMask cut = ends_at_war() ? at_war(runs, state_) | imposed : imposed;
  return at_least(runs.day(), static_cast<double>(scenario.horizon)) | cut | (settled & !fighting(runs, state_));
}

void Recording::take_stock(const Few& few) {
  const SliceMask fought = has_seen(few, state_, Violence::war);
  const SliceMask war = at_war(few, state_) | on(few(state_.today.imposed_war));
  for (const ActorId a : model_.actors.ids()) {
    if (!model_.actors[a].values) continue;
    const Views::Footing footing = views_.footing(few, a, model_.actors[a].adversary);
    const Slice cost = few[model_.actors[a].spec->war.cost] * fought.on();
    few.put(state_.final_value[a], select(war, footing.war, footing.worth_now - cost));
  }
}

Outcome classify(Violence violence, Settlement settlement, bool talks_alive) {
  if (violence == Violence::war) return Outcome::regional_war;
  if (violence == Violence::strike) return Outcome::limited_strike;
  if (settlement == Settlement::comprehensive) return Outcome::comprehensive_agreement;
  if (settlement == Settlement::interim) return Outcome::interim_agreement;
  return talks_alive ? Outcome::talks_continue : Outcome::collapse_without_force;
}

namespace {

/// The door stands open or a text is before the capitals, and a round was held or is due not long from the end.
bool talks_alive(const State& state, int lane) {
  const Negotiation& talks = state.talks;
  const double day = state.day[lane];
  const bool held_lately = talks.last_day[lane] > 0 && day - talks.last_day[lane] <= round_in_sight;
  const bool in_sight = std::max(talks.next_day[lane], talks.boycott_until[lane]) - day <= round_in_sight;
  return (talks.open[lane] > 0 || state.pending[lane] > 0) && (held_lately || in_sight);
}

CoursePath path_of(const Row& row) {
  const double signed_first = row.interim_day > 0 ? row.interim_day : row.comprehensive_day;
  if (row.breach_day > 0) return CoursePath::deal_then_breach;
  if (signed_first > 0 && row.strike_day > 0)
    return row.strike_day < signed_first ? CoursePath::force_then_deal : CoursePath::deal_then_force;
  return CoursePath::plain;
}

void fill_days(Row& row, const State& state, int lane) {
  row.interim_day = state.interim_day[lane];
  row.comprehensive_day = state.comprehensive_day[lane];
  row.strike_day = state.strike_day[lane];
  row.war_day = state.war_day[lane];
  row.breach_day = state.breach_day[lane];
  row.breach_by = static_cast<int>(state.breach_by[lane]);
  row.breach_ratio = state.breach_ratio[lane];
  row.breach_trust = state.breach_trust[lane];
  row.crisis_end = state.crisis_end[lane];
  row.exchange_days = state.exchange_length[lane];
  row.exchange_end_day = state.exchange_end[lane];
  row.war_days = state.war_length[lane];
  row.war_end_day = state.war_end[lane];
  row.after_force_day = state.after_force_day[lane];
  row.after_war_day = state.after_war_day[lane];
  row.end_day = state.day[lane];
}

void fill_actors(Row& row, const State& state, int lane) {
  for (const ActorId id : state.model.actors.ids()) {
    const std::size_t a = id.index();
    row.top_rung[a] = state.top_rung[id][lane];
    row.trust[a] = 1.0 / (1.0 + std::exp(-state.trust[id][lane]));
    row.perceived_risk[a] = state.risk_sum[id][lane] / row.end_day;
    row.value[a] = state.final_value[id][lane];
  }
}

}  // namespace

Row row_of(const State& state, int lane, std::uint64_t run) {
  Row row;
  row.run = run;
  row.violence = static_cast<Violence>(state.violence[lane]);
  row.settlement = static_cast<Settlement>(state.best[lane]);
  row.in_force = static_cast<Settlement>(state.settlement[lane]);
  row.talks_alive = talks_alive(state, lane);
  row.outcome = classify(row.violence, row.settlement, row.talks_alive);
  row.first_striker = static_cast<int>(state.first_striker[lane]);
  fill_days(row, state, lane);
  row.path = path_of(row);
  row.rounds = state.talks.rounds[lane];
  row.incidents = state.incident_count[lane];
  row.grave_incidents = state.grave_count[lane];
  row.strikes = state.strikes_count[lane];
  row.escalation = state.score_sum[lane] / row.end_day;
  row.tension = state.tension_sum[lane] / row.end_day;
  for (const IssueId k : state.in_force.ids()) row.terms[k.index()] = state.in_force[k][lane];
  fill_actors(row, state, lane);
  return row;
}

}  // namespace backchannel
