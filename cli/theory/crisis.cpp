// V7, V9, V10, V11, V13, V14, V15, V18: what happens beside and after the talks.
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/crisis/force.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V7
double chance_now(const Numbers& of) {
  return of("second.capability") / (of("first.capability") + of("second.capability"));
}
double chance_later(const Numbers& of) {
  const double grown = chance_now(of) * (1 + of("second.preventive.shift"));
  return grown / (grown + 1 - chance_now(of));
}
/// p2 above which the first side attacks.
double tipping_chance(const Numbers& of) {
  const double discount = of("first.preventive.discount");
  return (chance_now(of) + of("first.war.cost") * (1 - discount)) / discount;
}

/// The same, found by bisection on the mechanism's motive.
double tipping_chance_of_motive(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const Actor& first = *model.actors[index(model.party[0])].spec;
  const Pack pack = only(lane);
  const auto number = [&](Param p) { return kernel.values().gathered(p, pack); };
  const Slice now = 1.0 - winning_chance(model, kernel.state(), kernel.values(), model.party[0], model.party[1], pack);
  double low = 0, high = 1;
  for (int n = 0; n < 100; ++n) {
    const double p = 0.5 * (low + high);
    const Slice motive =
        preventive_motive(number(first.preventive.discount), now, filled<slice_width>(p), number(first.war.cost));
    (motive[0] > 0 ? high : low) = p;
  }
  return high;
}

Case v7() {
  return {"V7",
          "preventive war",
          "Fearon 1995; Powell 2006",
          "v7_preventive.yaml",
          200,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{share_if(kernel.row(lane).violence == 2), tipping_chance_of_motive(kernel, lane)};
          },
          {{"attack", [](const Numbers& of) { return share_if(chance_later(of) > tipping_chance(of)); }},
           {"tipping point", tipping_chance}},
          {{{}, {1, 0.344444}},
           {{"second.preventive.shift=0.2"}, {0, 0.344444}},
           {{"second.preventive.shift=0.226"}, {1, 0.344444}},
           {{"second.preventive.shift=0.2259"}, {0, 0.344444}},
           {{"first.preventive.discount=0.8", "second.preventive.shift=0.5"}, {}},
           {{"first.war.cost=0.5"}, {}}},
          {{"no preventive motive", {"mechanisms.preventive=false"}}, {"no shift", {"second.preventive.shift=0"}}}};
}

// ---------------------------------------------------------------------------------------------- V9
double least_trust(const Numbers& of) {
  const double kept = of("first.compliance.detection") * of("first.compliance.snapback");
  return of("first.preferences.favour_to_second.salience") / (kept * of("first.preferences.favour_to_first.salience"));
}

Case v9() {
  return {"V9",
          "assurance",
          "Kydd 2005",
          "v9_assurance.yaml",
          200,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{share_if(kernel.row(lane).breach_day > 0), kernel.state().honour_ratio[0][lane]};
          },
          {{"breach", [](const Numbers& of) { return share_if(of("first.trust.second") < least_trust(of)); }},
           {"least trust", least_trust}},
          {{{}, {0, 0.666667}},
           {{"first.trust.second=0.6"}, {1, 0.666667}},
           {{"first.trust.second=0.6666"}, {1, 0.666667}},
           {{"first.trust.second=0.6667"}, {0, 0.666667}},
           {{"first.compliance.detection=0.9", "first.trust.second=0.6"}, {}},
           {{"first.compliance.snapback=0.5"}, {}}},
          {{"breaches go unseen", {"first.compliance.detection=0.3"}},
           {"another stake", {"first.preferences.favour_to_first.salience=3"}}}};
}

double posterior(const Numbers& of) {
  double odds = of("first.trust.second") / (1 - of("first.trust.second"));
  for (const auto& [id, event] : of.scenario().events)
    if (of(id + ".day") <= of.scenario().horizon) odds *= std::exp(of("trust.reassurance"));
  return odds / (1 + odds);
}

Case v9_bayes() {
  return {"V9 Bayes",
          "trust after reassuring acts",
          "Kydd 2005",
          "v9_bayes.yaml",
          2,
          of_row([](const Row& row) { return row.trust[0]; }),
          {{"", posterior}},
          {{{}, {0.5625}},
           {{"horizon=4"}, {0.794118}},
           {{"first.trust.second=0.1", "trust.reassurance=0.5"}, {}},
           {{"trust.reassurance=-1"}, {}}},
          {{"it forgets", {"trust.forget=0.01"}},
           {"likelihood ratio 2.9", {"trust.reassurance=1.0647107369924282"}},
           {"it does not learn", {"mechanisms.trust_learning=false"}}}};
}

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
            return Gauged{share_if(row.settlement > 0), war ? row.war_day : row.comprehensive_day,
                          share_if(war && row.war_day <= checkpoint)};
          },
          {{"P(deal)", [total](const Numbers& of) { return of("agreement.rate") / total(of); }},
           {"mean time", [total](const Numbers& of) { return 1 / total(of); }},
           {"war by day 22",
            [total](const Numbers& of) {
              return of("outbreak.rate") / total(of) * (1 - std::exp(-total(of) * checkpoint));
            }}},
          {{{}, {0.8, 40, 0.084610}}, {{"outbreak.rate=0.03"}, {}}, {{"agreement.rate=0.9", "outbreak.rate=0.6"}, {}}},
          {{"another hazard", {"outbreak.rate=0.0055"}}, {"no war", {"outbreak.outcome=none"}}}};
}

// ---------------------------------------------------------------------------------------------- V11
struct GameChances {
  double quiet, absorbed, exchange;
};

GameChances crisis_game(const Numbers& of) {
  const auto logistic = [&](double x) { return 1 / (1 + std::exp(-of("precision.force") * x)); };
  const std::string one = "border.force.first.payoffs.", two = "border.force.second.payoffs.";
  const double answer = logistic(of(two + "exchange") - of(two + "absorb"));
  const double attack =
      logistic(answer * of(one + "exchange") + (1 - answer) * of(one + "unanswered") - of(one + "status_quo"));
  return {1 - attack, attack * (1 - answer), attack * answer};
}

Case v11() {
  return {"V11",
          "logit crisis game",
          "McKelvey and Palfrey 1998; Signorino 1999",
          "v11_crisis_game.yaml",
          200000,
          [](const CrisisKernel& kernel, int lane) {
            const Row row = kernel.row(lane);
            const bool struck = row.strike_day > 0, over = row.crisis_end > 0;  // an absorbed strike ends at once
            return Gauged{share_if(!struck), share_if(struck && over), share_if(struck && !over)};
          },
          {{"status quo", [](const Numbers& of) { return crisis_game(of).quiet; }},
           {"absorbed", [](const Numbers& of) { return crisis_game(of).absorbed; }},
           {"exchange", [](const Numbers& of) { return crisis_game(of).exchange; }}},
          {{{}, {0.549184, 0.180918, 0.269898}},
           {{"precision.force=0.5"}, {0.512456, 0.219476, 0.268068}},
           {{"border.force.second.payoffs.absorb=-0.2", "precision.force=3"}, {}},
           {{"border.force.first.payoffs.status_quo=-0.5"}, {}}},
          {{"another precision", {"precision.force=1.1"}},
           {"no answer is expected", {"border.force.second.payoffs.exchange=-4"}}}};
}

// ---------------------------------------------------------------------------------------------- V13
struct Walk {
  double top, steps;
};

Walk walk(const Numbers& of) {
  const double total = of("up.rate") + of("down.rate"), moves = 1 - std::exp(-total);
  const double p = moves * of("up.rate") / total, q = moves - p;
  const double k = of("first.posture.start"), n = of("top.when.value");
  if (std::abs(p - q) < 1e-12) return {k / n, k * (n - k) / (p + q)};
  const double ratio = q / p, top = (1 - std::pow(ratio, k)) / (1 - std::pow(ratio, n));
  return {top, (k - n * top) / (q - p)};
}

Case v13() {
  return {"V13",
          "walk on the ladder",
          "Feller 1968, ch. XIV",
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
           {{"up.rate=0.3", "down.rate=0.3", "top.when.value=8"}, {}}},
          {{"fatigue", {"first.posture.fatigue=0.002"}}, {"a higher ladder", {"top.when.value=11"}}}};
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

Case v14() {
  const auto count = [](const CrisisKernel& kernel, int lane) {
    const double incidents = kernel.state().incident_count[lane];
    return Gauged{incidents, incidents};
  };
  return {"V14",
          "incidents in clusters",
          "Hawkes 1971",
          "v14_incidents.yaml",
          8192,
          count,
          {{"count of 1,100 days", [](const Numbers& of) { return incident_mean(of) * counted_days(of); }},
           {"dispersion", incident_dispersion, Statistic::dispersion}},
          {{{}, {}}, {{"border.incidents.branching=0.3"}, {}}, {{"border.incidents.decay=0.2"}, {}}},
          {{"branching .5", {"border.incidents.branching=0.5"}}, {"no contagion", {"mechanisms.contagion=false"}}},
          burn_in};
}

double borel(double n, int k) { return std::exp(-n * k) * std::pow(n * k, k - 1) / std::tgamma(k + 1); }

Case v14_clusters() {
  const std::vector<std::string> alone{"border.incidents.base=0", "border.incidents.recent=1", "horizon=150"};
  const auto with = [&](const std::string& more) {
    std::vector<std::string> set = alone;
    set.push_back(more);
    return set;
  };
  Case one{"V14 clusters",
           "cluster sizes (Borel)",
           "Hawkes and Oakes 1974",
           "v14_incidents.yaml",
           200000,
           [](const CrisisKernel& kernel, int lane) {
             const double size = 1 + kernel.state().incident_count[lane];
             return Gauged{share_if(size == 1), share_if(size == 2), share_if(size == 3), share_if(size == 4)};
           },
           {},
           {{alone, {0.548812, 0.180717, 0.089261, 0.052254}}, {with("border.incidents.branching=0.3"), {}}},
           {{"branching .55", with("border.incidents.branching=0.55")}}};
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

Case v15() {
  return {"V15",
          "arms race",
          "Richardson 1960",
          "v15_arms_race.yaml",
          2,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{kernel.state().posture[0][lane], kernel.state().posture[1][lane]};
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
           {"unstable", {"first.posture.fatigue=0.1", "second.posture.fatigue=0.1", "horizon=60"}}}};
}

// ---------------------------------------------------------------------------------------------- V18
/// φ(100) and −λφ(100) as the mechanism has them, and what the loss of half the own ideal is worth in a text.
Gauged prospect_values(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const Pack pack = only(lane);
  Outlook view;
  look_ahead(view, model, kernel.state(), kernel.values(), model.party[0], pack);
  const Slice one = filled<slice_width>(1), hundred = filled<slice_width>(100);
  const Slice curved = prospect(hundred, one, view.taste.gain_exponent);
  Text half;
  half[0] = filled<slice_width>(0.5);
  return {curved[0], -view.taste.loss_aversion[0] * curved[0],
          (value(view.taste, half, one) - view.taste.worth_now)[0]};
}

Case v18() {
  const auto power = [](const Numbers& of, double z) { return std::pow(z, of("first.gain_exponent")); };
  return {"V18",
          "value of gains and losses",
          "Tversky and Kahneman 1992",
          "v18_prospect.yaml",
          2,
          prospect_values,
          {{"+100", [power](const Numbers& of) { return power(of, 100); }},
           {"-100", [power](const Numbers& of) { return -of("first.loss_aversion") * power(of, 100); }},
           {"half the ideal", [power](const Numbers& of) { return -of("first.loss_aversion") * power(of, 0.5); }}},
          {{{}, {57.5440, -129.4740, -1.222577}}, {{"first.loss_aversion=1.5", "first.gain_exponent=0.7"}, {}}},
          {{"no loss aversion", {"first.loss_aversion=1"}}, {"mechanism off", {"mechanisms.prospect=false"}}}};
}

}  // namespace

std::vector<Case> crisis_cases() {
  return {v7(), v9(), v9_bayes(), v10(), v11(), v13(), v14(), v14_clusters(), v15(), v18()};
}

}  // namespace backchannel::theory
