// Enumerations whose enumerators are the words of an input: the words stand once; readers, messages and the contracts
// of tests take them from here.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/id.hpp"

namespace backchannel {

namespace choices {

constexpr std::size_t count(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
}

// The words of a text such as "none, soft, absolute".
template <std::size_t N>
constexpr std::array<std::string_view, N> words(std::string_view text) {
  std::array<std::string_view, N> result;
  for (std::string_view& word : result) {
    const std::size_t end = std::min(text.find(','), text.size());
    word = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return result;
}

}  // namespace choices

// BACKCHANNEL_CHOICE(LineKind, none, soft, absolute): the enumeration, and its names in the order of the enumerators.
#define BACKCHANNEL_CHOICE(Enum, ...) \
  enum class Enum { __VA_ARGS__ };    \
  constexpr auto names(Enum) { return choices::words<choices::count(#__VA_ARGS__)>(#__VA_ARGS__); }

// Every enumerator, in order.
template <class Enum>
[[nodiscard]] constexpr auto all_of() {
  std::array<Enum, names(Enum{}).size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Enum>(i);
  return all;
}

template <class Enum>
[[nodiscard]] std::vector<std::string> names_of() {
  constexpr auto all = names(Enum{});
  return {all.begin(), all.end()};
}

template <class Enum>
[[nodiscard]] std::string name_of(Enum value) {
  return std::string(names(Enum{})[index_of(value)]);
}

}  // namespace backchannel
