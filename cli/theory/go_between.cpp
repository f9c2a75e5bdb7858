// M1, M2: what a go-between brings about, as waiting times of independent causes.
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

/// a + (1 − a)·b·s.
double either(const Numbers& of, const std::string& alone, const std::string& brought) {
  return of(alone) + (1 - of(alone)) * of(brought) * of("mediator.skill");
}

std::string meets_not_daily(const Numbers& of) {
  return of("calendar.recess_median") > 0 ? "rounds are not due every day" : "";
}

std::string meets_not_daily_or_unhurt(const Numbers& of) {
  for (const std::string side : {"first", "second"})
    if (of(side + ".ripeness.hurt_threshold") > -10) return "whether " + side + " is hurt depends on more";
  return meets_not_daily(of);
}

Case access() {
  return {"M1",
          "rounds held",
          "Princen 1992",
          "m1_access.yaml",
          2048,
          of_row([](const Row& row) { return row.rounds; }),
          {{"rounds",
            [](const Numbers& of) {
              return of.scenario().horizon * either(of, "talks.direct_contact", "mediator.access");
            }}},
          {{{}, {34.8}},
           {{"talks.direct_contact=0"}, {18}},
           {{"talks.direct_contact=0", "mediator.access=1", "mediator.skill=1"}, {60}},
           {{"mediator.skill=0"}, {24}}},
          {{"a go-between whom nobody needs", {"talks.direct_contact=1"}},
           {"skill that counts twice", {"mediator.skill=0.36"}, {"mediator.skill=0.6"}}},
          meets_not_daily};
}

Case reopening() {
  return {
      "M2",
      "closed talks reopen",
      "Zartman 1989",
      "m2_reopening.yaml",
      8192,
      [](const CrisisKernel& kernel, int lane) {
        return Gauged{
            share_if(kernel.row(lane).rounds > kernel.model().mean(kernel.model().at(Side::first).spec->patience) + 1)};
      },
      {{"share",
        [](const Numbers& of) {
          const double days = of.scenario().horizon - of("first.patience") - 2;
          return 1 - std::pow(1 - either(of, "talks.reopening", "mediator.reopening"), days);
        }}},
      {{{}, {0.631513}}, {{"mediator.skill=0"}}, {{"talks.reopening=0"}}, {{"first.patience=8", "second.patience=8"}}},
      {{"a door that nobody opens", {"mediator.reopening=0"}, {"mediator.reopening=0.04"}},
       {"a side that is not hurt", {"second.ripeness.hurt_threshold=10"}}},
      meets_not_daily_or_unhurt};
}

}  // namespace

std::vector<Case> go_between_cases() { return {access(), reopening()}; }

}  // namespace backchannel::theory
