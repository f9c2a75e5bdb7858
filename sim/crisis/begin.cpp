#include "sim/crisis/begin.hpp"

#include "sim/crisis/talks/calendar.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/crisis/world/posture.hpp"

namespace backchannel {

namespace {

void put(Lanes& x, double value, const Pack& pack) { scatter(filled<slice_width>(value), x, pack); }

void forget_last_run(State& state, const Pack& pack) {
  for (auto* list : {&state.strain,    &state.pressure,  &state.commitment,  &state.hawk,         &state.risk_shift,
                     &state.hostility, &state.restraint, &state.resolve,     &state.setback,      &state.fighting,
                     &state.hit,       &state.risk_sum,  &state.final_value, &state.pending_text, &state.on_table,
                     &state.history,   &state.repeats,   &state.cooldown,    &state.happened,     &state.cause})
    for (Lanes& x : *list) put(x, 0, pack);
  for (Lanes* x : {&state.hope,
                   &state.settlement,
                   &state.calm,
                   &state.text_on_table,
                   &state.pending,
                   &state.vote_day,
                   &state.exchange_days,
                   &state.exchange_dyad,
                   &state.hosts_hit,
                   &state.signed_day,
                   &state.honour_ratio[0],
                   &state.honour_ratio[1],
                   &state.violence,
                   &state.best,
                   &state.interim_day,
                   &state.comprehensive_day,
                   &state.strike_day,
                   &state.war_day,
                   &state.breach_day,
                   &state.crisis_end,
                   &state.score_sum,
                   &state.tension_sum,
                   &state.grave_count,
                   &state.incident_count,
                   &state.strikes_count,
                   &state.war_today})
    put(*x, 0, pack);
  for (Lanes& x : state.chance_at_start) put(x, -1, pack);
  put(state.first_striker, -1, pack);
  put(state.deadline_by, -1, pack);
}

void weigh_issues(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
                  const Pack& pack) {
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const Slice status_quo = values.gathered(model.agenda.issue[i]->status_quo, pack);
    scatter(status_quo, state.in_force[i], pack);
    scatter(status_quo, state.original[i], pack);
  }
  for (std::size_t h = 0; h < model.holders.size(); ++h) {
    const Holder& holder = model.holders[h];
    Slice sum = filled<slice_width>(0);
    for (int k = 0; k < model.agenda.size; ++k)
      sum += values.gathered(holder.salience[static_cast<std::size_t>(k)], pack);
    for (int k = 0; k < model.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const Slice ideal = values.gathered(holder.ideal[i], pack);
      scatter(Slice(values.gathered(holder.salience[i], pack) / sum.max(1e-300)), state.salience[h][i], pack);
      scatter(Slice(1.0 / ideal.max(1.0 - ideal)), state.scale[h][i], pack);
      if (holder.line[i] == nullptr) continue;
      const Slice chance = values.gathered(holder.line[i]->probability, pack);
      scatter(draws.chance(holder.line_stream[i], chance).on, state.line_real[h][i], pack);
    }
  }
}

void foresee_wars(const Model& model, State& state, const Values& values, Workspace& work, const Pack& pack) {
  for (std::size_t h = 0; h < model.holders.size(); ++h) {
    const int holder = static_cast<int>(h);
    Taste& taste = work.outlook[h].taste;
    gather(taste, model, state, values, holder, pack);
    const int adversary = model.actors[static_cast<std::size_t>(model.holders[h].actor)].adversary;
    const WarTerms terms = terms_of_war(taste, model, state, values, holder, adversary, pack);
    scatter(terms.victory, state.victory[h], pack);
    scatter(terms.defeat, state.defeat[h], pack);
  }
}

void face_each_other(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
                     const Pack& pack) {
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    const Actor& spec = *model.actors[a].spec;
    const Slice odds = initial_trust(model, values, static_cast<int>(a), pack);
    scatter(odds, state.trust[a], pack);
    scatter(long_run_trust(model, values, static_cast<int>(a), pack), state.trust_start[a], pack);
    scatter(values.gathered(spec.posture.start, pack), state.posture[a], pack);
    scatter(values.gathered(spec.posture.start, pack), state.top_rung[a], pack);
    scatter(values.gathered(spec.strain.start, pack), state.strain[a], pack);
    scatter(values.gathered(spec.strain.pressure, pack), state.pressure[a], pack);
    if (model.actors[a].side >= 0) scatter(values.gathered(spec.audience.start, pack), state.commitment[a], pack);
  }
  for (std::size_t s = 0; s < 2; ++s) {
    const CompiledActor& party = model.actors[static_cast<std::size_t>(model.party[s])];
    for (int k = 0; k < model.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      scatter(draws.normal(party.belief_stream[i]), state.belief_error[s][i], pack);
      scatter(draws.normal(party.estimate_stream[i]), state.estimate_error[s][i], pack);
    }
    scatter(draws.normal(party.reservation_stream), state.reservation_error[s], pack);
  }
}

void set_the_table(const Model& model, State& state, const Values& values, const Pack& pack) {
  Table& table = state.table;
  table.each(model.agenda.size, [&](Lanes& x) { put(x, 0, pack); });
  put(table.open, 1, pack);
  scatter(values.gathered(model.scenario.calendar.first_session, pack), table.next_day, pack);
  if (model.mediator != nullptr) {
    scatter(values.gathered(model.mediator->variance, pack), table.variance, pack);
    if (model.mediator->style == Style::manipulation)
      scatter(values.gathered(model.mediator->leverage.budget, pack), table.budget, pack);
    if (model.formulates() && model.mediator->search == Search::votes)
      scatter(values.gathered(model.mediator->votes.temperature, pack), table.temperature, pack);
  }
  for (std::size_t s = 0; s < 2; ++s) {
    const auto actor = static_cast<std::size_t>(model.party[s]);
    put(table.first_gap[s], -1, pack);
    scatter(values.gathered(model.actors[actor].spec->ripeness.least_hope, pack), table.hope[s], pack);
    for (int k = 0; k < model.agenda.size; ++k) {
      const auto i = static_cast<std::size_t>(k);
      scatter(values.gathered(model.holders[actor].ideal[i], pack), table.demand[s][i], pack);
    }
  }
  scatter(Slice(gathered(table.hope[0], pack).min(gathered(table.hope[1], pack))), state.hope, pack);
}

}  // namespace

void begin(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws, Workspace& work,
           const Pack& pack) {
  forget_last_run(state, pack);
  weigh_issues(model, state, values, draws, pack);
  foresee_wars(model, state, values, work, pack);
  face_each_other(model, state, values, draws, pack);
  set_the_table(model, state, values, pack);
  scatter(values.gathered(model.scenario.tension.start, pack), state.tension, pack);
  const auto& deadline = model.scenario.calendar.deadline;
  const bool set = deadline && model.scenario.mechanisms.deadline;
  scatter(set ? Slice(floor_of(Slice(values.gathered(*deadline, pack) + 0.5))) : filled<slice_width>(no_deadline),
          state.deadline, pack);
  for (std::size_t d = 0; d < model.dyads.size(); ++d) {
    const IncidentSpec& spec = model.dyads[d].spec->incidents;
    scatter(Slice(values.gathered(spec.branching, pack) * values.gathered(spec.decay, pack) *
                  values.gathered(spec.recent, pack)),
            state.excitation[d], pack);
  }
  remember_history(model, state, values, pack);
  find_transition(model, state, values, pack);
}

}  // namespace backchannel
