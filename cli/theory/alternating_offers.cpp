// V1: alternating offers, with a last offer or without, with an option to leave, under a risk of breakdown.
#include <algorithm>
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

/// A pie of 1 between `first` (0) and `second` (1).
struct Pie {
  std::array<double, 2> none, leave, broken;  // N, max(o, N), what a breakdown is worth
  std::array<double, 2> waiting;              // −ln of (1 − b)·δ
  double breakdown;                           // b
  std::size_t proposer;
  int rounds;
};

Pie pie_of(const Numbers& of) {
  const Scenario& scenario = of.scenario();
  Pie pie{};
  pie.breakdown = of("talks.breakdown.probability");
  pie.proposer = scenario.talks.first_proposer.id == "second" ? 1 : 0;
  pie.rounds = scenario.talks.max_rounds;
  const double days = of("calendar.recess_median") + scenario.calendar.session_days;
  for (std::size_t s = 0; s < 2; ++s) {
    const std::string side = s == 0 ? "first" : "second", opt_out = side + ".tactic.opt_out";
    pie.none[s] = worth_of_no_deal(of, "share", side);
    pie.leave[s] = of.has(opt_out) ? std::max(of(opt_out), pie.none[s]) : pie.none[s];
    const bool war = scenario.talks.breakdown.outcome == BreakdownOutcome::war;
    pie.broken[s] = war ? worth_of_war(of, side) : pie.none[s];
    pie.waiting[s] = of(side + ".tactic.discount") * days - std::log1p(-std::min(pie.breakdown, 1 - 1e-16));
  }
  return pie;
}

/// The first proposer's share without end: x = 1 − R_j, R_j = max(o_j, k_j·v_j + b·W_j), v_j = 1 − R_i, R_i likewise.
double share_without_end(const Pie& pie) {
  const std::size_t i = pie.proposer, j = 1 - i;
  const double b = pie.breakdown, least_i = std::max(pie.leave[i], 0.0), least_j = std::max(pie.leave[j], 0.0);
  const double lost_i = -std::expm1(-pie.waiting[i]), lost_j = -std::expm1(-pie.waiting[j]);  // 1 − k, exact near 0
  const double lost = lost_i + lost_j - lost_i * lost_j;
  const double patient =  // nobody leaves; without any cost of waiting: the limit of equal ones
      lost > 0 ? (lost_j * (1 - b * pie.broken[i]) + b * (pie.broken[i] - pie.broken[j])) / lost : 0.5;
  const double i_may_leave = 1 - (1 - lost_j) * (1 - least_i) - b * pie.broken[j];
  return std::min(1 - least_j, std::max(patient, i_may_leave));
}

/// The same with a last offer, counted back from it.
double share_with_end(const Pie& pie) {
  double value = 0;
  for (int n = 1; n <= pie.rounds; ++n) {
    const std::size_t responder = (pie.rounds - n) % 2 == 0 ? 1 - pie.proposer : pie.proposer;
    const double b = pie.breakdown, broken = b * pie.broken[responder];
    const double waiting =
        n == 1 ? (1 - b) * pie.none[responder] + broken : std::exp(-pie.waiting[responder]) * value + broken;
    value = 1 - std::max({waiting, pie.leave[responder], 0.0});
  }
  return value;
}

double first_share(const Numbers& of) {
  const Pie pie = pie_of(of);
  const double proposers = pie.rounds >= 100000 ? share_without_end(pie) : share_with_end(pie);
  return pie.proposer == 0 ? proposers : 1 - proposers;
}

std::string no_room(const Numbers& of) {
  const Pie pie = pie_of(of);
  if (std::max(pie.leave[0], 0.0) + std::max(pie.leave[1], 0.0) > 1) return "no share is worth both sides' while";
  return "";
}

Case v1(std::string id, std::string result, std::string source, std::string scenario, std::vector<Variant> variants,
        std::vector<Twin> twins) {
  Case one{std::move(id),     std::move(result),   std::move(source),   std::move(scenario), 2,
           agreed_position(), {{"", first_share}}, std::move(variants), std::move(twins)};
  one.outside = no_room;
  one.choices = {"talks.max_rounds", "talks.first_proposer", "talks.breakdown.outcome", "calendar.session_days"};
  return one;
}

const std::string patient_first = "first.tactic.discount=0.05129329438755058";  // δ = .95

std::vector<std::string> discounts(const std::string& first, const std::string& second) {
  return {"first.tactic.discount=" + first, "second.tactic.discount=" + second};
}

std::vector<std::string> with(std::vector<std::string> set, const std::string& more) {
  set.push_back(more);
  return set;
}

}  // namespace

std::vector<Case> alternating_offers_cases() {
  return {v1("V1", "alternating offers", "Rubinstein 1982", "v1_rubinstein.yaml",
             {{{}, {0.526316}},
              {{patient_first}, {0.689655}},
              {discounts("0.3", "0.02")},
              {discounts("1e-4", "1e-4"), {0.500025}},
              {discounts("1e-8", "3e-8"), {0.75}}},
             {{"another discount", {"second.tactic.discount=0.11"}},
              {"the other side begins", {"talks.first_proposer=second"}},
              {"an offer every third day", {"calendar.recess_median=2"}}}),
          v1("V1 last offer", "with a last offer", "Ståhl 1972", "v1_rubinstein.yaml",
             {{{"talks.max_rounds=11"}, {0.691479}},
              {{patient_first, "talks.max_rounds=11"}, {0.831455}},
              {{"first.tactic.discount=0.05", "talks.max_rounds=4"}},
              {with(discounts("1e-4", "1e-4"), "talks.max_rounds=6001")}},
             {{"one offer more", {"talks.max_rounds=12"}, {"talks.max_rounds=11"}}}),
          v1("V1 opt-out", "an option to leave", "Shaked & Sutton 1984", "v1_rubinstein.yaml",
             {{{"second.tactic.opt_out=0.6"}, {0.4}},
              {{"second.tactic.opt_out=0.3"}, {0.526316}},
              {{"second.tactic.opt_out=0.75"}},
              {{"first.tactic.opt_out=0.7"}}},
             {{"nowhere to go", {"second.tactic.opt_out=0"}, {"second.tactic.opt_out=0.6"}}}),
          v1("V1 breakdown", "risk of breakdown", "Binmore et al. 1986", "v1_breakdown.yaml",
             {{{}, {0.415789}},
              {{"talks.breakdown.probability=0.25"}},
              {{"second.war.cost=0.45"}},
              {{"first.tactic.discount=0.02", "second.tactic.discount=0.07"}}},
             {{"breakdown is the status quo", {"talks.breakdown.outcome=status_quo", "first.war.cost=0.6"}},
              {"another risk", {"talks.breakdown.probability=0.12"}}})};
}

}  // namespace backchannel::theory
