#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::formulate(int scope, int number) {
  const auto sc = static_cast<std::size_t>(scope);
  const SliceMask may = allowed(scope);
  if (!any(may)) return;
  Estimate& estimate = work_.estimate;
  for (std::size_t s = 0; s < 2; ++s) {
    estimate.outlook[s] = outlook(s);
    estimate.best[s] = position_[s][sc].best_worth;
    estimate.reservation[s] = text_threshold(s, sc, position_[s][sc].floor);
  }
  blur(estimate, model_, state_, table_.variance, pack_);
  Text text = single_text(scope);
  for (const CompiledActor& third : model_.actors)
    if (third.side < 0 && speaks_into_talks(third)) {
      const Text proposal = proposal_of(third, scope);
      text = towards(text, proposal, values_.gathered(third.spec->voice, pack_), scope);
      tell(Told::voice, may, static_cast<int>(index(third)), -1, scope, &proposal);
    }
  Slice temperature = table_.temperature;
  improve(text, estimate, model_, values_, temperature, scope, number, draws_, pack_);
  for (std::size_t s = 0; s < 2; ++s) keep_within(text, outlook(s).taste, scope, above(table_.firm[s], 0.5));
  table_.temperature = select(may, temperature, table_.temperature);
  for (int k = 0; k < model_.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    table_.single[sc][i] = select(may, text[i], table_.single[sc][i]);
  }
  table_.has_single[sc] = table_.has_single[sc].max(may.on);
  tell(Told::proposal, may, -1, -1, scope, &text);
  put_to_both(scope, number, text, may);
}

Text Session::single_text(int scope) const {
  const auto sc = static_cast<std::size_t>(scope);
  Text text;
  for (int k = 0; k < model_.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const Slice middle = 0.5 * (position_[0][sc].offer[i] + position_[1][sc].offer[i]);
    const Slice start = model_.agenda.moves[sc][i] ? on_level(*model_.agenda.issue[i], middle) : middle;
    text[i] = select(above(table_.has_single[sc], 0.5), table_.single[sc][i], start);
  }
  return text;
}

Slice Session::text_threshold(std::size_t s, std::size_t sc, const Slice& floor) const {
  const Position& own = position_[s][sc];
  const Slice firmness = values_.gathered(actor(s).spec->firmness, pack_);
  return floor + firmness * (own.stance.aspiration - floor).max(0.0);
}

void Session::put_to_both(int scope, int number, const Text& text, const SliceMask& may) {
  const auto sc = static_cast<std::size_t>(scope);
  const bool levers = model_.mediator->style == Style::manipulation;
  std::array<Slice, 2> sweetener{filled<slice_width>(0), filled<slice_width>(0)}, cost = sweetener;
  if (levers)
    for (std::size_t s = 0; s < 2; ++s) {
      const Leverage& spec = model_.mediator->leverage;
      const Slice half = 0.5 * table_.budget;
      const SliceMask short_of =
          below(worth_of_signing(work_.estimate.outlook[s], text, scope), Slice(work_.estimate.reservation[s] + 0.05));
      sweetener[s] = values_.gathered(spec.sweetener, pack_).min(half) * short_of.on;
      cost[s] = values_.gathered(spec.refusal_cost, pack_).min(half);
    }
  std::array<SliceMask, 2> yes;
  for (std::size_t s = 0; s < 2; ++s) {
    const Slice lowered = (worth_of_refusing(outlook(s), text) - cost[s]).max(position_[s][sc].required);
    const Slice threshold = text_threshold(s, sc, lowered);
    yes[s] = says_yes(s, scope, text, may, threshold, sweetener[s]);
  }
  const SliceMask agreed = may & yes[0] & yes[1];
  if (levers) {
    Slice paid = (sweetener[0] + sweetener[1]) * agreed.on;
    for (std::size_t s = 0; s < 2; ++s) paid += cost[s] * (may & !yes[s]).on;
    table_.budget = (table_.budget - paid).max(0.0);
  }
  agree(agreed, scope, text);
  refuse(may & !agreed, model_.text_breakdown[sc][static_cast<std::size_t>(number)]);
}

}  // namespace backchannel
