#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::answer_offers(int scope, int number) {
  const auto sc = static_cast<std::size_t>(scope);
  if (model_.scenario.talks.protocol == Protocol::single_text) return;
  const SliceMask may = allowed(scope);
  std::array<SliceMask, 2> taken;  // by the other side
  SliceMask put = SliceMask::none();
  for (std::size_t s = 0; s < 2; ++s) {
    const std::size_t j = 1 - s;
    const SliceMask asked = may & position_[s][sc].offered;
    put |= asked;
    taken[s] = any(asked) ? says_yes(j, scope, position_[s][sc].offer, asked, threshold_for_offer(j, sc),
                                     filled<slice_width>(0))
                          : SliceMask::none();
  }
  // Where both took the other's offer, a coin decides which of the two is written down.
  const SliceMask coin = draws_.chance(model_.coin, 0.5);
  const SliceMask first = taken[0] & (!taken[1] | coin);
  agree(first, scope, position_[0][sc].offer);
  agree(taken[1] & !first, scope, position_[1][sc].offer);
  refuse(put & !taken[0] & !taken[1], model_.offer_breakdown[sc][static_cast<std::size_t>(number)]);
}

Slice Session::threshold_for_offer(std::size_t s, std::size_t sc) {
  const Position& own = position_[s][sc];
  const bool only_one = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
  const Slice& threshold = only_one ? own.floor : own.stance.threshold;
  return threshold - (own.floor - floor_against(s, sc, position_[1 - s][sc].offer));
}

Slice Session::floor_against(std::size_t s, std::size_t sc, const Text& text) {
  return position_[s][sc].floor.min(worth_of_refusing(outlook(s), text).max(position_[s][sc].required));
}

SliceMask Session::says_yes(std::size_t s, int scope, const Text& text, const SliceMask& asked, const Slice& threshold,
                            const Slice& sweetener) {
  const Outlook& view = outlook(s);
  const Slice cost = audience_cost(view, state_, table_.demand[s], text);
  const Slice margin = worth_of_signing(view, text, scope) + sweetener - cost - threshold;
  const Slice chance = chance_of(margin, values_.gathered(model_.scenario.precision.text, pack_));
  const Slice shock = draws_.keyed(actor(s).answer[static_cast<std::size_t>(scope)], table_.rounds);
  const SliceMask crossed = asked & crosses_absolute_line(view.taste, text, scope);
  table_.firm[s] = table_.firm[s].max(crossed.on);  // it says so
  const SliceMask possible =
      asked & position_[s][static_cast<std::size_t>(scope)].speaks & is_of_scope(view, text, scope) & !crossed;
  const SliceMask yes = possible & below(shock, chance);
  tell_answer(s, scope, text, asked, yes, margin);
  return yes;
}

void Session::agree(const SliceMask& agreed, int scope, const Text& text) {
  const SliceMask now = agreed & talking_;
  if (!any(now)) return;
  talking_ &= !now;
  for (int place = 0; place < pack_.size; ++place) {
    if (!now[place]) continue;
    const auto lane = pack_.lane[static_cast<std::size_t>(place)];
    state_.today.in_principle[lane] = scope + 1;
    for (int k = 0; k < model_.agenda.size; ++k)
      state_.pending_text[static_cast<std::size_t>(k)][lane] = text[static_cast<std::size_t>(k)][place];
  }
  tell(Told::agreed, now, -1, -1, scope, &text);
}

void Session::refuse(const SliceMask& refused, Stream stream) {
  const Breakdown& spec = model_.scenario.talks.breakdown;
  SliceMask broken = refused & talking_;
  if (model_.constant(spec.probability, 0) || !any(broken)) return;
  broken &= draws_.chance(stream, values_.gathered(spec.probability, pack_));
  if (any(broken)) break_down(broken);
}

void Session::break_down(const SliceMask& broken) {
  talking_ &= !broken;
  table_.open = select(broken, 0.0, table_.open);
  const bool war = model_.scenario.talks.breakdown.outcome == BreakdownOutcome::war;
  mark(state_.today.breakdown, broken);
  if (war) mark(state_.today.imposed_war, broken);
  tell(Told::breakdown, broken, -1, -1, -1);
}

/// 1: yes, 0: no, −1: the text crosses a red line, −2: it is not of the scope, −3: the capital would ratify none, −4: none
/// is worth more than no deal.
void Session::tell_answer(std::size_t s, int scope, const Text& text, const SliceMask& asked, const SliceMask& yes,
                          const Slice& margin) {
  if (state_.story == nullptr) return;
  const int place = state_.story->place(pack_);
  if (place < 0 || !asked[place]) return;
  const Outlook& view = outlook(s);
  double answer = yes[place] ? 1 : 0;
  if (crosses_absolute_line(view.taste, text, scope)[place])
    answer = -1;
  else if (!is_of_scope(view, text, scope)[place])
    answer = -2;
  else if (const Position& own = position_[s][static_cast<std::size_t>(scope)]; !own.speaks[place])
    answer = own.best_worth[place] < view.none[place] ? -4 : -3;
  state_.story->entries.push_back(
      {static_cast<int>(day_[place]), Told::answer, model_.party[s], -1, scope, answer, margin[place], {}});
}

}  // namespace backchannel
