#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::formulate(const Mediation::Task& task) {
  const Scope scope = task.scope;
  const SliceMask may = allowed(scope) & drafts_;
  if (!any(may)) return;
  estimate(scope);
  Text text = single_text(scope);
  hear_third_parties(text, scope, may);
  Slice temperature = talks_.temperature;
  bench_.mediation_.improve(text, few_, bench_.estimate_, task, temperature);
  for (const Side s : sides) keep_within(text, outlook(s).preferences, scope, on(talks_.firm[s]));
  talks_.temperature = select(may, temperature, talks_.temperature);
  for (const IssueId k : model_.agenda.ids()) talks_.single[scope][k] = select(may, text[k], talks_.single[scope][k]);
  talks_.has_single[scope] = talks_.has_single[scope].max(may.on());
  few_.tell(may, [&](int at) { return told::Proposed{scope, positions(text, at)}; });
  put_to_both(task, text, may);
}

void Session::estimate(Scope scope) {
  Estimate& estimate = bench_.estimate_;
  for (const Side s : sides) {
    estimate.outlook[s] = outlook(s);
    estimate.reservation[s] = text_threshold(s, scope, brief_[s][scope].floor);
  }
  bench_.mediation_.blur(estimate, few_, talks_.variance);
  if (model_.mediator->objective != Objective::kalai_smorodinsky) return;
  for (const Side s : sides) estimate.most[s] = most_that_the_other_bears(s, scope);
}

Slice Session::most_that_the_other_bears(Side s, Scope scope) const {
  const Estimate& estimate = bench_.estimate_;
  const Outlook &own = estimate.outlook[s], &theirs = estimate.outlook[other(s)];
  const Text from = best_text(theirs, scope), to = best_text(own, scope);
  const Slice straight = filled<slice_width>(0);
  const ConcessionPath path = concession_path(theirs, scope, {from, to, straight});
  const auto bears = [&](const Text& x) {
    return Slice(worth_of_signing(theirs, x, scope) - estimate.reservation[other(s)] + 1e-13);
  };
  const Slice c = end_of_first_stretch(path, bears(path.start), filled<slice_width>(0.5), bears);
  return worth_of_signing(own, text_at(path, c), scope);
}

Text Session::single_text(Scope scope) const {
  const Text &first = brief_[Side::first][scope].offer, &second = brief_[Side::second][scope].offer;
  Text text(model_.agenda.size());
  for (const IssueId k : model_.agenda.ids()) {
    const Slice middle = 0.5 * (first[k] + second[k]);
    text[k] = model_.agenda.moves[scope][k] ? on_level(*model_.agenda.issue[k], middle) : middle;
  }
  const bool begins = any(few_.active() & !on(talks_.has_single[scope]));
  if (begins && model_.mediator->search == Search::votes) bench_.mediation_.draw_contract(text, few_, scope);
  for (const IssueId k : model_.agenda.ids())
    text[k] = select(on(talks_.has_single[scope]), talks_.single[scope][k], text[k]);
  return text;
}

void Session::hear_third_parties(Text& text, Scope scope, const SliceMask& may) {
  for (const ActorId third : model_.actors.ids()) {
    if (!speaks_into_talks(third)) continue;
    const Text& proposal = proposal_of(third, scope);
    text = towards(text, proposal, few_[model_.actors[third].spec->voice], scope);
    few_.tell(may, [&](int at) { return told::SpokeUp{third, {}, scope, positions(proposal, at)}; });
  }
}

Slice Session::text_threshold(Side s, Scope scope, const Slice& floor) const {
  const Slice firmness = few_[actor(s).spec->firmness];
  return floor + firmness * (brief_[s][scope].stance.aspiration - floor).max(0.0);
}

void Session::put_to_both(const Mediation::Task& task, const Text& text, const SliceMask& may) {
  const Scope scope = task.scope;
  const bool levers = model_.mediator->style == Style::manipulation;
  PerSide<Slice> sweetener, cost;
  for (const Side s : sides) {
    sweetener[s] = cost[s] = filled<slice_width>(0);
    if (!levers) continue;
    const Leverage& spec = model_.mediator->leverage;
    const Slice half = 0.5 * talks_.budget;
    const Slice estimated = worth_of_signing(bench_.estimate_.outlook[s], text, scope);
    const SliceMask short_of = below(estimated, Slice(bench_.estimate_.reservation[s] + 0.05));
    sweetener[s] = few_[spec.sweetener].min(half) * short_of.on();
    cost[s] = few_[spec.refusal_cost].min(half);
  }
  PerSide<SliceMask> yes;
  for (const Side s : sides) {
    const Slice lowered = (worth_of_refusing(outlook(s), text) - cost[s]).max(brief_[s][scope].required);
    yes[s] = says_yes(s, {{}, scope, text, may, text_threshold(s, scope, lowered), sweetener[s]});
  }
  const SliceMask agreed = may & yes[Side::first] & yes[Side::second];
  if (levers) {
    Slice paid = (sweetener[Side::first] + sweetener[Side::second]) * agreed.on();
    for (const Side s : sides) paid += cost[s] * (may & !yes[s]).on();
    talks_.budget = (talks_.budget - paid).max(0.0);
  }
  agree(agreed, scope, text, sweetener);
  refuse(may & !agreed, bench_.breakdowns_[scope][static_cast<std::size_t>(task.exchange)].over_text);
}

}  // namespace backchannel
