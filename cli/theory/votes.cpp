// Klein et al. 2003: a single text of 32 linked issues, changed by votes.
#include <algorithm>
#include <random>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

/// Standard errors are then about .005, a quarter of the tolerance of .02 of the published means.
constexpr std::uint64_t pairs_of_contracts = 600;

using Pairs = std::array<std::array<double, max_issues>, max_issues>;

/// The largest value of Σ_{k<l} w_kl·x_k·x_l over binary x: one-change ascent from many starts.
double largest_value(const Pairs& weight, std::size_t n, std::mt19937& engine) {
  constexpr int starts = 60;
  double best = 0;
  for (int start = 0; start < starts; ++start) {
    std::array<int, max_issues> x{};
    for (std::size_t k = 0; k < n; ++k) x[k] = static_cast<int>(engine() & 1);
    double value = 0;
    std::array<double, max_issues> slope{};
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t l = 0; l < n; ++l) slope[k] += weight[k][l] * x[l];
    for (std::size_t k = 0; k < n; ++k) value += 0.5 * slope[k] * x[k];
    for (bool rose = true; rose;) {
      rose = false;
      for (std::size_t k = 0; k < n; ++k) {
        const double gain = x[k] ? -slope[k] : slope[k];
        if (gain <= 1e-12) continue;
        const int step = x[k] ? -1 : 1;
        x[k] += step;
        value += gain;
        for (std::size_t l = 0; l < n; ++l) slope[l] += step * weight[l][k];
        rose = true;
      }
    }
    best = std::max(best, value);
  }
  return best;
}

/// Where the mediator's text stands on the range from lowest to highest value: first side, second side, both together.
Gauged shares_of_range(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const std::size_t n = model.agenda.size();
  std::array<Pairs, 3> weight{};
  for (const Side side : sides)
    for (const Linkage& link : model.at(side).linkages) {
      const double w = kernel.values()[link.weight][lane];
      for (const std::size_t who : {index_of(side), std::size_t{2}}) {
        weight[who][link.first.index()][link.second.index()] += w;
        weight[who][link.second.index()][link.first.index()] += w;
      }
    }
  const auto& text = kernel.state().talks.single[Scope::comprehensive].items;
  std::mt19937 engine(static_cast<unsigned>(lane) + 1);
  Gauged shares{};
  for (std::size_t who = 0; who < 3; ++who) {
    double got = 0;
    Pairs negative = weight[who];
    for (auto& line : negative)
      for (double& w : line) w = -w;
    for (std::size_t k = 0; k < n; ++k)
      for (std::size_t l = k + 1; l < n; ++l) got += weight[who][k][l] * text[k][lane] * text[l][lane];
    const double low = -largest_value(negative, n, engine), high = largest_value(weight[who], n, engine);
    shares[who] = (got - low) / (high - low);
  }
  return shares;
}

/// Published payoffs by the two voters: hill-climber or annealer.
double klein_payoff(const Numbers& of, std::size_t who) {
  const auto& voter = of.scenario().mediator->votes.voter;
  const bool first = voter.at("first") == Voter::annealer, second = voter.at("second") == Voter::annealer;
  if (first && second) return std::array{0.83, 0.84, 0.97}[who];
  if (!first && !second) return std::array{0.76, 0.76, 0.86}[who];
  const std::array<double, 3> payoff{0.53, 0.98, 0.86};
  return who == 2 ? payoff[2] : payoff[(who == 0) == first ? 0 : 1];
}

const std::string voters = "mediator.votes.voter=";
const std::vector<std::string> both_climb{voters + "{first: hill_climber, second: hill_climber}"},
    first_anneals{voters + "{first: annealer, second: hill_climber}"},
    second_anneals{voters + "{first: hill_climber, second: annealer}"},
    both_anneal{voters + "{first: annealer, second: annealer}"};

Case klein() {
  const auto quantity = [](const char* name, std::size_t who) {
    return Quantity{name, [who](const Numbers& of) { return klein_payoff(of, who); }, mean_of, 0.02};
  };
  return {"Klein 2003",
          "600 pairs",
          "Klein et al. 2003",
          "klein_2003.yaml",
          pairs_of_contracts,
          shares_of_range,
          {quantity("first side", 0), quantity("second side", 1), quantity("joint welfare", 2)},
          {{{}, {0.76, 0.76, 0.86}}, {first_anneals, {0.53, 0.98, 0.86}}, {both_anneal, {0.83, 0.84, 0.97}}},
          {{"one side anneals", first_anneals}, {"few proposals", {"mediator.mutations=20"}}},
          {},
          {"mediator.votes.voter"}};
}

/// The order that makes it a dilemma, as gains of the first side on the same contracts.
Case klein_dilemma(const std::string& id, const std::string& result, const std::vector<std::string>& set,
                   const std::vector<std::string>& against) {
  return {id,
          result,
          "Klein et al. 2003",
          "klein_2003.yaml",
          pairs_of_contracts,
          shares_of_range,
          {{"", [](const Numbers&) { return 0.0; }, mean_of, 0, "", Relation::above}},
          {{set, {}, against}},
          {},
          {},
          {"mediator.votes.voter"}};
}

}  // namespace

std::vector<Case> votes_cases() {
  return {klein(), klein_dilemma("Klein .98>.83", "climbing against annealer", second_anneals, both_anneal),
          klein_dilemma("Klein .76>.53", "climbing against climber", both_climb, first_anneals),
          klein_dilemma("Klein .83>.76", "both anneal, not climb", both_anneal, both_climb)};
}

}  // namespace backchannel::theory
