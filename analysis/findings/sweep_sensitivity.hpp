// What a study says about its factors, by its design:
//   saltelli             Sobol' indices from halves (sensitivity.hpp)
//   morris               elementary effects, in the unit of the outcome over a factor's whole range
//   one_at_a_time        the largest and the least outcome while one factor moves, less the outcome as it is
//   latin_hypercube, sobol and other designs of 40 points and more
//                        given-data first-order indices, with the halves: shares of the variance that is no luck
//
// Each factor has a direction, too: mu of morris, the sides of one_at_a_time, else the outcome in the thirds of the
// points sorted by the factor (thirds.hpp).
//
// Of what cannot be told from rounding or from the noise of the runs there is no index (NaN), and no interval; nor
// where the points taken together do not differ beyond that noise (point_spread.hpp), as tables of the points say.
//
// A study stopped early counts with its whole blocks or trajectories. The placebo is the factor that moves nothing but
// the random numbers: what cannot be told from it, cannot be told from noise.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "analysis/findings/thirds.hpp"
#include "analysis/statistics/sensitivity.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

enum class SensitivityMethod { sobol, morris, one_at_a_time, given_data };

/// What a design gives, if it has enough points.
[[nodiscard]] SensitivityMethod method_of(const SweepFacts& facts);

/// The mean outcome over the points at which a factor of words has a value.
struct LevelMean {
  std::string words;
  double mean = 0;
};

struct FactorSensitivity {
  std::string id, title;  // titles differ from one another
  bool placebo = false;
  Index first{}, total{};                 // sobol; first: also given_data, with ± 1.96 standard errors
  double floor = 0;                       // given_data: what an inert input exceeds once in twenty
  MorrisEffect effect{};                  // morris
  double lowest = 0, highest = 0;         // one_at_a_time: outcome less the outcome as it is
  std::string lowest_at{}, highest_at{};  // what was set there
  double reach = 0;                       // one_at_a_time: of the widest 95 % interval of a change, as if independent
  bool above_noise = false;               // told apart from the placebo or the floor
  std::array<double, 3> thirds{};         // sobol, given_data: outcome in the thirds of the points sorted by the factor
  std::vector<LevelMean> levels{};        // of a factor of words, which has no order and so no direction; else empty
  std::string remark{};                   // why an index looks wrong; empty if it does not
};

struct OutcomeSensitivity {
  OutcomeFacts outcome;
  SensitivityMethod method = SensitivityMethod::sobol;
  std::size_t points = 0;  // that count
  double mean = 0;         // over those points
  double spread = 0;       // standard deviation of the outcome over the factors' space, free of replication noise
  double noise = 0;        // standard deviation of the replication noise of a point's mean
  bool told = true;        // sobol, given_data: the outcome varies beyond that noise; else there are no indices
  std::vector<FactorSensitivity> factors;  // in the order of the study, the placebo last
};

/// Whether the outcome rises, falls or bends with the factor; none within the noise, as the placebo is, and with words.
[[nodiscard]] std::optional<Trend> direction_of(const OutcomeSensitivity& result, const FactorSensitivity& factor);

/// By what a factor is ranked: the total index, mu*, the larger of both changes, or the first-order index.
[[nodiscard]] double size_of(const OutcomeSensitivity& result, const FactorSensitivity& factor);
/// The factors from the largest on, the placebo last.
[[nodiscard]] std::vector<FactorSensitivity> by_size(const OutcomeSensitivity& result);

/// Throws BadInput if too few points were played, with what is needed.
[[nodiscard]] std::vector<OutcomeSensitivity> sensitivity_of(const StoredSweep& sweep, const std::string& file);

/// Throws the same for a study that is not yet played, if all its points are too few.
void check_sensitivity(const SweepFacts& facts, const std::string& file);

/// Whether a design can tell of sensitivity: all but a list and a grid of fewer than 40 points.
[[nodiscard]] bool tells_sensitivity(const SweepFacts& facts);

}  // namespace backchannel
