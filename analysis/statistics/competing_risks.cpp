#include "analysis/statistics/competing_risks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/core/errors.hpp"
#include "sim/core/id.hpp"

namespace backchannel {
namespace {

void check_passages(std::span<const FirstPassage> events, int causes) {
  require(!events.empty(), "there must be runs");
  for (std::size_t i = 0; i < events.size(); ++i) {
    require(i == 0 || events[i].run > events[i - 1].run, "runs must be in increasing order");
    require(std::isfinite(events[i].day) && events[i].day >= 0, "a day must be finite and not negative");
    require(events[i].cause >= censored && events[i].cause < causes, "a cause is out of range");
  }
}

std::vector<double> distinct_days(std::span<const FirstPassage> events) {
  std::vector<double> days;
  for (const FirstPassage& passage : events) days.push_back(passage.day);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

/// Integrals of a step function from 0 to each day; it is 0 before the first day.
std::vector<double> running_integral(const std::vector<double>& days, const std::vector<double>& values) {
  std::vector<double> integrals(days.size());
  for (std::size_t s = 1; s < days.size(); ++s)
    integrals[s] = integrals[s - 1] + values[s - 1] * (days[s] - days[s - 1]);
  return integrals;
}

}  // namespace

CompetingRisks::CompetingRisks(std::span<const FirstPassage> events, int causes) {
  require(causes > 0, "there must be causes");
  check_passages(events, causes);
  days_ = distinct_days(events);
  events_.assign(causes, std::vector<double>(days_.size()));
  build_survival(events);
  for (int cause = 0; cause < causes; ++cause) curves_.push_back(build_curve(cause));
}

void CompetingRisks::build_survival(std::span<const FirstPassage> events) {
  std::vector<double> leaving(days_.size());
  for (const FirstPassage& passage : events) {
    const std::size_t day = index_at(days_, std::ranges::lower_bound(days_, passage.day));
    runs_.push_back(passage.run);
    positions_.push_back({day, passage.cause});
    ++leaving[day];
    if (passage.cause != censored) ++events_[passage.cause][day];
  }
  double at_risk = static_cast<double>(events.size()), survival = 1, drift = 0;
  for (std::size_t s = 0; s < days_.size(); ++s) {
    double happened = 0;
    for (const auto& of_cause : events_) happened += of_cause[s];
    const double hazard = happened / at_risk;
    survival *= 1 - hazard;
    if (hazard < 1) drift += hazard / (at_risk * (1 - hazard));
    at_risk_.push_back(at_risk);
    survival_.push_back(survival);
    survival_drift_.push_back(drift);
    at_risk -= leaving[s];
  }
}

// A run still at risk at s changes F_j through the survival of others and through the risk set:
//   drift(t) = Σ_{s ≤ t} dF_j(s)·(A(s−) − 1/Y(s)),  A the survival drift.
CompetingRisks::Curve CompetingRisks::build_curve(int cause) const {
  Curve curve;
  double incidence = 0, drift = 0;
  for (std::size_t s = 0; s < days_.size(); ++s) {
    const double before = s == 0 ? 1 : survival_[s - 1], survival_drift = s == 0 ? 0 : survival_drift_[s - 1];
    const double jump = before * events_[cause][s] / at_risk_[s];
    incidence += jump;
    drift += jump * (survival_drift - 1 / at_risk_[s]);
    curve.incidence.push_back(incidence);
    curve.drift.push_back(drift);
  }
  curve.incidence_integral = running_integral(days_, curve.incidence);
  curve.drift_integral = running_integral(days_, curve.drift);
  return curve;
}

/// The integrated martingale of a run that has left: 1{event}/(Y(1 − dΛ)) − A, at its day.
double CompetingRisks::survival_jump(const Position& run) const {
  const double survival = survival_[run.day];
  if (survival == 0) return 0;  // nothing can follow
  if (run.cause == censored) return -survival_drift_[run.day];
  const double before = run.day == 0 ? 1 : survival_[run.day - 1];
  return before / (survival * at_risk_[run.day]) - survival_drift_[run.day];
}

/// dF_j(t)/dw of a run, t being after the first `steps` distinct days.
double CompetingRisks::influence(const Curve& curve, const Position& run, int cause, std::size_t steps) const {
  if (steps == 0) return 0;
  if (run.day >= steps) return curve.drift[steps - 1];
  const double before = run.day == 0 ? 1 : survival_[run.day - 1];
  const double own = run.cause == cause ? before / at_risk_[run.day] : 0;
  const double since = curve.incidence[steps - 1] - curve.incidence[run.day];
  return curve.drift[run.day] + own - since * survival_jump(run);
}

double CompetingRisks::integrated_influence(const Curve& curve, const Position& run, int cause, double horizon) const {
  const double day = days_[run.day];
  if (day >= horizon) return integral(curve.drift, curve.drift_integral, horizon);
  const double at_once = influence(curve, run, cause, run.day + 1);
  const double since = integral(curve.incidence, curve.incidence_integral, horizon) -
                       curve.incidence_integral[run.day] - curve.incidence[run.day] * (horizon - day);
  return curve.drift_integral[run.day] + at_once * (horizon - day) - since * survival_jump(run);
}

double CompetingRisks::integral(const std::vector<double>& values, const std::vector<double>& integrals,
                                double until) const {
  const std::size_t steps = steps_until(until);
  return steps == 0 ? 0 : integrals[steps - 1] + values[steps - 1] * (until - days_[steps - 1]);
}

std::size_t CompetingRisks::steps_until(double day) const {
  return index_at(days_, std::ranges::upper_bound(days_, day));
}

const CompetingRisks::Curve& CompetingRisks::curve(int cause) const {
  require(cause >= 0 && cause < static_cast<int>(curves_.size()), "a cause is out of range");
  return curves_[cause];
}

template <class Influence>
double CompetingRisks::clustered_variance(const Influence& influence_of) const {
  double single = 0, paired = 0, previous = 0;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const double value = influence_of(positions_[i]);
    const bool same = i > 0 && runs_[i] / 2 == runs_[i - 1] / 2;
    single += value * value;
    paired += value * value + (same ? 2 * value * previous : 0);
    previous = value;
  }
  return std::max(single, paired);
}

double CompetingRisks::survival(double day) const {
  const std::size_t steps = steps_until(day);
  return steps == 0 ? 1 : survival_[steps - 1];
}

double CompetingRisks::probability(int cause, double day) const {
  const std::size_t steps = steps_until(day);
  return steps == 0 ? 0 : curve(cause).incidence[steps - 1];
}

Incidence CompetingRisks::incidence(int cause, double day, double level) const {
  const std::size_t steps = steps_until(day);
  const Curve& of_cause = curve(cause);
  const double variance =
      clustered_variance([&](const Position& run) { return influence(of_cause, run, cause, steps); });
  const double share = std::clamp(probability(cause, day), 0.0, 1.0);
  const double runs = static_cast<double>(runs_.size());
  const bool certain = share < 1e-12 || share > 1 - 1e-12 || variance == 0;
  const double effective = certain ? known(steps) / 2 : std::min(runs, share * (1 - share) / variance);
  return {share, std::sqrt(variance), wilson_interval(share, effective, level)};
}

double CompetingRisks::known(std::size_t steps) const {
  if (steps == 0) return static_cast<double>(runs_.size());
  double runs = at_risk_[steps - 1];
  for (const auto& of_cause : events_)
    for (std::size_t s = 0; s + 1 < steps; ++s) runs += of_cause[s];
  return runs;
}

std::vector<Incidence> CompetingRisks::incidence(int cause, std::span<const double> days, double level) const {
  std::vector<Incidence> result;
  for (double day : days) result.push_back(incidence(cause, day, level));
  return result;
}

TimeLost CompetingRisks::time_lost(int cause, double horizon, double level) const {
  require(std::isfinite(horizon) && horizon > 0, "the horizon must be positive");
  const Curve& of_cause = curve(cause);
  const double days = integral(of_cause.incidence, of_cause.incidence_integral, horizon);
  const double error = std::sqrt(
      clustered_variance([&](const Position& run) { return integrated_influence(of_cause, run, cause, horizon); }));
  const double reach = normal_quantile(level) * error;
  return {days, error, {std::max(0.0, days - reach), std::min(horizon, days + reach)}};
}

std::optional<PassageTime> CompetingRisks::passage(int cause, double probability, double level) const {
  require(probability > 0 && probability < 1, "the probability of a passage must lie between 0 and 1");
  const auto first_day = [&](const auto& reached) {  // by bisection, the curve and its band rise
    const auto day = std::partition_point(days_.begin(), days_.end(), [&](double d) { return !reached(d); });
    return day == days_.end() ? std::numeric_limits<double>::infinity() : *day;
  };
  const double day = first_day([&](double d) { return this->probability(cause, d) >= probability; });
  if (std::isinf(day)) return std::nullopt;
  const double low = first_day([&](double d) { return incidence(cause, d, level).band.high >= probability; });
  const double high = first_day([&](double d) { return incidence(cause, d, level).band.low >= probability; });
  return PassageTime{day, {std::min(low, day), std::max(high, day)}};
}

}  // namespace backchannel
