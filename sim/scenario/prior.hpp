// What is believed about a number: a constant or a probability distribution.
//
//   form in YAML                               meaning
//   0.3                                        constant
//   {uniform: [a, b]}                          uniform between a and b
//   {normal: [mean, sd]}                       normal
//   {truncated_normal: [mean, sd, low, high]}  normal, given that it lies in [low, high]
//   {lognormal: [median, sigma]}               its log is normal with mean log(median) and sd sigma
//   {lognormal: [median, sigma, low, high]}    the same, given that it lies in [low, high]
//   {triangular: [low, mode, high]}            triangular density
//   {beta: [a, b]}                             beta on (0, 1)
//   {gamma: [shape, scale]}                    gamma with mean shape * scale
//   {gamma: [shape, scale, low, high]}         the same, given that it lies in [low, high]
//   {discrete: {values: [..], weights: [..]}}  one of the values
//
// Draws come from Boost.Random (truncated ones by inversion), quantiles from Boost.Math; a test compares both.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/philox.hpp"

namespace backchannel {

struct Prior {
  enum class Kind { constant, uniform, normal, truncated_normal, lognormal, triangular, beta, gamma, discrete };

  Kind kind = Kind::constant;
  std::vector<double> numbers = {0};  // as in the YAML form; the values of a discrete prior
  std::vector<double> weights;        // of a discrete prior

  [[nodiscard]] static Prior constant(double value) { return {Kind::constant, {value}, {}}; }
  [[nodiscard]] bool is_constant() const { return kind == Kind::constant; }

  [[nodiscard]] double draw(PhiloxEngine& engine) const;
  /// The value below which a share u of the distribution lies, 0 < u < 1 (u is moved into [1e-15, 1 - 1e-15]).
  [[nodiscard]] double quantile(double u) const;
  [[nodiscard]] double median() const { return quantile(0.5); }
  [[nodiscard]] double mean() const;
  /// Mean of the lower and of the upper half of the distribution's mass.
  [[nodiscard]] double mean_below_median() const;
  [[nodiscard]] double mean_above_median() const;
  /// Lowest and highest possible value.
  [[nodiscard]] std::pair<double, double> support() const;
  /// The same; the quantiles .001 and .999 where they are infinite.
  [[nodiscard]] double low_end() const;
  [[nodiscard]] double high_end() const;
  /// For people: "uniform 0.1 to 0.4".
  [[nodiscard]] std::string describe() const;
  /// What is wrong with the numbers, empty if nothing: "the standard deviation must be above 0".
  [[nodiscard]] std::string fault() const;

  bool operator==(const Prior&) const = default;
};

/// The name of a kind in YAML; "value" for a constant.
[[nodiscard]] std::string name(Prior::Kind kind);
[[nodiscard]] std::optional<Prior::Kind> prior_kind(const std::string& name);
/// The numbers of a kind: "[mean, sd]".
[[nodiscard]] std::string form(Prior::Kind kind);

}  // namespace backchannel
