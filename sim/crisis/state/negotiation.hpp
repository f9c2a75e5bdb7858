// The negotiating table: everything that the talks remember between sessions, for all lanes, or for the runs in session
// (packed at its beginning and back at its end).
#pragma once

#include <algorithm>

#include "sim/core/memory.hpp"
#include "sim/crisis/model/ids.hpp"

namespace backchannel {

/// A text: a position for each issue of the agenda; no others are copied.
template <int N>
struct TextOf : Places<IssueId, LanesOf<N>, max_issues> {
  TextOf() = default;
  explicit TextOf(std::size_t on_agenda) : issues(on_agenda) {}
  TextOf(const TextOf& other) { *this = other; }
  TextOf& operator=(const TextOf& other) {
    issues = other.issues;
    std::copy_n(other.items.begin(), issues, this->items.begin());
    return *this;
  }

  std::size_t issues = max_issues;
};
using Text = TextOf<slice_width>;

/// A text that is remembered.
template <int N>
struct KeptTextOf : TextOf<N> {
  KeptTextOf(MemoryOf<N>& memory, std::size_t on_agenda) : TextOf<N>(on_agenda) {
    for (std::size_t k = 0; k < on_agenda; ++k) memory.enter(this->items[k], 0);
  }
  KeptTextOf(const KeptTextOf&) = delete;
  KeptTextOf& operator=(const KeptTextOf&) = delete;
};

/// What a tactic keeps of a side between sessions: four numbers of its own.
template <int N>
using TacticMemoryOf = Each<std::size_t, VariableOf<N>, 4>;
using TacticMemory = TacticMemoryOf<slice_width>;

template <int N>
struct NegotiationOf {
  using V = VariableOf<N>;
  using KeptText = KeptTextOf<N>;
  explicit NegotiationOf(std::size_t agenda) : issues(agenda) {}

  std::size_t issues;
  MemoryOf<N> memory;
  V open{memory, 1};    // flag: the door stands open
  V rounds{memory};     // begun
  V exchanges{memory};  // of texts, in all rounds
  V stage{memory};      // code(Stage)
  V variance{memory};   // of the mediator's estimates of positions
  V days_left{memory};  // of the round; 0 between rounds
  V next_day{memory};   // of the next session
  V first_day{memory};  // of the first and the last session; 0: none yet
  V last_day{memory};
  V budget{memory};                            // of the mediator's leverage, in units of value
  V boycott_until{memory};                     // the day from which both come again
  V moved_date{memory}, added_days{memory};    // a date that was moved, and by how much in all
  V temperature{memory};                       // of annealing voters
  V interim_track{memory};                     // flag: an interim text is on the agenda
  PerSide<V> clock{std::in_place, memory};     // of the tactic, in days
  PerSide<V> hope{std::in_place, memory};      // the perceived chance of a deal, d̂
  PerSide<V> refusals{std::in_place, memory};  // of texts by the own capital
  PerSide<V> firm{std::in_place, memory};      // flag: a side refused for an absolute line: its lines are known
  PerSide<TacticMemoryOf<N>> tactic{std::in_place, std::in_place, memory};
  PerSide<PerScope<V>> first_gap{std::in_place, std::in_place, memory, -1.0};  // at the first text heard; −1: none
  PerSide<PerScope<V>> path{std::in_place, std::in_place, memory};             // how far along it the last offer stood
  PerSide<PerScope<V>> spoken{std::in_place, std::in_place, memory};           // flag: an offer was made
  PerSide<PerScope<V>> ratifiable{std::in_place, std::in_place, memory};  // how far along it the own capital followed
  PerScope<V> has_single{std::in_place, memory};                          // flag: the mediator has put a text
  PerSide<PerScope<KeptText>> known{std::in_place, std::in_place, memory, issues};  // a side's last text
  PerScope<KeptText> single{std::in_place, memory, issues};                         // the mediator's last text
  PerSide<KeptText> demand{std::in_place, memory, issues};                          // last public demand
};
using Negotiation = NegotiationOf<lane_count>;
using PackedNegotiation = NegotiationOf<slice_width>;

}  // namespace backchannel
