// A nested design: DRAWS draws of the priors, each played RUNS times, and how often each outcome class came in each. It
// stands beside the runs of a study: its run numbers begin beyond all of theirs, so neither its draws nor its chance
// are those of the study.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/crisis/row.hpp"

namespace backchannel {

struct NestedDesign {
  std::uint64_t draws = 0, runs = 0;  // runs of each draw
  [[nodiscard]] std::uint64_t total() const { return draws * runs; }
  bool operator==(const NestedDesign&) const = default;
};

/// The first run of a nested design: the first multiple of `runs` from 2^50 on.
[[nodiscard]] constexpr std::uint64_t first_nested_run(const NestedDesign& design) {
  constexpr std::uint64_t beyond = std::uint64_t{1} << 50;
  return (beyond + design.runs - 1) / design.runs * design.runs;
}

struct NestedCounts {
  NestedDesign design;
  std::vector<std::array<std::uint64_t, outcomes>> outcome;  // by draw and class
  std::vector<std::uint64_t> failed;                         // by draw

  NestedCounts() = default;
  explicit NestedCounts(const NestedDesign& of) : design(of), outcome(of.draws), failed(of.draws) {}
  [[nodiscard]] std::uint64_t finished(std::size_t draw) const { return design.runs - failed[draw]; }
  bool operator==(const NestedCounts&) const = default;
};

}  // namespace backchannel
