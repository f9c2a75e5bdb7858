// No deal and the value of signing. Deterministic identities, checked in a crisis with something of everything.
#include "sim/crisis/worth/no_deal.hpp"

#include <doctest/doctest.h>

#include <random>

#include "sim/scenario/keys/actor.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

Text in_force(const Scene& scene) {
  Text x;
  for (const IssueId k : scene.model().agenda.ids()) x[k] = scene.few()(scene.state().in_force[k]);
  return x;
}

TEST_CASE("the empty text is worth exactly no deal, for every actor and faction, on every day") {
  Scene scene(small_crisis);
  for (int day = 0; day < 40; ++day) {
    scene.live();
    for (const HolderId h : scene.model().holders.ids()) {
      const Outlook view = scene.view(h);
      for (const Scope scope : scopes)
        for (int n = 0; n < slice_width; ++n)
          CHECK(worth_of_signing(view, in_force(scene), scope)[n] == doctest::Approx(view.no_deal[n]).epsilon(1e-14));
    }
  }
}

TEST_CASE("a perceived risk of 0 or 1 stays what it is; between, it rises with tension and with the adversary") {
  const auto risk = [](const Settings& set, int days) {
    Scene scene(small_crisis, set);
    scene.live(days);
    return scene.views().perceived_risk(scene.few(), ActorId{0})[0];
  };
  CHECK(risk({"east.war.perceived_risk=0", "tension.start=0.9"}, 20) == 0);
  CHECK(risk({"east.war.perceived_risk=1"}, 20) == 1);
  // With what moves it held still it is its start.
  const Settings still{"mechanisms.tension=false", "mechanisms.posture=false", "mechanisms.moves=false"};
  CHECK(risk(still, 10) == doctest::Approx(0.3).epsilon(1e-12));
  Settings arming = still;
  arming[1] = "west.posture.grievance=0.5";
  CHECK(risk(arming, 10) > 0.31);
}

TEST_CASE("a text of which one issue varies is worth what the whole text is") {
  Scene scene(small_crisis,
              {"mechanisms.trust=false", "mechanisms.audience=false", "mechanisms.force=false", "east.patience=45",
               "west.patience=45", "east.linkages={border*survey: 0.1}", "east.gain_exponent=0.9",
               "east.preferences.border.red_line={kind: soft, side: at_most, at: 0.5, penalty: 1}",
               "north.promises.help={kind: sweetener, to: east, issue: survey, side: at_least, at: 0.5, "
               "size: 0.03}"});
  std::mt19937 random(3);
  std::uniform_real_distribution<double> uniform(0, 1);
  bool in_force_somewhere = false;
  for (int day = 0; day < 90; day += 5) {
    scene.live(5);
    const Outlook view = scene.view(HolderId{0});
    in_force_somewhere |= view.preferences.text_in_force;
    for (const Scope scope : scopes)
      for (const IssueId k : scene.model().agenda.movable[scope]) {
        Text x = in_force(scene);
        for (const IssueId other : scene.model().agenda.movable[scope]) x[other] = filled<slice_width>(uniform(random));
        OneIssue varied(view, x, scope, k);
        for (const double at : {0.0, 0.2, uniform(random), 0.5, 1.0}) {
          const Slice position = filled<slice_width>(at);
          x[k] = position;
          const Slice whole = worth_of_signing(view, x, scope), part = varied.worth(position);
          for (int n = 0; n < slice_width; ++n) CHECK(part[n] == doctest::Approx(whole[n]).epsilon(1e-13));
        }
      }
  }
  CHECK(in_force_somewhere);
}

TEST_CASE("what a war would impose is remembered from the first day and weighed anew under a text in force") {
  Scene scene(small_crisis, {"mechanisms.trust=false", "mechanisms.audience=false", "mechanisms.force=false",
                             "east.patience=45", "west.patience=45"});
  bool in_force_somewhere = false, in_force_nowhere = false;
  for (int day = 0; day < 90; day += 3) {
    scene.live(3);
    for (const HolderId h : scene.model().holders.ids()) {
      const Outlook view = scene.view(h);
      (view.preferences.text_in_force ? in_force_somewhere : in_force_nowhere) = true;
      const CompiledActor& actor = scene.model().actor_of(h);
      const Views::WarTerms terms = scene.views().terms_of_war(view.preferences, scene.few(), h, actor.adversary);
      const Slice worth =
          view.winning * terms.victory + (1.0 - view.winning) * terms.defeat - scene.few()[actor.spec->war.cost];
      for (int n = 0; n < slice_width; ++n) CHECK(view.war[n] == worth[n]);
    }
  }
  CHECK(in_force_somewhere);
  CHECK(in_force_nowhere);
}

TEST_CASE("without distrust, war and strain, signing is worth the text") {
  Scene scene(small_crisis, {"mechanisms.trust=false", "talks.calm_comprehensive=1", "east.strain.pain=0"});
  scene.live();
  const Outlook view = scene.view(HolderId{0});
  const Text x = text({0.6, 0.5, 0.9});
  CHECK(worth_of_signing(view, x, Scope::comprehensive)[0] ==
        doctest::Approx(value(view.preferences, x, filled<slice_width>(1))[0]).epsilon(1e-14));
}

TEST_CASE("war is a contest of coalitions less its cost") {
  Scene scene(small_crisis, {"north.support={west: 0.5}", "north.capability=4", "east.capability=2", "east.mobilised=0",
                             "west.mobilised=0", "north.mobilised=0", "east.war.cost=0.25"});
  scene.live();
  const ActorId east = scene.model().party[Side::first], west = scene.model().party[Side::second];
  const Slice p = scene.views().winning_chance(scene.few(), east, west);
  CHECK(p[0] == doctest::Approx(2.0 / (2 + 1 + 0.5 * 4)));
  const Outlook view = scene.view(HolderId{0});
  const Slice one = filled<slice_width>(1);
  const double win = value(view.preferences, text({0, 1, 0.1}), one)[0],
               lose = value(view.preferences, text({1, 0, 1}), one)[0];
  CHECK(view.war[0] == doctest::Approx(p[0] * win + (1 - p[0]) * lose - 0.25));
  CHECK(view.no_deal[0] == doctest::Approx((1 - view.risk[0]) * view.preferences.worth_now[0] +
                                           view.risk[0] * view.war[0] - view.strain_cost[0]));
}

TEST_CASE("verification stands in for trust") {
  Scene scene(small_crisis, {"talks.verification_power=1"});
  scene.live();
  const Outlook view = scene.view(HolderId{0});
  CHECK(confidence(view, text({0.5, 0.5, 1}))[0] == doctest::Approx(1));
  CHECK(confidence(view, text({0.5, 0.5, 0}))[0] == doctest::Approx(view.trust[0]));
}

}  // namespace
}  // namespace backchannel::testing
