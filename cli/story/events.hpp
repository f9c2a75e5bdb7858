// The events of a story as its tellers look at them: by kind.
#pragma once

#include <algorithm>
#include <concepts>
#include <span>
#include <variant>
#include <vector>

#include "sim/crisis/state/story.hpp"

namespace backchannel {

/// One of the functions is called, by the kind of event: std::visit(Overload{…}, event).
template <class... F>
struct Overload : F... {
  using F::operator()...;
};
template <class... F>
Overload(F...) -> Overload<F...>;

template <class E, class... Kinds>
concept OneOf = (std::same_as<E, Kinds> || ...);
/// What belongs to a session of talks.
template <class E>
concept SaidAtTable = OneOf<E, told::Offered, told::SpokeUp, told::Proposed, told::Answered, told::Agreed,
                            told::StageReached, told::BrokenDown, told::Counselled>;

template <class E>
bool is_a(const StoryEntry& entry) {
  return std::holds_alternative<E>(entry.event);
}

/// Whether an event of the kind is among them.
template <class E>
bool happened(std::span<const StoryEntry> entries) {
  return std::ranges::any_of(entries, is_a<E>);
}

/// The events of a kind, in their order.
template <class E>
std::vector<const E*> those(std::span<const StoryEntry> entries) {
  std::vector<const E*> found;
  for (const StoryEntry& entry : entries)
    if (const E* event = std::get_if<E>(&entry.event)) found.push_back(event);
  return found;
}

/// As data names the kinds.
[[nodiscard]] const char* kind_of(const StoryEvent& event);

}  // namespace backchannel
