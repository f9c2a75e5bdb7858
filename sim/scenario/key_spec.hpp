// What the format says of a key that holds a number, a whole number, a choice or an id.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

namespace backchannel {

struct NumberSpec {
  double low, high, fallback;  // in the unit
  const char *unit, *meaning;
  const char* source = "";
  const char* limit = "";  // the limiting case of `backchannel theory` that it governs
};
struct CountSpec {
  int low, high, fallback;  // in the unit
  const char *unit, *meaning;
  const char* source = "";
  const char* limit = "";
};
struct ChoiceSpec {
  std::span<const std::string_view> names;
  std::size_t fallback;  // place among the names
  const char* meaning;
  const char* source = "";
  const char* limit = "";
};

/// What the ids of a map or a reference stand for. `own`: not declared elsewhere.
enum class To { issue, actor, party, third_party, own, issue_pair };
enum class Need { required, optional };

/// Of a run, and of the days that a scenario speaks of before and after its start.
inline constexpr int longest_horizon = 36'500;  // days

inline constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace backchannel
