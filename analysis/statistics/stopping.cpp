#include "analysis/statistics/stopping.hpp"

#include <algorithm>

#include "sim/core/errors.hpp"

namespace backchannel {
namespace {

constexpr int precise_looks = 2;

double expected_runs(double widest, double runs, const StoppingRule& rule) {
  const double ratio = widest / rule.half_width;
  const double needed = std::max(static_cast<double>(rule.minimum), runs * ratio * ratio);
  return std::min(static_cast<double>(rule.maximum), needed);
}

}  // namespace

Stopping::Stopping(const StoppingRule& rule) : rule_(rule) {
  require(rule.half_width > 0, "the half-width must be above 0");
  require(rule.minimum > 0 && rule.minimum <= rule.maximum, "the minimum of runs exceeds the maximum, or is 0");
}

bool Stopping::precise(double widest, std::uint64_t runs) {
  if (runs < last_look_ + rule_.minimum) return false;
  last_look_ = runs;
  precise_in_a_row_ = widest <= rule_.half_width ? precise_in_a_row_ + 1 : 0;
  return precise_in_a_row_ >= precise_looks;
}

Look Stopping::look(std::span<const PairCounts> classes) {
  require(!classes.empty(), "a stopping rule needs at least one class");
  double widest = 0;
  for (const PairCounts& counts : classes)
    widest = std::max(widest, estimate_share(counts, rule_.level).interval.half_width());
  return look(widest, classes.front().runs());
}

Look Stopping::look(double widest, std::uint64_t runs) {
  Look look;
  look.widest = widest;
  if (precise(widest, runs))
    look.reason = StoppingReason::PreciseEnough;
  else if (runs >= rule_.maximum)
    look.reason = StoppingReason::MaximumReached;
  const auto so_far = static_cast<double>(runs);
  look.expected = look.stop() ? so_far : std::max(so_far, expected_runs(widest, so_far, rule_));
  return look;
}

}  // namespace backchannel
