// V23, V24: what finite runs leave open, and how forecasts are scored.
#include <algorithm>
#include <cmath>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/scores.hpp"
#include "cli/theory/gauges.hpp"
#include "sim/core/id.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V23
constexpr std::size_t study_size = 10000, studies = 200;
constexpr std::size_t small_study = 1000;  // 2,000 of them, so that four standard errors of a coverage are .02

/// f(estimate) for the share of each study of so many runs.
template <class F>
std::vector<double> of_studies(const std::vector<double>& x, std::size_t size, F f) {
  std::vector<double> all;
  for (std::size_t from = 0; from + size <= x.size(); from += size) {
    PairCounter counter;
    for (std::size_t n = 0; n < size; ++n) counter.add(n, x[from + n] > 0.5);
    all.push_back(f(estimate_share(counter.counts())));
  }
  return all;
}

Sample spread_of(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  double sum = 0, squares = 0;
  for (const double v : x) sum += v;
  for (const double v : x) squares += (v - sum / n) * (v - sum / n);
  return {sum / n, std::sqrt(squares) / n};
}

Sample stated_error(const std::vector<double>& x) {
  return spread_of(of_studies(x, study_size, [](const ShareEstimate& e) { return e.standard_error; }));
}

/// The spread of the studies' shares about their mean: the error that there is.
Sample true_error(const std::vector<double>& x) {
  const std::vector<double> shares = of_studies(x, study_size, [](const ShareEstimate& e) { return e.share; });
  const auto n = static_cast<double>(shares.size());
  const double deviation = spread_of(shares).standard_error * std::sqrt(n);
  return {deviation, deviation / std::sqrt(2 * n)};
}

/// How many 95 % intervals of studies of 1,000 runs hold the share, known here from all runs together.
Sample coverage(const std::vector<double>& x) {
  const double share = mean_of(x).value;
  const std::vector<double> held =
      of_studies(x, small_study, [share](const ShareEstimate& e) { return share_if(e.interval.contains(share)); });
  return {spread_of(held).value, std::sqrt(0.95 * 0.05 / static_cast<double>(held.size()))};
}

double judged(const Numbers& of) {
  const Prior& rate = of.prior("judgement.rate");
  if (rate.is_constant()) return 0;
  double sure = 0, all = 0;
  for (std::size_t n = 0; n < rate.numbers.size(); ++n)
    all += rate.weights[n], sure += rate.numbers[n] > 0 ? rate.weights[n] : 0;
  return sure / all;
}

/// P(war on the one day), by luck or by judgement.
double chance_of_war(const Numbers& of) { return std::max(judged(of), 1 - std::exp(-of("luck.rate"))); }

/// sqrt(p(1 − p)/n_eff), n_eff = n/(1 + ρ), ρ = 1 where the drawn parameters decide.
double share_error(const Numbers& of) {
  const double p = chance_of_war(of), pairing = judged(of) > 0 ? 2 : 1;
  return std::sqrt(p * (1 - p) * pairing / study_size);
}

std::string not_one_cause(const Numbers& of) {
  const Prior& rate = of.prior("judgement.rate");
  if (of("luck.rate") > 0 && judged(of) > 0) return "it is that of luck alone or of judgement alone";
  if (!rate.is_constant() && rate.kind != Prior::Kind::discrete) return "judgement.rate is 0 or discrete";
  for (const double r : rate.numbers)
    if (r != 0 && (r < 40 || rate.is_constant())) return "judgement is sure: a rate of 0, or of 40 and more";
  const double p = chance_of_war(of);
  return p < 0.01 || p > 0.99 ? "the interval is tested for shares of .01 to .99" : "";
}

Case v23(std::string id, std::string result, std::vector<Variant> variants, std::vector<Twin> twins) {
  Case one{std::move(id), std::move(result), "Kish 1965", "v23_error.yaml", study_size * studies, {}, {}, {}, {}};
  one.gauge = [](const CrisisKernel& kernel, int lane) {
    const Row row = kernel.row(lane);
    const double war = share_if(row.outcome == Outcome::regional_war);
    return Gauged{war, war, war};
  };
  one.quantities = {{"stated", share_error, stated_error, 5e-5},
                    {"true", share_error, true_error},
                    {"coverage", [](const Numbers&) { return 0.95; }, coverage, 1e-9, "Wilson 1927"}};
  one.variants = std::move(variants);
  one.twins = std::move(twins);
  one.outside = not_one_cause;
  return one;
}

// ---------------------------------------------------------------------------------------------- V24
constexpr std::size_t classes = 6;

std::array<double, classes> forecast_of(const Numbers& of) {
  const Prior& prior = of.prior("ending.status_quo");
  double all = 0;
  for (const double w : prior.weights) all += w;
  std::array<double, classes> f{};
  for (std::size_t n = 0; n < prior.numbers.size(); ++n)
    f[nearest_index(prior.numbers[n], classes)] += prior.weights[n] / all;
  return f;
}

/// The score of the runs' shares when class 6 happens; the error by the delta method, as a mean of its slopes.
template <class F>
Statistic score(F of) {
  return [of](const std::vector<double>& x) {
    std::array<double, classes> f{}, slope{};
    const auto class_of = [](double v) { return nearest_index(v, classes); };
    for (const double v : x) f[class_of(v)] += 1 / static_cast<double>(x.size());
    const auto at = [&](std::array<double, classes> g) {
      double all = 0;
      for (const double v : g) all += v;
      for (double& v : g) v /= all;
      return of(g, classes - 1);
    };
    constexpr double step = 1e-6;
    for (std::size_t k = 0; k < classes; ++k) {
      std::array<double, classes> g = f;
      g[k] += step;
      slope[k] = (at(g) - at(f)) / step;
    }
    std::vector<double> influence;
    influence.reserve(x.size());
    for (const double v : x) influence.push_back(slope[class_of(v)]);
    return Sample{at(f), mean_of(influence).standard_error};
  };
}

double brier(const Numbers& of) {
  double sum = 1 - 2 * forecast_of(of)[classes - 1];
  for (const double p : forecast_of(of)) sum += p * p;
  return sum;
}

double ranked(const Numbers& of) {
  double sum = 0, below = 0;
  for (std::size_t k = 0; k + 1 < classes; ++k) below += forecast_of(of)[k], sum += below * below;
  return sum / (classes - 1);
}

std::string no_forecast(const Numbers& of) {
  const Prior& prior = of.prior("ending.status_quo");
  if (prior.kind != Prior::Kind::discrete) return "it is that of a discrete forecast: ending.status_quo";
  for (const double v : prior.numbers)
    if (std::abs(5 * v - std::round(5 * v)) > 1e-9) return "the classes stand at 0, .2, .4, .6, .8 and 1";
  return forecast_of(of)[classes - 1] > 0 ? "" : "class 6 happens: it must not be called impossible";
}

Case v24() {
  const auto ending = [](const std::string& weights) {
    return "ending.status_quo={discrete: {values: [0, 0.2, 0.4, 0.6, 0.8, 1], weights: [" + weights + "]}}";
  };
  return {"V24",
          "score",
          "Brier 1950",
          "v24_scores.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const double at = kernel.state().in_force[IssueId{0}][lane];
            return Gauged{at, at, at};
          },
          {{"Brier", brier, score(brier_score)},
           {"logarithmic", [](const Numbers& of) { return -std::log(forecast_of(of)[classes - 1]); }, score(log_score),
            1e-9, "Good 1952"},
           {"ranked", ranked, score(ranked_probability_score), 1e-9, "Epstein 1969"}},
          {{{}, {0.985, 2.302585, 0.3245}}, {{ending("1, 1, 1, 1, 1, 5")}}},
          {{"the classes in another order", {ending("0.1, 0.25, 0.15, 0.2, 0.2, 0.1")}},
           {"a surer forecast", {ending("0.1, 0.15, 0.2, 0.2, 0.2, 0.15")}}},
          no_forecast};
}

std::vector<Case> v23_cases() {
  const std::string judged_quarter = "judgement.rate={discrete: {values: [0, 100], weights: [3, 1]}}";
  const std::vector<std::string> by_judgement{"luck.rate=0", judged_quarter};
  std::vector<Case> all{
      v23("V23 luck", "error of a share", {{{}, {0.00433, 0.00433, 0.95}}, {{"luck.rate=0.05"}}},
          {{"judgement decides", by_judgement}}),
      v23("V23 judged", "error of a share", {{by_judgement, {0.00612, 0.00612, 0.95}}},
          {{"pairs are not equal", {"luck.rate=0.2876820724517809", "judgement.rate=0"}, by_judgement}})};
  return all;
}

}  // namespace

std::vector<Case> uncertainty_cases() {
  std::vector<Case> all = v23_cases();
  all.push_back(v24());
  return all;
}

}  // namespace backchannel::theory
