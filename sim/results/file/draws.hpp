// The draws of the priors behind the runs of a study: the values drawn for every uncertain number, the same whether
// they are drawn again from the scenario or read from a study file.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/results/facts.hpp"
#include "sim/results/file/database.hpp"

namespace backchannel {

/// Draws are kept for the runs below this number: enough for given-data sensitivity.
inline constexpr std::uint64_t runs_with_draws = 50'000;
/// As many uncertain numbers a table has columns for (SQLite allows 2000).
inline constexpr std::size_t most_drawn = 1900;

struct DrawTable {
  std::vector<std::string> paths, units, meanings;  // by uncertain number
  std::vector<std::int64_t> draw;                   // numbers of the draws, increasing
  std::vector<std::vector<double>> values;          // by uncertain number, in its unit, and draw
};

/// Of the first `runs` runs of a study.
[[nodiscard]] DrawTable draws_of(const Model& model, const StudyFacts& study, std::uint64_t runs);
[[nodiscard]] DrawTable read_draws(const Database& database);

}  // namespace backchannel
