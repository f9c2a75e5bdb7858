#include "sim/crisis/world/moves.hpp"

#include <algorithm>
#include <limits>

#include "sim/crisis/world/conditions.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

}  // namespace

Moves::Moves(State& state, Views& views)
    : model_(state.model),
      state_(state),
      views_(views),
      cooldown_(state.memory, state.model.moves),
      tempo_(state.memory, state.model.actors) {
  const auto drives = [&](Param driver) { return !model_.constant(driver, 0); };
  for (const CompiledMove& move : model_.moves) {
    const Drivers& drivers = move.spec->drivers;
    driven_.push_back({drives(drivers.coercion), drives(drivers.reciprocity) && move.act.against.given(),
                       drives(drivers.domestic), drives(drivers.spoiling)});
  }
  for (const CompiledActor& actor : model_.actors) {
    const bool spoils = std::ranges::any_of(actor.moves, [&](MoveId m) { return driven_[m].spoiling; });
    decision_.push_back(
        {stream(actor.id, "consider a move"), stream(actor.id, "choose a move"), spoils && actor.values});
  }
}

void Moves::begin(const Few& few) {
  for (const ActorId a : model_.actors.ids()) few.put(tempo_[a], 1.0 - exponential(-few[model_.actors[a].spec->tempo]));
}

void Moves::operator()(const Runs& runs) {
  if (!model_.scenario.mechanisms.moves) return;
  for (const ActorId a : model_.actors.ids()) {
    const CompiledActor& self = model_.actors[a];
    if (self.moves.empty()) continue;
    const Mask considers = runs.where([&](const Abreast& here) {
      return here.chance(decision_[a].consider, here(tempo_[a])) & !fighting(here, state_);
    });
    runs.in_packs(
        considers, [&](const Few& few) { consider(few, a); }, &usage_);
  }
}

void Moves::consider(const Few& few, ActorId a) {
  const std::vector<MoveId>& menu = model_.actors[a].moves;
  const Drives drives = drives_of(few, a);
  const Slice precision = few[model_.scenario.precision.move].min(1e9);
  logits_.clear();
  logits_.push_back(filled<slice_width>(0));
  for (const MoveId m : menu) logits_.push_back(select(possible(few, m), precision * utility(few, m, drives), never));
  const Slice chosen = few.draws().choose(decision_[a].choose, logits_);
  double place = 0;
  for (const MoveId m : menu) {
    const SliceMask this_one = few.active() & equals(chosen, ++place);
    if (any(this_one)) make(few, m, this_one);
  }
}

Moves::Drives Moves::drives_of(const Few& few, ActorId a) {
  const auto side = model_.actors[a].side;
  return {1.0 - few(side ? state_.talks.hope[*side] : state_.hope), few(state_.hawk[a]),
          decision_[a].spoils ? spoiling_motive(few, a) : filled<slice_width>(0)};
}

Slice Moves::spoiling_motive(const Few& few, ActorId a) {
  const Slice near = few(state_.hope) * few(state_.text_on_table);
  if (!any(above(near, 0.0))) return filled<slice_width>(0);
  const Outlook& view = views_.look_ahead(few, a);
  const Text text = text_of(few, state_, state_.on_table);
  return near * (view.no_deal - worth_of_signing(view, text, model_.lead_scope())).max(0.0);
}

Slice Moves::utility(const Few& few, MoveId m, const Drives& drives) const {
  const CompiledMove& move = model_.moves[m];
  const Drivers& drivers = move.spec->drivers;
  const Driven& driven = driven_[m];
  Slice utility = 0.0;
  if (driven.coercion) utility += few[drivers.coercion] * drives.unsatisfied;
  if (driven.reciprocity) utility += few[drivers.reciprocity] * few(state_.hostility[move.act.against]);
  if (driven.domestic) utility += few[drivers.domestic] * drives.hawks;
  if (driven.spoiling) utility += few[drivers.spoiling] * drives.spoiling;
  return utility - few[drivers.cost];
}

SliceMask Moves::possible(const Few& few, MoveId m) const {
  const CompiledMove& move = model_.moves[m];
  const SliceMask rested = at_least(few.day(), few(cooldown_[m])) & holds(few, state_, move.spec->during);
  return move.when ? rested & holds(few, state_, *move.when) : rested;
}

void Moves::make(const Few& few, MoveId m, const SliceMask& chosen) {
  const CompiledMove& move = model_.moves[m];
  book(few, state_, move.act, chosen);
  few.put(cooldown_[m], few.day() + few[move.spec->cooldown] + 1.0, chosen);
  const SliceMask commits = chosen & above(few[move.spec->effects.commitment], 0.0);
  const auto side = model_.actors[move.act.by].side;
  if (side && any(commits)) go_public(few, *side, commits);
  few.tell(chosen, told::Made{m, move.act.by, move.act.against});
}

void Moves::go_public(const Few& few, Side side, const SliceMask& where) {
  const Scope scope = model_.lead_scope();
  const SliceMask spoken = where & on(few(state_.talks.spoken[side][scope]));
  for (const IssueId k : model_.agenda.ids())
    few.put(state_.talks.demand[side][k], few(state_.talks.known[side][scope][k]), spoken);
}

}  // namespace backchannel
