#include "sim/crisis/world/moves.hpp"

#include <limits>

#include "sim/crisis/world/conditions.hpp"
#include "sim/crisis/world/effects.hpp"

namespace backchannel {

namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

struct Drives {
  Slice unsatisfied, hawks, spoiling;
};

Slice spoiling_motive(const Model& model, const State& state, const Values& values, Workspace& work, int actor,
                      const Pack& pack) {
  Outlook& view = work.outlook[static_cast<std::size_t>(actor)];
  look_ahead(view, model, state, values, actor, pack);
  Text text;
  for (int k = 0; k < model.agenda.size; ++k)
    text[static_cast<std::size_t>(k)] = gathered(state.on_table[static_cast<std::size_t>(k)], pack);
  const int scope = model.scope_exists(comprehensive) ? comprehensive : interim;
  const Slice lost = (view.none - worth_of_signing(view, text, scope)).max(0.0);
  return gathered(state.hope, pack) * gathered(state.text_on_table, pack) * lost;
}

Drives drives_of(const Model& model, const State& state, const Values& values, Workspace& work,
                 const CompiledActor& self, int actor, const Pack& pack) {
  bool spoils = false;
  for (const int m : self.moves)
    spoils |= !model.constant(model.moves[static_cast<std::size_t>(m)].spec->drivers.spoiling, 0);
  const Lanes& hope = self.side >= 0 ? state.table.hope[static_cast<std::size_t>(self.side)] : state.hope;
  return {Slice(1.0 - gathered(hope, pack)), gathered(state.hawk[static_cast<std::size_t>(actor)], pack),
          spoils && self.values ? spoiling_motive(model, state, values, work, actor, pack) : filled<slice_width>(0)};
}

Slice utility(const Drivers& drivers, const Drives& drives, const Slice& hostility, const Values& values,
              const Pack& pack) {
  return values.gathered(drivers.coercion, pack) * drives.unsatisfied +
         values.gathered(drivers.reciprocity, pack) * hostility +
         values.gathered(drivers.domestic, pack) * drives.hawks +
         values.gathered(drivers.spoiling, pack) * drives.spoiling - values.gathered(drivers.cost, pack);
}

/// A threat or a statement that commits repeats the side's last text in public: the demand that audiences will
/// remember.
void go_public(const Model& model, State& state, const CompiledActor& self, const Slice& on, const Pack& pack) {
  const auto s = static_cast<std::size_t>(self.side);
  const auto scope = static_cast<std::size_t>(model.scope_exists(comprehensive) ? comprehensive : interim);
  const SliceMask spoken = above(on, 0.5) & above(gathered(state.table.spoken[s][scope], pack), 0.5);
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    Lanes& demand = state.table.demand[s][i];
    scatter(select(spoken, gathered(state.table.known[s][scope][i], pack), gathered(demand, pack)), demand, pack);
  }
}

void make(const Model& model, State& state, const Values& values, int move_index, const SliceMask& chosen,
          const Pack& pack) {
  const auto m = static_cast<std::size_t>(move_index);
  const CompiledMove& move = model.moves[m];
  const Move& spec = *move.spec;
  book(spec.effects, spec.category, move.actor, move.against, move.channel, state, values, chosen.on, pack);
  const Slice until = gathered(state.day, pack) + values.gathered(spec.cooldown, pack) + 1.0;
  scatter(select(chosen, until, gathered(state.cooldown[m], pack)), state.cooldown[m], pack);
  const CompiledActor& self = model.actors[static_cast<std::size_t>(move.actor)];
  const SliceMask commits = chosen & above(values.gathered(spec.effects.commitment, pack), 0.0);
  if (self.side >= 0 && any(commits)) go_public(model, state, self, commits.on, pack);
  if (state.story != nullptr)
    if (const int place = state.story->place(pack); place >= 0 && chosen[place])
      state.story->entries.push_back(
          {static_cast<int>(state.day[state.story->lane]), Told::move, move.actor, move.against, move_index, 0, 0, {}});
}

void consider(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
              Workspace& work, int actor, const Pack& pack) {
  const CompiledActor& self = model.actors[static_cast<std::size_t>(actor)];
  const Drives drives = drives_of(model, state, values, work, self, actor, pack);
  const Slice precision = values.gathered(model.scenario.precision.move, pack).min(1e9);
  std::array<SliceMask, 3> during;
  for (const During part : {During::always, During::dispute, During::talks})
    during[static_cast<std::size_t>(part)] = holds(part, state, pack);
  work.logits.clear();
  work.logits.push_back(filled<slice_width>(0));
  for (const int m : self.moves) {
    const CompiledMove& move = model.moves[static_cast<std::size_t>(m)];
    const Slice hostility = move.against < 0 ? filled<slice_width>(0)
                                             : gathered(state.hostility[static_cast<std::size_t>(move.against)], pack);
    SliceMask possible =
        at_least(gathered(state.day, pack), gathered(state.cooldown[static_cast<std::size_t>(m)], pack));
    possible &= during[static_cast<std::size_t>(move.spec->during)];
    if (move.when) possible &= holds(*move.when, state, values, pack);
    const Slice u = utility(move.spec->drivers, drives, hostility, values, pack);
    work.logits.push_back(select(possible, precision * u, never));
  }
  const Slice chosen = draws.choose(self.choose, work.logits);
  for (std::size_t n = 0; n < self.moves.size(); ++n) {
    const SliceMask this_one = pack.active & equals(chosen, static_cast<double>(n + 1));
    if (any(this_one)) make(model, state, values, self.moves[n], this_one, pack);
  }
}

}  // namespace

void make_moves(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  if (!model.scenario.mechanisms.moves) return;
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    const CompiledActor& self = model.actors[a];
    if (self.moves.empty()) continue;
    const Mask considers = draws.chance(self.consider, Lanes(1.0 - exponential(Lanes(-values[self.spec->tempo])))) &
                           at_most(state.exchange_days, 0.0) & work.running;
    for_each_pack(
        considers,
        [&](const Pack& pack) { consider(model, state, values, draws.packed(pack), work, static_cast<int>(a), pack); },
        &work.moves);
  }
}

}  // namespace backchannel
