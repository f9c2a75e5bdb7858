#include "sim/crisis/talks/talks.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/talks/session.hpp"

namespace backchannel {

Slice readiness(const Few& few, const CompiledActor& actor, const Slice& hurt, const Slice& hope) {
  const Ripeness& spec = actor.spec->ripeness;
  const Slice slope = few[spec.slope];
  return chance_of(Slice(hurt - few[spec.hurt_threshold]), slope) *
         chance_of(Slice(hope - few[spec.way_out_threshold]), slope);
}

Talks::Talks(State& state, Views& views)
    : model_(state.model),
      state_(state),
      views_(views),
      calendar_(state),
      mediation_(state),
      first_error_(state.memory, model_.agenda.id),
      second_error_(state.memory, model_.agenda.id),
      packed_(model_.agenda.size()) {
  for (const Side s : sides) {
    const std::string& id = model_.at(s).id;
    const TacticSpec& tactic = model_.at(s).spec->tactic;
    tactic_[s] = make_tactic(tactic, model_.at(other(s)).spec->tactic);
    if (tactic.risk_cap.given() && !model_.constant(tactic.risk_cap, 0)) tactic_[s] = held_down(std::move(tactic_[s]));
    Purposes& purposes = purposes_[s];
    purposes.answer[Scope::interim] = stream(id, "answer to an interim text");
    purposes.answer[Scope::comprehensive] = stream(id, "answer to a comprehensive text");
    purposes.report = stream(id, "reported gap");
    for (const IssueId k : model_.agenda.ids()) {
      purposes.belief.push_back(stream(id, "belief about the other's " + model_.agenda.id[k]));
      purposes.reading.push_back(stream(id, "reading of " + model_.agenda.id[k]));
    }
  }
  for (const Scope scope : scopes)
    for (int e = 0; e < model_.scenario.talks.exchanges; ++e) {
      const std::string place = std::to_string(index_of(scope)) + " " + std::to_string(e);
      breakdowns_[scope].push_back(
          {stream("talks", "breakdown over offers " + place), stream("talks", "breakdown over a text " + place)});
    }
}

void Talks::begin(const Few& few) {
  calendar_.begin(few);
  mediation_.begin(few);
  Negotiation& talks = state_.talks;
  const TalksSpec& spec = model_.scenario.talks;
  const SliceMask framework = at_least(few[spec.framework_gap], 1.0), text = at_least(few[spec.text_gap], 1.0);
  few.put(talks.stage,
          select(framework, select(text, code(Stage::text), code(Stage::framework)), code(Stage::clarify)));
  for (const Side s : sides) {
    Variables<IssueId>& error = s == Side::first ? first_error_ : second_error_;
    few.put(talks.hope[s], few[model_.at(s).spec->ripeness.least_hope]);
    for (const IssueId k : model_.agenda.ids()) {
      few.put(error[k], few.draws().normal(purposes_[s].belief[k.index()]));
      few.put(talks.demand[s][k], few[model_.holders[holder_of(model_.party[s])].ideal[k]]);
    }
  }
  few.put(state_.hope, Slice(few(talks.hope[Side::first]).min(few(talks.hope[Side::second]))));
}

SliceMask Talks::both_hurt(const Few& few) {
  SliceMask hurt = few.active();
  for (const Side s : sides) {
    const Outlook& view = views_.look_ahead(few, model_.party[s]);
    hurt &= at_least(Slice(view.preferences.worth_now - view.no_deal), few[model_.at(s).spec->ripeness.hurt_threshold]);
  }
  return hurt;
}

void Talks::reopen(const Runs& runs) {
  const TalksSpec& spec = model_.scenario.talks;
  if (model_.constant(spec.reopening, 0) && !model_.brings(&Mediator::reopening)) return;
  if (spec.protocol == Protocol::take_it_or_leave_it) return;
  const Mask over = runs.where([&](const Abreast& here) {
    return !talks_open(here, state_) & !comprehensive_in_force(here, state_) & !fighting(here, state_) &
           !before_capitals(here, state_) & below(here(state_.talks.rounds), static_cast<double>(spec.max_rounds));
  });
  runs.in_packs(over, [&](const Few& few) {
    const Slice shock = few.draws().uniform(reopening_), alone = few[spec.reopening];
    Slice by_mediator = brought(few, model_, &Mediator::reopening);
    if (model_.brings(&Mediator::reopening)) by_mediator *= both_hurt(few).on();
    const SliceMask again = few.active() & below(shock, either(alone, by_mediator));
    few.put(state_.talks.open, 1.0, again);
    few.put(state_.talks.first_day, few.day(), again);
    few.put(state_.talks.next_day, few.day(), again);
    few.put(state_.talks.last_day, few.day() - 1.0,
            again & has_come(few(state_.talks.last_day)));  // clocks stood still
    for (Variable& refusals : state_.talks.refusals) few.put(refusals, 0.0, again);
    few.tell(again, [&](int at) { return told::Reopened{shock[at] >= alone[at]}; });
  });
}

void Talks::operator()(const Runs& runs) {
  reopen(runs);
  const Mask in_session = runs.where([&](const Abreast& here) { return calendar_.convened(here); });
  runs.in_packs(
      in_session,
      [&](const Few& few) {
        state_.talks.memory.pack_into(packed_.memory, few.pack());
        Session(*this, few).hold();
        state_.talks.memory.unpack_from(packed_.memory, few.pack());
      },
      &usage_);
}

}  // namespace backchannel
