#include "cli/play/scenario.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "analysis/findings/study_data.hpp"
#include "cli/play/nested.hpp"
#include "cli/play/notices.hpp"
#include "sim/results/file/study_file.hpp"
#include "tests/play/support.hpp"

using namespace backchannel;
using testing::Folder;
using testing::Recorder;

namespace {

RunRequest request(std::uint64_t runs, const std::filesystem::path& place = {}) {
  RunRequest request;
  request.model = testing::model();
  request.file = testing::minimal;
  request.runs = runs;
  request.threads = 2;
  request.keep = {place, false, "test"};
  return request;
}

RunResult play(const RunRequest& request, Recorder&& recorder = Recorder()) { return play_scenario(request, recorder); }

std::string digest_of(const std::filesystem::path& place) { return digest(open_study(place / "study.sqlite")); }

}  // namespace

TEST_CASE("runs are played, counted and heard of") {
  Recorder recorder;
  const RunResult result = play_scenario(request(1700), recorder);
  CHECK(recorder.notes.empty());
  CHECK(testing::rises_to(recorder.heard, 1700));
  CHECK(result.finished);
  CHECK(result.session.runs == 1700);
  CHECK(result.record.tally.runs == 1700);
  CHECK(result.summary().runs == 1700);
  CHECK_FALSE(result.summary().planned);
  RunRequest alone = request(1700);
  alone.threads = 1;
  CHECK(play(alone).record.tally == result.record.tally);
}

TEST_CASE("traps of the scenario, its settings included, are told before it is played") {
  Recorder recorder;
  RunRequest trapped = request(64);
  trapped.model = testing::model({{"calendar.first_session", "50", {"--set calendar.first_session=50"}}});
  (void)play_scenario(trapped, recorder);
  CHECK(recorder.notes ==
        std::vector<std::string>{"notice: --set calendar.first_session=50: calendar.first_session: no "
                                 "session is ever held (day 50 lies beyond the horizon, day 40)"});
}

TEST_CASE("numbers of force that cannot act are told where they are set") {
  using Notices = std::vector<std::string>;
  const auto told = [](std::vector<std::pair<std::string, std::string>> set) {
    std::vector<Override> changes;
    for (const auto& [path, value] : set) changes.push_back({path, value, {"--set"}});
    return inert_settings(*testing::model(changes));
  };
  const auto cannot = [](const std::string& path, const std::string& why) {
    return Notices{"--set: " + path + ": cannot act here (" + why + ")"};
  };
  const std::pair<std::string, std::string> armed{
      "dyads", "{border: {first: north, second: south, force: {north: {may_strike: true}, south: {}}}}"};
  for (const char* path :
       {"force.host_struck", "force.setback", "force.ceasefire", "force.spoils", "calendar.deadline_pull"})
    CHECK(told({{path, "0.3"}}) == cannot(path, "nobody can use force"));
  CHECK(told({armed, {"force.host_struck", "0.3"}}) ==
        cannot("force.host_struck", "nobody has bases in a host's land"));
  CHECK(told({armed, {"force.setback", "0.3"}}) == cannot("force.setback", "nobody's power shifts"));
  CHECK(told({armed, {"force.host_presses", "0.3"}}) ==
        cannot("force.host_presses", "nobody has bases in a host's land"));
  CHECK(told({armed, {"force.learning", "2"}}) == cannot("force.learning", "no cost of war is private"));
  CHECK(told({armed, {"force.ceasefire", "0.3"}}).empty());
  CHECK(told({armed, {"calendar.deadline_width", "9"}}) == cannot("calendar.deadline_width", "no date is set"));
  CHECK(told({armed, {"calendar.deadline", "2026-02-20"}, {"calendar.deadline_width", "9"}}).empty());
  CHECK(told({{"talks.breakdown.outcome", "war"}, {"mediator", "{}"}, {"force.ceasefire", "0.3"}}).empty());
}

TEST_CASE("kept runs are found finished, and more runs extend them to the study that was never cut") {
  const Folder folder;
  const auto place = folder / "parts", whole = folder / "whole";
  CHECK(play(request(1500, whole)).finished);
  CHECK(play(request(600, place)).finished);
  Recorder again, fewer, more;
  CHECK(play_scenario(request(600, place), again).finished);
  CHECK(again.notes == std::vector{place.string() + ": finished already, with 600 runs"});
  CHECK(again.heard.empty());
  CHECK(play_scenario(request(100, place), fewer).record.tally.runs == 600);
  const RunResult result = play_scenario(request(1500, place), more);
  CHECK(more.notes == std::vector{place.string() + ": goes on after 600 runs"});
  CHECK(testing::rises_to(more.heard, 1500));
  CHECK(more.heard.back().played == 900);
  CHECK(result.session.runs == 900);
  CHECK(result.details);
  CHECK(digest_of(place) == digest_of(whole));
  for (const char* name : {"summary.json", "summary.md", "runs.csv", "scenario.resolved.yaml", "manifest.json"})
    CHECK(std::filesystem::file_size(place / name) > 0);
}

TEST_CASE("a listener that says stop keeps what is finished, a batch at least, and the rest follows") {
  const Folder folder;
  const auto place = folder / "parts", whole = folder / "whole";
  (void)play(request(20 * batch_size, whole));
  Recorder recorder(1);
  const RunResult stopped = play_scenario(request(20 * batch_size, place), recorder);
  CHECK_FALSE(stopped.finished);
  CHECK_FALSE(stopped.details);
  CHECK(stopped.summary().planned == 20 * batch_size);
  const std::uint64_t kept = stopped.record.tally.runs;
  CHECK(kept >= batch_size);
  CHECK(kept < 20 * batch_size);
  CHECK(kept % batch_size == 0);
  CHECK(read_study(place / "study.sqlite").record.tally.runs == kept);
  CHECK(read_study(place / "study.sqlite").ended == "interrupted");
  CHECK_FALSE(std::filesystem::exists(place / "manifest.json"));
  CHECK(play(request(20 * batch_size, place)).session.runs == 20 * batch_size - kept);
  CHECK(digest_of(place) == digest_of(whole));
}

TEST_CASE("a stop in the middle of a batch that is filled up keeps the study whole") {
  const Folder folder;
  const auto place = folder / "parts", whole = folder / "whole";
  (void)play(request(5 * batch_size, whole));
  (void)play(request(batch_size + 7, place));
  (void)play(request(5 * batch_size, place), Recorder(1));
  const std::uint64_t kept = read_study(place / "study.sqlite").record.tally.runs;
  CHECK(kept >= 2 * batch_size);
  CHECK(play(request(5 * batch_size, place)).finished);
  CHECK(digest_of(place) == digest_of(whole));
}

TEST_CASE("until they are precise, outcomes are looked at after every 1,024 runs, and the looks survive a stop") {
  const Folder folder;
  RunRequest until = request(0, folder / "whole");
  until.until = PrecisionGoal{.half_width = 0.03, .outcomes = {"regional_war"}, .most_runs = 50'000};
  const RunResult result = play(until);
  CHECK(result.finished);
  CHECK(result.record.tally.runs == 2 * Watch::runs_between_looks);
  CHECK(read_study(folder / "whole/study.sqlite").ended == "precise enough");
  until.until = PrecisionGoal{.half_width = 0.01, .outcomes = {"talks_continue"}, .most_runs = 50'000};
  const std::uint64_t needed = play(until).record.tally.runs;
  CHECK(needed > 2 * Watch::runs_between_looks);
  CHECK(needed % Watch::runs_between_looks == 0);
  RunRequest parts = until;
  parts.keep.place = folder / "parts";
  for (int stops = 0; stops < 100 && !play(parts, Recorder(1)).finished; ++stops) {
  }
  CHECK(digest_of(folder / "parts") == digest_of(folder / "whole"));
}

TEST_CASE("a nested design is played once the runs are there, and not twice") {
  const Folder folder;
  RunRequest nested = request(600, folder / "study");
  nested.nested = NestedDesign{20, 10};
  Recorder recorder, again;
  const RunResult result = play_scenario(nested, recorder);
  CHECK(result.finished);
  CHECK(result.nested->design == NestedDesign{20, 10});
  CHECK(recorder.heard.back().done == 200);
  CHECK(play_scenario(nested, again).finished);
  CHECK(again.heard.empty());
  nested.nested = NestedDesign{30, 4};
  CHECK(play(nested).nested->design.draws == 30);
  const RunResult without = play(nested, Recorder(1));
  CHECK(without.finished);
  RunRequest fresh = nested;
  fresh.keep.place = folder / "fresh";
  fresh.runs = 512;
  const RunResult stopped = play(fresh, Recorder(512));
  CHECK(stopped.all_runs);
  CHECK_FALSE(stopped.finished);
}

TEST_CASE("a place that cannot be used and another study are refused with a message") {
  const Folder folder;
  std::ofstream(folder / "file") << "x";
  CHECK(testing::message_of([&] { (void)play(request(10, folder / "file")); }) ==
        (folder / "file").string() + ": --out: cannot be used as a folder (Not a directory)");
  (void)play(request(10, folder / "study"));
  RunRequest other = request(10, folder / "study");
  other.seed = 2;
  CHECK(testing::message_of([&] { (void)play(other); }) ==
        (folder / "study/study.sqlite").string() +
            ": --out: holds a study of another seed: 1, not 2 (take another folder, or --overwrite)");
  other.keep.overwrite = true;
  CHECK(play(other).finished);
}

TEST_CASE("what is not kept is told as fully as what is") {
  const Folder folder;
  const auto uncertain = [](RunRequest request) {
    request.model = testing::model({{"north.preferences.toll.ideal", "{uniform: [0.3, 1]}"}});
    return request;
  };
  const RunResult kept = play(uncertain(request(2000, folder / "study"))), told = play(uncertain(request(2000)));
  REQUIRE(kept.details);
  REQUIRE(told.details);
  CHECK(told.details->first_events.size() == kept.details->first_events.size());
  CHECK(told.details->terms.size() == kept.details->terms.size());
  REQUIRE(told.details->drivers.size() == kept.details->drivers.size());
  REQUIRE_FALSE(told.details->drivers.empty());
  int indices = 0;
  for (std::size_t o = 0; o < told.details->drivers.size(); ++o) {
    const auto &here = told.details->drivers[o].parameters.at(0), &there = kept.details->drivers[o].parameters.at(0);
    CHECK(here.path == "north.preferences.toll.ideal");
    CHECK((here.index.value == there.index.value || (std::isnan(here.index.value) && std::isnan(there.index.value))));
    indices += std::isnan(here.index.value) ? 0 : 1;
  }
  CHECK(indices > 0);
  const StudyDetails read = read_details(open_study(folder / "study/study.sqlite"), kept.facts);
  CHECK(read.first_events.back().lost.days == told.details->first_events.back().lost.days);
  CHECK(read.terms.at(0).quartiles.median.value == told.details->terms.at(0).quartiles.median.value);
  RunRequest quick = uncertain(request(2000, folder / "study"));
  quick.details = false;
  CHECK_FALSE(play(quick).details);
}

TEST_CASE("means and terms can be watched, and their looks survive a stop as long as rows are there") {
  const Folder folder;
  RunRequest until = request(0, folder / "whole");
  until.model = testing::model({{"north.patience", "30"}, {"south.patience", "30"}});
  until.until = PrecisionGoal{.half_width = 0.4, .outcomes = {"rounds", "agreement_in_force"}, .most_runs = 50'000};
  const std::uint64_t few = play(until).record.tally.runs;
  CHECK(few == 2 * Watch::runs_between_looks);
  until.until = PrecisionGoal{.half_width = 0.15, .outcomes = {"term_interim_toll"}, .most_runs = 50'000};
  const RunResult terms = play(until);
  CHECK(terms.finished);
  CHECK(read_study(folder / "whole/study.sqlite").ended == "precise enough");
  RunRequest parts = until;
  parts.keep.place = folder / "parts";
  for (int stops = 0; stops < 100 && !play(parts, Recorder(1)).finished; ++stops) {
  }
  CHECK(digest_of(folder / "parts") == digest_of(folder / "whole"));

  until.until->outcomes = {"term_interim_tol"};
  CHECK(testing::message_of([&] { (void)play(until); }) ==
        "--outcome: unknown outcome `term_interim_tol` (did you mean term_interim_toll?)");
  until.until->outcomes = {"rounds", "force"};
  until.until->half_width = 0.5;
  CHECK(testing::message_of([&] { (void)play(until); }) ==
        "--until-half-width: 0.5 is too wide for the share force (below 0.5)");

  RunRequest bare = request(0, folder / "bare");
  bare.until = PrecisionGoal{.half_width = 0.2, .outcomes = {}, .most_runs = 2'000'000};
  CHECK(play(bare).finished);
  bare.until->outcomes = {"rounds"};
  CHECK(testing::message_of([&] { (void)play(bare); }) ==
        (folder / "bare/study.sqlite").string() +
            ": --outcome: the study was begun without rows, and goes on for classes only (a class, or --overwrite with "
            "--keep-rows)");
}
