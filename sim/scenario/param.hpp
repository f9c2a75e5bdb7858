// The handle of a number in the parameter table: what every mechanism holds instead of a value.
#pragma once

#include <compare>
#include <cstdint>

namespace backchannel {

struct Param {
  static constexpr std::uint32_t nothing = 0xffffffff;
  std::uint32_t index = nothing;
  [[nodiscard]] bool given() const { return index != nothing; }
  auto operator<=>(const Param&) const = default;
};

}  // namespace backchannel
