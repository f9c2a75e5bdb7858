// V10, V13, V14, V15, V18: what happens beside and after the talks.
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/crisis/worth/views.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V10
constexpr double checkpoint = 22;  // days

Case v10() {
  const auto total = [](const Numbers& of) { return of("agreement.rate") + of("outbreak.rate"); };
  return {"V10",
          "competing risks",
          "Prentice et al. 1978",
          "v10_competing_risks.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            const bool war = row.war_day > 0;
            return Gauged{share_if(row.agreed()), war ? row.war_day : row.comprehensive_day,
                          share_if(war && row.war_day <= checkpoint)};
          },
          {{"P(deal)", [total](const Numbers& of) { return of("agreement.rate") / total(of); }},
           {"mean time", [total](const Numbers& of) { return 1 / total(of); }},
           {"war by day 22",
            [total](const Numbers& of) {
              return of("outbreak.rate") / total(of) * (1 - std::exp(-total(of) * checkpoint));
            }}},
          {{{}, {0.8, 40, 0.084610}}, {{"outbreak.rate=0.03"}}, {{"agreement.rate=0.9", "outbreak.rate=0.6"}}},
          {{"another hazard", {"outbreak.rate=0.0055"}}, {"no war", {"outbreak.outcome=none"}}},
          [total](const Numbers& of) -> std::string {
            if (!(total(of) > 0)) return "both rates are 0";
            if (std::exp(-total(of) * of.scenario().horizon) < 1e-9) return "";
            return "the rates are so small that the horizon cuts runs short";
          }};
}

// ---------------------------------------------------------------------------------------------- V13
struct Walk {
  double top, steps;
};

Walk walk(const Numbers& of) {
  const double total = of("up.rate") + of("down.rate"), moves = 1 - std::exp(-total);
  const double p = moves * of("up.rate") / total, q = moves - p;
  const double bottom = of("bottom.when.value");
  const double k = of("first.posture.start") - bottom, n = of("top.when.value") - bottom;
  if (std::abs(p - q) < 1e-12) return {k / n, k * (n - k) / (p + q)};
  const double ratio = q / p, top = (1 - std::pow(ratio, k)) / (1 - std::pow(ratio, n));
  return {top, (k - n * top) / (q - p)};
}

std::string no_walk(const Numbers& of) {
  if (of("up.effects.posture") != 1 || of("down.effects.posture") != -1) return "a step is one rung";
  if (of("first.posture.fatigue") != 0) return "nothing else moves the posture: first.posture.fatigue 0";
  const double start = of("first.posture.start"), top = of("top.when.value"), bottom = of("bottom.when.value");
  for (const double rung : {start, top, bottom})
    if (rung != std::floor(rung)) return "start and ends are whole rungs";
  if (start <= bottom || start >= top) return "it starts between the ends";
  if (!(of("up.rate") > 0 && of("down.rate") > 0)) return "both rates are above 0";
  const double rungs = top - bottom, moves = 1 - std::exp(-of("up.rate") - of("down.rate"));
  return rungs * rungs / moves > of.scenario().horizon / 30.0 ? "the horizon cuts long walks short" : "";
}

Case v13() {
  return {"V13",
          "walk on the ladder",
          "Feller 1968",
          "v13_ladder.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            return Gauged{share_if(row.outcome == Outcome::regional_war), row.end_day - 1};
          },
          {{"top", [](const Numbers& of) { return walk(of).top; }},
           {"steps", [](const Numbers& of) { return walk(of).steps; }}},
          {{{}, {0.173387, 45.3226}},
           {{"first.posture.start=6"}, {}},
           {{"up.rate=0.3", "down.rate=0.3", "top.when.value=8"}},
           {{"bottom.when.value=2"}}},
          {{"fatigue", {"first.posture.fatigue=0.002"}}, {"a higher ladder", {"top.when.value=11"}}},
          no_walk};
}

// ---------------------------------------------------------------------------------------------- V14
constexpr int burn_in = 100;

double incident_mean(const Numbers& of) { return of("border.incidents.base") / (1 - of("border.incidents.branching")); }
double counted_days(const Numbers& of) { return of.scenario().horizon - burn_in; }

/// Variance over mean of the count over the days after the burn-in; 1/(1 − n)² in the long run.
double incident_dispersion(const Numbers& of) {
  const double m = incident_mean(of), n = of("border.incidents.branching"), g = of("border.incidents.decay");
  const double phi = 1 - g * (1 - n), v = n * g * n * g * m / (1 - phi * phi), days = counted_days(of);
  double variance = days * (m + v);
  for (int k = 1; k < days; ++k) variance += 2 * (days - k) * std::pow(phi, k - 1) * (phi * v + n * g * m);
  return variance / (days * m);
}

std::string not_stationary(const Numbers& of) {
  const double n = of("border.incidents.branching"), g = of("border.incidents.decay");
  if (!(of("border.incidents.base") > 0)) return "border.incidents.base must be above 0";
  if (!(n < 1 && std::pow(1 - g * (1 - n), burn_in) < 1e-3))
    return "a hundred days are too few to forget the start: branching near 1 or decay near 0";
  return counted_days(of) < 1 ? "counting starts after 100 days" : "";
}

Case v14() {
  const auto count = [](const CrisisKernel& kernel, int lane) {
    const double incidents = kernel.state().incident_count[lane];
    return Gauged{incidents / (kernel.model().scenario.horizon - burn_in), incidents};
  };
  return {"V14",
          "incidents",
          "Hawkes 1971",
          "v14_incidents.yaml",
          200000,
          count,
          {{"rate a day", incident_mean}, {"dispersion", incident_dispersion, dispersion_of}},
          {{{}, {0.25, 6.227273}},
           {{"border.incidents.branching=0.3", "horizon=300"}},
           {{"border.incidents.decay=0.2", "border.incidents.base=0.05", "horizon=300"}}},
          {{"branching .5", {"border.incidents.branching=0.5"}}, {"no contagion", {"mechanisms.contagion=false"}}},
          not_stationary,
          {"horizon"},
          burn_in};
}

double borel(double n, int k) { return std::exp(-n * k) * std::pow(n * k, k - 1) / std::tgamma(k + 1); }

std::string not_one_cluster(const Numbers& of) {
  if (of("border.incidents.base") != 0 || of("border.incidents.recent") != 1)
    return "it is that of one cluster: border.incidents.base 0, recent 1";
  const double n = of("border.incidents.branching"), g = of("border.incidents.decay");
  if (!(n < 1 && std::pow(1 - g * (1 - n), of.scenario().horizon) < 1e-4)) return "the cluster outlasts the horizon";
  return "";
}

Case v14_clusters() {
  const std::vector<std::string> alone{"border.incidents.base=0", "border.incidents.recent=1", "horizon=150"};
  const auto with = [&](const std::string& more) {
    std::vector<std::string> set = alone;
    set.push_back(more);
    return set;
  };
  Case one{"V14 clusters",
           "clusters (Borel)",
           "Hawkes & Oakes 1974",
           "v14_incidents.yaml",
           200000,
           [](const CrisisKernel& kernel, int lane) {
             const double size = 1 + kernel.state().incident_count[lane];
             return Gauged{share_if(size == 1), share_if(size == 2), share_if(size == 3), share_if(size == 4)};
           },
           {},
           {{alone, {0.548812, 0.180717, 0.089261, 0.052254}}, {with("border.incidents.branching=0.3"), {}}},
           {{"branching .55", with("border.incidents.branching=0.55")}},
           not_one_cluster,
           {"horizon"}};
  for (int k = 1; k <= 4; ++k)
    one.quantities.push_back(
        {"size " + std::to_string(k), [k](const Numbers& of) { return borel(of("border.incidents.branching"), k); }});
  return one;
}

// ---------------------------------------------------------------------------------------------- V15
struct Race {
  double k, l, a, b, g, h;
};

Race race(const Numbers& of) {
  return {of("first.posture.reaction.second"), of("second.posture.reaction.first"), of("first.posture.fatigue"),
          of("second.posture.fatigue"),        of("first.posture.grievance"),       of("second.posture.grievance")};
}

/// x(t) = x* + e^{At}(x_0 − x*), A = (−a k; l −b), e^{At} by its two real eigenvalues.
std::array<double, 2> posture_after(const Numbers& of, double t) {
  const Race r = race(of);
  const double det = r.a * r.b - r.k * r.l;
  const double x = (r.b * r.g + r.k * r.h) / det, y = (r.a * r.h + r.l * r.g) / det;
  const double spread = std::sqrt((r.a - r.b) * (r.a - r.b) + 4 * r.k * r.l);
  const double fast = (-r.a - r.b - spread) / 2, slow = (-r.a - r.b + spread) / 2;
  const double dx = of("first.posture.start") - x, dy = of("second.posture.start") - y;
  const double ax = -r.a * dx + r.k * dy, ay = r.l * dx - r.b * dy;
  const double u = std::exp(slow * t) / spread, v = std::exp(fast * t) / spread;
  return {x + u * (ax - fast * dx) - v * (ax - slow * dx), y + u * (ay - fast * dy) - v * (ay - slow * dy)};
}

std::string no_course(const Numbers& of) {
  const Race r = race(of);
  if (r.k * r.l <= 0) return "one of them does not react";
  return std::abs(r.a * r.b - r.k * r.l) > 1e-9 ? "" : "on the boundary of stability";
}

std::string no_fixed_point(const Numbers& of) {
  const Race r = race(of);
  const double slowest = (r.a + r.b - std::sqrt((r.a - r.b) * (r.a - r.b) + 4 * r.k * r.l)) / 2;
  if (slowest <= 1e-12) return "the race is not stable: fatigue times fatigue is not above reaction times reaction";
  if (std::exp(-slowest * of.scenario().horizon) < 1e-12) return "";
  return "too near the boundary of stability to settle within the horizon";
}

Case v15() {
  return {"V15",
          "arms race",
          "Richardson 1960",
          "v15_arms_race.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{kernel.state().posture[ActorId{0}][lane], kernel.state().posture[ActorId{1}][lane]};
          },
          {{"first",
            [](const Numbers& of) {
              const Race r = race(of);
              return (r.b * r.g + r.k * r.h) / (r.a * r.b - r.k * r.l);
            }},
           {"second",
            [](const Numbers& of) {
              const Race r = race(of);
              return (r.a * r.h + r.l * r.g) / (r.a * r.b - r.k * r.l);
            }}},
          {{{}, {0.428571, 0.357143}},
           {{"first.posture.fatigue=1.5", "second.posture.fatigue=1.5", "first.posture.reaction.second=1.2",
             "second.posture.reaction.first=1.2"},
            {}},
           {{"first.posture.grievance=-0.05", "first.posture.start=4"}, {}}},
          {{"another reaction", {"first.posture.reaction.second=0.21"}},
           {"unstable", {"first.posture.fatigue=0.1", "second.posture.fatigue=0.1", "horizon=60"}}},
          no_fixed_point,
          {"horizon", "first.posture.start", "second.posture.start"}};
}

/// On the way to the fixed point, or away from it.
Case v15_course() {
  const auto after = [](std::size_t side) {
    return [side](const Numbers& of) { return posture_after(of, of.scenario().horizon)[side]; };
  };
  return {"V15 course",
          "arms race day by day",
          "Richardson 1960",
          "v15_arms_race.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{kernel.state().posture[ActorId{0}][lane], kernel.state().posture[ActorId{1}][lane]};
          },
          {{"first", after(0)}, {"second", after(1)}},
          {{{"horizon=1", "first.posture.start=4"}},
           {{"horizon=3", "first.posture.fatigue=3", "second.posture.fatigue=2", "second.posture.start=5"}},
           {{"horizon=5", "first.posture.fatigue=0.1", "second.posture.fatigue=0.1", "second.posture.start=1"}}},
          {{"a day too many", {"horizon=3", "first.posture.start=4"}, {"horizon=2", "first.posture.start=4"}}},
          no_course,
          {"horizon"}};
}

// ---------------------------------------------------------------------------------------------- V18
/// φ(100) and −λφ(100) as the mechanism has them, and what the loss of half the own ideal is worth in a text.
Gauged prospect_values(const CrisisKernel& kernel, int lane) {
  const Look look(kernel, lane);
  Outlook view;
  kernel.mechanisms().views().look_ahead(view, look.few(), holder_of(kernel.model().party[Side::first]));
  const Preferences& preferences = view.preferences;
  const Slice one = filled<slice_width>(1), hundred = filled<slice_width>(100);
  const Slice curved = prospect(hundred, one, preferences.gain_exponent);
  Text half;
  half[IssueId{0}] = filled<slice_width>(0.5);
  return {curved[0], -preferences.loss_aversion[0] * curved[0],
          (value(preferences, half, one) - preferences.worth_now)[0]};
}

/// A text of .5 against a status quo s: loses s − .5, or gains .5 − s of the G = 1 − s that is to be had.
double half_the_ideal(const Numbers& of) {
  const double now = of("share.status_quo"), gain = 0.5 - now, exponent = of("first.gain_exponent");
  if (gain < 0) return -of("first.loss_aversion") * std::pow(-gain, exponent);
  return (1 - now) * std::pow(gain / (1 - now), exponent);
}

Case v18() {
  const auto power = [](const Numbers& of, double z) { return std::pow(z, of("first.gain_exponent")); };
  return {"V18",
          "gains, losses",
          "Tversky & Kahneman 1992",
          "v18_prospect.yaml",
          2,
          prospect_values,
          {{"+100", [power](const Numbers& of) { return power(of, 100); }},
           {"-100", [power](const Numbers& of) { return -of("first.loss_aversion") * power(of, 100); }},
           {"half the ideal", half_the_ideal}},
          {{{}, {57.5440, -129.4740, -1.222577}},
           {{"first.loss_aversion=1.5", "first.gain_exponent=0.7"}},
           {{"share.status_quo=0.2"}}},
          {{"no loss aversion", {"first.loss_aversion=1"}}, {"mechanism off", {"mechanisms.prospect=false"}}}};
}

}  // namespace

std::vector<Case> crisis_cases() { return {v10(), v13(), v14(), v14_clusters(), v15(), v15_course(), v18()}; }

}  // namespace backchannel::theory
