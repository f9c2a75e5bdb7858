// Win-sets (MODEL 7.8; Putnam 1988): the factions of a party and what they would ratify.
//
//   ratified iff Σ_f weight_f·σ(precision·(E_f(z) − N_f)) ≥ threshold
//   weight_f ∝ weight_f·exp(hawkishness_f·H), H the hawk pressure
//
// A party without factions ratifies whatever it signs.
#pragma once

#include "sim/crisis/worth/views.hpp"

namespace backchannel {

/// For a pack. Kept between days; seating it allocates only the first time.
struct WinSet {
  Table<FactionId, Outlook> faction;
  Table<FactionId, Slice> weight;  // sums to 1
  Slice threshold;                 // share in favour that passes a text
  Table<FactionId, Slice> gain;    // scratch of ratification_margin
};

/// Seats the factions of a party who see what it sees.
void seat(WinSet& win_set, const Few& few, const Views& views, ActorId party, const Outlook& faced);

/// The margin by which a text passes at infinite precision: ≥ 0 iff it is ratified. +inf without factions.
Slice ratification_margin(WinSet& win_set, const Text& x, Scope scope);

/// What a faction makes of a text: E_f and N_f against it, and its chance of a yes, 0 where the text crosses its line.
struct FactionVote {
  Slice worth, refusing, chance;  // value; value; probability
  SliceMask vetoes;
};
FactionVote vote_of(const Outlook& faction, const Signing& signed_one, const Text& x, Scope scope,
                    const Slice& precision);

/// The weighted share of factions in favour at a finite precision.
Slice share_in_favour(const WinSet& win_set, const Text& x, Scope scope, const Slice& precision);

}  // namespace backchannel
