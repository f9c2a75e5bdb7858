#include "cli/play/sweep.hpp"

#include <doctest/doctest.h>

#include "sim/results/file/study_file.hpp"
#include "tests/play/support.hpp"

using namespace backchannel;
using testing::Folder;
using testing::Recorder;

namespace {

SweepRequest request(const Folder& folder, std::uint64_t runs, const std::filesystem::path& place = {}) {
  std::ofstream(folder / "study.yaml") << "scenario: " << testing::minimal << "\n"
                                       << "set: {horizon: 40}\n"
                                       << "factors:\n"
                                       << "  ideal: {path: north.preferences.toll.ideal, range: [0.4, 1], levels: 4}\n"
                                       << "  what: {policies: {none: {}, late: {calendar.first_session: 25}}}\n"
                                       << "design: {kind: grid}\n"
                                       << "runs: 512\n"
                                       << "outcomes: [agreement, rounds]\n";
  return {.study = load_study(folder / "study.yaml"), .runs = runs, .threads = 2, .keep = {place, false, "test"}};
}

SweepResult play(SweepRequest request, Recorder&& recorder = Recorder()) {
  return Sweep(std::move(request)).play(recorder);
}

std::string digest_of(const std::filesystem::path& file) { return digest(open_study(file)); }

}  // namespace

TEST_CASE("the points of a study are played and heard of, its budget first") {
  const Folder folder;
  Recorder recorder;
  Sweep sweep(request(folder, 256));
  CHECK(sweep.facts().points.size() == 8);
  CHECK(sweep.facts().runs_per_point == 256);
  const SweepBudget budget = sweep.budget();
  CHECK(budget.points == 8);
  CHECK(budget.pilot_runs % 256 == 0);
  CHECK(budget.pilot_runs >= 256);
  CHECK(budget.seconds > 0);
  const SweepResult result = sweep.play(recorder);
  CHECK(result.finished);
  CHECK(result.sweep.results.size() == 8);
  REQUIRE(recorder.notes.size() == 1);
  CHECK(recorder.notes[0].starts_with("8 points, 256 runs each: 2,048 runs; about "));
  CHECK(testing::rises_to(recorder.heard, 8 * 256));
}

/// Of the smallest scenario with settings, over seven horizons of a range.
std::vector<std::string> notices_over_horizons(const std::string& set, const std::string& range) {
  const Folder folder;
  SweepRequest asked = request(folder, 64);
  std::ofstream(folder / "study.yaml") << "scenario: " << testing::minimal << "\n"
                                       << set << "\n"
                                       << "factors: {horizon: {path: horizon, range: " << range << ", levels: 7}}\n"
                                       << "design: {kind: grid}\n";
  asked.study = load_study(folder / "study.yaml");
  return Sweep(std::move(asked)).notices();
}

TEST_CASE("traps that the design brings about are told once, with a point") {
  const auto notices = notices_over_horizons("set: {calendar.first_session: 20}", "[10, 40]");
  REQUIRE(notices.size() == 2);
  CHECK(notices[1].ends_with("at a point with horizon = 25"));
  CHECK(notices[1].find("calendar.first_session: in most runs no second round is held") != std::string::npos);
  CHECK(
      notices[0].ends_with("calendar.first_session: no session is ever held (day 20 lies beyond the horizon, day 10), "
                           "at a point with horizon = 10"));
}

TEST_CASE("two traps that differ in the number of an id only are two") {
  const auto notices = notices_over_horizons("set: {events: {e1: {day: 20}, e2: {day: 30}}}", "[16, 40]");
  REQUIRE(notices.size() == 2);
  CHECK(notices[0].find(": e1.day: the event never happens ") != std::string::npos);
  CHECK(notices[1].find(": e2.day: the event never happens ") != std::string::npos);
}

TEST_CASE("of few runs a point the pilot plays several points") {
  const Folder folder;
  const SweepBudget budget = Sweep(request(folder, 4)).budget();
  CHECK(budget.pilot_runs > 4);
  CHECK(budget.pilot_runs <= 8 * 4);
  CHECK(budget.runs == 8 * 4);
}

TEST_CASE("a study that is stopped keeps its points and goes on to the same results") {
  const Folder folder;
  const auto place = folder / "parts.sqlite", whole = folder / "whole.sqlite";
  (void)play(request(folder, 256, whole));
  Recorder stopping(1), going_on, again;
  const SweepResult stopped = Sweep(request(folder, 256, place)).play(stopping);
  CHECK_FALSE(stopped.finished);
  const std::size_t kept = stopped.points_done;
  CHECK(kept >= 1);
  CHECK(stopped.sweep.results.size() >= kept);
  CHECK(Sweep(request(folder, 256, place)).play(going_on).finished);
  CHECK(going_on.notes.at(0) == place.string() + ": goes on after " + std::to_string(kept) + " of 8 points");
  CHECK(testing::rises_to(going_on.heard, 8 * 256));
  CHECK(digest_of(place) == digest_of(whole));
  CHECK(Sweep(request(folder, 256, place)).play(again).finished);
  CHECK(again.notes == std::vector{place.string() + ": finished already, with 8 points"});
}

TEST_CASE("more runs extend a study to the one that was never cut, from wherever it stands") {
  const Folder folder;
  const auto place = folder / "parts.sqlite", whole = folder / "whole.sqlite";
  (void)play(request(folder, 1536, whole));
  (void)play(request(folder, 100, place));
  Recorder extending(1), again, fewer;
  const SweepResult stopped = Sweep(request(folder, 1536, place)).play(extending);
  CHECK_FALSE(stopped.finished);
  CHECK(extending.notes.at(0) == place.string() + ": goes on from 100 to 1536 runs a point");
  CHECK(extending.heard.front().done > 800);
  CHECK(Sweep(request(folder, 1536, place)).play(again).finished);
  CHECK(testing::rises_to(again.heard, 8 * 1536));
  CHECK(digest_of(place) == digest_of(whole));
  const SweepResult less = Sweep(request(folder, 256, place)).play(fewer);
  CHECK(less.finished);
  CHECK(fewer.notes == std::vector{place.string() + ": finished already, with 8 points of 1536 runs"});
  CHECK(less.sweep.facts.runs_per_point == 1536);
  CHECK(digest_of(place) == digest_of(whole));
}

TEST_CASE("titles and outcomes that a study names anew are those of its file, whether it goes on or is finished") {
  const Folder folder;
  const auto place = folder / "study.sqlite", whole = folder / "whole.sqlite";
  (void)play(request(folder, 256, place));
  const auto renamed = [&](std::uint64_t runs, const std::filesystem::path& file) {
    SweepRequest request = ::request(folder, runs, file);
    std::ofstream(folder / "study.yaml") << "title: Two things\n"
                                         << "scenario: " << testing::minimal << "\n"
                                         << "set: {horizon: 40}\n"
                                         << "factors:\n"
                                         << "  ideal: {title: what North wants, path: north.preferences.toll.ideal, "
                                            "range: [0.4, 1], levels: 4}\n"
                                         << "  what: {policies: {nothing: {}, delay: {calendar.first_session: 25}}}\n"
                                         << "design: {kind: grid}\n"
                                         << "outcomes: [force]\n";
    request.study = load_study(folder / "study.yaml");
    return request;
  };
  for (const std::uint64_t runs : {100, 256, 300}) {
    std::filesystem::remove(whole);
    (void)play(renamed(runs == 100 ? 256 : runs, whole));
    (void)play(renamed(runs, place));
    const SweepFacts facts = read_sweep(place).facts;
    CHECK(facts.title == "Two things");
    CHECK(facts.factors[0].title == "what North wants");
    CHECK(facts.factors[1].levels == std::vector<std::string>{"nothing", "delay"});
    CHECK(facts.points[1].values[1]->text == "delay");
    CHECK(facts.outcomes.size() == 1);
    CHECK(digest_of(place) == digest_of(whole));
  }
}

TEST_CASE("points that are stopped on the way keep their batches") {
  const Folder folder;
  const auto place = folder / "parts.sqlite", whole = folder / "whole.sqlite";
  (void)play(request(folder, 8192, whole));
  class Impatient : public Recorder {  // says stop in the middle of a point, which takes longer than two questions
   public:
    [[nodiscard]] bool stop() override { return ++asked_ > 2; }

   private:
    int asked_ = 0;
  };
  std::size_t partly = 0;
  for (int n = 0; n < 8; ++n) {
    Impatient listener;
    const SweepResult result = Sweep(request(folder, 8192, place)).play(listener);
    partly += result.runs_of_others > 0 ? 1 : 0;
    for (const PointResult& point : result.sweep.results) CHECK(point.attempted() % 512 == 0);
  }
  CHECK(partly > 0);
  CHECK(play(request(folder, 8192, place)).finished);
  CHECK(digest_of(place) == digest_of(whole));
}

TEST_CASE("every outcome is kept, whatever the study names") {
  const Folder folder;
  const auto place = folder / "study.sqlite";
  (void)play(request(folder, 64, place));
  const StoredSweep all = read_sweep(place, Outcomes::all), told = read_sweep(place);
  CHECK(told.facts.outcomes.size() == 2);
  CHECK(all.facts.outcomes.size() > 15);
  SweepRequest other = request(folder, 64, place);
  other.study.outcomes = {"trust_north", "agreement"};
  Recorder again;
  const SweepResult result = Sweep(std::move(other)).play(again);
  CHECK(again.notes == std::vector{place.string() + ": finished already, with 8 points"});
  CHECK(result.sweep.facts.outcomes.at(0).id == "trust_north");
  SweepRequest wide = request(folder, 64, place);
  wide.outcomes = Outcomes::all;
  CHECK(play(std::move(wide)).sweep.facts.outcomes == all.facts.outcomes);
  SweepRequest by_day = request(folder, 64, place);
  by_day.study.outcomes = {"agreement_by_20"};
  CHECK(testing::message_of([&] {
          (void)play(std::move(by_day));
        }).ends_with("holds another study: A border toll between two neighbours (take another file, or --overwrite)"));
}

TEST_CASE("an unknown outcome is refused before anything is played") {
  const Folder folder;
  SweepRequest bad = request(folder, 256);
  bad.study.outcomes = {"agreement", "round"};
  CHECK(testing::message_of([&] {
          Sweep sweep(std::move(bad));
        }).ends_with("outcomes: unknown outcome `round` (did you mean rounds?)"));
}

TEST_CASE("a duration is told in its two largest units") {
  CHECK(duration_text(0.2) == "0 s");
  CHECK(duration_text(65) == "1 min 05 s");
  CHECK(duration_text(3700) == "1 h 01 min");
}
