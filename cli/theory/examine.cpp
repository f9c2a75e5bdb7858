#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>

#include "cli/theory/cases.hpp"
#include "sim/montecarlo/study.hpp"

namespace backchannel::theory {

namespace {

/// A crisis whose rows are the gauged quantities.
class GaugedKernel {
 public:
  using Row = Gauged;

  GaugedKernel(std::shared_ptr<const Model> model, std::uint64_t seed, const Case& one)
      : crisis_(std::move(model), seed), one_(&one) {}

  void start(int lane, std::uint64_t run) {
    before_[static_cast<std::size_t>(lane)] = {};
    crisis_.start(lane, run);
  }
  Mask day(const Draws& draws, const Mask& running) {
    const Mask ended = crisis_.day(draws, running);
    for (int lane = 0; one_->count_from > 0 && lane < lane_count; ++lane)
      if (crisis_.state().day[lane] == one_->count_from)
        before_[static_cast<std::size_t>(lane)] = one_->gauge(crisis_, lane);
    return ended;
  }
  Row row(int lane) const {
    Row now = one_->gauge(crisis_, lane);
    for (std::size_t n = 0; n < now.size(); ++n) now[n] -= before_[static_cast<std::size_t>(lane)][n];
    return now;
  }
  std::optional<std::string> failure(int lane) const { return crisis_.failure(lane); }

 private:
  CrisisKernel crisis_;
  const Case* one_;
  std::array<Gauged, lane_count> before_{};
};

LoadedScenario load(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& set) {
  std::vector<Override> overrides;
  for (const std::string& argument : set) overrides.push_back(parse_override(argument));
  return read_scenario(laboratory.scenarios / one.scenario, overrides);
}

std::vector<Gauged> play(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& set) {
  const auto model = std::make_shared<const Model>(load(laboratory, one, set));
  std::vector<Gauged> rows;
  rows.reserve(one.runs);
  play_study(
      {laboratory.seed, 0, one.runs, laboratory.threads}, [&] { return GaugedKernel(model, laboratory.seed, one); },
      [&](Batch<Gauged>&& batch) {
        if (!batch.failures.empty()) throw std::runtime_error(one.id + ": " + batch.failures.front().reason);
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        return true;
      });
  return rows;
}

struct Sample {
  double value = 0, standard_error = 0;
};

/// Standard error of the mean from sums over pairs of runs, but not less than single runs would give.
Sample mean_of(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  double sum = 0, by_run = 0, by_pair = 0;
  for (const double v : x) sum += v;
  const double mean = sum / n;
  for (std::size_t i = 0; i < x.size(); i += 2) {
    const double first = x[i] - mean, second = i + 1 < x.size() ? x[i + 1] - mean : 0;
    by_run += first * first + second * second;
    by_pair += (first + second) * (first + second);
  }
  return {mean, std::sqrt(std::max(by_run, by_pair)) / n};
}

/// Variance over mean; standard error from the fourth moment (delta method, the mean taken as known).
Sample dispersion_of(const std::vector<double>& x) {
  const double mean = mean_of(x).value;
  std::vector<double> squares;
  for (const double v : x) squares.push_back((v - mean) * (v - mean));
  const Sample variance = mean_of(squares);
  return {variance.value / mean, variance.standard_error / mean};
}

Sample measure(const std::vector<Gauged>& rows, std::size_t column, Statistic statistic) {
  std::vector<double> x;
  for (const Gauged& row : rows) x.push_back(row[column]);
  if (statistic == Statistic::dispersion) return dispersion_of(x);
  if (statistic == Statistic::largest) return {*std::max_element(x.begin(), x.end()), 0};
  // Equal values have an exact mean.
  if (std::all_of(x.begin(), x.end(), [&](double v) { return v == x.front(); })) return {x.front(), 0};
  return mean_of(x);
}

std::vector<Finding> compare(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& sound,
                             const std::vector<std::string>& played, const std::string& note) {
  const LoadedScenario loaded = load(laboratory, one, sound);
  const std::vector<Gauged> rows = play(laboratory, one, played);
  std::vector<Finding> findings;
  for (std::size_t q = 0; q < one.quantities.size(); ++q) {
    const Quantity& quantity = one.quantities[q];
    const Sample got = measure(rows, q, quantity.statistic);
    Finding finding{one.id, one.result, one.source, note, 0, got.value, got.standard_error, 0, false};
    if (!quantity.name.empty()) finding.result += ": " + quantity.name;
    finding.expected = quantity.expected(Numbers(loaded));
    finding.tolerance = std::max(quantity.tolerance, 4 * got.standard_error);
    finding.passes = std::abs(finding.got - finding.expected) <= finding.tolerance;
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

const Prior& Numbers::prior(const std::string& path) const {
  const auto found = loaded_.parameters.find(path);
  if (!found) throw std::invalid_argument("no number " + path + " in this scenario");
  return loaded_.parameters[*found].prior;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> list;
    for (auto part : {bargaining_cases(), mediation_cases(), crisis_cases()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Variant& variant) {
  return compare(laboratory, one, variant.set, variant.set, joined(variant.set));
}

std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Twin& twin) {
  std::vector<std::string> broken = twin.at;
  broken.insert(broken.end(), twin.set.begin(), twin.set.end());
  return compare(laboratory, one, twin.at, broken, twin.fault);
}

}  // namespace backchannel::theory
