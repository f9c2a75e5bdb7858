#include "sim/crisis/talks/session.hpp"

#include "sim/crisis/talks/calendar.hpp"

namespace backchannel {

Session::Session(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work,
                 const Pack& pack)
    : model_(model),
      state_(state),
      values_(values),
      work_(work),
      table_(work.table),
      pack_(pack),
      draws_(draws.packed(pack)),
      talking_(pack.active),
      day_(gathered(state.day, pack)),
      settlement_(gathered(state.settlement, pack)) {}

void Session::hold() {
  sit_down();
  for (int e = 0; e < model_.scenario.talks.exchanges; ++e) exchange(e);
  rise();
}

void Session::sit_down() {
  for (std::size_t s = 0; s < 2; ++s) {
    look_ahead(outlook(s), model_, state_, values_, model_.party[s], pack_);
    convene(work_.capital[s], outlook(s), model_, state_, values_, model_.party[s], pack_);
  }
  for (const CompiledActor& third : model_.actors)
    if (third.side < 0 && speaks_into_talks(third))
      look_ahead(work_.outlook[index(third)], model_, state_, values_, static_cast<int>(index(third)), pack_);
  advance_clocks();
  for (int scope = 0; scope < scopes; ++scope)
    if (in_play(scope)) prepare(scope);
}

void Session::advance_clocks() {
  const SliceMask first = at_most(table_.last_day, 0.0);
  const Slice passed = select(first, filled<slice_width>(1), day_ - table_.last_day);
  Slice both = filled<slice_width>(1);
  for (std::size_t s = 0; s < 2; ++s) {
    const Slice hurt = outlook(s).taste.worth_now - outlook(s).none;
    both *= readiness(model_, values_, model_.party[s], hurt, table_.hope[s], pack_);
  }
  for (std::size_t s = 0; s < 2; ++s) table_.clock[s] += both * passed;
  table_.first_day = select(first, day_, table_.first_day);
  table_.last_day = day_;
}

void Session::exchange(int number) {
  for (int scope = scopes - 1; scope >= 0; --scope) {
    if (!in_play(scope)) continue;
    if (number == 0 || takes_turns()) {
      take_stances(scope, number);
      put_offers(scope);
    }
    if (model_.formulates()) formulate(scope, number);
    answer_offers(scope, number);
  }
  table_.exchanges += talking_.on;
  update_hope();
}

void Session::update_hope() {
  for (std::size_t s = 0; s < 2; ++s) {
    Slice gap = filled<slice_width>(unbounded);
    for (int scope = 0; scope < scopes; ++scope) {
      if (!in_play(scope)) continue;
      const auto sc = static_cast<std::size_t>(scope);
      const Slice asked = position_[s][sc].stance.aspiration;
      const SliceMask heard = works_on(scope) & above(table_.spoken[1 - s][sc], 0.5);
      const Slice short_of = asked - worth_of_signing(outlook(s), table_.known[1 - s][sc], scope);
      gap = select(heard, gap.min(short_of.max(0.0)), gap);
      if (!model_.formulates()) continue;
      const Slice by_text = asked - worth_of_signing(outlook(s), table_.single[sc], scope);
      gap = select(works_on(scope) & above(table_.has_single[sc], 0.5), gap.min(by_text.max(0.0)), gap);
    }
    const SliceMask heard = below(gap, 1e9);
    if (model_.mediator != nullptr) gap = reported(s, gap);
    const SliceMask first = heard & below(table_.first_gap[s], 0.0);
    table_.first_gap[s] = select(first, gap, table_.first_gap[s]);
    const Slice least = values_.gathered(actor(s).spec->ripeness.least_hope, pack_);
    const Slice closed = 1.0 - (gap / table_.first_gap[s].max(1e-9)).min(1.0);
    const Slice hope = select(at_most(gap, 0.0), 1.0, least + (1.0 - least) * closed);
    table_.hope[s] = select(heard, hope, table_.hope[s]);
  }
}

Slice Session::reported(std::size_t s, const Slice& gap) const {
  const Slice skill = values_.gathered(model_.mediator->skill, pack_);
  const Slice noise = values_.gathered(model_.mediator->noise, pack_) * (1.0 - skill) * draws_.normal(actor(s).report);
  const Slice framing = values_.gathered(model_.mediator->framing, pack_) * skill;
  return select(at_most(gap, 0.0), gap, (gap - framing + noise).max(1e-6));
}

void Session::rise() {
  const Lanes& hope_before = state_.hope;
  const Slice hope = table_.hope[0].min(table_.hope[1]);
  const SliceMask nearer = above(hope, gathered(hope_before, pack_));
  leave_text_on_table();
  table_.days_left -= 1.0;
  const SliceMask ended = at_most(table_.days_left, 0.0) | !talking_;
  if (model_.mediator != nullptr) {
    const Slice skill = values_.gathered(model_.mediator->skill, pack_);
    table_.variance *= 1.0 - skill * skill;
    advance_stage(ended & pack_.active);
    counsel(model_, state_, values_, draws_, pack_, ended & pack_.active);
    const Slice relief = values_.gathered(model_.mediator->progress, pack_) * skill * (ended & nearer).on;
    scatter(Slice(gathered(state_.today.reliefs, pack_) + relief), state_.today.reliefs, pack_);
  }
  scatter(hope, state_.hope, pack_);
  adjourn(model_, state_, values_, draws_, pack_, table_, ended);
  const bool over = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
  if (over) table_.open = select(above(table_.exchanges, 0.5) & talking_, 0.0, table_.open);
}

void Session::leave_text_on_table() {
  const int scope = lead_scope();
  const auto sc = static_cast<std::size_t>(scope);
  const bool single = model_.formulates();
  for (int k = 0; k < model_.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const Slice middle = 0.5 * (table_.known[0][sc][i] + table_.known[1][sc][i]);
    const Slice text = single ? select(above(table_.has_single[sc], 0.5), table_.single[sc][i], middle) : middle;
    scatter(text, state_.on_table[i], pack_);
  }
  scatter(table_.spoken[0][sc].min(table_.spoken[1][sc]), state_.text_on_table, pack_);
}

void Session::advance_stage(const SliceMask& ended) {
  const auto sc = static_cast<std::size_t>(lead_scope());
  Slice distance = filled<slice_width>(0);
  for (const int k : model_.agenda.movable[sc]) {
    const auto i = static_cast<std::size_t>(k);
    distance += (table_.known[0][sc][i] - table_.known[1][sc][i]).abs();
  }
  const Slice gap = distance / static_cast<double>(model_.agenda.movable[sc].size()) + root(table_.variance);
  const Slice bound = select(below(table_.stage, 0.5), values_.gathered(model_.mediator->framework_gap, pack_),
                             values_.gathered(model_.mediator->text_gap, pack_));
  const SliceMask heard = above(table_.spoken[0][sc].min(table_.spoken[1][sc]), 0.5);
  const SliceMask step = ended & heard & below(table_.stage, 1.5) & at_most(gap, bound);
  table_.stage += step.on;
  tell(Told::stage, step, -1, -1, -1);
}

bool Session::speaks_into_talks(const CompiledActor& third) const {
  return third.values && model_.scenario.mechanisms.third_party_voice && third.backs >= 0 &&
         !model_.constant(third.spec->voice, 0);
}

SliceMask Session::allowed(int scope) const {
  SliceMask may = talking_;
  const bool single_offer = model_.scenario.talks.protocol == Protocol::take_it_or_leave_it;
  if (model_.mediator != nullptr && !single_offer) may &= at_least(table_.stage, scope == comprehensive ? 2.0 : 1.0);
  if (scope == interim) may &= below(settlement_, 0.5);
  return may;
}

bool Session::takes_turns() const {
  const Protocol protocol = model_.scenario.talks.protocol;
  return protocol == Protocol::alternating || protocol == Protocol::take_it_or_leave_it;
}

void Session::mark(Lanes& lanes, const SliceMask& mask) const {
  scatter(Slice(gathered(lanes, pack_).max(mask.on)), lanes, pack_);
}

void Session::tell(Told told, const SliceMask& mask, int who, int to, int scope, const Text* text) const {
  if (state_.story == nullptr) return;
  const int place = state_.story->place(pack_);
  if (place < 0 || !mask[place]) return;
  StoryEntry entry{static_cast<int>(day_[place]), told, who, to, scope, table_.stage[place], 0, {}};
  if (text != nullptr)
    for (int k = 0; k < model_.agenda.size; ++k) entry.text.push_back((*text)[static_cast<std::size_t>(k)][place]);
  state_.story->entries.push_back(std::move(entry));
}

}  // namespace backchannel
