// Offers: worth the aspiration, found exactly, giving way first where it costs least. Deterministic.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "sim/crisis/worth/concession_path.hpp"
#include "sim/crisis/worth/summit.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

struct Bargain {
  Scene scene{small_crisis, {"mechanisms.factions=false", "border.status_quo=0"}};
  Outlook east, west;
  Text best, goal;
  Bargain() {
    scene.live();
    east = scene.view(HolderId{0});
    west = scene.view(holder_of(scene.model().party[Side::second]));
    best = best_text(east, Scope::comprehensive);
    goal = best_text(west, Scope::comprehensive);
  }
  ConcessionPath path(double logroll) const {
    return concession_path(east, Scope::comprehensive, {best, goal, filled<slice_width>(logroll)});
  }
};

TEST_CASE("an offer is worth at least the aspiration, and no other concession of its stretch is") {
  const Bargain bargain;
  const Slice top = worth_of_signing(bargain.east, bargain.best, Scope::comprehensive);
  std::mt19937 random(7);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (int n = 0; n < 200; ++n) {
    const ConcessionPath path = bargain.path(2 * uniform(random));
    const Slice asked = bargain.east.no_deal + uniform(random) * (top - bargain.east.no_deal);
    const auto margin = [&](const Text& x) {
      return Slice(worth_of_signing(bargain.east, x, Scope::comprehensive) - asked);
    };
    const Slice at_start = margin(text_at(path, filled<slice_width>(0)));
    Slice c = end_of_first_stretch(path, at_start, filled<slice_width>(uniform(random)), margin);
    const Slice anywhere = margin(text_at(path, c));
    for (int day = 0; day < 2; ++day) c = end_of_first_stretch(path, at_start, c, margin);
    const Slice settled = margin(text_at(path, c));
    for (int lane = 0; lane < slice_width; ++lane) {
      CHECK(anywhere[lane] >= -1e-12);
      CHECK(anywhere[lane] <= 1e-9);  // from a wild guess
      CHECK(settled[lane] >= -1e-12);
      CHECK(settled[lane] <= 1e-9);  // from the last day's offer: the crossing itself
    }
  }
}

// One pie, ideals 1 and 0, nothing else: worth u(x) = x or 1 − x, less what backing down from the whole costs at home,
// cost·commitment·(1 − u).
const std::string pie = R"(
horizon: 60
issues: {share: {status_quo: 0.5, min_step: 0}}
actors:
  one: {preferences: {share: {ideal: 1}}, war: {cost: 0.5, perceived_risk: 1}, patience: 40}
  two: {preferences: {share: {ideal: 0}}, war: {cost: 0.5, perceived_risk: 1}, patience: 40}
talks: {calm_comprehensive: 1}
precision: {text: .inf}
mechanisms: {trust: false, ripeness: false}
)";
const std::string minded = "audience={cost: 0.5, start: 0.6, growth: 0, decay: 0}";

TEST_CASE("what a text costs at home is reckoned when it is offered, too") {
  // Without a deal 0. At the end of its patience a side offers what it would just bear, 1 − 1.3(1 − u) = 0: u = 3/13.
  Story story;
  Scene scene(pie, {"one." + minded, "two." + minded, "two.tactic.kind=hardliner", "calendar.recess_median=0",
                    "one.patience=12"});
  scene.follow(&story);
  scene.live(20);
  double least = 1;
  for (const StoryEntry& entry : story.entries)
    if (const auto* offer = std::get_if<told::Offered>(&entry.event); offer != nullptr && offer->by == ActorId{0})
      least = std::min(least, offer->text[IssueId{0}]);
  CHECK(least == doctest::Approx(3.0 / 13).epsilon(1e-6));
}

TEST_CASE("with sharp answers a side takes what is worth more to it than its own offer") {
  for (const Settings& set :
       {Settings{}, Settings{"one.tactic.exponent=4"}, Settings{"one.audience.cost=3"},
        Settings{"two.tactic={kind: tit_for_tat}"}, Settings{"one.tactic.kept=0.2", "mediator={skill: 0.5}"}}) {
    Settings all{"one." + minded, "two." + minded};
    all.insert(all.end(), set.begin(), set.end());
    CAPTURE(set.empty() ? "" : set[0]);
    int better = 0;
    for (int run = 0; run < 8; ++run) {
      Story story;
      story.lane = run;
      Scene scene(model_of(pie, all));
      scene.follow(&story);
      scene.live(60);
      std::array<double, 2> own{-1, -1};  // of the day, in shares of the first
      double day = 0;
      for (const StoryEntry& entry : story.entries) {
        if (entry.day != day) own = {-1, -1};
        day = entry.day;
        if (const auto* offer = std::get_if<told::Offered>(&entry.event))
          own[offer->by.index()] = offer->text[IssueId{0}];
        const auto* answer = std::get_if<told::Answered>(&entry.event);
        if (answer == nullptr || own[0] < 0 || own[1] < 0) continue;
        if (own[0] > own[1]) continue;  // each asks for more than the other gives
        ++better;
        CHECK(answer->verdict == told::Verdict::yes);
      }
    }
    CHECK(better > 0);
  }
}

TEST_CASE("the search ends at the crossing of the steepest paths, and just before a jump") {
  const auto end_of = [](double at_start, double guess, auto f) {
    BracketedRoot stretch(filled<slice_width>(at_start), filled<slice_width>(guess));
    while (stretch.goes_on()) {
      Slice value;
      for (int lane = 0; lane < slice_width; ++lane) value[lane] = f(stretch.next()[lane]);
      stretch.take(value);
    }
    return stretch.end()[0];
  };
  for (const double guess : {0.0, 0.3, 0.999, 1.0})
    for (const double level : {0.1, 0.5, 0.9}) {
      for (const double exponent : {0.3, 1.0, 20.0, 403.0, 8103.0}) {  // e^{logroll·(K·s − 1)} of 3 and 4
        const auto f = [&](double c) { return level - std::pow(c, exponent); };
        const double left = f(end_of(level, guess, f));
        CHECK(left >= 0);
        CHECK(left <= 1e-11);
      }
      const double at = end_of(level, guess, [&](double c) { return c < level ? 0.2 : -0.3; });
      CHECK(at < level);
      CHECK(at >= level * (1 - 1e-8));
    }
}

TEST_CASE("the highest place is found among peaks that are smooth, bent, jumps or ends") {
  constexpr int steps = 16, looks = 20;
  const auto highest = [](auto f) {
    Summit summit(steps, looks);
    double best = -1, place = -1;
    int n = 0;
    for (; summit.goes_on(); ++n) {
      Slice value;
      for (int lane = 0; lane < slice_width; ++lane) value[lane] = f(summit.next()[lane]);
      const double here = summit.next()[0];
      CHECK((here >= 0 && here <= 1));
      const bool higher = summit.take(value)[0];
      CHECK(higher == (n == 0 || value[0] > best));
      if (higher) best = value[0], place = here;
    }
    CHECK(n == steps + 1 + looks);
    return place;
  };
  for (const double at : {0.0, 0.01, 0.2, 0.5, 0.97, 1.0}) {
    CAPTURE(at);
    CHECK(highest([&](double c) { return -(c - at) * (c - at); }) == doctest::Approx(at).epsilon(1e-5));
    CHECK(highest([&](double c) { return -std::abs(c - at) - (c > at ? c - at : 0); }) ==
          doctest::Approx(at).epsilon(1e-5));
    CHECK(highest([&](double c) { return c <= at ? c : c - 2; }) == doctest::Approx(at).epsilon(1e-5));
  }
  const auto two = [](double c) { return -std::abs(c - 0.2) * (std::abs(c - 0.8) + 0.01); };
  CHECK(highest(two) == doctest::Approx(0.2).epsilon(1e-5));
  CHECK(highest([](double) { return 0.3; }) == 0);
}

TEST_CASE("a jump at a known break takes a few looks, at any other place a bisection") {
  const auto looks = [](double at, double guess, bool known) {
    const std::array<Slice, 2> breaks{filled<slice_width>(at), filled<slice_width>(-1)};
    BracketedRoot stretch(filled<slice_width>(0.2), filled<slice_width>(guess));
    int n = 0;
    for (; stretch.goes_on(); ++n) {
      Slice value;
      for (int lane = 0; lane < slice_width; ++lane) value[lane] = stretch.next()[lane] < at ? 0.2 : -0.3;
      stretch.take(value, known ? std::span<const Slice>(breaks) : std::span<const Slice>());
    }
    CHECK(stretch.end()[0] < at);
    CHECK(stretch.end()[0] >= at - std::max(1e-8 * at, 1e-12));
    return n;
  };
  for (const double at : {1e-9, 0.1, 0.5, 0.9})
    for (const double guess : {0.0, at, 0.7, 1.0}) {
      CHECK(looks(at, guess, true) <= 9);
      if (at > 0.01) CHECK(looks(at, guess, false) >= 18);
    }
}

TEST_CASE("breaks stand where a path passes what a promise or a line attaches to") {
  Scene scene(small_crisis, {"border.status_quo=0",
                             "north.promises.help={kind: sweetener, to: east, issue: border, "
                             "side: at_least, at: 0.5, size: 0.03}"});
  scene.live();
  const Outlook view = scene.view(HolderId{0});
  const Text best = best_text(view, Scope::comprehensive);
  for (const double logroll : {0.0, 1.0}) {
    const ConcessionPath path =
        concession_path(view, Scope::comprehensive, {best, text({0.9, 0.2, 0.7}), filled<slice_width>(logroll)});
    const Breaks breaks = promises_along(path, view);
    REQUIRE(breaks.places().size() == 1);
    CHECK(text_at(path, breaks.places()[0])[IssueId{0}][0] == doctest::Approx(0.5).epsilon(1e-12));
  }
  Breaks off;  // the path does not come there
  off.add(concession_path(view, Scope::comprehensive, {best, text({0.4, 0.2, 0.7}), filled<slice_width>(1)}),
          IssueId{0}, filled<slice_width>(0.5));
  CHECK(off.places().empty());
}

TEST_CASE("breaks are taken or left whether a run of the pack passes them or not: no run depends on its neighbours") {
  const Bargain bargain;
  const ConcessionPath path = bargain.path(0);
  const auto places_after = [&path](int others) {
    Breaks breaks;
    for (int n = 0; n < others; ++n) breaks.add(path, IssueId{0}, filled<slice_width>(2));  // nowhere on the path
    breaks.add(path, IssueId{0}, Slice(0.5 * (path.start[IssueId{0}] + path.issue[0].start + path.issue[0].span)));
    return breaks.places().size();
  };
  CHECK(places_after(0) == 1);
  CHECK(places_after(15) == 1);
  CHECK(places_after(16) == 0);
}

TEST_CASE("a text leaves what its scope does not move where it is, also between the levels of a discrete issue") {
  Scene scene(R"(
issues:
  a:
    status_quo: 0.3
    levels: [{name: low, worth: {one: 0.2, two: 1}}, {name: mid, worth: {one: 0.9, two: 0.5}}, {name: high, worth: {one: 1, two: 0}}]
  b: {status_quo: 0, interim: true}
  c: {status_quo: 0.4, interim: true, min_step: 0}
actors:
  one: {preferences: {a: {}, b: {ideal: 1}, c: {ideal: 0, negotiable: false, red_line: {kind: absolute, side: at_most, at: 0.1}}}}
  two: {preferences: {a: {}, b: {ideal: 0}, c: {ideal: 1}}}
)");
  scene.live();
  for (const HolderId holder : {HolderId{0}, HolderId{1}}) {
    const Outlook view = scene.view(holder);
    Text best = best_text(view, Scope::interim);
    keep_within(best, scene.view(HolderId{0}).preferences, Scope::interim, SliceMask::all());
    CHECK(best[IssueId{0}][0] == 0.3);
    CHECK(best[IssueId{2}][0] == 0.4);
    CHECK(best_text(view, Scope::comprehensive)[IssueId{0}][0] != 0.3);
  }
}

TEST_CASE("logrolling gives way first where it costs least; without it the path is straight") {
  const Bargain bargain;
  const Text straight = text_at(bargain.path(0), filled<slice_width>(0.5));
  for (const IssueId k : Ids<IssueId>(3))
    CHECK(straight[k][0] == doctest::Approx(0.5 * (bargain.best[k][0] + bargain.goal[k][0])));
  const Text rolled = text_at(bargain.path(1), filled<slice_width>(0.5));
  const auto conceded = [&](int issue) {
    const IssueId k{issue};
    return (rolled[k][0] - bargain.best[k][0]) / (bargain.goal[k][0] - bargain.best[k][0]);
  };
  CHECK(conceded(2) > conceded(0));  // salience 1 before 3
  CHECK(conceded(0) > conceded(1));  // 3 before 4
}

TEST_CASE("the best text leaves the status quo by the smallest step that counts and keeps absolute lines") {
  Scene scene(small_crisis, {"border.min_step=0.3", "east.preferences.border.ideal=0.2"});
  scene.live();
  const Text best = best_text(scene.view(HolderId{0}), Scope::comprehensive);
  CHECK(std::abs(best[IssueId{0}][0] - 0.2) >= 0.3 - 1e-12);
  Scene bound(small_crisis, {"east.preferences.border.red_line={kind: absolute, side: at_most, at: 0.5}"});
  bound.live();
  const Outlook view = bound.view(HolderId{0});
  const ConcessionPath path = concession_path(
      view, Scope::comprehensive, {best_text(view, Scope::comprehensive), text({1, 0, 1}), filled<slice_width>(0)});
  for (const double c : {0.0, 0.5, 0.9, 1.0}) CHECK(text_at(path, filled<slice_width>(c))[IssueId{0}][0] <= 0.5);
}

}  // namespace
}  // namespace backchannel::testing
