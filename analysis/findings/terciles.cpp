#include "analysis/findings/terciles.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "analysis/statistics/random.hpp"

namespace backchannel {

namespace {

using Order = std::vector<std::size_t>;

struct Classes {
  std::span<const int> first, second;
  int number;
};

PairCounts counts_of(const Classes& classes, std::span<const std::size_t> draws, int of) {
  PairCounts counts;
  for (const std::size_t k : draws) {
    const int a = classes.first[k], b = classes.second[k];
    if (a < 0 && b < 0) continue;
    if (a < 0 || b < 0)
      ++(std::max(a, b) == of ? counts.alone_yes : counts.alone_no);
    else
      ++(a == of && b == of ? counts.both : a == of || b == of ? counts.one : counts.none);
  }
  return counts;
}

std::array<std::span<const std::size_t>, 3> thirds(const Order& order) {
  const std::size_t n = order.size(), one = n / 3, two = 2 * n / 3;
  const std::span<const std::size_t> all(order);
  return {all.subspan(0, one), all.subspan(one, two - one), all.subspan(two)};
}

struct Effect {
  double size = 0;
  int strongest = 0;
};

Effect effect_of(const Classes& classes, const Order& order) {
  Effect effect;
  std::vector<std::array<double, 3>> count(static_cast<std::size_t>(classes.number));
  std::array<double, 3> runs{};
  const auto parts = thirds(order);
  for (std::size_t t = 0; t < 3; ++t)
    for (const std::size_t k : parts[t])
      for (const int c : {classes.first[k], classes.second[k]})
        if (c >= 0) ++count[static_cast<std::size_t>(c)][t], ++runs[t];
  for (int c = 0; c < classes.number; ++c) {
    std::array<double, 3>& share = count[static_cast<std::size_t>(c)];
    for (std::size_t t = 0; t < 3; ++t) share[t] /= std::max(1.0, runs[t]);
    const auto [low, high] = std::ranges::minmax(share);
    if (high - low > effect.size) effect = {high - low, c};
  }
  return effect;
}

double floor_of(const Classes& classes, const TercileOptions& options) {
  Order order(classes.first.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  SplitMix random(options.seed);
  std::vector<double> effects;
  for (int p = 0; p < options.permutations; ++p) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    effects.push_back(effect_of(classes, order).size);
  }
  return estimate_quantile(effects, 0.95).value;
}

}  // namespace

Terciles terciles(std::span<const std::vector<double>> inputs, std::span<const int> first, std::span<const int> second,
                  int number, const TercileOptions& options) {
  const Classes classes{first, second, number};
  if (first.size() < 30 || first.size() != second.size())
    throw std::invalid_argument("terciles need at least 30 draws, with both runs of each");
  Terciles result;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<double>& input = inputs[i];
    if (input.size() != first.size()) throw std::invalid_argument("an input has another number of draws");
    Order order(input.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t k) { return input[k]; });
    const auto [size, strongest] = effect_of(classes, order);
    TercileEffect effect{.input = i, .cuts = {}, .shares = {}, .effect = size, .strongest = strongest};
    const auto parts = thirds(order);
    for (std::size_t t = 0; t < 3; ++t) {
      if (t < 2) effect.cuts[t] = input[parts[t].back()];
      for (int c = 0; c < number; ++c) {
        const PairCounts counts = counts_of(classes, parts[t], c);
        effect.shares[t].push_back(counts.runs() > 0 ? estimate_share(counts) : ShareEstimate{});
      }
    }
    result.effects.push_back(std::move(effect));
  }
  std::ranges::stable_sort(result.effects, std::greater{}, &TercileEffect::effect);
  result.floor = inputs.empty() ? 0 : floor_of(classes, options);
  return result;
}

}  // namespace backchannel
