// Force in its time: shocks with memory, what a quiet start tells, exchanges that widen, readiness, dates, spoilers.
#include <doctest/doctest.h>

#include "sim/crisis/world/crisis_game.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

const ActorId one{0}, two{1};

/// Two sides who do not talk. The first strikes with one and the same chance at every occasion: .05, or as set.
const std::string standing = R"(
horizon: 200
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}}
  two: {preferences: {share: {ideal: 0}}}
calendar: {first_session: 36500}
precision: {force: 1}
force: {rate: 0.1}
dyads:
  line:
    first: one
    second: two
    force:
      one: {may_strike: true, payoffs: {unanswered: -2.9444389791664403, exchange: -2.9444389791664403}}
      two: {payoffs: {exchange: -1, absorb: 1000}}
)";

Settings with_chance(double p, Settings set = {}) {
  const std::string value = std::to_string(std::log(p / (1 - p)));
  set.push_back("dyads.line.force.one.payoffs={unanswered: " + value + ", exchange: " + value + "}");
  return set;
}

constexpr std::uint64_t runs = 16384;

/// The share of runs struck on a day from `after` + 1 to `until`.
double struck(const std::vector<Row>& rows, double after, double until) {
  return share(rows, [=](const Row& row) { return row.strike_day > after && row.strike_day <= until; });
}

void check_share(double found, double expected) {
  CAPTURE(found);
  CAPTURE(expected);
  CHECK(std::abs(found - expected) < 4 * std::sqrt(expected * (1 - expected) / runs));
}

TEST_CASE("a decision of one in a hundred happens in one of a hundred, whatever its memory") {
  for (const std::string memory : {"0", "10", "90", ".inf"})
    for (const double p : {0.01, 0.2, 0.7}) {
      CAPTURE(memory);
      const Settings daily = with_chance(p, {"force.rate=1", "force.memory=" + memory, "horizon=1"});
      check_share(struck(play(model_of(standing, daily), runs), 0, 1), p);
    }
}

TEST_CASE("a shock that is kept strikes once or never, independent ones at a constant hazard") {
  const auto by_day = [](const std::string& memory, double day) {
    return struck(play(model_of(standing, {"force.rate=1", "force.memory=" + memory, "horizon=40"}), runs), 0, day);
  };
  check_share(by_day(".inf", 40), 0.05);
  check_share(by_day("0", 40), 1 - std::pow(0.95, 40));
  // With memory it lies between, and neither limit passes for it.
  const double between = by_day("20", 40);
  CHECK(between > 0.05 + 0.02);
  CHECK(between < 1 - std::pow(0.95, 40) - 0.2);
}

TEST_CASE("without new causes the hazard of force falls or is flat") {
  for (const std::string memory : {"0", "45"})
    for (const std::string start : {"{quiet_start: false}", "{quiet_start: true, quiet_days: 1}"}) {
      CAPTURE(memory);
      CAPTURE(start);
      const auto rows = play(model_of(standing, {"force=" + start, "force.rate=0.1", "force.memory=" + memory}), runs);
      const auto hazard = [&](double from, double until) {
        return struck(rows, from, until) / (until - from) / (1 - struck(rows, 0, from));
      };
      const double error = std::sqrt(hazard(0, 20) / 20 / runs) + std::sqrt(hazard(100, 200) / 100 / runs);
      if (memory == "0") CHECK(std::abs(hazard(100, 200) - hazard(0, 20)) < 4 * error + 0.0005);
      if (memory == "45") CHECK(hazard(100, 200) < hazard(0, 20) - 2 * error);
    }
}

TEST_CASE("a quiet start is worth as much as what would have been seen") {
  // The shock is kept, so that exactly those strike whose first one lies below .2.
  const auto found = [](const std::string& days) {
    const Settings set = with_chance(0.2, {"force.quiet_start=true", "force.quiet_days=" + days});
    return struck(play(model_of(standing, set), runs), 0, 200);
  };
  check_share(found("0"), 0.2);
  CHECK(found(".inf") == 0);
  const double none = std::pow(0.9, 3), weight = none / (none + (1 - none) * 0.8);
  check_share(found("3"), weight * 0.2);
}

/// A strike at once, which is answered; both sides go on for good, and an ally comes in at once.
const Settings fighting{"force.rate=1",
                        "force.persistence=20",
                        "force.host_struck=0",
                        "dyads.line.force.one.payoffs={unanswered: 100, exchange: 100}",
                        "dyads.line.force.two.payoffs={exchange: 1000, absorb: -1000}",
                        "actors.friend={role: third_party, support: {one: 1}, join: 10}"};

double war_day(const Settings& more) {
  Settings set = fighting;
  set.insert(set.end(), more.begin(), more.end());
  return play(model_of(standing, set), 8).front().war_day;
}

TEST_CASE("an ally who joins has not been struck by that") {
  CHECK(war_day({"force.ally_struck=0"}) == 8);  // the eighth day of the exchange
  CHECK(war_day({"force.ally_struck=1"}) == 3);  // in on day 2, struck on day 3
  CHECK(war_day({"force.ally_struck=1", "actors.friend.join=0"}) == 8);
}

TEST_CASE("an exchange outlasts a week by the chance of both to go on seven times") {
  Settings set = fighting;
  for (const char* more : {"actors.friend.join=0", "force.persistence=3", "force.stake=0", "horizon=12"})
    set.emplace_back(more);
  const auto rows = play(model_of(standing, set), runs);
  const double on = 1 / (1 + std::exp(-3.0));
  // Only the first exchange: who stops goes on with another on the next day.
  const double war = share(rows, [](const Row& row) { return row.war_day > 0 && row.war_day <= 8; });
  check_share(war, std::pow(on, 14));
}

// ---------------------------------------------------------------------------------------------- ceasefires
/// Such fighting, in which nobody stops of itself.
std::vector<Row> fought(const Settings& more) {
  Settings set = fighting;
  set.emplace_back("actors.friend.join=0");
  set.insert(set.end(), more.begin(), more.end());
  return play(model_of(standing, set), runs);
}

TEST_CASE("the length of an exchange under a constant hazard of a ceasefire is geometric") {
  const auto rows = fought({"force.ceasefire=0.1"});
  for (const double days : {1.0, 7.0, 20.0})
    check_share(share(rows, [&](const Row& row) { return row.exchange_days > days; }), std::pow(0.9, days));
  CHECK(share(fought({}), [](const Row& row) { return row.exchange_end_day > 0; }) == 0);  // a hazard of 0: never
}

TEST_CASE("a mediator brings a ceasefire in proportion to its skill, and none once the mechanism is off") {
  const Settings brokered{"mediator={ceasefire: 0.2, skill: 0.5}"};
  check_share(share(fought(brokered), [](const Row& row) { return row.exchange_days > 7; }), std::pow(0.9, 7));
  Settings off = brokered;
  off.emplace_back("mechanisms.ceasefire=false");
  CHECK(share(fought(off), [](const Row& row) { return row.exchange_end_day > 0; }) == 0);
}

TEST_CASE("a host whose bases were hit presses for a ceasefire") {
  // It is hit on the first day of fighting on, before anybody can cease.
  const auto beyond_week = [](const std::string& pressing, const std::string& struck) {
    return share(
        fought({"actors.one.hosts=[\"bay\"]", "force.host_presses=" + pressing, "force.host_struck=" + struck}),
        [](const Row& row) { return row.exchange_days > 7; });
  };
  check_share(beyond_week("0.1", "1"), std::pow(0.9, 7));
  CHECK(beyond_week("0", "1") == 1);
  CHECK(beyond_week("1", "0") == 1);
}

TEST_CASE("a war is a phase: it ends, and a run ends with it only where that is asked for") {
  const auto rows = fought({"force.ceasefire=0.1"}), cut = fought({"force.ceasefire=0.1", "run_ends_at=war"});
  const auto end = [](const Row& row) { return row.war_day > 0 && row.end_day == row.war_day; };
  CHECK(share(cut, end) == share(cut, [](const Row& row) { return row.war_day > 0; }));
  CHECK(share(cut, end) > 0.4);
  CHECK(share(rows, end) < 0.1);
  for (const Row& row : rows)
    if (row.war_end_day > 0) CHECK(row.war_days > 7);
}

// ---------------------------------------------------------------------------------------------- readiness
TEST_CASE("forces at readiness gain more and lose less") {
  const std::string crisis = R"(
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}}
  two: {preferences: {share: {ideal: 0}}}
mechanisms: {posture: false, preventive: false}
tension: {posture_scale: 8}
dyads:
  line: {first: one, second: two, force: {one: {may_strike: true, gain: 0.1, loss: 0.2, becomes_war: 0}, two: {}}}
)";
  const auto game = [&](const Settings& set) {
    Scene scene(crisis, set);
    scene.live();
    return CrisisGame(scene.state(), scene.views()).solve(scene.few(), scene.model().strikes[StrikeId{0}]);
  };
  const double sq = 0.5, share = 0.6 * (1 - std::exp(-4.0 / 8));
  const Settings ready{"dyads.line.force.one.readiness=0.6", "one.posture.start=4"};
  CHECK(game(ready).unanswered[0] == doctest::Approx(sq + 0.1 * (1 + share)));
  CHECK(game(ready).exchange[0] == doctest::Approx(sq + 0.1 * (1 + share) - 0.2 * (1 - share)));
  for (const Settings& set : {Settings{"dyads.line.force.one.readiness=0", "one.posture.start=4"},
                              Settings{"dyads.line.force.one.readiness=0.6"}})
    CHECK(game(set).exchange[0] == doctest::Approx(sq + 0.1 - 0.2));
}

// ---------------------------------------------------------------------------------------------- dates and spoilers
const std::string calm = R"(
horizon: 100
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}, trust: {two: 0.5}, war: {perceived_risk: 0.2}}
  two: {preferences: {share: {ideal: 0}}, trust: {one: 0.5}, war: {perceived_risk: 0.2}}
  client: {role: third_party, patron: one, imputed: 0.75}
calendar: {first_session: 36500}
tension: {decay: 0.05, floor: 0, start: 0.3}
trust: {forget: 0}
)";

TEST_CASE("a date is believed as far as who set it has bound itself and is thought resolved, until it has passed") {
  const auto risk = [&](const std::string& by, ActorId actor, int day) {
    Settings set{"calendar.deadline=10", "one.audience={cost: 0.1, start: 0.5, growth: 0, decay: 0}",
                 "mechanisms.tension=false"};
    if (!by.empty()) set.push_back("calendar.deadline_by=" + by);
    Scene scene(calm, set);
    scene.live(day);
    return scene.views().perceived_risk(scene.few(), actor)[0];
  };
  const auto model = model_of(calm);
  const ActorId first = model->actor("one"), second = model->actor("two");
  CHECK(risk("one", second, 9) == doctest::Approx(1 - 0.8 * (1 - 0.5 * 0.5)));
  CHECK(risk("one", second, 11) == doctest::Approx(0.2));
  CHECK(risk("one", first, 9) == doctest::Approx(0.2));  // who set it does not fear it
  CHECK(risk("two", first, 9) == doctest::Approx(0.2));  // nor does anybody that of a side without an audience
  for (const ActorId actor : {first, second}) CHECK(risk("", actor, 9) == doctest::Approx(0.2));
}

TEST_CASE("a date hurries whom it threatens, as far as it is believed, and nobody else") {
  // One pie, ideals 1 and 0; no deal is worth 0.
  const std::string pie = R"(
horizon: 60
issues: {share: {status_quo: 0.5, min_step: 0}}
actors:
  one: {preferences: {share: {ideal: 1}}, war: {cost: 0.5, perceived_risk: 1}, patience: 40, tactic: {kept: 0.6}}
  two: {preferences: {share: {ideal: 0}}, war: {cost: 0.5, perceived_risk: 1}, patience: 40, tactic: {kept: 0.6}}
talks: {calm_comprehensive: 1}
calendar: {recess_median: 0}
precision: {text: .inf}
mechanisms: {trust: false, ripeness: false}
)";
  const auto offers = [&](const Settings& set, ActorId by) {
    Story story;
    Scene scene(pie, set);
    scene.follow(&story);
    scene.live(12);
    std::vector<double> shares;
    for (const StoryEntry& entry : story.entries)
      if (const auto* offer = std::get_if<told::Offered>(&entry.event); offer != nullptr && offer->by == by)
        shares.push_back(offer->text[IssueId{0}]);
    return shares;
  };
  const std::string bound = "two.audience={cost: 0, start: 1, growth: 0, decay: 0}";
  const Settings nobody{"calendar.deadline=11", bound},
      second{"calendar.deadline=11", "calendar.deadline_by=two", bound},
      unbound{"calendar.deadline=11", "calendar.deadline_by=two"};
  const auto same = [](const std::vector<double>& a, const std::vector<double>& b) {
    REQUIRE(a.size() == b.size());
    for (std::size_t n = 0; n < a.size(); ++n) CHECK(a[n] == doctest::Approx(b[n]).epsilon(1e-9));
  };
  same(offers(second, two), offers({}, two));
  same(offers(unbound, one), offers({}, one));
  same(offers(nobody, one), offers({}, one));
  same(offers(nobody, two), offers({}, two));
  // It thinks the other resolved with one half: its time is 40 − (40 − 10)/2 days instead of 40, until the date.
  CHECK(offers(second, one)[10] == doctest::Approx(1 - 0.4 * 11 / 25).epsilon(1e-9));
  CHECK(offers({}, one)[10] == doctest::Approx(1 - 0.4 * 11 / 40).epsilon(1e-9));
}

TEST_CASE("what third parties stir up no text between the parties calms, and its patron pays in trust") {
  const auto after = [](const std::string& by, const Settings& more, auto f) {
    Settings set{"events.deed={day: 1, by: " + by +
                 ", against: two, effects: {perceived_risk: 0.5, tension: 0.4, act: provocation}}"};
    set.insert(set.end(), more.begin(), more.end());
    Scene scene(calm, set);
    scene.live(3);
    return f(scene, scene.model().actor("two"));
  };
  const auto ends = [](const Scene& scene, ActorId actor) { return scene.view(holder_of(actor)).risk[0]; };
  const auto fears = [](const Scene& scene, ActorId actor) {
    return scene.views().perceived_risk(scene.few(), actor)[0];
  };
  const auto trust = [](const Scene& scene, ActorId actor) { return scene.state().trust[actor][0]; };
  const auto expected = [](const Scene& scene, ActorId) {
    const double fear = 0.5 * std::pow(0.967, 2), raises = 0.4 * std::pow(0.95, 2);
    return std::exp(-(fear + 2 * (1 - scene.state().tension[0]) * raises));
  };
  const double feared = after("client", {}, fears), left = after("client", {}, expected);
  CHECK(feared > 0.25);
  CHECK(after("client", {}, ends) == doctest::Approx(1 - std::pow(1 - feared, left)));
  CHECK(after("client", {}, ends) < 0.21);
  CHECK(after("client", {"talks.calm_stirred=1"}, ends) == doctest::Approx(feared));
  CHECK(after("one", {}, ends) == doctest::Approx(feared));
  CHECK(after("one", {}, trust) == doctest::Approx(-0.15));
  CHECK(after("client", {}, trust) == doctest::Approx(0.75 * -0.15));
  CHECK(after("client", {"client.imputed=0"}, trust) == 0);
  CHECK(after("client", {"mechanisms.patron=false"}, trust) == 0);
  // The past is laid to the same charge.
  Scene past(calm, {"history=[{day: -10, act: breach, by: client, against: two}]"});
  past.live();
  CHECK(past.state().trust[past.model().actor("two")][0] == doctest::Approx(0.75 * -1.5));
}

}  // namespace
}  // namespace backchannel::testing
