// F1 to F4: how long fighting lasts, whether a text follows, what it tells and what it leaves behind.
#include <algorithm>
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

double logistic(double x) { return 1 / (1 + std::exp(-x)); }

/// Of both sides' going on and of a ceasefire, a day.
double end_of_fighting(const Numbers& of) {
  const double on = logistic(of("force.persistence")), alone = of("force.ceasefire");
  const double brought = of.has("mediator.ceasefire") ? of("mediator.ceasefire") * of("mediator.skill") : 0;
  return 1 - on * on * (1 - alone) * (1 - brought);
}

/// Why the second side is not struck, and hits back, on day 1.
std::string no_fighting(const Numbers& of) {
  if (of("force.rate") < 1) return "it takes an occasion on day 1: force.rate 1";
  if (!std::isinf(of("precision.force"))) return "it takes sharp choices: precision.force .inf";
  if (of("border.force.first.gain") < 3) return "a strike must be worth while: border.force.first.gain";
  if (of("border.force.second.damage") < 3) return "to hit back must be better: border.force.second.damage";
  if (of.has("restrained.restraint") && of("restrained.restraint") < of("border.force.first.gain") + 3)
    return "the first side strikes again: restrained.restraint";
  return "";
}

std::string unequal_days(const Numbers& of) {
  if (of("force.stake") > 0) return "what war is worth counts: force.stake 0";
  if (end_of_fighting(of) < 1e-6) return "nobody ceases: force.ceasefire above 0";
  return no_fighting(of);
}

// ---------------------------------------------------------------------------------------------- F1
Case length_of_fighting() {
  return {"F1",
          "an exchange of force",
          "Wagner 2000; Slantchev 2003",
          "f1_ceasefire.yaml",
          20000,
          [](const CrisisKernel& kernel, int lane) {
            const double days = kernel.row(lane).exchange_days;
            return Gauged{days, share_if(days > 7)};
          },
          {{"mean length", [](const Numbers& of) { return 1 / end_of_fighting(of); }},
           {"longer than 7 days", [](const Numbers& of) { return std::pow(1 - end_of_fighting(of), 7); }}},
          {{{}, {14.534884, 0.607157}},
           {{"mediator.skill=0"}, {33.333333}},
           {{"force.ceasefire=0.2", "mediator.ceasefire=0.5", "mediator.skill=1"}, {1 / 0.6}},
           {{"force.persistence=3", "force.ceasefire=0"}, {}}},
          {{"no ceasefire", {"mechanisms.ceasefire=false"}},
           {"a mediator without skill", {"mediator.skill=0"}, {"mediator.skill=0.5"}},
           {"sides that are not hurt", {"first.ripeness.hurt_threshold=10"}},
           {"sides that tire", {"force.persistence=4"}, {"force.persistence=20"}}},
          [](const Numbers& of) -> std::string {
            if (const std::string why = unequal_days(of); !why.empty()) return why;
            if (std::pow(1 - end_of_fighting(of), 7) < 1e-3) return "hardly any fighting outlasts a week";
            return std::pow(1 - end_of_fighting(of), of.scenario().horizon) > 1e-4 ? "the horizon cuts fighting short"
                                                                                   : "";
          }};
}

// ---------------------------------------------------------------------------------------------- F2
/// P(X + Y ≤ n), X and Y geometric from 1 on.
double both_within(double x, double y, double n) {
  if (std::abs(x - y) < 1e-9) return 1 - std::pow(1 - x, n) - n * x * std::pow(1 - x, n - 1);
  return 1 - (x * std::pow(1 - y, n) - y * std::pow(1 - x, n)) / (x - y);
}

std::string no_text_at_once(const Numbers& of) {
  if (of("calendar.recess_median") > 0) return "rounds are not due every day";
  for (const std::string side : {"first", "second"}) {
    const std::string preferences = side + ".preferences.favour_to_";
    if (of(preferences + side + ".salience") <= of(preferences + other_than(side) + ".salience"))
      return side + " does not gain by the swap";
  }
  for (const std::string issue : {"favour_to_first", "favour_to_second"})
    if (of(issue + ".status_quo") != 0 || of(issue + ".min_step") != 1)
      return "it is that of a whole swap: " + issue + " from 0 to 1";
  return unequal_days(of);
}

Case text_after_war() {
  return {"F2",
          "a text after war",
          "Zartman 1989",
          "f2_text_after_war.yaml",
          20000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            return Gauged{share_if(row.war_day > 0), share_if(row.after_war_day > 0)};
          },
          {{"wars", [](const Numbers& of) { return 1 - end_of_fighting(of); }},
           {"and a text",
            [](const Numbers& of) {
              const double ends = end_of_fighting(of);
              return (1 - ends) * both_within(ends, of("talks.direct_contact"), of.scenario().horizon - 2);
            }}},
          {{{}, {0.9, 0.592970}},
           {{"talks.direct_contact=0.1"}},
           {{"force.ceasefire=0.02", "horizon=90"}},
           {{"talks.direct_contact=1"}}},
          {{"a run that war ends", {"run_ends_at=war"}},
           {"nobody ceases", {"mechanisms.ceasefire=false"}},
           {"a boycott", {"calendar.boycott=14"}},
           {"they strike again", {"restrained.restraint=0"}}},
          no_text_at_once,
          {"horizon"}};
}

// ---------------------------------------------------------------------------------------------- F3
/// Of a day of fighting, by the private cost of the second side.
struct Lesson {
  explicit Lesson(const Numbers& of) : of_(of), low_(bound(0)), high_(bound(1)) {
    const double lower = 0.75 * low_ + 0.25 * high_, upper = 0.25 * low_ + 0.75 * high_;
    on = of("force.learning") * std::log(goes_on(lower) / goes_on(upper));
    off = of("force.learning") * std::log((1 - goes_on(lower)) / (1 - goes_on(upper)));
  }
  /// W − V(sq) = p − c − V(sq) of the second side.
  double goes_on(double cost) const {
    const double worth = chance_of_winning(of_, "second") - cost - worth_now(of_, "share", "second");
    return logistic(of_("force.persistence") + of_("force.stake") * worth);
  }
  /// The mean of f(chance of going on) over the prior, by Simpson's rule.
  template <class F>
  double mean(F f) const {
    constexpr int steps = 1000;
    double sum = 0;
    for (int k = 0; k <= steps; ++k)
      sum += (k == 0 || k == steps ? 1 : k % 2 == 1 ? 4 : 2) * f(goes_on(low_ + (high_ - low_) * k / steps));
    return sum / (3 * steps);
  }
  double on = 0, off = 0;

 private:
  double bound(std::size_t n) const { return of_.prior("second.war.cost").numbers.at(n); }
  const Numbers& of_;
  double low_, high_;
};

double days_of_lessons(const Numbers& of) { return of.scenario().horizon - 1; }

std::string no_lesson(const Numbers& of) {
  if (of.prior("second.war.cost").kind != Prior::Kind::uniform) return "it is that of a uniform second.war.cost";
  if (of("trust.resolve_factor") != 0) return "it is that of fighting alone: trust.resolve_factor 0";
  const double worth = chance_of_winning(of, "first") - of("first.war.cost") - worth_now(of, "share", "first");
  if (of("force.persistence") + of("force.stake") * worth < 15)
    return "the first side goes on for certain: first.war.cost";
  const Lesson lesson(of);
  if (days_of_lessons(of) * std::max(std::abs(lesson.on), std::abs(lesson.off)) > 4) return "beliefs are kept within 4";
  return no_fighting(of);
}

Case learning() {
  return {"F3",
          "belief in resolve after fighting",
          "Wagner 2000; Slantchev 2003",
          "f3_learning.yaml",
          20000,
          [](const CrisisKernel& kernel, int lane) {
            const double belief = kernel.state().resolve[kernel.model().party[Side::first]][lane];
            return Gauged{belief, belief * belief, belief * share_if(kernel.row(lane).strikes < 2)};
          },
          {{"mean",
            [](const Numbers& of) {
              const Lesson lesson(of);
              return days_of_lessons(of) * lesson.mean([&](double q) { return q * lesson.on + (1 - q) * lesson.off; });
            }},
           {"mean square",
            [](const Numbers& of) {
              const Lesson lesson(of);
              const double n = days_of_lessons(of), step = lesson.on - lesson.off;
              return lesson.mean([&](double q) {
                const double mean = n * (q * lesson.on + (1 - q) * lesson.off);
                return n * q * (1 - q) * step * step + mean * mean;
              });
            }},
           {"where it never stops",
            [](const Numbers& of) {
              const Lesson lesson(of);
              const double n = days_of_lessons(of);
              return n * lesson.on * lesson.mean([&](double q) { return std::pow(q, n); });
            }}},
          {{{}}, {{"horizon=2"}}, {{"force.learning=0.5", "horizon=6"}}, {{"force.persistence=1", "force.stake=2"}}},
          {{"it does not learn", {"force.learning=0"}, {"force.learning=1"}},
           {"it learns from half", {"force.learning=0.5"}, {"force.learning=1"}},
           {"belief in resolve is off", {"mechanisms.resolve=false"}},
           {"the cost is no secret", {"second.war.cost={uniform: [0.1, 0.7]}"}}},
          no_lesson,
          {"horizon"}};
}

// ---------------------------------------------------------------------------------------------- F4
double wars_that_are_over(const Numbers& of) {
  const double ends = end_of_fighting(of);
  return (1 - ends) * (1 - std::pow(1 - ends, of.scenario().horizon - 2));
}

Case spoils() {
  return {"F4",
          "the status quo after war",
          "Powell 2004",
          "f4_spoils.yaml",
          20000,
          [](const CrisisKernel& kernel, int lane) {
            const double now = kernel.state().original[IssueId{0}][lane];
            const double before = kernel.model().mean(kernel.model().agenda.issue[IssueId{0}]->status_quo);
            return Gauged{now, share_if(now > before)};
          },
          {{"mean",
            [](const Numbers& of) {
              const double before = of("share.status_quo");
              return before + wars_that_are_over(of) * of("force.spoils") * (chance_of_winning(of, "first") - before);
            }},
           {"moved up", [](const Numbers& of) { return wars_that_are_over(of) * chance_of_winning(of, "first"); }}},
          {{{}, {0.506645, 0.533223}},
           {{"first.capability=0.5"}},
           {{"force.spoils=1", "share.status_quo=0.7"}},
           {{"force.ceasefire=0.05"}}},
          {{"no spoils", {"force.spoils=0"}, {"force.spoils=0.5"}},
           {"half of them", {"force.spoils=0.25"}, {"force.spoils=0.5"}},
           {"the weaker side prevails", {"first.capability=0.5"}, {"first.capability=2"}},
           {"a war without end", {"mechanisms.ceasefire=false"}}},
          [](const Numbers& of) -> std::string {
            if (of("force.spoils") == 0) return "nothing moves: force.spoils 0";
            return unequal_days(of);
          },
          {"horizon"}};
}

}  // namespace

std::vector<Case> fighting_cases() { return {length_of_fighting(), text_after_war(), learning(), spoils()}; }

}  // namespace backchannel::theory
