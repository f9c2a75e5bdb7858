// V1, V4, V5, V6, V12: what two parties settle on by themselves.
#include <algorithm>
#include <cmath>
#include <limits>

#include "cli/theory/gauges.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V1
double delta(const Numbers& of, const char* side) { return std::exp(-of(std::string(side) + ".tactic.discount")); }

double rubinstein(const Numbers& of) {
  const double first = delta(of, "first"), second = delta(of, "second");
  const int rounds = of.scenario().talks.max_rounds;
  if (rounds >= 100000) return (1 - second) / (1 - first * second);
  // The responder to an offer waits for its own: share of the proposer, counted from the last offer.
  double proposer = 1;
  for (int n = 2; n <= rounds; ++n) {
    const bool by_first = (rounds - n) % 2 == 0;
    proposer = 1 - (by_first ? second : first) * proposer;
  }
  return proposer;
}

double with_opt_out(const Numbers& of) { return std::min(rubinstein(of), 1 - of("second.tactic.opt_out")); }

double with_breakdown(const Numbers& of) {
  const double b = of("talks.breakdown.probability");
  const double first = 0.5 - of("first.war.cost"), second = 0.5 - of("second.war.cost");
  return (1 - b * second - (1 - b) * (1 - b * first)) / (1 - (1 - b) * (1 - b));
}

Case v1(std::string id, std::string result, std::string scenario, double (*expected)(const Numbers&),
        std::vector<Variant> variants, std::vector<Twin> twins) {
  return {std::move(id),     std::move(result), "Rubinstein 1982",   std::move(scenario), 2,
          agreed_position(), {{"", expected}},  std::move(variants), std::move(twins)};
}

const std::string patient_first = "first.tactic.discount=0.05129329438755058";  // δ = .95

// ---------------------------------------------------------------------------------------------- V4
/// The time at which both clocks together have given up the whole pie; +∞ if never.
double crossing(const Numbers& of) {
  const double limit = std::min(of("first.patience"), of("second.patience"));
  const auto asked = [&](const std::string& side, double t) {
    const double kept = of(side + ".tactic.kept"), end = of(side + ".patience");
    return 1 - (1 - kept) * std::pow(std::min(t, end) / end, 1 / of(side + ".tactic.exponent"));
  };
  const auto open = [&](double t) { return asked("first", t) + asked("second", t) - 1; };
  if (open(limit) > 1e-12) return std::numeric_limits<double>::infinity();
  double low = 0, high = limit;
  for (int n = 0; n < 200; ++n) (open(0.5 * (low + high)) > 0 ? low : high) = 0.5 * (low + high);
  return high;
}

/// The first whole day not before the crossing; 0 if never.
double crossing_day(const Numbers& of) {
  const double t = crossing(of);
  return std::isinf(t) ? 0 : std::max(1.0, std::ceil(t - 1e-9));
}

/// Where the tactics of the two sides, asked at any moment, together ask for no more than the pie.
double crossing_of_tactics(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const Pack pack = only(lane);
  const std::array<std::unique_ptr<Tactic>, 2> tactic{make_tactic(model, 0), make_tactic(model, 1)};
  const Outlook nothing;
  const Text text;
  const auto asked = [&](int side, double t) {
    const Param patience = model.actors[index(model.party[index(side)])].spec->patience;
    const Slice zero = filled<slice_width>(0), one = filled<slice_width>(1);
    const Perception seen{model,
                          kernel.state(),
                          kernel.values(),
                          pack,
                          side,
                          comprehensive,
                          nothing,
                          nothing,
                          filled<slice_width>(t),
                          kernel.values().gathered(patience, pack),
                          zero,
                          one,
                          zero,
                          SliceMask::none(),
                          one,
                          one,
                          text,
                          text};
    std::array<Slice, 4> memory{zero, zero, zero, zero};
    return tactic[index(side)]->stance(seen, memory).aspiration[0];
  };
  double low = 0, high = 1000;
  for (int n = 0; n < 200; ++n) {
    const double t = 0.5 * (low + high);
    (asked(0, t) + asked(1, t) > 1 ? low : high) = t;
  }
  return high;
}

Case v4() {
  const auto betas = [](const std::string& beta) {
    return std::vector<std::string>{"first.tactic.exponent=" + beta, "second.tactic.exponent=" + beta};
  };
  return {"V4",
          "concession meets",
          "Faratin, Sierra and Jennings 1998",
          "v4_concession.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{kernel.row(lane).comprehensive_day, crossing_of_tactics(kernel, lane)};
          },
          {{"day", crossing_day}, {"moment", crossing, Statistic::mean, 1e-9}},
          {{{}, {50, 50}},
           {betas("0.2"), {88, 87.055056}},
           {betas("5"), {4, 3.125}},
           {{"first.tactic.exponent=2", "second.tactic.exponent=0.5"}, {}},
           {{"first.tactic.kept=0.2", "second.tactic.kept=0.3"}, {}}},
          {{"one side keeps 40 %", {"first.tactic.kept=0.4"}},
           {"exponential instead of polynomial", {"first.tactic.form=exponential"}}}};
}

Case v4_never() {
  return {"V4 never",
          "no agreement for r > 1/2",
          "Faratin, Sierra and Jennings 1998",
          "v4_concession.yaml",
          2,
          of_row([](const Row& row) { return row.comprehensive_day; }),
          {{"", crossing_day}},
          {{{"first.tactic.kept=0.51", "second.tactic.kept=0.51"}, {0}},
           {{"first.tactic.kept=0.5", "second.tactic.kept=0.5"}, {100}}},
          {{"gives way after all",
            {"first.tactic.kept=0.45", "second.tactic.kept=0.45"},
            {"first.tactic.kept=0.51", "second.tactic.kept=0.51"}}}};
}

// ---------------------------------------------------------------------------------------------- V5
double margin_over_war(const Numbers& of) {
  const double a = of("first.capability"), b = of("second.capability");
  const double best = (of.high("second.war.cost") - of("first.war.cost")) / 2;
  return std::max(of.low("second.war.cost"), std::min(best, 1 - a / (a + b)));
}
double fearon_demand(const Numbers& of) {
  const double a = of("first.capability"), b = of("second.capability");
  return a / (a + b) + margin_over_war(of);
}
double fearon_war(const Numbers& of) {
  const double low = of.low("second.war.cost"), high = of.high("second.war.cost");
  return (margin_over_war(of) - low) / (high - low);
}

Case v5() {
  return {"V5",
          "risk and return",
          "Fearon 1995",
          "v5_risk_return.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            return Gauged{share_if(row.outcome == Outcome::regional_war), row.settlement > 0 ? row.terms[0] : 0.0};
          },
          {{"P(war)", fearon_war}, {"demand", fearon_demand, Statistic::largest, 1e-9}},
          {{{}, {0.375, 0.65}},
           {{"first.war.cost=0.3"}, {0.125, 0.55}},
           {{"first.war.cost=0.5"}, {0, 0.5}},
           {{"first.capability=9", "first.war.cost=0.05"}, {0.25, 1}},
           {{"second.war.cost={uniform: [0.1, 0.5], private: true}"}, {}}},
          {{"another cost of war", {"first.war.cost=0.2"}},
           {"a refusal is not war", {"talks.breakdown.outcome=status_quo"}},
           {"the cost is known", {"second.war.cost=0.2"}}}};
}

// ---------------------------------------------------------------------------------------------- V6
double war_of_nerves(const Numbers& of) {
  const double first = of("first.tactic.audience_slope"), second = of("second.tactic.audience_slope");
  const auto root = [](double own, double other) { return (std::sqrt(1 + 4 * own / other) - 1) / (2 * own); };
  const double end = std::min(root(first, second), root(second, first));
  return first * second * end * end;
}

Case v6() {
  return {"V6",
          "P(war) with audience costs",
          "Fearon 1994",
          "v6_attrition.yaml",
          200000,
          of_row([](const Row& row) { return share_if(row.outcome == Outcome::regional_war); }),
          {{"", war_of_nerves}},
          {{{}, {0.381966}},
           {{"first.tactic.audience_slope=0.02"}, {0.267949}},
           {{"first.tactic.audience_slope=0.01", "second.tactic.audience_slope=0.05"}, {}}},
          {{"unequal slopes", {"first.tactic.audience_slope=0.013"}},
           {"a prior on the wrong side of the truth",
            {"first.war.cost={discrete: {values: [0.5, 1.5], weights: [1, 9]}, private: true}"}}}};
}

// ---------------------------------------------------------------------------------------------- V12
double ripe_day(const Numbers& of) {
  for (const std::string side : {"first", "second"}) {
    const bool hurts = 0.5 >= of(side + ".ripeness.hurt_threshold") - 1e-12;
    const bool hopes = of(side + ".ripeness.least_hope") >= of(side + ".ripeness.way_out_threshold") - 1e-12;
    if (!hurts || !hopes) return 0;
  }
  return crossing_day(of);
}

Case v12() {
  return {
      "V12",
      "ripeness is necessary, not sufficient",
      "Zartman 1989",
      "v12_ripeness.yaml",
      2,
      [](const CrisisKernel& kernel, int lane) {
        return Gauged{kernel.row(lane).comprehensive_day, share_if(kernel.state().table.clock[0][lane] > 0)};
      },
      {{"day of the deal", ripe_day},
       {"concessions", [](const Numbers& of) { return share_if(of("first.tactic.kept") > 0.5 || ripe_day(of) > 0); }}},
      {{{}, {50, 1}},
       {{"first.ripeness.hurt_threshold=0.6"}, {0, 0}},
       {{"second.ripeness.hurt_threshold=0.6"}, {0, 0}},
       {{"first.ripeness.way_out_threshold=0.4"}, {0, 0}},
       {{"second.ripeness.way_out_threshold=0.4"}, {0, 0}},
       {{"first.tactic.kept=0.6", "second.tactic.kept=0.6"}, {0, 1}}},
      {{"half-hearted gate", {"first.ripeness.slope=3"}}, {"no way out", {"first.ripeness.least_hope=0.1"}}}};
}

}  // namespace

std::vector<Case> bargaining_cases() {
  return {v1("V1", "alternating offers", "v1_rubinstein.yaml", rubinstein,
             {{{}, {0.526316}},
              {{patient_first}, {0.689655}},
              {{"talks.max_rounds=11"}, {0.691479}},
              {{patient_first, "talks.max_rounds=11"}, {0.831455}},
              {{"first.tactic.discount=0.3", "second.tactic.discount=0.02"}, {}},
              {{"first.tactic.discount=0.05", "talks.max_rounds=4"}, {}}},
             {{"another discount", {"second.tactic.discount=0.11"}},
              {"the other side begins", {"talks.first_proposer=second"}},
              {"an offer every third day", {"calendar.recess_median=2"}}}),
          v1("V1 opt-out", "alternating offers with an outside option", "v1_rubinstein.yaml", with_opt_out,
             {{{"second.tactic.opt_out=0.6"}, {0.4}},
              {{"second.tactic.opt_out=0.3"}, {0.526316}},
              {{"second.tactic.opt_out=0.75"}, {}}},
             {{"nowhere to go", {"second.tactic.opt_out=0"}, {"second.tactic.opt_out=0.6"}}}),
          v1("V1 breakdown", "alternating offers under risk of breakdown", "v1_breakdown.yaml", with_breakdown,
             {{{}, {0.415789}}, {{"talks.breakdown.probability=0.25"}, {}}, {{"second.war.cost=0.45"}, {}}},
             {{"breakdown is the status quo", {"talks.breakdown.outcome=status_quo", "first.war.cost=0.6"}},
              {"another risk", {"talks.breakdown.probability=0.12"}}}),
          v4(),
          v4_never(),
          v5(),
          v6(),
          v12()};
}

}  // namespace backchannel::theory
