#include "sim/crisis/talks/session.hpp"

#include "sim/crisis/state/go_between.hpp"

namespace backchannel {

Session::Session(Talks& bench, const Few& few)
    : bench_(bench),
      model_(bench.model_),
      state_(bench.state_),
      views_(bench.views_),
      talks_(bench.packed_),
      few_(few),
      talking_(few.active()),
      settlement_(few(state_.settlement)) {}

void Session::hold() {
  sit_down();
  SliceMask before = talking_;
  for (int e = 0; e < model_.scenario.talks.exchanges; ++e) {
    if (e > 0 && repeats_itself() && !any(before & !talking_)) {
      talks_.exchanges += talking_.on();
      continue;
    }
    before = talking_;
    exchange(e);
  }
  rise();
}

bool Session::repeats_itself() const {
  return !takes_turns() && !any(drafts_) && model_.constant(model_.scenario.talks.breakdown.probability, 0) &&
         !few_.tells();
}

void Session::sit_down() {
  for (const Side s : sides) {
    const Outlook& view = views_.look_ahead(few_, model_.party[s]);
    seat(bench_.win_set_[s], few_, views_, model_.party[s], view);
  }
  for (const ActorId third : model_.actors.ids())
    if (speaks_into_talks(third)) views_.look_ahead(few_, third);
  advance_clocks();
  open_track();
  look_for_ideas();
  for (const Scope scope : scopes)
    if (in_play(scope)) prepare(scope);
}

void Session::advance_clocks() {
  const SliceMask first = not_yet(talks_.last_day);
  const Slice passed = select(first, filled<slice_width>(1), few_.day() - talks_.last_day);
  Slice both = filled<slice_width>(1);
  if (model_.scenario.mechanisms.ripeness)
    for (const Side s : sides) {
      const Slice hurt = outlook(s).preferences.worth_now - outlook(s).no_deal;
      both *= readiness(few_, actor(s), hurt, talks_.hope[s]);
    }
  for (const Side s : sides) talks_.clock[s] += both * passed;
  talks_.first_day = select(first, few_.day(), talks_.first_day);
  talks_.last_day = few_.day();
}

void Session::open_track() {
  if (!track_is_closed_at_first() || !model_.scope_exists(Scope::interim)) return;
  const Slice shock = few_.draws().keyed(bench_.interim_track_, talks_.rounds);
  const Slice alone = few_[model_.scenario.talks.interim_track];
  const SliceMask opens = few_.active() & not_yet(talks_.interim_track) &
                          below(shock, either(alone, brought(few_, model_, &Mediator::agenda)));
  talks_.interim_track = talks_.interim_track.max(opens.on());
  few_.tell(opens, [&](int at) { return told::TrackOpened{shock[at] >= alone[at]}; });
}

void Session::look_for_ideas() {
  if (model_.formulates()) {
    drafts_ = few_.active();
  } else if (model_.drafts()) {
    const Slice shock = few_.draws().keyed(bench_.ideas_, talks_.rounds);
    drafts_ = few_.active() & below(shock, brought(few_, model_, &Mediator::ideas));
  }
}

void Session::exchange(int number) {
  for (const Scope scope : {Scope::comprehensive, Scope::interim}) {
    if (!in_play(scope)) continue;
    if (number == 0 || takes_turns()) {
      take_stances(scope, number);
      put_offers(scope);
    }
    if (any(drafts_)) formulate({scope, number});
    answer_offers({scope, number});
  }
  talks_.exchanges += talking_.on();
  update_hope();
}

Slice Session::gap(Side s, Scope scope) const {
  const Slice asked = brief_[s][scope].stance.aspiration;
  const SliceMask heard = works_on(scope) & has_spoken(other(s), scope);
  const Slice short_of = asked - net_worth(s, scope, talks_.known[other(s)][scope]);
  const Slice gap = select(heard, short_of.max(0.0), unlimited);
  if (!model_.drafts()) return gap;
  const Slice by_text = asked - net_worth(s, scope, talks_.single[scope]);
  return select(works_on(scope) & on(talks_.has_single[scope]), gap.min(by_text.max(0.0)), gap);
}

void Session::update_hope() {
  for (const Side s : sides) {
    const Slice least = few_[actor(s).spec->ripeness.least_hope];
    Slice hope = filled<slice_width>(0);
    SliceMask heard = SliceMask::none();
    for (const Scope scope : scopes) {
      if (!in_play(scope)) continue;
      Slice short_of = gap(s, scope);
      const SliceMask here = below(short_of, 1e9);
      if (model_.mediator != nullptr) short_of = reported(s, short_of);
      auto& first = talks_.first_gap[s][scope];
      first = select(here & below(first, 0.0), short_of, first);
      const Slice closed = 1.0 - (short_of / first.max(1e-9)).min(1.0);
      hope = select(here, hope.max(select(at_most(short_of, 0.0), 1.0, least + (1.0 - least) * closed)), hope);
      heard |= here;
    }
    talks_.hope[s] = select(heard, hope, talks_.hope[s]);
  }
}

Slice Session::reported(Side s, const Slice& gap) const {
  const Slice skill = few_[model_.mediator->skill];
  const Slice noise = few_[model_.mediator->noise] * (1.0 - skill) * few_.draws().normal(bench_.purposes_[s].report);
  const Slice framing = few_[model_.mediator->framing] * skill;
  return (gap - framing + noise).max(gap.min(1e-6));  // none becomes none, and none is made of some
}

void Session::rise() {
  const Slice hope = talks_.hope[Side::first].min(talks_.hope[Side::second]);
  const SliceMask nearer = above(hope, few_(state_.hope));
  leave_text_on_table();
  talks_.days_left -= 1.0;
  const SliceMask ended = at_most(talks_.days_left, 0.0) | !talking_;
  if (model_.has_stages()) advance_stage(ended & few_.active());
  if (model_.mediator != nullptr) {
    const Slice skill = few_[model_.mediator->skill];
    talks_.variance *= 1.0 - skill * skill;
    bench_.mediation_.counsel(few_, ended & few_.active());
    few_.add(state_.today.reliefs, Slice(few_[model_.mediator->progress] * skill * (ended & nearer).on()));
  }
  few_.put(state_.hope, hope);
  bench_.calendar_.adjourn(few_, talks_, ended);
  bench_.calendar_.extend(few_, talks_, ended & nearer & talking_);
  if (model_.scenario.talks.protocol == Protocol::take_it_or_leave_it)
    talks_.open = select(has_come(talks_.exchanges) & talking_, 0.0, talks_.open);
}

void Session::leave_text_on_table() {
  const Scope scope = model_.lead_scope();
  const auto& first = talks_.known[Side::first][scope];
  const auto& second = talks_.known[Side::second][scope];
  for (const IssueId k : model_.agenda.ids()) {
    const Slice middle = 0.5 * (first[k] + second[k]);
    const Slice text = model_.drafts() ? select(on(talks_.has_single[scope]), talks_.single[scope][k], middle) : middle;
    few_.put(state_.on_table[k], text);
  }
  few_.put(state_.text_on_table, Slice(talks_.spoken[Side::first][scope].min(talks_.spoken[Side::second][scope])));
}

void Session::advance_stage(const SliceMask& ended) {
  const Scope scope = model_.lead_scope();
  Slice distance = filled<slice_width>(0);
  for (const IssueId k : model_.agenda.movable[scope])
    distance += (talks_.known[Side::first][scope][k] - talks_.known[Side::second][scope][k]).abs();
  const Slice gap = distance / static_cast<double>(model_.agenda.movable[scope].size());
  const TalksSpec& spec = model_.scenario.talks;
  const Slice bound = select(is(talks_.stage, Stage::clarify), few_[spec.framework_gap], few_[spec.text_gap]);
  const SliceMask heard = has_spoken(Side::first, scope) & has_spoken(Side::second, scope);
  const SliceMask step = ended & heard & below(talks_.stage, code(Stage::text)) & at_most(gap, bound);
  talks_.stage += step.on();
  few_.tell(step, [&](int at) { return told::StageReached{stage(at)}; });
}

bool Session::speaks_into_talks(ActorId third) const {
  const CompiledActor& actor = model_.actors[third];
  return !actor.side && actor.values && model_.scenario.mechanisms.third_party_voice && actor.backs.given() &&
         !model_.constant(actor.spec->voice, 0);
}

SliceMask Session::allowed(Scope scope) const {
  SliceMask may = talking_;
  const bool single_offer = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
  const Stage needed = scope == Scope::comprehensive ? Stage::text : Stage::framework;
  if (model_.has_stages() && !single_offer) may &= at_least(talks_.stage, code(needed));
  if (scope == Scope::interim) {
    may &= not_yet(settlement_);
    if (track_is_closed_at_first()) may &= on(talks_.interim_track);
  }
  return may;
}

bool Session::takes_turns() const {
  const Protocol protocol = model_.scenario.talks.protocol;
  return protocol == Protocol::alternating || protocol == Protocol::take_it_or_leave_it;
}

Positions Session::positions(const Text& text, int at) const {
  Positions list;
  for (const IssueId k : model_.agenda.ids()) list.push_back(text[k][at]);
  return list;
}

}  // namespace backchannel
