#include "sim/crisis/talks/win_set.hpp"

#include "sim/crisis/state/go_between.hpp"

namespace backchannel {

void seat(WinSet& win_set, const Few& few, const Views& views, ActorId party, const Outlook& faced) {
  const CompiledActor& actor = views.model().actors[party];
  const std::size_t n = views.model().scenario.mechanisms.factions ? actor.factions.size() : 0;
  win_set.faction.resize(n);
  win_set.weight.resize(n);
  win_set.gain.resize(n);
  win_set.threshold = few[actor.spec->ratification.threshold];
  const Slice hawks = few(views.state().hawk[party]) * uncovered(few, views.model(), *actor.side);
  Slice sum = filled<slice_width>(0);
  for (const FactionId f : win_set.faction.ids()) {
    const CompiledFaction& faction = actor.factions[f];
    views.look_ahead(win_set.faction[f], few, faction.holder, faced);
    win_set.weight[f] = few[faction.weight] * exponential(Slice(few[faction.hawkishness] * hawks));
    sum += win_set.weight[f];
  }
  for (Slice& weight : win_set.weight) weight /= sum.max(1e-300);
}

Slice ratification_margin(WinSet& win_set, const Text& x, Scope scope) {
  if (win_set.faction.empty()) return filled<slice_width>(unlimited);
  Table<FactionId, Slice>& gain = win_set.gain;
  const Signing signed_one = signing(win_set.faction[FactionId{0}], x, scope);
  for (const FactionId f : win_set.faction.ids()) {
    const Outlook& view = win_set.faction[f];
    gain[f] = worth_of_signing(view, signed_one, x, scope) - worth_of_refusing(view, x);
    if (view.preferences.absolute.empty()) continue;
    const SliceMask veto = crosses_absolute_line(view.preferences, x, scope);
    gain[f] = select(veto, gain[f].min(-1.0), gain[f]);
  }
  Slice margin = filled<slice_width>(-unlimited);
  // The largest v such that the factions that gain at least v have the weight to ratify.
  for (const FactionId f : win_set.faction.ids()) {
    Slice weight = filled<slice_width>(0);
    for (const FactionId g : win_set.faction.ids()) weight += win_set.weight[g] * at_least(gain[g], gain[f]).on();
    margin = select(at_least(weight, Slice(win_set.threshold - 1e-12)), margin.max(gain[f]), margin);
  }
  return margin.max(-1e6);
}

FactionVote vote_of(const Outlook& view, const Signing& signed_one, const Text& x, Scope scope,
                    const Slice& precision) {
  FactionVote vote{worth_of_signing(view, signed_one, x, scope),
                   worth_of_refusing(view, x),
                   {},
                   crosses_absolute_line(view.preferences, x, scope)};
  vote.chance = select(vote.vetoes, 0.0, chance_of(vote.worth - vote.refusing, precision));
  return vote;
}

Slice share_in_favour(const WinSet& win_set, const Text& x, Scope scope, const Slice& precision) {
  if (win_set.faction.empty()) return filled<slice_width>(1);
  const Signing signed_one = signing(win_set.faction[FactionId{0}], x, scope);
  Slice share = filled<slice_width>(0);
  for (const FactionId f : win_set.faction.ids())
    share += win_set.weight[f] * vote_of(win_set.faction[f], signed_one, x, scope, precision).chance;
  return share;
}

}  // namespace backchannel
