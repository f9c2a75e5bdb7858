#include "sim/scenario/prior.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/quadrature/tanh_sinh.hpp>
#include <boost/random/beta_distribution.hpp>
#include <boost/random/discrete_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/triangle_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/id.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

using Kind = Prior::Kind;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest_number = 1e15;
constexpr std::size_t most_values = 1000;  // of a discrete prior
constexpr double least_share = 1e-15;      // Boost.Math finds no quantile of some shapes further out

struct Form {
  const char *name, *numbers;
};
constexpr std::array<Form, 9> forms = {{{"value", "number"},
                                        {"uniform", "[low, high]"},
                                        {"normal", "[mean, sd]"},
                                        {"truncated_normal", "[mean, sd, low, high]"},
                                        {"lognormal", "[median, sigma] or [median, sigma, low, high]"},
                                        {"triangular", "[low, mode, high]"},
                                        {"beta", "[a, b]"},
                                        {"gamma", "[shape, scale] or [shape, scale, low, high]"},
                                        {"discrete", "{values: [...], weights: [...]}"}}};

bool has_bounds(const Prior& prior) { return prior.numbers.size() == 4; }

/// Calls use(distribution) with Boost.Math's distribution of the untruncated shape.
template <class Use>
double with_shape(const Prior& prior, Use use) {
  const double a = prior.numbers[0], b = prior.numbers[1];
  switch (prior.kind) {
    case Kind::lognormal:
      return use(boost::math::lognormal(std::log(a), b));
    case Kind::gamma:
      return use(boost::math::gamma_distribution(a, b));
    case Kind::beta:
      return use(boost::math::beta_distribution(a, b));
    case Kind::triangular:
      return use(boost::math::triangular(a, b, prior.numbers[2]));
    default:
      return use(boost::math::normal(a, b));
  }
}

/// Shares of the untruncated shape below the lower and above the upper bound.
struct Tails {
  double below, above;
};

template <class Shape>
Tails tails(const Shape& shape, double low, double high) {
  const auto [least, most] = boost::math::support(shape);
  return {low <= least ? 0.0 : (std::isinf(low) ? 1.0 : boost::math::cdf(shape, low)),
          high >= most || std::isinf(high) ? 0.0 : boost::math::cdf(boost::math::complement(shape, high))};
}

constexpr double least_tail = std::numeric_limits<double>::min();

/// Quantile within [low, high], taken from the nearer tail so that far tails keep their digits.
double truncated_quantile(const Prior& prior, double u) {
  const double low = prior.numbers[2], high = prior.numbers[3];
  return with_shape(prior, [&](const auto& shape) {
    const auto [below, above] = tails(shape, low, high);
    double value;
    if (below < 0.5) {
      const double share = below + u * ((1 - below) - above);
      value = boost::math::quantile(shape, std::clamp(share, least_tail, 1 - 1e-16));
    } else {  // all of it in the upper half
      const double share = above + (1 - u) * ((1 - above) - below);
      value = boost::math::quantile(boost::math::complement(shape, std::clamp(share, least_tail, 1 - 1e-16)));
    }
    return std::clamp(value, low, high);
  });
}

/// Values of a discrete prior in ascending order, with shares that sum to 1.
std::vector<std::pair<double, double>> shares(const Prior& prior) {
  const double sum = std::accumulate(prior.weights.begin(), prior.weights.end(), 0.0);
  std::vector<std::pair<double, double>> result;
  for (std::size_t i = 0; i < prior.numbers.size(); ++i) {
    if (prior.weights[i] > 0) result.emplace_back(prior.numbers[i], prior.weights[i] / sum);
  }
  std::sort(result.begin(), result.end());
  return result;
}

double discrete_quantile(const Prior& prior, double u) {
  const auto values = shares(prior);
  double below = 0;
  for (const auto& [value, share] : values) {
    below += share;
    if (u <= below) return value;
  }
  return values.back().first;
}

/// Mean of the mass between the quantiles from and to.
double mean_between(const Prior& prior, double from, double to) {
  if (prior.kind == Kind::discrete) {
    double below = 0, sum = 0;
    for (const auto& [value, share] : shares(prior)) {
      sum += value * std::max(0.0, std::min(below + share, to) - std::max(below, from));
      below += share;
    }
    return sum / (to - from);
  }
  if (prior.is_constant()) return prior.numbers[0];
  boost::math::quadrature::tanh_sinh<double> integrator;
  return integrator.integrate([&](double u) { return prior.quantile(u); }, from, to) / (to - from);
}

std::string bounds_fault(double low, double high) { return low < high ? "" : "low must be below high"; }

std::string truncation_fault(const Prior& prior) {
  const double low = prior.numbers[2], high = prior.numbers[3];
  if (std::string fault = bounds_fault(low, high); !fault.empty()) return fault;
  try {
    const double inside = with_shape(prior, [&](const auto& shape) {
      const auto [below, above] = tails(shape, low, high);
      return below < 0.5 ? (1 - below) - above : (1 - above) - below;
    });
    return inside > 1e-12 ? "" : "hardly any of it lies between low and high";
  } catch (const std::exception&) {  // Boost.Math gives up
    return "too extreme to be computed";
  }
}

/// Names the first number that is too large to reckon with.
std::string size_fault(const std::vector<double>& numbers) {
  const auto large = std::find_if(numbers.begin(), numbers.end(),
                                  [](double x) { return std::isfinite(x) && std::abs(x) > largest_number; });
  return large == numbers.end()
             ? ""
             : fmt::format("{} is too large, at most {}", shortest(*large), shortest(largest_number));
}

/// What may stand where in a shape; outside of it quantiles take minutes, or Boost.Math finds none.
struct ShapeNumber {
  const char* name;
  double low, high;
};
std::array<ShapeNumber, 2> shape_numbers(Kind kind) {
  constexpr ShapeNumber spread{"the standard deviation", 1e-12, largest_number};
  switch (kind) {
    case Kind::beta:
      return {{{"a", 0.001, 1e6}, {"b", 0.001, 1e6}}};
    case Kind::gamma:
      return {{{"the shape", 0.001, 1e6}, {"the scale", 1e-12, 1e12}}};
    case Kind::lognormal:
      return {{{"the median", 1e-12, 1e12}, {"sigma", 1e-6, 20}}};
    default:
      return {{{"the mean", -largest_number, largest_number}, spread}};
  }
}

std::string shape_fault(const Prior& prior) {
  const auto allowed = shape_numbers(prior.kind);
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    const auto& [name, low, high] = allowed[i];
    if (prior.numbers[i] >= low && prior.numbers[i] <= high) continue;
    return fmt::format("{} is {}, allowed are {} to {}", name, shortest(prior.numbers[i]), shortest(low),
                       shortest(high));
  }
  return "";
}

std::string discrete_fault(const Prior& prior) {
  if (prior.numbers.empty()) return "there must be at least one value";
  if (prior.numbers.size() != prior.weights.size()) return "each value needs one weight";
  if (prior.numbers.size() > most_values)
    return fmt::format("{} values, at most {}", prior.numbers.size(), most_values);
  if (std::string fault = size_fault(prior.numbers); !fault.empty()) return fault;
  if (std::string fault = size_fault(prior.weights); !fault.empty()) return fault;
  if (std::any_of(prior.weights.begin(), prior.weights.end(), [](double w) { return w < 0; }))
    return "weights must not be negative";
  if (std::accumulate(prior.weights.begin(), prior.weights.end(), 0.0) <= 0) return "all weights are 0";
  std::vector<double> values = prior.numbers;
  std::sort(values.begin(), values.end());
  if (std::adjacent_find(values.begin(), values.end()) != values.end()) return "a value stands there twice";
  return "";
}

std::string count_fault(const Prior& prior) {
  const std::size_t n = prior.numbers.size();
  const auto wants = [&](std::size_t count) {
    return n == count ? "" : fmt::format("{} {} instead of {}", n, n == 1 ? "number" : "numbers", count);
  };
  switch (prior.kind) {
    case Kind::constant:
      return wants(1);
    case Kind::triangular:
      return wants(3);
    case Kind::truncated_normal:
      return wants(4);
    case Kind::lognormal:
    case Kind::gamma:
      return n == 4 ? "" : wants(2);
    case Kind::discrete:
      return "";
    default:
      return wants(2);
  }
}

/// Boost.Math gives up on some extreme shapes.
bool can_be_computed(const Prior& prior) {
  try {
    const bool tails = std::isfinite(prior.quantile(0)) && std::isfinite(prior.quantile(1));
    return tails && std::isfinite(prior.mean_below_median()) && std::isfinite(prior.mean_above_median());
  } catch (const std::exception&) {
    return false;
  }
}

bool only_bounds_are_infinite(const Prior& prior) {
  for (std::size_t i = 0; i < prior.numbers.size(); ++i) {
    const bool is_bound = i >= 2 && has_bounds(prior);
    if (std::isinf(prior.numbers[i]) && !is_bound && !prior.is_constant()) return false;
  }
  return std::none_of(prior.weights.begin(), prior.weights.end(), [](double w) { return std::isinf(w); });
}

bool has_nan(const std::vector<double>& numbers) {
  return std::any_of(numbers.begin(), numbers.end(), [](double x) { return std::isnan(x); });
}

}  // namespace

double Prior::draw(PhiloxEngine& engine) const {
  if (is_constant()) return numbers[0];
  if (kind == Kind::truncated_normal || (kind != Kind::discrete && has_bounds(*this)))
    return truncated_quantile(*this, boost::random::uniform_01<double>()(engine));
  if (kind == Kind::discrete) {
    const boost::random::discrete_distribution<std::size_t> index(weights.begin(), weights.end());
    return numbers[index(engine)];
  }
  const double a = numbers[0], b = numbers[1];
  // As a ratio of gammas a beta with small shapes now and then becomes 0/0.
  if (kind == Kind::beta && std::min(a, b) < 0.2) return quantile(boost::random::uniform_01<double>()(engine));
  switch (kind) {
    case Kind::uniform:
      return boost::random::uniform_real_distribution<double>(a, b)(engine);
    case Kind::lognormal:
      return boost::random::lognormal_distribution<double>(std::log(a), b)(engine);
    case Kind::triangular:
      return boost::random::triangle_distribution<double>(a, b, numbers[2])(engine);
    case Kind::beta:
      return boost::random::beta_distribution<double>(a, b)(engine);
    case Kind::gamma:
      return boost::random::gamma_distribution<double>(a, b)(engine);
    default:
      return boost::random::normal_distribution<double>(a, b)(engine);
  }
}

double Prior::quantile(double u) const {
  u = std::clamp(u, least_share, 1 - least_share);
  switch (kind) {
    case Kind::constant:
      return numbers[0];
    case Kind::uniform:
      return numbers[0] + u * (numbers[1] - numbers[0]);
    case Kind::discrete:
      return discrete_quantile(*this, u);
    default:
      break;
  }
  if (has_bounds(*this)) return truncated_quantile(*this, u);
  return with_shape(*this, [&](const auto& shape) { return boost::math::quantile(shape, u); });
}

double Prior::mean() const {
  if (is_constant()) return numbers[0];
  if (kind == Kind::uniform) return numbers[0] + 0.5 * (numbers[1] - numbers[0]);
  if (kind == Kind::discrete || has_bounds(*this)) return mean_between(*this, 0, 1);
  return with_shape(*this, [](const auto& shape) { return boost::math::mean(shape); });
}

double Prior::mean_below_median() const { return mean_between(*this, 0, 0.5); }
double Prior::mean_above_median() const { return mean_between(*this, 0.5, 1); }

std::pair<double, double> Prior::support() const {
  if (kind == Kind::discrete) {
    const auto values = shares(*this);
    return {values.front().first, values.back().first};
  }
  if (kind == Kind::truncated_normal) return {numbers[2], numbers[3]};
  if (has_bounds(*this)) return {std::max(numbers[2], 0.0), numbers[3]};
  switch (kind) {
    case Kind::constant:
      return {numbers[0], numbers[0]};
    case Kind::uniform:
      return {numbers[0], numbers[1]};
    case Kind::triangular:
      return {numbers[0], numbers[2]};
    case Kind::beta:
      return {0, 1};
    case Kind::lognormal:
    case Kind::gamma:
      return {0, infinity};
    default:
      return {-infinity, infinity};
  }
}

double Prior::low_end() const {
  const double low = support().first;
  return std::isfinite(low) ? low : quantile(0.001);
}

double Prior::high_end() const {
  const double high = support().second;
  return std::isfinite(high) ? high : quantile(0.999);
}

std::string Prior::describe() const {
  const auto number = [&](std::size_t i) { return shortest(numbers[i]); };
  const auto within = [&] { return has_bounds(*this) ? " within " + number(2) + " to " + number(3) : std::string(); };
  switch (kind) {
    case Kind::constant:
      return number(0);
    case Kind::uniform:
      return "uniform " + number(0) + " to " + number(1);
    case Kind::normal:
    case Kind::truncated_normal:
      return "normal, mean " + number(0) + ", sd " + number(1) + within();
    case Kind::lognormal:
      return "lognormal, median " + number(0) + ", sigma " + number(1) + within();
    case Kind::triangular:
      return "triangular " + number(0) + " to " + number(2) + ", mode " + number(1);
    case Kind::beta:
      return "beta " + number(0) + ", " + number(1);
    case Kind::gamma:
      return "gamma, shape " + number(0) + ", scale " + number(1) + within();
    case Kind::discrete:
      break;
  }
  std::string text = "one of";
  for (std::size_t i = 0; i < numbers.size(); ++i)
    text += (i ? ", " : " ") + number(i) + " (weight " + shortest(weights[i]) + ")";
  return text;
}

std::string Prior::fault() const {
  if (has_nan(numbers) || has_nan(weights)) return "not a number (.nan)";
  if (std::string fault = count_fault(*this); !fault.empty()) return fault;
  if (!only_bounds_are_infinite(*this)) return "an infinite number";
  if (kind == Kind::constant) return "";
  if (kind == Kind::discrete) return discrete_fault(*this);
  const bool is_shape = kind != Kind::uniform && kind != Kind::triangular;
  if (std::string fault = is_shape ? shape_fault(*this) : ""; !fault.empty()) return fault;
  if (std::string fault = size_fault(numbers); !fault.empty()) return fault;
  const double a = numbers[0], b = numbers[1];
  switch (kind) {
    case Kind::uniform:
      return bounds_fault(a, b);
    case Kind::triangular:
      if (std::string fault = bounds_fault(a, numbers[2]); !fault.empty()) return fault;
      return a <= b && b <= numbers[2] ? "" : "the mode must lie between low and high";
    default:
      break;
  }
  if (std::string fault = has_bounds(*this) ? truncation_fault(*this) : ""; !fault.empty()) return fault;
  return can_be_computed(*this) ? "" : "too extreme to be computed";
}

std::string name(Prior::Kind kind) { return forms[index_of(kind)].name; }
std::string form(Prior::Kind kind) { return forms[index_of(kind)].numbers; }

std::optional<Prior::Kind> prior_kind(const std::string& name) {
  for (std::size_t i = 1; i < forms.size(); ++i)
    if (name == forms[i].name) return static_cast<Kind>(i);
  return std::nullopt;
}

}  // namespace backchannel
