#include "sim/crisis/outcome.hpp"

#include <cmath>

#include "sim/crisis/talks/calendar.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

namespace {

constexpr double round_in_sight = 45;  // days

/// T ← T + decay·(floor − T); T ← 1 − (1 − T)e^{−Σ raises}; T ← T·e^{−Σ reliefs} (MODEL 7.10).
void let_tension_move(const Model& model, State& state, const Values& values) {
  if (!model.scenario.mechanisms.tension) return;
  const TensionSpec& spec = model.scenario.tension;
  Lanes ready = lanes(0);
  for (const Lanes& m : state.posture) ready += m.max(0.0);
  const Lanes floor = values[spec.floor] * saturation(ready, values[spec.posture_scale]);
  Lanes& tension = state.tension;
  tension += values[spec.decay] * (floor - tension);
  tension = 1.0 - (1.0 - tension) * exponential(Lanes(-state.today.raises));
  tension *= exponential(Lanes(-state.today.reliefs));
}

void publish(const Model& model, State& state, const Values& values) {
  Today& today = state.today;
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    state.posture[a] += today.posture[a];
    state.pressure[a] = (state.pressure[a] + today.pressure[a]).max(0.0).min(1.0);
    if (model.scenario.mechanisms.audience)
      state.commitment[a] = (state.commitment[a] + today.commitment[a]).max(0.0).min(1.0);
    state.risk_shift[a] += today.risk[a];
    state.restraint[a] += today.restraint[a];
    state.hostility[a] = values[model.scenario.domestic.memory] * state.hostility[a] + today.hostility[a];
    state.top_rung[a] = state.top_rung[a].max(state.posture[a]);
    if (model.scenario.mechanisms.hawks) {
      Lanes grave = lanes(0);
      for (std::size_t d = 0; d < model.dyads.size(); ++d)
        if (model.dyads[d].actor[0] == static_cast<int>(a) || model.dyads[d].actor[1] == static_cast<int>(a))
          grave = grave.max(today.grave[d]);
      state.hawk[a] = (state.hawk[a] + values[model.scenario.domestic.hawk_incident] * grave +
                       values[model.scenario.domestic.hawk_strike] * today.struck[a])
                          .min(1.0);
    }
  }
  const Mask set = above(today.deadline, 0.0);
  state.deadline = select(set, today.deadline, state.deadline);
  state.deadline_by = select(set, today.deadline_by, state.deadline_by);
  // What the date was set for is settled.
  state.deadline = select(above(state.settlement, 1.5), no_deadline, state.deadline);
  Mask grave = Mask::none();
  for (const Lanes& g : today.grave) grave |= Mask{g};
  const Lanes boycott = state.day + values[model.scenario.calendar.boycott];
  state.table.boycott_until = select(grave, state.table.boycott_until.max(boycott), state.table.boycott_until);
}

void note_passages(State& state) {
  Today& today = state.today;
  const Mask war = above(state.war_today, 0.5) | above(today.imposed_war, 0.5);
  const Lanes moment = state.day - 1.0 + today.hour;
  const auto first = [&](Lanes& passage, const Mask& when, const Lanes& day) {
    passage = select(when & below(passage, 1e-12), day, passage);
  };
  const Mask imposed = above(today.imposed_war, 0.5);
  first(state.war_day, war, select(imposed, moment, state.day));
  first(state.crisis_end, war, state.day);
  const Mask deal = above(today.imposed_deal, 0.5);
  first(state.comprehensive_day, deal, moment);
  first(state.crisis_end, deal, state.day);
  state.best = select(deal, 2.0, state.best);
  const Mask incident = above(today.incident, 0.5);
  state.violence = state.violence.max(incident.on).max(3.0 * war.on);
}

/// What the crisis left each actor with: the worth of the text in force, or of the war.
void take_stock(const Model& model, State& state, const Values& values, Workspace& work, const Mask& ended) {
  for_each_pack(ended, [&](const Pack& pack) {
    const SliceMask war = above(gathered(state.violence, pack), 2.5);
    const bool fought = any(war);
    for (std::size_t a = 0; a < model.actors.size(); ++a) {
      if (!model.actors[a].values) continue;
      Outlook& view = work.outlook[a];
      if (fought)
        look_ahead(view, model, state, values, static_cast<int>(a), pack);
      else
        look_at(view, model, state, values, static_cast<int>(a), pack);
      scatter(fought ? Slice(select(war, view.war, view.taste.worth_now)) : view.taste.worth_now, state.final_value[a],
              pack);
    }
  });
}

}  // namespace

Mask record(const Model& model, State& state, const Values& values, Workspace& work) {
  publish(model, state, values);
  let_tension_move(model, state, values);
  note_passages(state);
  state.tension_sum += state.tension;
  state.score_sum += state.today.score / static_cast<double>(model.actors.size());
  for (std::size_t a = 0; a < model.actors.size(); ++a)
    if (model.actors[a].values) state.risk_sum[a] += perceived_risk(model, state, values, static_cast<int>(a));
  const Mask settled = above(state.settlement, 1.5) &
                       at_least(Lanes(state.day - state.signed_day), static_cast<double>(model.scenario.settled_days));
  const Mask ended = at_least(state.day, static_cast<double>(model.scenario.horizon)) | at_least(state.violence, 2.5) |
                     above(state.today.imposed_deal, 0.5) | (settled & at_most(state.exchange_days, 0.0));
  take_stock(model, state, values, work, ended);
  return ended;
}

Outcome classify(int violence, int settlement, bool talks_alive) {
  if (violence >= 3) return Outcome::regional_war;
  if (violence == 2) return Outcome::limited_strike;
  if (settlement == 2) return Outcome::comprehensive_agreement;
  if (settlement == 1) return Outcome::interim_agreement;
  return talks_alive ? Outcome::talks_continue : Outcome::collapse_without_force;
}

Row row_of(const Model& model, const State& state, int lane, std::uint64_t run) {
  Row row;
  row.run = run;
  row.violence = static_cast<std::uint8_t>(state.violence[lane]);
  row.settlement = static_cast<std::uint8_t>(state.best[lane]);
  row.in_force = static_cast<std::uint8_t>(state.settlement[lane]);
  const double day = state.day[lane];
  const bool held_lately = state.table.last_day[lane] > 0 && day - state.table.last_day[lane] <= round_in_sight;
  const bool in_sight = std::max(state.table.next_day[lane], state.table.boycott_until[lane]) - day <= round_in_sight;
  row.talks_alive = (state.table.open[lane] > 0.5 || state.pending[lane] > 0.5) && (held_lately || in_sight);
  row.outcome = classify(row.violence, row.settlement, row.talks_alive);
  row.first_striker = static_cast<int>(state.first_striker[lane]);
  row.interim_day = state.interim_day[lane];
  row.comprehensive_day = state.comprehensive_day[lane];
  row.strike_day = state.strike_day[lane];
  row.war_day = state.war_day[lane];
  row.breach_day = state.breach_day[lane];
  row.crisis_end = state.crisis_end[lane];
  row.end_day = day;
  row.rounds = state.table.rounds[lane];
  row.incidents = state.incident_count[lane];
  row.grave_incidents = state.grave_count[lane];
  row.strikes = state.strikes_count[lane];
  row.escalation = state.score_sum[lane] / day;
  row.tension = state.tension_sum[lane] / day;
  const double signed_first = row.interim_day > 0 ? row.interim_day : row.comprehensive_day;
  if (row.breach_day > 0)
    row.path = CoursePath::deal_then_breach;
  else if (signed_first > 0 && row.strike_day > 0)
    row.path = row.strike_day < signed_first ? CoursePath::force_then_deal : CoursePath::deal_then_force;
  for (std::size_t k = 0; k < state.in_force.size(); ++k) row.terms[k] = state.in_force[k][lane];
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    row.top_rung[a] = state.top_rung[a][lane];
    row.trust[a] = 1.0 / (1.0 + std::exp(-state.trust[a][lane]));
    row.perceived_risk[a] = state.risk_sum[a][lane] / day;
    row.value[a] = state.final_value[a][lane];
  }
  return row;
}

}  // namespace backchannel
