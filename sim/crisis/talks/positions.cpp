#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::prepare(int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  for (std::size_t s = 0; s < 2; ++s) {
    Position& own = position_[s][sc];
    own.best = best_text(outlook(s), scope);
    keep_within(own.best, outlook(1 - s).taste, scope, above(table_.firm[1 - s], 0.5));
    keep_within(own.best, outlook(s).taste, scope, SliceMask::all());
    own.best_worth = worth_of_signing(outlook(s), own.best, scope);
  }
  for (std::size_t s = 0; s < 2; ++s) find_floor(s, scope);
}

Text Session::goal(std::size_t side, std::size_t scope) const {
  const auto other = 1 - side;
  const SliceMask spoken = above(table_.spoken[other][scope], 0.5);
  const bool estimated = model_.scenario.talks.knowledge == Knowledge::estimated;
  const Slice error = estimated ? values_.gathered(model_.scenario.talks.belief_error, pack_) : filled<slice_width>(0);
  Text text;
  for (const int k : model_.agenda.movable[scope]) {
    const auto i = static_cast<std::size_t>(k);
    Slice believed = position_[other][scope].best[i];
    if (estimated) believed = clamp01(Slice(believed + error * gathered(state_.belief_error[side][i], pack_)));
    text[i] = select(spoken, table_.known[other][scope][i], believed);
  }
  return text;
}

void Session::find_floor(std::size_t s, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  Position& own = position_[s][sc];
  lay_out(own.path, outlook(s), scope, own.best, goal(s, sc), values_.gathered(actor(s).spec->logroll, pack_));
  own.floor = outlook(s).none;
  own.required = filled<slice_width>(-unbounded);
  own.speaks = at_least(own.best_worth, own.floor);
  if (work_.capital[s].faction.empty()) return;
  const auto margin = [&](const Text& x) { return ratification_margin(work_.capital[s], x, scope); };
  const Slice at_start = margin(own.best) + 1e-12;
  Breaks breaks = promises_along(own.path, outlook(s));
  for (const Outlook& faction : work_.capital[s].faction)
    for (const Line& line : faction.taste.absolute) breaks.add(own.path, line);
  const Slice where_it_matters = select(works_on(scope), at_start, -1.0);
  const Slice c = first_stretch(own.path, where_it_matters, table_.ratifiable[s][sc], margin, breaks);
  const Slice ratifiable = worth_of_signing(outlook(s), text_at(own.path, c), scope);
  own.speaks &= at_least(at_start, 0.0);
  own.required = ratifiable.min(own.best_worth);
  own.floor = own.floor.max(own.required);
  table_.ratifiable[s][sc] = select(works_on(scope), c, table_.ratifiable[s][sc]);
}

Slice Session::offers_left() const {
  const Talks& spec = model_.scenario.talks;
  if (spec.max_rounds >= 100000) return filled<slice_width>(unbounded);
  return static_cast<double>(spec.max_rounds) * model_.scenario.calendar.session_days * spec.exchanges -
         table_.exchanges;
}

Perception Session::perceive(std::size_t s, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  const Position& own = position_[s][sc];
  const Slice deadline = gathered(state_.deadline, pack_);
  const SliceMask was_offered = above(table_.spoken[1 - s][sc], 0.5);
  const Slice offered = select(was_offered, worth_of_signing(outlook(s), table_.known[1 - s][sc], scope), own.floor);
  return {model_,
          state_,
          values_,
          pack_,
          static_cast<int>(s),
          scope,
          outlook(s),
          outlook(1 - s),
          table_.clock[s],
          Slice(values_.gathered(actor(s).spec->patience, pack_).min(deadline - table_.first_day).max(1.0)),
          own.floor,
          own.best_worth,
          offered,
          was_offered,
          offers_left(),
          Slice(values_.gathered(model_.scenario.calendar.recess_median, pack_) +
                static_cast<double>(model_.scenario.calendar.session_days)),
          own.best,
          position_[1 - s][sc].best};
}

void Session::take_stances(int scope, int number) {
  for (std::size_t s = 0; s < 2; ++s) {
    const Perception perception = perceive(s, scope);
    auto& memory = table_.memory[s];
    if (scope == lead_scope() && number == 0) work_.tactic[s]->observe(perception, memory);
    position_[s][static_cast<std::size_t>(scope)].stance = work_.tactic[s]->stance(perception, memory);
  }
  const auto sc = static_cast<std::size_t>(scope);
  const SliceMask fight = talking_ & works_on(scope) & position_[0][sc].stance.fights & position_[1][sc].stance.fights;
  if (any(fight)) break_down(fight);
}

SliceMask Session::proposes(std::size_t s) const {
  const Talks& spec = model_.scenario.talks;
  if (spec.protocol == Protocol::simultaneous || spec.protocol == Protocol::single_text) return talking_;
  const bool starts = spec.first_proposer.given() ? spec.first_proposer.id == actor(s).id : s == 0;
  if (spec.protocol == Protocol::take_it_or_leave_it)
    return starts ? talking_ & below(table_.exchanges, 0.5) : SliceMask::none();
  const Slice half = table_.exchanges * 0.5;
  const SliceMask even = equals(floor_of(half), half);
  return talking_ & (starts ? even : !even);
}

void Session::put_offers(int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  for (std::size_t s = 0; s < 2; ++s) {
    Position& own = position_[s][sc];
    own.offered = proposes(s) & own.speaks;
    if (scope != lead_scope()) own.offered &= allowed(scope);
    const auto enough = [&](const Text& x) {
      return Slice(worth_of_signing(outlook(s), x, scope) - own.stance.aspiration + 1e-13);
    };
    const Slice where_it_matters = select(works_on(scope), enough(own.best), -1.0);
    const Slice c =
        first_stretch(own.path, where_it_matters, table_.path[s][sc], enough, promises_along(own.path, outlook(s)));
    own.offer = text_at(own.path, c);
    table_.path[s][sc] = select(own.offered, c, table_.path[s][sc]);
  }
  for (std::size_t s = 0; s < 2; ++s) said_[sc][s] = position_[s][sc].offer;
  for (std::size_t s = 0; s < 2; ++s) {
    if (!model_.formulates()) hear_backers(s, scope);
    relay(s, scope);
  }
}

Text Session::proposal_of(const CompiledActor& third, int scope) {
  const Outlook& view = work_.outlook[index(third)];
  const auto& [first, second] = said_[static_cast<std::size_t>(scope)];
  Text best = first, text = first;
  Slice best_worth = worth_of_signing(view, best, scope);
  const auto& movable = model_.agenda.movable[static_cast<std::size_t>(scope)];
  for (int g = 1; g <= 4; ++g) {
    for (const int k : movable) {
      const auto i = static_cast<std::size_t>(k);
      text[i] = on_level(*model_.agenda.issue[i], Slice(first[i] + 0.25 * g * (second[i] - first[i])));
    }
    const Slice worth = worth_of_signing(view, text, scope);
    const SliceMask better = above(worth, best_worth);
    for (const int k : movable) {
      const auto i = static_cast<std::size_t>(k);
      best[i] = select(better, text[i], best[i]);
    }
    best_worth = select(better, worth, best_worth);
  }
  return best;
}

Text Session::towards(const Text& text, const Text& proposal, const Slice& voice, int scope) const {
  Text moved = text;
  for (const int k : model_.agenda.movable[static_cast<std::size_t>(scope)]) {
    const auto i = static_cast<std::size_t>(k);
    moved[i] = on_level(*model_.agenda.issue[i], Slice(text[i] + voice * (proposal[i] - text[i])));
  }
  return moved;
}

void Session::hear_backers(std::size_t s, int scope) {
  Position& own = position_[s][static_cast<std::size_t>(scope)];
  for (const CompiledActor& third : model_.actors) {
    if (third.side >= 0 || third.backs != model_.party[s] || !speaks_into_talks(third)) continue;
    const Text proposal = proposal_of(third, scope);
    Text moved = towards(own.offer, proposal, values_.gathered(third.spec->voice, pack_), scope);
    for (std::size_t n = 0; n < own.path.legs; ++n) {
      const Leg& leg = own.path.leg[n];
      moved[leg.issue] = held(leg, moved[leg.issue]);
    }
    const SliceMask bearable = at_least(worth_of_signing(outlook(s), moved, scope), own.floor);
    for (std::size_t n = 0; n < own.path.legs; ++n) {
      const std::size_t i = own.path.leg[n].issue;
      own.offer[i] = select(bearable, moved[i], own.offer[i]);
    }
    tell(Told::voice, own.offered, static_cast<int>(index(third)), model_.party[s], scope, &proposal);
  }
}

void Session::relay(std::size_t s, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  const Position& own = position_[s][sc];
  for (int k = 0; k < model_.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    table_.known[s][sc][i] = select(own.offered, own.offer[i], table_.known[s][sc][i]);
  }
  table_.spoken[s][sc] = table_.spoken[s][sc].max(own.offered.on);
  if (takes_turns()) head_for(position_[1 - s][sc].path, goal(1 - s, sc));  // who answers within the day knows it
  tell(Told::offer, own.offered, model_.party[s], model_.party[1 - s], scope, &own.offer);
  // Told with the offer: whether it is the least that the own capital would ratify.
  if (const int place = state_.story != nullptr ? state_.story->place(pack_) : -1; place >= 0 && own.offered[place])
    state_.story->entries.back().second =
        own.required[place] > outlook(s).none[place] && own.stance.aspiration[place] <= own.required[place] + 1e-9;
}

}  // namespace backchannel
