#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::answer_offers(const Mediation::Task& task) {
  const Scope scope = task.scope;
  if (model_.scenario.talks.protocol == Protocol::single_text) return;
  const SliceMask may = allowed(scope);
  PerSide<SliceMask> taken;  // a side's offer by the other
  SliceMask put = SliceMask::none();
  for (const Side s : sides) {
    const Brief& theirs = brief_[s][scope];
    const SliceMask asked = may & theirs.offered;
    put |= asked;
    taken[s] = SliceMask::none();
    if (!any(asked)) continue;
    const Question offer{model_.party[s], scope, theirs.offer, asked, threshold_for_offer(other(s), scope)};
    taken[s] = says_yes(other(s), offer);
    if (misread()) taken[s] = understands(other(s), offer, taken[s]);
  }
  // Where both took the other's offer, a coin decides which of the two is written down.
  const SliceMask coin = few_.chance(bench_.coin_, 0.5);
  const SliceMask first = taken[Side::first] & (!taken[Side::second] | coin);
  agree(first, scope, brief_[Side::first][scope].offer);
  agree(taken[Side::second] & !first, scope, brief_[Side::second][scope].offer);
  refuse(put & !taken[Side::first] & !taken[Side::second],
         bench_.breakdowns_[scope][static_cast<std::size_t>(task.exchange)].over_offers);
}

Slice Session::threshold_for_offer(Side s, Scope scope) const {
  const Brief& own = brief_[s][scope];
  const bool only_one = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
  Slice threshold = only_one ? own.floor : own.stance.threshold;
  // Whatever is worth no less than what it asks for itself.
  threshold = select(own.offered, threshold.min(own.offer_worth), threshold);
  return threshold - (own.floor - floor_against(s, scope, brief_[other(s)][scope].offer));
}

Slice Session::floor_against(Side s, Scope scope, const Text& text) const {
  const Brief& own = brief_[s][scope];
  return own.floor.min(worth_of_refusing(outlook(s), text).max(own.required));
}

SliceMask Session::understands(Side s, const Question& offer, const SliceMask& yes) const {
  const Text& heard = talks_.known[other(s)][offer.scope];
  const SliceMask still = weigh(s, {offer.author, offer.scope, heard, yes, offer.threshold}).yes;
  few_.tell(yes & !still, told::Misread{model_.party[s], offer.author, offer.scope});
  return still;
}

Session::Answer Session::weigh(Side s, const Question& question) const {
  const auto& [author, scope, text, asked, threshold, sweetener] = question;
  const Outlook& view = outlook(s);
  const Slice worth = worth_of_signing(view, text, scope), cost = audience_cost(s, scope, text);
  const Slice margin = worth + sweetener - cost - threshold;
  const Slice chance = chance_of(margin, few_[model_.scenario.precision.text]);
  const Slice shock = few_.draws().keyed(bench_.purposes_[s].answer[scope], talks_.rounds);
  const SliceMask crosses = asked & crosses_absolute_line(view.preferences, text, scope);
  const SliceMask possible = asked & brief_[s][scope].speaks & is_of_scope(view, text, scope) & !crosses;
  return {worth, cost, margin, chance, shock, crosses, possible & below(shock, chance)};
}

SliceMask Session::says_yes(Side s, const Question& question) {
  const Answer answer = weigh(s, question);
  talks_.firm[s] = talks_.firm[s].max(answer.crosses.on());  // it says so
  few_.tell(question.asked, [&](int at) {
    return told::Answered{model_.party[s],
                          question.author,
                          question.scope,
                          verdict(s, question, answer.yes[at], at),
                          answer.margin[at],
                          {answer.worth[at], question.sweetener[at], answer.cost[at], question.threshold[at],
                           few_[model_.scenario.precision.text][at], answer.chance[at], answer.shock[at]}};
  });
  return answer.yes;
}

told::Verdict Session::verdict(Side s, const Question& question, bool yes, int at) const {
  const Outlook& view = outlook(s);
  const Brief& own = brief_[s][question.scope];
  if (crosses_absolute_line(view.preferences, question.text, question.scope)[at]) return told::Verdict::crosses_line;
  if (!is_of_scope(view, question.text, question.scope)[at]) return told::Verdict::not_of_scope;
  if (!own.speaks[at])
    return own.best_worth[at] < view.no_deal[at] ? told::Verdict::none_beats_no_deal : told::Verdict::none_ratifiable;
  return yes ? told::Verdict::yes : told::Verdict::no;
}

void Session::agree(const SliceMask& agreed, Scope scope, const Text& text, const PerSide<Slice>& sweetener) {
  const SliceMask now = agreed & talking_;
  if (!any(now)) return;
  talking_ &= !now;
  few_.put(state_.today.in_principle, code(scope), now);
  for (const IssueId k : model_.agenda.ids()) few_.put(state_.pending_text[k], text[k], now);
  if (model_.sweeteners_fade())
    for (const Side s : sides) few_.put(state_.sweetener[s], sweetener[s], now);
  few_.tell(now, [&](int at) { return told::Agreed{scope, positions(text, at)}; });
}

void Session::refuse(const SliceMask& refused, Stream stream) {
  const Breakdown& spec = model_.scenario.talks.breakdown;
  SliceMask broken = refused & talking_;
  if (model_.constant(spec.probability, 0) || !any(broken)) return;
  broken &= few_.chance(stream, few_[spec.probability]);
  if (any(broken)) break_down(broken);
}

void Session::break_down(const SliceMask& broken) {
  talking_ &= !broken;
  talks_.open = select(broken, 0.0, talks_.open);
  few_.raise(state_.today.breakdown, broken);
  if (model_.scenario.talks.breakdown.outcome == BreakdownOutcome::war) few_.raise(state_.today.imposed_war, broken);
  few_.tell(broken, told::BrokenDown{});
}

}  // namespace backchannel
