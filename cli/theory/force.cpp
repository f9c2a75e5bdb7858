// V7, V9, V11: whether to strike, whether to keep one's word.
#include "sim/crisis/world/force.hpp"

#include <algorithm>
#include <cmath>

#include "cli/theory/gauges.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel::theory {

namespace {

// ---------------------------------------------------------------------------------------------- V7
double chance_now(const Numbers& of) { return chance_of_winning(of, "second"); }
double chance_later(const Numbers& of) {
  const double grown = chance_now(of) * (1 + of("second.preventive.shift"));
  return grown / (grown + 1 - chance_now(of));
}
/// V(win) − V(lose) of the first side.
double stake(const Numbers& of) { return of("first.war.win.share") - of("first.war.lose.share"); }
/// p2 above which the first side attacks; 1 if there is none.
double tipping_chance(const Numbers& of) {
  const double discount = of("first.preventive.discount"), cost = of("first.war.cost") * (1 - discount);
  return stake(of) > 0 ? std::min(1.0, (chance_now(of) + cost / stake(of)) / discount) : 1.0;
}

/// The same, found by bisection on the mechanism's motive.
double tipping_chance_of_motive(const CrisisKernel& kernel, int lane) {
  const Model& model = kernel.model();
  const Actor& first = *model.at(Side::first).spec;
  const Look look(kernel, lane);
  const Few& few = look.few();
  const Views& views = kernel.mechanisms().views();
  const ActorId one = model.party[Side::first], two = model.party[Side::second];
  Prevention prevention{.discount = few[first.preventive.discount],
                        .now = 1.0 - views.winning_chance(few, one, two),
                        .later = 0.0,
                        .stake = views.stake(few, one, two),
                        .cost = few[first.war.cost]};
  double low = 0, high = 1;
  for (int n = 0; n < 100; ++n) {
    const double p = 0.5 * (low + high);
    prevention.later = p;
    (preventive_motive(prevention)[0] > 0 ? high : low) = p;
  }
  return high;
}

/// The crisis game at infinite precision: the second side answers if it loses nothing by it.
bool attacks(const Numbers& of) {
  const auto exchange = [&](const std::string& side) {
    const std::string force = "border.force." + side + ".";
    const double war = of(force + "becomes_war");
    const double lose = of("first.war.lose.share"), winning = chance_of_winning(of, "first");
    const double worth = side == "first" ? winning * stake(of) + lose - of("first.war.cost") : worth_of_war(of, side);
    return war * worth + (1 - war) * (worth_now(of, "share", side) + of(force + "gain") - of(force + "loss"));
  };
  const double discount = of("first.preventive.discount");
  const double motive =
      std::max(0.0, stake(of) * (discount * chance_later(of) - chance_now(of)) - of("first.war.cost") * (1 - discount));
  const double unanswered = worth_now(of, "share", "first") + of("border.force.first.gain");
  const double absorbed = worth_now(of, "share", "second") - of("border.force.second.damage");
  const double strike = exchange("second") - absorbed >= -1e-12 ? exchange("first") : unanswered;
  return strike + motive >= worth_now(of, "share", "first") - 1e-12;
}

std::string no_single_choice(const Numbers& of) {
  if (of("force.rate") < 1) return "it takes an occasion on the one day: force.rate 1";
  if (!std::isinf(of("precision.force"))) return "it takes sharp choices: precision.force .inf";
  if (of("first.war.perceived_risk") > 0) return "it takes a quiet alternative: first.war.perceived_risk 0";
  return "";
}

Case v7() {
  return {
      "V7",
      "preventive war",
      "Fearon 1995; Powell 2006",
      "v7_preventive.yaml",
      200,
      [](const CrisisKernel& kernel, int lane) {
        return Gauged{share_if(kernel.row(lane).violence == Violence::strike), tipping_chance_of_motive(kernel, lane)};
      },
      {{"attack", [](const Numbers& of) { return share_if(attacks(of)); }}, {"tipping point", tipping_chance}},
      {{{}, {1, 0.344444}},
       {{"second.preventive.shift=0.2"}, {0, 0.344444}},
       {{"second.preventive.shift=0.226"}, {1, 0.344444}},
       {{"second.preventive.shift=0.2259"}, {0, 0.344444}},
       {{"first.war.lose.share=0.7"}, {0, 0.370370}},
       {{"first.war.lose.share=0.7", "second.preventive.shift=0.4"}, {1, 0.370370}},
       {{"first.war.lose.share=0.5", "first.war.cost=0.05"}, {1, 0.344444}},
       {{"first.war.lose.share=0.5", "first.war.cost=0.05", "second.preventive.shift=0.2259"}, {0, 0.344444}},
       {{"first.preventive.discount=0.8", "second.preventive.shift=0.5"}, {}},
       {{"first.war.cost=0.5"}},
       {{"border.force.first.gain=0.05", "second.preventive.shift=0"}},
       {{"border.force.first.becomes_war=0.5", "second.preventive.shift=0.6"}}},
      {{"no preventive motive", {"mechanisms.preventive=false"}},
       {"no shift", {"second.preventive.shift=0"}},
       {"less at stake", {"first.war.lose.share=0.7"}}},
      no_single_choice};
}

// ---------------------------------------------------------------------------------------------- V9
struct Swap {
  double trust, gain, loss, kept;
};

Swap swap_of(const Numbers& of, const std::string& side) {
  const std::string other = other_than(side), preferences = side + ".preferences.favour_to_";
  return {of(side + ".trust." + other), of(preferences + side + ".salience"), of(preferences + other + ".salience"),
          of(side + ".compliance.detection") * of(side + ".compliance.snapback")};
}

double least_trust(const Swap& swap) {
  return swap.loss > 0 ? swap.loss / (swap.kept * swap.gain) : 0;  // infinite where nothing is gained or kept
}

bool breached(const Numbers& of) {
  const Swap first = swap_of(of, "first"), second = swap_of(of, "second");
  return first.trust < least_trust(first) - 1e-12 || second.trust < least_trust(second) - 1e-12;
}

constexpr double most_trust = 0.9820137900379085;  // log-odds of 4

std::string no_swap(const Numbers& of) {
  for (const std::string side : {"first", "second"}) {
    const Swap swap = swap_of(of, side);
    if (swap.trust < 1 - most_trust || swap.trust > most_trust)
      return "log-odds of trust are kept within 4: " + side + ".trust between .018 and .982";
    if (swap.trust * swap.gain < swap.loss) return side + " does not sign: trust times gain is less than the loss";
    if (!(least_trust(swap) < 1e5)) return side + " has nothing to lose by a breach";
    if (std::pow(1 - of(side + ".compliance.temptation"), of.scenario().horizon - 2) > 1e-9)
      return side + " is tempted too seldom: compliance.temptation";
  }
  for (const std::string issue : {"favour_to_first", "favour_to_second"})
    if (of(issue + ".status_quo") != 0 || of(issue + ".min_step") != 1)
      return "it is that of a whole swap: " + issue + " from 0 to 1";
  return "";
}

Case v9() {
  return {"V9",
          "assurance",
          "Kydd 2005",
          "v9_assurance.yaml",
          200,
          [](const CrisisKernel& kernel, int lane) {
            return Gauged{share_if(kernel.row(lane).breach_day > 0), kernel.state().honour_ratio[Side::first][lane]};
          },
          {{"breach", [](const Numbers& of) { return share_if(breached(of)); }},
           {"least trust", [](const Numbers& of) { return least_trust(swap_of(of, "first")); }}},
          {{{}, {0, 0.666667}},
           {{"first.trust.second=0.6"}, {1, 0.666667}},
           {{"first.trust.second=0.6666"}, {1, 0.666667}},
           {{"first.trust.second=0.6667"}, {0, 0.666667}},
           {{"first.compliance.detection=0.9", "first.trust.second=0.6"}},
           {{"first.compliance.snapback=0.5"}},
           {{"second.compliance.detection=0.5", "second.trust.first=0.9"}}},
          {{"breaches go unseen", {"first.compliance.detection=0.3"}},
           {"another stake", {"first.preferences.favour_to_first.salience=3"}}},
          no_swap,
          {"horizon"}};
}

double log_odds(const Numbers& of) {
  double odds = std::log(of("first.trust.second") / (1 - of("first.trust.second")));
  for (const auto& [id, event] : of.scenario().events)
    if (std::floor(of(id + ".day") + 0.5) <= of.scenario().horizon) odds += of("trust.reassurance");
  return odds;
}

double posterior(const Numbers& of) { return 1 / (1 + std::exp(-log_odds(of))); }

std::string not_bayes(const Numbers& of) {
  if (of("trust.forget") != 0 || of("trust.repeat") != 1) return "Bayes' rule has trust.forget 0 and trust.repeat 1";
  const double prior = of("first.trust.second");
  if (std::abs(log_odds(of)) > 4 || prior < 1 - most_trust || prior > most_trust)
    return "log-odds of trust are kept within 4, trust between .018 and .982";
  return "";
}

Case v9_bayes() {
  return {"V9 Bayes",
          "trust after good acts",
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
           {"it does not learn", {"mechanisms.trust_learning=false"}}},
          not_bayes,
          {"horizon"}};
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
      std::min(1.0, of("force.rate")) *
      logistic(answer * of(one + "exchange") + (1 - answer) * of(one + "unanswered") - of(one + "status_quo"));
  return {1 - attack, attack * (1 - answer), attack * answer};
}

Case v11() {
  return {"V11",
          "logit crisis game",
          "McKelvey & Palfrey 1998",
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
           {{"border.force.first.payoffs.status_quo=-0.5"}},
           {{"force.rate=0.4"}}},
          {{"another precision", {"precision.force=1.3"}},
           {"no answer is expected", {"border.force.second.payoffs.exchange=-4"}}},
          [](const Numbers& of) -> std::string {
            return of.scenario().horizon == 1 ? "" : "it is that of one occasion: horizon 1";
          }};
}

}  // namespace

std::vector<Case> force_cases() { return {v7(), v9(), v9_bayes(), v11()}; }

}  // namespace backchannel::theory
