// Absolute lines, smallest steps and snapbacks at the table; the wars and the history that actors reckon with.
#include <doctest/doctest.h>

#include "sim/crisis/worth/concession_path.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

// A zone of agreement, no violence: whether a text is signed hangs on the talks alone.
const std::string bargain = R"(
horizon: 120
issues:
  share: {status_quo: 0.5}
  survey: {status_quo: 0.1, role: verification}
actors:
  one:
    preferences: {share: {ideal: 1, salience: 2}, survey: {ideal: 0.2, salience: 1}}
    war: {perceived_risk: 0.5, cost: 0.6}
    tactic: {kind: time_dependent, exponent: 2}
    trust: {two: 0.8}
    patience: 60
  two:
    preferences: {share: {ideal: 0.6, salience: 1}, survey: {ideal: 1, salience: 3}}
    war: {perceived_risk: 0.5, cost: 0.6}
    tactic: {kind: time_dependent, exponent: 2}
    trust: {one: 0.8}
    patience: 60
mediator: {skill: 0.6, variance: 0.01}
)";

double agreement(const Settings& set) { return share(play(model_of(bargain, set), 512), agreed); }

TEST_CASE("a line that only just binds does not end the talks: once it was said, offers and texts keep within it") {
  const std::string line = "two.preferences.survey.red_line={kind: absolute, side: at_least, at: 0.999}";
  for (const Settings& style : {Settings{}, Settings{"mediator.style=formulation"}}) {
    const double free = agreement(style);
    Settings bound = style;
    bound.push_back(line);
    INFO(free, " without the line");
    CHECK(free > 0.5);
    CHECK(agreement(bound) > 0.8 * free);
  }
}

TEST_CASE("a single offer needs no stage of mediation") {
  CHECK(agreement({"talks.protocol=take_it_or_leave_it"}) > 0.2);
}

TEST_CASE("sides that want to move an issue in opposite directions can meet on either side of its status quo") {
  const Settings opposed{"two.preferences.share.ideal=0", "share.min_step=0.05"};
  CHECK(agreement(opposed) > 0.2);
  Scene scene(bargain, opposed);
  scene.live();
  constexpr Scope scope = Scope::comprehensive;
  const Outlook one = scene.view(HolderId{0}), two = scene.view(HolderId{1});
  const Text best = best_text(one, scope), goal = best_text(two, scope);
  const ConcessionPath path = concession_path(one, scope, {best, goal, filled<slice_width>(0)});
  bool passed = false;
  for (double c = 0; c <= 1; c += 0.01) {
    const double x = text_at(path, filled<slice_width>(c))[IssueId{0}][0];
    CHECK(std::abs(x - 0.5) >= 0.05 - 1e-12);
    passed |= x < 0.5;
    if (!passed) CHECK(x >= 0.55 - 1e-12);  // waits at the edge on its own side
  }
  CHECK(passed);
}

TEST_CASE("a snapback lowers what refusing is worth, for the party and its factions; a sweetener does not") {
  Scene scene(small_crisis, {"north.promises.first={kind: snapback, to: east, size: 0.07}",
                             "north.promises.second={kind: sweetener, to: east, size: 0.02}"});
  scene.live();
  const Text x = text({0.4, 0.5, 0.5});
  const Outlook east = scene.view(HolderId{0});
  CHECK(worth_of_refusing(east, x)[0] == doctest::Approx(east.no_deal[0] - 0.07));
  WinSet win_set;
  seat(win_set, scene.few(), scene.views(), ActorId{0}, east);
  REQUIRE(win_set.faction.size() == 2);
  for (const Outlook& faction : win_set.faction)
    CHECK(worth_of_refusing(faction, x)[0] == doctest::Approx(faction.no_deal[0] - 0.07));
}

TEST_CASE("force reckons with the war against its target, agreements with the one against the adversary") {
  Scene scene(small_crisis,
              {"north.war.cost=0.1", "north.capability=5",
               "dyads.sea={first: east, second: north, force: {east: {may_strike: true}, north: {damage: 0.1}}}"});
  scene.live();
  const ActorId east{0}, north = scene.model().actor("north"), west = scene.model().actor("west");
  const Outlook view = scene.view(holder_of(east));
  const auto war = [&](ActorId against) { return scene.views().footing(scene.few(), east, against).war[0]; };
  CHECK(war(west) == doctest::Approx(view.war[0]));
  CHECK(war(north) != doctest::Approx(war(west)));
  const auto odds = [&](ActorId against) { return scene.views().winning_chance(scene.few(), east, against)[0]; };
  CHECK(odds(north) < odds(west));  // five times as strong
}

TEST_CASE("of acts before the first day the repeats weigh less, and they count as repeats afterwards") {
  const std::string history = R"(
horizon: 100
issues: {share: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 1}}, trust: {two: 0.5}}
  two: {preferences: {share: {ideal: 0}}, trust: {one: 0.5}}
calendar: {first_session: 36500}
trust: {forget: 0, repeat: 0.5, breach: -1}
history:
  - {day: -20, act: breach, by: two, against: one}
  - {day: -5, act: breach, by: two, against: one}
  - {day: -100, act: breach, by: two, against: one}
events:
  deed: {day: 1, by: two, against: one, effects: {act: breach}}
)";
  Scene scene(history);
  scene.live();
  // Long ago, twenty days ago, its repeat within thirty days, and today's, the third within thirty days.
  CHECK(scene.state().trust[ActorId{0}][0] == doctest::Approx(-1 - 1 - 0.5 - 0.25));
}

TEST_CASE("what a breach returns to is the status quo of the start") {
  Scene scene(small_crisis);
  scene.live();
  Outlook east = scene.view(HolderId{0});
  const double before = value(east.preferences, text({0.2, 0, 0.1}), filled<slice_width>(1))[0];
  Text now = text({0.6, 0.5, 0.8});
  move_status_quo(east.preferences, now);
  CHECK(east.preferences.worth_now[0] != doctest::Approx(before));
  return_to_original(east);
  CHECK(east.preferences.worth_now[0] == doctest::Approx(before));
}

}  // namespace
}  // namespace backchannel::testing
