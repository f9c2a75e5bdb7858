// Values by hand against the mechanism; what an absolute or soft line binds. Deterministic: nothing is left to chance.
#include "sim/crisis/worth/preferences.hpp"

#include <doctest/doctest.h>

#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

const std::string two_issues = R"(
issues:
  a: {status_quo: 0.3}
  b: {status_quo: 0.6, interim: true, comprehensive: false}
actors:
  one: {curvature: 2, preferences: {a: {ideal: 0.8, salience: 3}, b: {ideal: 0.1, salience: 1}}, linkages: {a*b: 0.2}}
  two: {preferences: {a: {ideal: 0, salience: 1}}}
)";

double squared_loss(double x, double ideal) {
  const double d = (x - ideal) / std::max(ideal, 1 - ideal);
  return d * d;
}

TEST_CASE("the value of a text is its saliences times losses, and its linkages") {
  Scene scene(two_issues);
  scene.live();
  const Slice one = filled<slice_width>(1);
  const Preferences taste = scene.view(HolderId{0}).preferences;
  for (const auto& x : {std::vector{0.3, 0.6}, std::vector{0.8, 0.1}, std::vector{1.0, 1.0}, std::vector{0.05, 0.4}}) {
    const double u = 1 - 0.75 * squared_loss(x[0], 0.8) - 0.25 * squared_loss(x[1], 0.1) + 0.2 * x[0] * x[1];
    CHECK(value(taste, text(x), one)[0] == doctest::Approx(u).epsilon(1e-12));
  }
  // Curvature 1 on one issue: a missing issue has no weight.
  CHECK(value(scene.view(HolderId{1}).preferences, text({0.25, 0.9}), one)[0] == doctest::Approx(0.75).epsilon(1e-12));
}

TEST_CASE("gains count by confidence, losses by aversion, linkages as an issue of their own") {
  Scene scene(two_issues, {"one.loss_aversion=2", "one.curvature=1"});
  scene.live();
  const Preferences taste = scene.view(HolderId{0}).preferences;
  const double q = 0.4;
  const double gain_a = 0.75 * (0.5 - 0.3) / 0.8;          // a: .3 → .5
  const double gain_b = 0.25 * (0.5 - 0.3) / 0.9;          // b: .6 → .4
  const double change_ab = 0.2 * (0.5 * 0.4 - 0.3 * 0.6);  // a gain
  const double expected = q * (gain_a + gain_b + change_ab);
  const Slice trust = filled<slice_width>(q);
  CHECK((value(taste, text({0.5, 0.4}), trust) - taste.worth_now)[0] == doctest::Approx(expected).epsilon(1e-12));
  const double loss_a = 0.75 * 0.1 / 0.8, linked = 0.2 * (0.2 * 0.6 - 0.3 * 0.6);
  CHECK((value(taste, text({0.2, 0.6}), trust) - taste.worth_now)[0] ==
        doctest::Approx(-2 * (loss_a - linked)).epsilon(1e-12));
}

TEST_CASE("scaling saliences changes nothing") {
  Scene plain(two_issues), scaled(two_issues, {"one.preferences.a.salience=12", "one.preferences.b.salience=4"});
  plain.live();
  scaled.live();
  const Slice one = filled<slice_width>(1);
  for (const double x : {0.0, 0.37, 1.0})
    CHECK(value(plain.view(HolderId{0}).preferences, text({x, x}), one)[0] ==
          value(scaled.view(HolderId{0}).preferences, text({x, x}), one)[0]);
}

TEST_CASE("a tabulated issue has its levels' worth, between them or not") {
  const std::string table = R"(
issues:
  a:
    status_quo: 0
    levels: [{name: low, worth: {one: 0.2, two: 1}}, {name: mid, worth: {one: 0.9, two: 0.5}}, {name: high, worth: {one: 1, two: 0}}]
    discrete: false
actors:
  one: {preferences: {a: {}}}
  two: {preferences: {a: {}}}
)";
  const Slice one = filled<slice_width>(1);
  const auto worth = [&](const Settings& set, double x) {
    Scene scene(table, set);
    scene.live();
    return value(scene.view(HolderId{0}).preferences, text({x}), one)[0];
  };
  CHECK(worth({}, 0.5) == doctest::Approx(0.9));
  CHECK(worth({}, 0.25) == doctest::Approx(0.55));
  CHECK(worth({}, 0.75) == doctest::Approx(0.95));
  CHECK(worth({"a.discrete=true"}, 0.7) == doctest::Approx(0.9));
  CHECK(worth({"a.discrete=true"}, 0.8) == doctest::Approx(1.0));
}

TEST_CASE("the worth of a level may be uncertain: each draw of the priors has its own") {
  Scene scene(R"(
issues:
  a: {status_quo: 0, levels: [{name: low, worth: {one: 0, two: 1}}, {name: high, worth: {one: {uniform: [0.2, 1]}, two: 0}}]}
actors:
  one: {preferences: {a: {}}}
  two: {preferences: {a: {}}}
)");
  scene.live();
  const Slice worth = value(scene.view(HolderId{0}).preferences, text({1.0}), filled<slice_width>(1));
  CHECK(worth[0] == worth[1]);  // runs 0 and 1 share a draw
  CHECK(worth[0] != worth[2]);
  for (int run = 0; run < slice_width; ++run) CHECK((worth[run] >= 0.2 && worth[run] <= 1.0));
}

TEST_CASE("an absolute line binds what its scope needs; a soft one costs by distance") {
  const Settings absolute{"one.preferences.a.red_line={kind: absolute, side: at_least, at: 0.4}"};
  Scene scene(two_issues, absolute);
  scene.live();
  const Preferences taste = scene.view(HolderId{0}).preferences;
  CHECK(any(crosses_absolute_line(taste, text({0.39, 0.5}), Scope::comprehensive)));
  CHECK_FALSE(any(crosses_absolute_line(taste, text({0.4, 0.5}), Scope::comprehensive)));
  CHECK_FALSE(any(crosses_absolute_line(taste, text({0.0, 0.5}), Scope::interim)));  // an interim text does not need it
  Scene soft(two_issues, {"one.preferences.b.red_line={kind: soft, side: at_most, at: 0.5, penalty: 2}"});
  soft.live();
  CHECK(soft_penalty(soft.view(HolderId{0}).preferences, text({0.5, 0.75}))[0] == doctest::Approx(0.5));
  CHECK(soft_penalty(soft.view(HolderId{0}).preferences, text({0.5, 0.5}))[0] == 0);
  const Outlook view = soft.view(HolderId{0});
  const Text far = text({0.9, 0.8});
  CHECK((worth_of_signing(view, far, Scope::comprehensive) -
         worth_of_signing(scene.view(HolderId{0}), far, Scope::comprehensive))[0] == doctest::Approx(-0.6));
  CHECK(worth_of_signing(view, text({0.3, 0.6}), Scope::comprehensive)[0] ==
        view.no_deal[0]);  // never from the empty text
}

TEST_CASE("a line that may not be real is drawn per run") {
  Scene scene(two_issues, {"one.preferences.a.red_line={kind: absolute, side: at_least, at: 0.4, probability: 0.5}"});
  scene.live();
  const Slice real = scene.view(HolderId{0}).preferences.absolute[0].real;
  double sum = 0;
  for (int run = 0; run < slice_width; ++run) {
    CHECK((real[run] == 0 || real[run] == 1));
    sum += real[run];
  }
  CHECK(sum > 0);  // of the eight runs of seed 1: a fair coin fails one of both once in 128 seeds
  CHECK(sum < slice_width);
}

}  // namespace
}  // namespace backchannel::testing
