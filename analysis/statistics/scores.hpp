// Proper scores of a forecast over k classes when class `happened` came true. Smaller is better for all three.
//
//   Brier   Σ_j (p_j − 1{j happened})²                                      (Brier 1950, in its original form, 0 … 2)
//   log     −ln p_happened; infinite for a class called impossible          (Good 1952)
//   RPS     Σ_{j<k} (P_j − 1{happened ≤ j})² / (k − 1), P_j cumulative      (Epstein 1969; Murphy 1971, on 0 … 1)
// The ranked probability score needs the classes in their order (here: from agreement to war).
//
// Throws std::invalid_argument for fewer than 2 classes, a class out of range, probabilities outside [0, 1] or not
// summing to 1 within 1e-9.
#pragma once

#include <cstddef>
#include <span>

namespace backchannel {

double brier_score(std::span<const double> forecast, std::size_t happened);
double log_score(std::span<const double> forecast, std::size_t happened);
double ranked_probability_score(std::span<const double> forecast, std::size_t happened);

}  // namespace backchannel
