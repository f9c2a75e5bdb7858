// V4, V5, V6, V12: what two parties settle on by themselves.
#include <algorithm>
#include <cmath>
#include <limits>

#include "cli/theory/gauges.hpp"
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V4
/// The time at which A_1 + A_2 = 1, A_i = N_i + α_i·(1 − N_i); +∞ if never.
double crossing(const Numbers& of) {
  const double limit = std::min(of("first.patience"), of("second.patience"));
  const auto asked = [&](const std::string& side, double t) {
    const double kept = of(side + ".tactic.kept"), end = of(side + ".patience");
    const double left = 1 - (1 - kept) * std::pow(std::min(t, end) / end, 1 / of(side + ".tactic.exponent"));
    const double none = worth_of_no_deal(of, "share", side);
    return none + left * (1 - none);
  };
  const auto open = [&](double t) { return asked("first", t) + asked("second", t) - 1; };
  if (open(limit) > 1e-12) return std::numeric_limits<double>::infinity();
  return falling_zero(0, limit, open);
}

std::string not_polynomial(const Numbers& of) {
  for (const std::string side : {"first", "second"}) {
    if (worth_of_no_deal(of, "share", side) > 1) return "no text is worth the while of " + side;
    if (of.scenario().actors.at(side).tactic.form != TimeForm::polynomial)
      return "it is that of the polynomial form of " + side + ".tactic";
  }
  if (crossing(of) > of.scenario().horizon && !std::isinf(crossing(of))) return "the horizon ends before they meet";
  return "";
}

/// The first whole day not before the crossing; 0 if never.
double crossing_day(const Numbers& of) {
  const double t = crossing(of);
  return std::isinf(t) ? 0 : std::max(1.0, std::ceil(t - 1e-9));
}

/// Where the tactics of the two sides, asked at any moment, together ask for no more than the pie.
double crossing_of_tactics(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const Look look(kernel, lane);
  const Few& few = look.few();
  const Text text{};
  const auto asked = [&](Side side, double t) {
    const Actor& self = *model.at(side).spec;
    Outlook view;
    kernel.mechanisms().views().look_ahead(view, few, holder_of(model.party[side]));
    return_to_original(view);
    const Slice zero = filled<slice_width>(0), one = filled<slice_width>(1), cost = few[self.war.cost];
    const Appraisal own(view, Scope::comprehensive, zero);
    const Perception seen{{few, self.tactic},
                          {few, model.at(other(side)).spec->tactic},
                          own,
                          Opinion(view, Scope::comprehensive, cost, model.at(side).cost, zero),
                          CostRank(model.at(side).cost, cost),
                          filled<slice_width>(t),
                          few[self.patience],
                          view.no_deal,
                          one,
                          view.no_deal,
                          SliceMask::none(),
                          one,
                          one,
                          zero,
                          false,
                          text,
                          text};
    MemoryOf<slice_width> memory;
    const TacticMemory nothing(std::in_place, memory);
    return make_tactic(self.tactic, model.at(other(side)).spec->tactic)->stance({seen, own}, nothing).aspiration[0];
  };
  double low = 0, high = 1000;
  for (int n = 0; n < 200; ++n) {
    const double t = 0.5 * (low + high);
    (asked(Side::first, t) + asked(Side::second, t) > 1 ? low : high) = t;
  }
  return high;
}

Case v4() {
  const auto betas = [](const std::string& beta) {
    return std::vector<std::string>{"first.tactic.exponent=" + beta, "second.tactic.exponent=" + beta};
  };
  return {"V4",
          "concession meets",
          "Faratin et al. 1998",
          "v4_concession.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{kernel.row(lane).comprehensive_day, crossing_of_tactics(kernel, lane)};
          },
          {{"day", crossing_day}, {"moment", crossing}},
          {{{}, {50, 50}},
           {betas("0.2"), {88, 87.055056}},
           {betas("5"), {4, 3.125}},
           {{"first.tactic.exponent=2", "second.tactic.exponent=0.5"}, {}},
           {{"first.tactic.kept=0.2", "second.tactic.kept=0.3"}},
           {{"first.war.cost=0.3", "second.patience=80"}}},
          {{"one side keeps 40 %", {"first.tactic.kept=0.4"}},
           {"exponential instead of polynomial", {"first.tactic.form=exponential"}}},
          not_polynomial};
}

Case v4_never() {
  return {"V4 never",
          "never for r > 1/2",
          "Faratin et al. 1998",
          "v4_concession.yaml",
          2,
          of_row([](const Row& row) { return row.comprehensive_day; }),
          {{"", crossing_day}},
          {{{"first.tactic.kept=0.51", "second.tactic.kept=0.51"}, {0}},
           {{"first.tactic.kept=0.5", "second.tactic.kept=0.5"}, {100}}},
          {{"gives way after all",
            {"first.tactic.kept=0.45", "second.tactic.kept=0.45"},
            {"first.tactic.kept=0.51", "second.tactic.kept=0.51"}}},
          not_polynomial};
}

// ---------------------------------------------------------------------------------------------- V5
double margin_over_war(const Numbers& of) {
  const auto [low, high] = of.prior("second.war.cost").support();
  const double best = (high - of("first.war.cost")) / 2;
  return std::max(low, std::min({best, high, 1 - chance_of_winning(of, "first")}));
}
double fearon_demand(const Numbers& of) { return chance_of_winning(of, "first") + margin_over_war(of); }
double fearon_war(const Numbers& of) {
  const auto [low, high] = of.prior("second.war.cost").support();
  return (margin_over_war(of) - low) / (high - low);
}

std::string no_ultimatum(const Numbers& of) {
  if (of.prior("second.war.cost").kind != Prior::Kind::uniform) return "it is that of a uniform second.war.cost";
  if (of.prior("second.war.cost").support().first < 0) return "it takes costs of war that are not negative";
  if (of.prior("second.war.cost").support().first > 1 - chance_of_winning(of, "first"))
    return "the second side would give more than there is";
  if (of("first.war.cost") < 0) return "it takes costs of war that are not negative";
  if (of("talks.breakdown.probability") < 1) return "a refusal must be war: talks.breakdown.probability 1";
  for (const std::string side : {"first", "second"})
    if (of(side + ".war.perceived_risk") < 1) return "no deal must be war: " + side + ".war.perceived_risk 1";
  return "";
}

Case v5() {
  return {"V5",
          "risk and return",
          "Fearon 1995",
          "v5_risk_return.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            return Gauged{share_if(row.outcome == Outcome::regional_war), row.agreed() ? row.terms[0] : 0.0};
          },
          {{"P(war)", fearon_war}, {"demand", fearon_demand, largest_of}},
          {{{}, {0.375, 0.65}},
           {{"first.war.cost=0.3"}, {0.125, 0.55}},
           {{"first.war.cost=0.5"}, {0, 0.5}},
           {{"first.capability=9", "first.war.cost=0.05"}, {0.25, 1}},
           {{"second.war.cost={uniform: [0.1, 0.5], private: true}"}, {}}},
          {{"another cost of war", {"first.war.cost=0.2"}},
           {"a refusal is not war", {"talks.breakdown.outcome=status_quo"}},
           {"the cost is known", {"second.war.cost=0.2"}}},
          no_ultimatum};
}

// ---------------------------------------------------------------------------------------------- V6
/// The slopes of both sides, and t*, the smaller root over j of a_j·t·(1 + a_i·t) = 1.
struct Nerves {
  double first, second, end;

  Nerves(double a, double b) : first(a), second(b), end(std::min(root(a, b), root(b, a))) {}
  explicit Nerves(const Numbers& of) : Nerves(of("first.tactic.audience_slope"), of("second.tactic.audience_slope")) {}

  static double root(double own, double other) { return (std::sqrt(1 + 4 * own / other) - 1) / (2 * own); }
  double war() const { return first * second * end * end; }
  /// A whole day about half-way.
  double half() const { return std::max(1.0, std::floor(end / 2)); }
  /// Quits with an atom at once, then at hazard a_other/(1 + a_other·t): the share that still stays.
  double staying(double own, double other, double t) const {
    const double atom = std::max(0.0, 1 - own * end * (1 + other * end));
    return (1 - atom) / (1 + other * std::min(t, end));
  }
  /// That the first side prevails: the second quits on a day until which the first stays; of both on one day a coin
  /// decides. In continuous time .601 at slopes of 2 to 1.
  double first_prevails() const {
    double sum = 0, before_1 = 1, before_2 = 1;
    for (double day = 1; day < end + 1; ++day) {
      const double stays_1 = staying(first, second, day), stays_2 = staying(second, first, day);
      sum += (before_2 - stays_2) * (before_1 + stays_1) / 2;
      before_1 = stays_1, before_2 = stays_2;
    }
    return sum;
  }
  double over_by_half() const { return 1 - staying(first, second, half()) * staying(second, first, half()); }
};

Gauged war_and_half_way(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const auto slope = [&](Side side) { return kernel.values()[model.at(side).spec->tactic.audience_slope][lane]; };
  const Row row = kernel.row(lane);
  const double half = Nerves(slope(Side::first), slope(Side::second)).half();
  return {share_if(row.outcome == Outcome::regional_war), share_if(row.agreed() && row.comprehensive_day <= half),
          share_if(row.agreed() && row.terms[0] > 0.5)};
}

std::string no_contest(const Numbers& of) {
  for (const std::string side : {"first", "second"}) {
    const Prior& cost = of.prior(side + ".war.cost");
    const double p = chance_of_winning(of, side);
    if (cost.kind != Prior::Kind::uniform || std::abs(cost.support().first - p) > 1e-9 ||
        std::abs(cost.support().second - p - 1) > 1e-9)
      return "it takes war values p - c uniform on [-1, 0]: " + side + ".war.cost uniform from p to p + 1";
    if (of(side + ".tactic.audience_slope") <= 0) return side + ".tactic.audience_slope must be above 0";
  }
  const double last = std::min({of.scenario().horizon - 2.0, of("first.patience"), of("second.patience")});
  if (!(Nerves(of).end <= last)) return "the slopes are too small: the contest outlasts the horizon or the patience";
  return "";
}

Case v6() {
  return {"V6",
          "audience costs",
          "Fearon 1994",
          "v6_attrition.yaml",
          200000,
          war_and_half_way,
          {{"P(war)", [](const Numbers& of) { return Nerves(of).war(); }},
           {"over by t*/2", [](const Numbers& of) { return Nerves(of).over_by_half(); }},
           {"first prevails", [](const Numbers& of) { return Nerves(of).first_prevails(); }}},
          {{{}, {0.381966}},
           {{"first.tactic.audience_slope=0.02"}, {0.267949, 0.604951, 0.599097}},
           {{"first.tactic.audience_slope=0.01", "second.tactic.audience_slope=0.05"}, {}}},
          {{"unequal slopes", {"first.tactic.audience_slope=0.013"}},
           {"a prior on the wrong side of the truth",
            {"first.war.cost={discrete: {values: [0.5, 1.5], weights: [1, 9]}, private: true}"}}},
          no_contest};
}

/// P(the first side backs down): a prize given up is all the other's.
Case v6_backing_down() {
  return {"V6 backs down",
          "rarer with higher own slope",
          "Fearon 1994",
          "v6_attrition.yaml",
          200000,
          of_row([](const Row& row) { return share_if(row.agreed() && row.terms[0] < 0.5); }),
          {{"", [](const Numbers&) { return 0.0; }, mean_of, 0, "", Relation::below}},
          {{{"first.tactic.audience_slope=0.02"}, {}, std::vector<std::string>{}},
           {{"first.tactic.audience_slope=0.05"}, {}, std::vector<std::string>{"first.tactic.audience_slope=0.02"}}},
          {},
          no_contest};
}

// ---------------------------------------------------------------------------------------------- V12
bool ripe(const Numbers& of) {
  bool all = true;
  for (const std::string side : {"first", "second"}) {
    const double hurt = worth_now(of, "share", side) - worth_of_no_deal(of, "share", side);
    all &= hurt >= of(side + ".ripeness.hurt_threshold") - 1e-12;
    all &= of(side + ".ripeness.least_hope") >= of(side + ".ripeness.way_out_threshold") - 1e-12;
  }
  return all;
}

std::string no_hard_gate(const Numbers& of) {
  for (const std::string side : {"first", "second"})
    if (!std::isinf(of(side + ".ripeness.slope"))) return "it is that of a hard gate: " + side + ".ripeness.slope .inf";
  return not_polynomial(of);
}

Case v12() {
  return {
      "V12",
      "ripeness",
      "Zartman 1989",
      "v12_ripeness.yaml",
      2,
      [](const CrisisKernel& kernel, int lane) {
        return Gauged{kernel.row(lane).comprehensive_day, share_if(kernel.state().talks.clock[Side::first][lane] > 0)};
      },
      {{"day of deal", [](const Numbers& of) { return ripe(of) ? crossing_day(of) : 0; }},
       {"concessions", [](const Numbers& of) { return share_if(ripe(of)); }}},
      {{{}, {50, 1}},
       {{"first.ripeness.hurt_threshold=0.6"}, {0, 0}},
       {{"second.ripeness.hurt_threshold=0.6"}, {0, 0}},
       {{"first.ripeness.way_out_threshold=0.4"}, {0, 0}},
       {{"second.ripeness.way_out_threshold=0.4"}, {0, 0}},
       {{"first.war.cost=0.35"}, {0, 0}},
       {{"second.war.cost=0.42"}},
       {{"first.war.perceived_risk=0.7"}, {0, 0}},
       {{"first.tactic.kept=0.6", "second.tactic.kept=0.6"}, {0, 1}}},
      {{"half-hearted gate", {"first.ripeness.slope=3"}}, {"no way out", {"first.ripeness.least_hope=0.1"}}},
      no_hard_gate};
}

}  // namespace

std::vector<Case> bargaining_cases() { return {v4(), v4_never(), v5(), v6(), v6_backing_down(), v12()}; }

}  // namespace backchannel::theory
