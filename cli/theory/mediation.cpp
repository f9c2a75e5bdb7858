// V2, V17, Kydd 2003: what a third party in the middle brings about.
#include <algorithm>
#include <cmath>
#include <limits>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V2
/// u_1 = 1 − x^c1, u_2 = 1 − (1 − x)^c2 over no deal, and what decides: positive where x is still too small.
struct Frontier {
  double c1, c2, none1, none2, w1, w2;
  double over1(double x) const { return 1 - std::pow(x, c1) - none1; }
  double over2(double x) const { return 1 - std::pow(1 - x, c2) - none2; }
  /// The most that either gets over no deal by a position that the other bears.
  double most1() const { return over1(none2 <= 0 ? 0 : 1 - std::pow(1 - none2, 1 / c2)); }
  double most2() const { return over2(none1 <= 0 ? 1 : std::pow(1 - none1, 1 / c1)); }
};

Frontier frontier_of(const Numbers& of) {
  const auto none = [&](const std::string& side) {  // the first side's ideal is 0 here
    const double now = of("share.status_quo"), risk = of(side + ".war.perceived_risk");
    const double loss = std::pow(side == "first" ? now : 1 - now, of(side + ".curvature"));
    return (1 - risk) * (1 - loss) + risk * worth_of_war(of, side);
  };
  return {of("first.curvature"), of("second.curvature"),       none("first"),
          none("second"),        of("mediator.weights.first"), of("mediator.weights.second")};
}

double solution(const Numbers& of) {
  const Frontier f = frontier_of(of);
  switch (of.scenario().mediator->objective) {
    case Objective::kalai_smorodinsky:
      return falling_zero(0, 1, [&](double x) { return f.over1(x) / f.most1() - f.over2(x) / f.most2(); });
    case Objective::egalitarian:
      return falling_zero(0, 1, [&](double x) { return f.w1 * f.over1(x) - f.w2 * f.over2(x); });
    case Objective::nash:
      break;
  }
  // w1·u1'·u2 + w2·u2'·u1 = 0
  return falling_zero(0, 1, [&](double x) {
    if (f.over1(x) <= 0) return -1.0;
    if (f.over2(x) <= 0) return 1.0;
    return f.w2 * f.c2 * std::pow(1 - x, f.c2 - 1) * f.over1(x) - f.w1 * f.c1 * std::pow(x, f.c1 - 1) * f.over2(x);
  });
}

std::string no_solution(const Numbers& of) {
  const Frontier f = frontier_of(of);
  if (f.c1 < 1 || f.c2 < 1) return "the frontier is not concave: curvatures must be 1 or more";
  if (f.none1 >= 1 || f.none2 >= 1) return "no text is worth the while of one side";
  // The end of what the first side would still take must be worth the second's while.
  const double end = f.none1 <= 0 ? 1 : std::pow(1 - f.none1, 1 / f.c1);
  if (f.over2(std::min(end, 1.0)) <= 0) return "no text is worth both sides' while";
  return "";
}

/// Position and values: on the frontier u_2 is doubled on output, as the model page prints it.
Case v2(std::string id, std::string source, const std::string& objective, std::vector<Variant> variants,
        std::vector<Twin> twins) {
  for (Variant& variant : variants) variant.set.insert(variant.set.begin(), "mediator.objective=" + objective);
  for (Twin& twin : twins) twin.at.push_back("mediator.objective=" + objective);
  return {std::move(id),
          "bargaining solution",
          std::move(source),
          "v2_solutions.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            return Gauged{row.agreed() ? row.terms[0] : -1, row.value[0], 2 * row.value[1]};
          },
          {{"position", solution},
           {"u1", [](const Numbers& of) { return 1 - std::pow(solution(of), frontier_of(of).c1); }},
           {"2 u2", [](const Numbers& of) { return 2 - 2 * std::pow(1 - solution(of), frontier_of(of).c2); }}},
          std::move(variants),
          std::move(twins),
          no_solution,
          {"mediator.objective"}};
}

std::vector<Case> v2_cases() {
  return {v2("V2 Nash", "Nash 1950", "nash",
             {{{}, {0.577350, 0.666667, 1.154701}},
              {{"mediator.weights.first=2"}},
              {{"mediator.weights.second=3"}},
              {{"first.curvature=3", "second.curvature=1.5"}},
              {{"first.war.cost=0.3", "second.war.cost=0.4"}}},
             {{"another objective", {"mediator.objective=egalitarian"}},
              {"a linear frontier", {"first.curvature=1"}},
              {"unequal weights", {"mediator.weights.second=1.1"}}}),
          v2("V2 Kalai-Sm.", "Kalai & Smorodinsky 1975", "kalai_smorodinsky",
             {{{}, {0.618034, 0.618034, 1.236068}},
              {{"first.curvature=3"}},
              {{"first.curvature=1", "first.war.cost=0.3", "second.war.cost=0.4"}, {0.45, 0.55, 0.9}},
              {{"first.war.cost=0.2", "second.war.cost=0.4"}}},
             {{"another objective", {"mediator.objective=nash"}}}),
          v2("V2 egalitar.", "Kalai 1977", "egalitarian",
             {{{"mediator.weights.second=2"}, {0.414214, 0.828427, 0.828427}},
              {{"mediator.weights.first=3"}},
              {{"second.curvature=2"}}},
             {{"another objective", {"mediator.objective=nash"}}})};
}

// ---------------------------------------------------------------------------------------------- V17
/// The first (second) assembly ratifies x from (up to) here: x/(1 + k) ≥ no deal, k its care for honour over the share.
double win_set_end(const Numbers& of, const std::string& side) {
  const std::string cares = side + ".factions.assembly.preferences.";
  const double k = of(cares + "honour.salience") / of(cares + "share.salience");
  const double risk = of(side + ".war.perceived_risk"), now = worth_now(of, "share", side);
  const double p = chance_of_winning(of, side);
  const double honour = p * of(side + ".war.win.honour") + (1 - p) * of(side + ".war.lose.honour");
  const double war = p + k * honour - (1 + k) * of(side + ".war.cost");
  const double least = (1 - risk) * now + risk * war;
  return side == "first" ? least : 1 - least;
}

/// Nash between what the assemblies would ratify and the parties sign.
double between_win_sets(const Numbers& of) {
  const double low = std::max(win_set_end(of, "first"), worth_of_no_deal(of, "share", "first"));
  const double high = std::min(win_set_end(of, "second"), 1 - worth_of_no_deal(of, "share", "second"));
  const auto weight = [&](const std::string& path) { return of.has(path) ? of(path) : 1; };
  const double w1 = weight("mediator.weights.first"), w2 = weight("mediator.weights.second");
  return low > high + 1e-12 ? -1 : std::max(0.0, low) + w1 / (w1 + w2) * (std::min(1.0, high) - std::max(0.0, low));
}

std::string off_the_pie(const Numbers& of) {
  if (worth_of_no_deal(of, "share", "first") < -1e-12 || worth_of_no_deal(of, "share", "second") < -1e-12)
    return "no deal is worth less than the whole loss";
  for (const std::string side : {"first", "second"}) {
    if (of(side + ".factions.assembly.preferences.share.salience") <= 0) return "the assemblies care for the share";
    const double end = win_set_end(of, side), wide = side == "first" ? end : 1 - end;
    if (wide < 0.05) return "a win-set of nearly all the pie: the other side's last offer ends it";
  }
  return "";
}

Case v17() {
  const std::string first = "first.factions.assembly.preferences.honour.salience=";
  const std::string second = "second.factions.assembly.preferences.honour.salience=";
  return {"V17",
          "two-level game (-1: none)",
          "Putnam 1988",
          "v17_two_level.yaml",
          2,
          agreed_position(1),
          {{"", between_win_sets}},
          {{{}, {0.5}},
           {{first + "0.8"}, {0.55}},
           {{first + "1.42"}, {-1}},
           {{first + "0.2", second + "1"}},
           {{"first.war.cost=0.4"}},
           {{"mediator.weights={first: 2, second: 1}"}},
           {{first + "1", second + "1.1"}, {-1}}},
          {{"no assemblies", {"mechanisms.factions=false"}, {first + "0.8"}},
           {"a tighter win-set", {second + "0.7"}},
           {"no assemblies, no deal", {"mechanisms.factions=false"}, {first + "1.42"}}},
          off_the_pie};
}

// ---------------------------------------------------------------------------------------------- Kydd 2003
double signal_accuracy(const Numbers& of) { return std::min(0.98, 0.5 + 0.5 * of("mediator.skill")); }

/// The bias towards the listener from which counsel about the other side is believed.
/// prior: what the listener thinks of the other being weak before it is told so.
double least_bias(const Numbers& of, const std::string& about, double prior = 0.5) {
  const double right = signal_accuracy(of) * prior;
  const double s = right / (right + (1 - signal_accuracy(of)) * (1 - prior));
  const auto [low, high] = of.prior(about + ".war.cost").support();  // uniform
  const double mean_low = 0.75 * low + 0.25 * high, mean_high = 0.25 * low + 0.75 * high;
  const double gain = s * mean_high - mean_low;
  return gain > 0 ? (1 - s) * of("mediator.cost_of_war") / gain : std::numeric_limits<double>::infinity();
}

double believed_by(const Numbers& of, const std::string& listener) {
  const Mediator& mediator = *of.scenario().mediator;
  const bool favoured = mediator.favours.given() ? mediator.favours.id == listener : listener == "first";
  const double bias = favoured ? of("mediator.bias") : -of("mediator.bias");
  const bool told = bias >= least_bias(of, other_than(listener)) && of("mediator.skill") > 0;
  return told ? of("mediator.restraint") : 0;
}

std::string no_counsel(const Numbers& of) {
  for (const std::string side : {"first", "second"})
    if (of.prior(side + ".war.cost").kind != Prior::Kind::uniform) return "it is that of uniform costs of war";
  return "";
}

/// Whether the counsel of the one round moved each side's belief in the other's resolve.
Gauged counsel_believed(const CrisisKernel& kernel, int lane) {
  const auto& resolve = kernel.state().resolve;
  return {share_if(resolve[ActorId{0}][lane] != 0), share_if(resolve[ActorId{1}][lane] != 0)};
}

Case kydd() {
  return {"Kydd 2003",
          "restraint believed",
          "Kydd 2003",
          "kydd_2003.yaml",
          200000,
          counsel_believed,
          {{"by first", [](const Numbers& of) { return believed_by(of, "first"); }},
           {"by second", [](const Numbers& of) { return believed_by(of, "second"); }}},
          {{{}, {1, 0}},
           {{"mediator.bias=0"}, {0, 0}},
           {{"mediator.bias=0.199"}, {0, 0}},
           {{"mediator.bias=0.201"}, {1, 0}},
           {{"mediator.bias=-0.3"}, {0, 1}},
           {{"mediator.bias=-0.3", "first.war.cost={uniform: [0.5, 0.9], private: true}"}},
           {{"mediator.cost_of_war=0.6"}, {0, 0}},
           {{"mediator.restraint=0.4"}},
           {{"mediator.skill=0.2", "mediator.bias=1", "second.war.cost={uniform: [0.4, 0.8], private: true}",
             "first.war.cost={uniform: [0.4, 0.8], private: true}"}}},
          {{"an unbiased mediator", {"mediator.bias=0"}},
           {"the wrong side is favoured", {"mediator.favours=second"}},
           {"beliefs about resolve switched off", {"mechanisms.resolve=false"}}},
          no_counsel,
          {"mediator.favours"}};
}

/// That the first side holds the other for resolved after two rounds of counsel: it was told so first, and then either
/// did not believe the second word or was told so again. Words of one mind come with s² + (1 − s)².
double resolved_after_two(const Numbers& of) {
  const double s = signal_accuracy(of), bias = of("mediator.bias");
  if (bias < least_bias(of, "second")) return 0;
  const bool believes_again = bias >= least_bias(of, "second", 1 - s);
  return 0.5 * (believes_again ? s * s + (1 - s) * (1 - s) : 1);
}

std::string no_two_rounds(const Numbers& of) {
  if (of("mediator.restraint") < 1) return "it is that of counsel in every round";
  if (of("mediator.skill") <= 0) return "a skill of 0 tells nothing";
  return no_counsel(of);
}

/// What was believed before counts: who is held for resolved is not believed to be weak.
Case kydd_again() {
  const auto twice = [](std::vector<std::string> set) {
    set.insert(set.begin(), {"horizon=2", "calendar.recess_median=0", "calendar.recess_spread=0"});
    return set;
  };
  return {"Kydd prior",
          "second counsel believed",
          "Kydd 2003",
          "kydd_2003.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{share_if(kernel.state().resolve[ActorId{0}][lane] > 1e-9)};
          },
          {{"held for resolved", resolved_after_two}},
          {{twice({}), {0.5}},
           {twice({"mediator.cost_of_war=0.1", "mediator.bias=0.5"}), {0.34}},
           {twice({"mediator.bias=0.1"}), {0}}},
          {{"one round", twice({"horizon=1", "mediator.cost_of_war=0.1", "mediator.bias=0.5"}),
            twice({"mediator.cost_of_war=0.1", "mediator.bias=0.5"})}},
          no_two_rounds,
          {"horizon"}};
}

}  // namespace

std::vector<Case> mediation_cases() {
  std::vector<Case> all = v2_cases();
  all.push_back(v17());
  all.push_back(kydd());
  all.push_back(kydd_again());
  return all;
}

}  // namespace backchannel::theory
