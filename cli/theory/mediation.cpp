// V2, V17, Kydd 2003, Klein et al. 2003: what a third party in the middle brings about.
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "cli/theory/gauges.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V2
double solution(const Numbers& of) {
  const double w1 = of("mediator.weights.first"), w2 = of("mediator.weights.second");
  switch (of.scenario().mediator->objective) {
    case Objective::kalai_smorodinsky:
      return (std::sqrt(5.0) - 1) / 2;
    case Objective::egalitarian:
      return (std::sqrt(w2 * w2 + 4 * w1 * w1) - w2) / (2 * w1);
    case Objective::nash:
      break;
  }
  return std::sqrt(w2 / (2 * w1 + w2));
}

Case v2() {
  return {"V2",
          "bargaining solutions",
          "Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977",
          "v2_solutions.yaml",
          2,
          agreed_position(),
          {{"position", solution}},
          {{{}, {0.577350}},
           {{"mediator.objective=kalai_smorodinsky"}, {0.618034}},
           {{"mediator.objective=egalitarian", "mediator.weights.second=2"}, {0.414214}},
           {{"mediator.weights.first=2"}, {}},
           {{"mediator.objective=egalitarian", "mediator.weights.first=3"}, {}}},
          {{"another objective", {"mediator.objective=egalitarian"}},
           {"a linear frontier", {"first.curvature=1"}},
           {"unequal weights", {"mediator.weights.second=1.1"}}}};
}

Case v2_values() {
  Case one = v2();
  one.id = "V2 values";
  one.gauge = [](const CrisisKernel& kernel, int lane) {
    const Row row = kernel.row(lane);
    return Gauged{row.value[0], 2 * row.value[1]};
  };
  one.quantities = {{"u1", [](const Numbers& of) { return 1 - solution(of) * solution(of); }},
                    {"u2", [](const Numbers& of) { return 2 * solution(of); }}};
  one.variants = {{{}, {0.666667, 1.154701}},
                  {{"mediator.objective=kalai_smorodinsky"}, {0.618034, 1.236068}},
                  {{"mediator.objective=egalitarian", "mediator.weights.second=2"}, {0.828427, 0.828427}}};
  return one;
}

// ---------------------------------------------------------------------------------------------- V17
double between_win_sets(const Numbers& of) {
  const double low = of("first.factions.assembly.preferences.honour.salience") / 2;
  const double high = 1 - of("second.factions.assembly.preferences.honour.salience") / 2;
  return low > high + 1e-12 ? -1 : (low + high) / 2;
}

Case v17() {
  const std::string first = "first.factions.assembly.preferences.honour.salience=";
  const std::string second = "second.factions.assembly.preferences.honour.salience=";
  return {"V17",
          "two-level game (-1: no deal)",
          "Putnam 1988",
          "v17_two_level.yaml",
          2,
          agreed_position(1),
          {{"", between_win_sets}},
          {{{}, {0.5}},
           {{first + "0.8"}, {0.55}},
           {{first + "1.42"}, {-1}},
           {{first + "0.2", second + "1"}, {}},
           {{first + "1", second + "1.1"}, {-1}}},
          {{"no assemblies", {"mechanisms.factions=false"}, {first + "0.8"}},
           {"a tighter win-set", {second + "0.7"}},
           {"no assemblies, no deal", {"mechanisms.factions=false"}, {first + "1.42"}}}};
}

// ---------------------------------------------------------------------------------------------- Kydd 2003
double least_bias(const Numbers& of) {
  const double s = std::min(0.98, 0.5 + 0.5 * of("mediator.skill"));
  const double low = of.low("second.war.cost"), high = of.high("second.war.cost");  // uniform
  const double mean_low = 0.75 * low + 0.25 * high, mean_high = 0.25 * low + 0.75 * high;
  const double gain = s * mean_high - mean_low;
  return gain > 0 ? (1 - s) * of("mediator.cost_of_war") / gain : std::numeric_limits<double>::infinity();
}

double believed_by(const Numbers& of, double sign) { return share_if(sign * of("mediator.bias") >= least_bias(of)); }

/// Whether the counsel of the one round moved each side's belief in the other's resolve.
Gauged counsel_believed(const CrisisKernel& kernel, int lane) {
  const auto& resolve = kernel.state().resolve;
  return {share_if(resolve[0][lane] != 0), share_if(resolve[1][lane] != 0)};
}

Case kydd() {
  return {"Kydd 2003",
          "counsel of restraint is believed",
          "Kydd 2003",
          "kydd_2003.yaml",
          2000,
          counsel_believed,
          {{"by the favoured side", [](const Numbers& of) { return believed_by(of, 1); }},
           {"by the other side", [](const Numbers& of) { return believed_by(of, -1); }}},
          {{{}, {1, 0}},
           {{"mediator.bias=0"}, {0, 0}},
           {{"mediator.bias=0.199"}, {0, 0}},
           {{"mediator.bias=0.201"}, {1, 0}},
           {{"mediator.bias=-0.3"}, {0, 1}},
           {{"mediator.cost_of_war=0.6"}, {0, 0}},
           {{"mediator.skill=0.2", "mediator.bias=1", "second.war.cost={uniform: [0.4, 0.8], private: true}",
             "first.war.cost={uniform: [0.4, 0.8], private: true}"},
            {}}},
          {{"an unbiased mediator", {"mediator.bias=0"}},
           {"the wrong side is favoured", {"mediator.favours=second"}},
           {"beliefs about resolve switched off", {"mechanisms.resolve=false"}}}};
}

// ---------------------------------------------------------------------------------------------- Klein et al. 2003
using Pairs = std::array<std::array<double, max_issues>, max_issues>;

/// The largest value of Σ_{k<l} w_kl·x_k·x_l over binary x: one-change ascent from many starts.
double largest_value(const Pairs& weight, int n, std::mt19937& engine) {
  constexpr int starts = 60;
  double best = 0;
  for (int start = 0; start < starts; ++start) {
    std::array<int, max_issues> x{};
    for (int k = 0; k < n; ++k) x[index(k)] = static_cast<int>(engine() & 1);
    double value = 0;
    std::array<double, max_issues> slope{};
    for (int k = 0; k < n; ++k)
      for (int l = 0; l < n; ++l) slope[index(k)] += weight[index(k)][index(l)] * x[index(l)];
    for (int k = 0; k < n; ++k) value += 0.5 * slope[index(k)] * x[index(k)];
    for (bool rose = true; rose;) {
      rose = false;
      for (int k = 0; k < n; ++k) {
        const double gain = x[index(k)] ? -slope[index(k)] : slope[index(k)];
        if (gain <= 1e-12) continue;
        const int step = x[index(k)] ? -1 : 1;
        x[index(k)] += step;
        value += gain;
        for (int l = 0; l < n; ++l) slope[index(l)] += step * weight[index(l)][index(k)];
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
  const int n = model.agenda.size;
  std::array<Pairs, 3> weight{};
  for (int s = 0; s < 2; ++s)
    for (const Linkage& link : model.actors[index(model.party[index(s)])].linkages) {
      const double w = kernel.values()[link.weight][lane];
      for (const int who : {s, 2}) {
        weight[index(who)][index(link.first)][index(link.second)] += w;
        weight[index(who)][index(link.second)][index(link.first)] += w;
      }
    }
  const auto& text = kernel.state().table.single[comprehensive];
  std::mt19937 engine(static_cast<unsigned>(lane) + 1);
  Gauged shares{};
  for (std::size_t who = 0; who < 3; ++who) {
    double got = 0;
    Pairs negative = weight[who];
    for (auto& line : negative)
      for (double& w : line) w = -w;
    for (int k = 0; k < n; ++k)
      for (int l = k + 1; l < n; ++l)
        got += weight[who][index(k)][index(l)] * text[index(k)][lane] * text[index(l)][lane];
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

Case klein() {
  const std::string voters = "mediator.votes.voter=";
  const auto quantity = [](const char* name, std::size_t who) {
    return Quantity{name, [who](const Numbers& of) { return klein_payoff(of, who); }, Statistic::mean, 0.04};
  };
  return {"Klein 2003",
          "votes on a single text",
          "Klein, Faratin, Sayama and Bar-Yam 2003",
          "klein_2003.yaml",
          400,
          shares_of_range,
          {quantity("first side", 0), quantity("second side", 1), quantity("joint welfare", 2)},
          {{{}, {0.76, 0.76, 0.86}},
           {{voters + "{first: annealer, second: hill_climber}"}, {0.53, 0.98, 0.86}},
           {{voters + "{first: annealer, second: annealer}"}, {0.83, 0.84, 0.97}}},
          {{"one side anneals", {voters + "{first: annealer, second: hill_climber}"}},
           {"few proposals", {"mediator.mutations=20"}}}};
}

}  // namespace

std::vector<Case> mediation_cases() { return {v2(), v2_values(), v17(), kydd(), klein()}; }

}  // namespace backchannel::theory
