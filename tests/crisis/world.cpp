// Trust, posture, tension, incidents, events, calendar, capitals, compliance, force: a day by hand each.
#include <doctest/doctest.h>

#include "sim/crisis/world/crisis_game.hpp"
#include "sim/crisis/worth/war_cost.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

const std::string quiet = R"(
horizon: 100
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}, trust: {two: 0.5}}
  two: {preferences: {share: {ideal: 0}}, trust: {one: 0.5}}
calendar: {first_session: 36500}
events:
  deed: {day: 1, by: two, against: one, effects: {act: breach}}
)";

const ActorId one{0}, two{1};  // in order of id, as in all these crises

double odds(const Scene& scene, ActorId actor) { return scene.state().trust[actor][0]; }

TEST_CASE("trust adds evidence, weighs repeats, forgets and stays within 4") {
  const Settings bayes{"trust.forget=0", "trust.breach=-1.5",
                       "deed={rate: 100, times: 1000, by: two, against: one, "
                       "effects: {act: breach}}"};
  Settings set = bayes;
  set.push_back("trust.repeat=0.5");
  Scene scene(quiet, set);
  scene.live();
  CHECK(odds(scene, one) == doctest::Approx(-1.5));
  scene.live();
  CHECK(odds(scene, one) == doctest::Approx(-1.5 - 0.75));  // the second of its kind weighs half
  CHECK(odds(scene, two) == 0);                             // who acts does not learn from itself
  set.back() = "trust.repeat=1";
  Scene cap(quiet, set);
  cap.live(10);
  CHECK(odds(cap, one) == -4);
  Scene forgets(quiet, {"trust.forget=0.1", "trust.breach=-1.5"});
  forgets.live(3);
  CHECK(odds(forgets, one) == doctest::Approx(-1.5 * 0.9 * 0.9));
}

TEST_CASE("acts are repeats for thirty days") {
  Scene scene(quiet, {"trust.forget=0", "trust.repeat=0", "trust.breach=-1",
                      "deed={day: 1, by: two, against: one, effects: {act: breach}}",
                      "events.second={day: 25, by: two, against: one, effects: {act: breach}}",
                      "events.third={day: 60, by: two, against: one, effects: {act: breach}}"});
  scene.live(30);
  CHECK(odds(scene, one) == doctest::Approx(-1));
  scene.live(40);
  CHECK(odds(scene, one) == doctest::Approx(-2));
}

TEST_CASE("the belief about a private cost moves between the halves of its prior") {
  const Settings secret{"two.war.cost={uniform: [0, 1], private: true}", "trust.resolve_factor=-1", "trust.breach=-2"};
  Scene scene(quiet, secret);
  CHECK(scene.model().actors[two].cost.mean_low == doctest::Approx(0.25));
  scene.live();
  const double resolved = 1 / (1 + std::exp(-2.0));
  const Slice believed = believed_cost(scene.few(), scene.state(), one, two);
  CHECK(believed[0] == doctest::Approx(resolved * 0.25 + (1 - resolved) * 0.75));
  Scene open(quiet, {"two.war.cost=0.4"});
  open.live();
  CHECK(believed_cost(open.few(), open.state(), one, two)[0] == doctest::Approx(0.4));
}

TEST_CASE("a day of the arms race is the exact solution, not an Euler step") {
  // x' = −a·x + k·y + g, y' = −a·y + k·x + g: x + y and x − y decouple with rates a − k and a + k.
  const double a = 0.9, k = 0.7, g = 0.2, x = 3, y = -1;
  Scene scene(quiet, {"one.posture={start: 3, fatigue: 0.9, grievance: 0.2, reaction: {two: 0.7}}",
                      "two.posture={start: -1, fatigue: 0.9, grievance: 0.2, reaction: {one: 0.7}}"});
  scene.live();
  const double sum = (x + y) * std::exp(-(a - k)) + 2 * g / (a - k) * (1 - std::exp(-(a - k)));
  const double difference = (x - y) * std::exp(-(a + k));
  CHECK(scene.state().posture[one][0] == doctest::Approx((sum + difference) / 2).epsilon(1e-12));
  CHECK(scene.state().posture[two][0] == doctest::Approx((sum - difference) / 2).epsilon(1e-12));
}

TEST_CASE("tension decays to the floor of postures, rises and falls by shares and stays in [0, 1]") {
  const Settings base{"tension.start=0.4",       "tension.decay=0.1",        "tension.floor=0.6",
                      "tension.posture_scale=5", "mechanisms.posture=false", "one.posture.start=2",
                      "two.posture.start=-3"};
  const double floor = 0.6 * (1 - std::exp(-2.0 / 5));  // negative mobilisation does not count
  Scene calm(quiet, base);
  calm.live();
  CHECK(calm.state().tension[0] == doctest::Approx(0.4 + 0.1 * (floor - 0.4)).epsilon(1e-12));
  Settings raised = base;
  raised.push_back("deed.effects.tension=0.7");
  Scene tense(quiet, raised);
  tense.live();
  CHECK(tense.state().tension[0] == doctest::Approx(1 - (1 - calm.state().tension[0]) * std::exp(-0.7)).epsilon(1e-12));
  raised.back() = "deed.effects.tension=-0.7";
  Scene relieved(quiet, raised);
  relieved.live();
  CHECK(relieved.state().tension[0] == doctest::Approx(calm.state().tension[0] * std::exp(-0.7)).epsilon(1e-12));
}

TEST_CASE("fear of single acts fades") {
  Scene scene(quiet, {"deed={day: 1, by: two, against: one, effects: {perceived_risk: 0.6}}"});
  scene.live();
  CHECK(scene.state().risk_shift[one][0] == doctest::Approx(0.6));
  scene.live(30);
  CHECK(scene.state().risk_shift[one][0] == doctest::Approx(0.6 * std::pow(1 - 0.033, 30)));
  CHECK(scene.state().risk_shift[one][0] == doctest::Approx(0.6 * std::exp(-1)).epsilon(0.02));
  CHECK(scene.state().risk_shift[two][0] == 0);
}

TEST_CASE("events happen on their day, on their condition, and as often as they may") {
  Scene scene(quiet, {"events.later={day: 5, by: one, against: two, effects: {posture: 2}}",
                      "events.alarm={when: {state: posture.one, is: above, value: 1.5}, effects: {tension: 5}}",
                      "mechanisms.tension=true", "one.posture.fatigue=0"});
  scene.live(4);
  CHECK(scene.state().posture[one][0] == 0);
  scene.live();
  CHECK(scene.state().posture[one][0] == doctest::Approx(2));
  CHECK(scene.state().tension[0] < 0.9);
  scene.live();  // conditions read last night's public state
  CHECK(scene.state().tension[0] > 0.99);
  Scene often(quiet, {"deed={rate: 100, times: 3, by: one, effects: {posture: 1}}", "one.posture.fatigue=0"});
  often.live(10);
  CHECK(often.state().posture[one][0] == doctest::Approx(3));
}

TEST_CASE("acts of a dispute end with a comprehensive text in force, acts of talks with the talks") {
  const auto acts = [](const std::string& during, const Settings& more) {
    Settings set{"deed={rate: 100, times: 1000, during: " + during + ", by: one, effects: {posture: 1}}",
                 "one.posture.fatigue=0", "calendar.first_session=3"};
    set.insert(set.end(), more.begin(), more.end());
    Scene scene(quiet, set);
    scene.live(10);
    return scene.state().posture[one][0];
  };
  const Settings talking{"one.preferences.share.ideal=0.9"}, failing{"talks.max_rounds=1"},
      agreeing{"two.preferences.share.ideal=1", "one.ratification.delay=0", "two.ratification.delay=0"};
  CHECK(acts("always", agreeing) == doctest::Approx(10));
  CHECK(acts("dispute", talking) == doctest::Approx(10));
  CHECK(acts("talks", talking) == doctest::Approx(10));
  CHECK(acts("dispute", failing) == doctest::Approx(10));
  CHECK(acts("talks", failing) == doctest::Approx(4));     // the only round is on day 3; all see its end on day 4
  CHECK(acts("dispute", agreeing) == doctest::Approx(3));  // agreed, ratified and in force on day 3
  CHECK(acts("talks", agreeing) == doctest::Approx(3));
}

TEST_CASE("a date that was set lapses with a comprehensive agreement in force") {
  const Settings set{"calendar.first_session=3", "calendar.deadline=8"};
  Scene open(quiet, set);
  open.live(5);
  CHECK(open.state().deadline[0] == 8);
  Settings agreeing = set;
  for (const char* more : {"two.preferences.share.ideal=1", "one.ratification.delay=0", "two.ratification.delay=0"})
    agreeing.emplace_back(more);
  Scene settled(quiet, agreeing);
  settled.live(5);
  CHECK(settled.state().deadline[0] == no_deadline);
}

TEST_CASE("grave incidents are a share of incidents and raise trust's and tension's alarm") {
  const auto incidents = [](const std::string& spec) {
    return Settings{"dyads.line={first: one, second: two, incidents: " + spec + "}", "horizon=50"};
  };
  const auto rows = play(model_of(quiet, incidents("{base: 0.4, exposure: 1, branching: 0, grave_share: 0.25}")), 4096);
  double all = 0, grave = 0;
  for (const Row& row : rows) all += row.incidents, grave += row.grave_incidents;
  CHECK(all / 4096 == doctest::Approx(20).epsilon(0.015));  // four standard errors are .28
  // At most one grave incident is told a day: 1 − e^{−.4·.25} a day.
  CHECK(grave / 4096 == doctest::Approx(50 * (1 - std::exp(-0.1))).epsilon(0.03));
  Scene none(quiet, incidents("{base: 0}"));
  none.live(20);
  CHECK(none.state().incident_count.maxCoeff() == 0);
}

// ---------------------------------------------------------------------------------------------- force
const Settings with_force{
    "dyads.line={first: one, second: two, force: {one: {may_strike: true, gain: 0.1, loss: 0.2, "
    "becomes_war: 0.25}, two: {gain: 0.05, loss: 0.15, damage: 0.3, becomes_war: 0.5}}}",
    "one.war.cost=0.3", "two.war.cost=0.2"};

/// The game in the first direction after a day.
ForceGame game_of(const std::string& crisis, const Settings& set) {
  Scene scene(crisis, set);
  scene.live();
  return CrisisGame(scene.state(), scene.views()).solve(scene.few(), scene.model().strikes[StrikeId{0}]);
}

ForceGame game_of(const Settings& more) {
  Settings set = with_force;
  set.insert(set.end(), more.begin(), more.end());
  return game_of(quiet, set);
}

TEST_CASE("the game of force is solved from leaf to root") {
  const ForceGame game = game_of({"mechanisms.preventive=false", "precision.force=8"});
  const double sq = 0.5, war_one = 0.5 - 0.3, war_two = 0.5 - 0.2;
  const double exchange = 0.25 * war_one + 0.75 * (sq + 0.1 - 0.2), unanswered = sq + 0.1;
  CHECK(game.exchange[0] == doctest::Approx(exchange));
  CHECK(game.unanswered[0] == doctest::Approx(unanswered));
  const double answered = 0.5 * war_two + 0.5 * (sq + 0.05 - 0.15), absorbed = sq - 0.3;
  const double h = 1 / (1 + std::exp(-8 * (answered - absorbed)));
  CHECK(game.answer_believed[0] == doctest::Approx(h));
  CHECK(game.attack[0] == doctest::Approx(h * exchange + (1 - h) * unanswered));
  CHECK(game.carry_on[0] < sq + 1e-12);
}

TEST_CASE("a side's shift in power gives the other a motive, and a verified cap removes it") {
  const auto motive = [](const Settings& set) { return game_of(set).preventive[0]; };
  CHECK(motive({"two.preventive.shift=0"}) == 0);
  const double p = 0.5, later = 0.5 * 3 / (0.5 * 3 + 0.5);
  CHECK(motive({"two.preventive.shift=2", "one.preventive.discount=0.9"}) ==
        doctest::Approx(0.9 * later - p - 0.3 * 0.1));
  CHECK(motive({"two.preventive.shift=2", "share.role=cap", "share.status_quo=1"}) == 0);
}

TEST_CASE("a patron's leash and a counsel of restraint make waiting worth more") {
  const std::string client = R"(
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}}
  two: {preferences: {share: {ideal: 0}}}
  zealot: {role: third_party, patron: one, leash: 0.4, autonomy: 0.25, preferences: {share: {ideal: 1}}}
dyads:
  line: {first: two, second: zealot, force: {zealot: {may_strike: true}, two: {}}}
)";
  const auto waiting = [&](const Settings& set) { return game_of(client, set).carry_on[0]; };
  CHECK(waiting({}) - waiting({"mechanisms.patron=false"}) == doctest::Approx(0.75 * 0.4));
  CHECK(waiting({"zealot.autonomy=1"}) == doctest::Approx(waiting({"mechanisms.patron=false"})));
  CHECK(waiting({"events.plea={day: 1, against: zealot, restraint: 0.2}"}) - waiting({}) == doctest::Approx(0.2));
}

// ---------------------------------------------------------------------------------------------- talks, capitals
const std::string sure_deal = R"(
horizon: 100
issues:
  give: {status_quo: 0, min_step: 1}
  take: {status_quo: 0, min_step: 1}
actors:
  one:
    preferences: {give: {ideal: 0, salience: 1}, take: {ideal: 1, salience: 3}}
    war: {perceived_risk: 0}
    ratification: {delay: 6}
  two:
    preferences: {give: {ideal: 1, salience: 3}, take: {ideal: 0, salience: 1}}
    war: {perceived_risk: 0}
    ratification: {delay: 4}
precision: {text: .inf, ratification: .inf, compliance: .inf}
mechanisms: {trust: false}
calendar: {recess_spread: 0}
)";

TEST_CASE("a text agreed in principle is ratified after the longer delay and changes the status quo") {
  Scene scene(sure_deal, {"calendar.first_session=3"});
  scene.live(8);
  CHECK(scene.state().settlement[0] == 0);
  CHECK(scene.state().in_force[IssueId{0}][0] == 0);
  scene.live();
  CHECK(scene.state().settlement[0] == code(Scope::comprehensive));
  CHECK(scene.state().in_force[IssueId{0}][0] == 1);
  CHECK(scene.state().comprehensive_day[0] == 9);
  CHECK(scene.state().calm[0] == doctest::Approx(0.8));
}

TEST_CASE("a capital that refuses keeps the status quo, binds its party and is asked so often only") {
  // Worth .5 to the assembly, which at precision 2 is 73 % in favour: ratifiable, but not by nine tenths.
  Scene scene(sure_deal, {"one.factions={assembly: {weight: 1}}", "one.ratification.threshold=0.9",
                          "one.ratification.tries=2", "precision.ratification=2", "calendar.recess_median=5"});
  scene.live(7);
  CHECK(scene.state().commitment[one][0] == doctest::Approx(0.1));
  CHECK(scene.state().talks.open[0] == 1);
  scene.live(13);
  CHECK(scene.state().talks.open[0] == 0);
  CHECK(scene.state().settlement.maxCoeff() == 0);
  CHECK(scene.state().in_force[IssueId{0}].maxCoeff() == 0);
}

TEST_CASE("the door closes when patience ends; rounds come after a recess") {
  Scene scene(sure_deal, {"one.preferences.take.salience=0.5", "one.patience=30", "calendar.recess_median=6",
                          "calendar.session_days=2"});
  scene.live(30);
  CHECK(scene.state().talks.open[0] == 1);
  CHECK(scene.state().talks.rounds[0] == 4);  // days 1–2, 9–10, 17–18, 25–26
  scene.live(5);
  CHECK(scene.state().talks.open[0] == 0);
}

TEST_CASE("a breach brings the old status quo back and costs trust; honouring earns it") {
  Scene keeps(sure_deal, {"one.ratification.delay=0", "two.ratification.delay=0", "mechanisms.trust=true",
                          "one.trust={two: 0.9}", "two.trust={one: 0.9}", "trust.forget=0"});
  keeps.live(32);
  CHECK(keeps.state().settlement[0] == code(Scope::comprehensive));
  CHECK(odds(keeps, one) == doctest::Approx(std::log(9.0) + 0.1));
  Scene cheats(sure_deal,
               {"one.ratification.delay=0", "two.ratification.delay=0", "mechanisms.trust=true", "one.trust={two: 0.9}",
                "two.trust={one: 0.9}", "trust.forget=0", "one.compliance={detection: 0.1, temptation: 1}"});
  cheats.live(2);
  CHECK(cheats.state().breach_day[0] == 2);
  CHECK(cheats.state().in_force[IssueId{0}][0] == 0);
  CHECK(odds(cheats, two) == doctest::Approx(std::log(9.0) - 1.5));
}

TEST_CASE("breaches come at the rate of temptations times the chance of giving in, on no day more than on another") {
  const Settings cheat{"one.ratification.delay=0",
                       "two.ratification.delay=0",
                       "one.compliance={detection: 0.1, temptation: 0.03}",
                       "settled_days=36500",
                       "horizon=36500",
                       "mechanisms.force=false"};
  const auto broken = [&](const Settings& set, int days) {
    Settings all = cheat;
    all.insert(all.end(), set.begin(), set.end());
    Scene scene(sure_deal, all);
    scene.live(1 + days);  // signed on day 1
    double count = 0;
    for (int lane = 0; lane < lane_count; ++lane) count += scene.state().breach_day[lane] > 0;
    return count / lane_count;
  };
  for (const int days : {5, 20, 29, 31, 60}) {
    CAPTURE(days);
    const double expected = 1 - std::pow(0.97, days);
    CHECK(std::abs(broken({}, days) - expected) < 4 * std::sqrt(expected * (1 - expected) / lane_count));
  }
  // At precision 1 a side of full trust with L/(d·G) = 1/(.1·.9·3), gains 3 of 4 and losses 1 of 4, gives in by its
  // margin.
  const double chance = 1 - 1 / (1 + std::exp(-(1 - 1 / (0.1 * 0.9 * 3)))),
               expected = 1 - std::pow(1 - 0.03 * chance, 40);
  CHECK(std::abs(broken({"precision.compliance=1", "two.compliance.temptation=0"}, 40) - expected) <
        4 * std::sqrt(expected * (1 - expected) / lane_count));
}

TEST_CASE("a breach is an occasion for force on the day") {
  const auto struck = [](const Settings& set) {
    Settings all{
        "one.ratification.delay=0", "two.ratification.delay=0", "force.rate=0", "precision.force=.inf",
        "dyads={border: {first: one, second: two, incidents: {base: 0}, force: {one: {gain: 0}, two: {may_strike: "
        "true, gain: 5, loss: 0}}}}"};
    all.insert(all.end(), set.begin(), set.end());
    Scene scene(sure_deal, all);
    scene.live(3);
    return scene.state().strike_day[0];
  };
  CHECK(struck({"one.compliance={detection: 0.1, temptation: 1}"}) == 2);
  CHECK(struck({"one.compliance={detection: 0.1, temptation: 0}", "two.compliance.temptation=0"}) == 0);
}

TEST_CASE("strain moves towards pressure, by its adjustment") {
  Scene scene(quiet, {"one.strain={start: 0.2, pressure: 0.7, adjustment: 0.1}"});
  scene.live(2);
  CHECK(scene.state().strain[one][0] == doctest::Approx(0.7 - 0.5 * 0.9 * 0.9));
}

}  // namespace
}  // namespace backchannel::testing
