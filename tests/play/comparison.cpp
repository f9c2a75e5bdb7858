#include "cli/play/comparison.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "analysis/findings/comparison.hpp"
#include "tests/play/support.hpp"

using namespace backchannel;
using testing::Folder;
using testing::Recorder;

namespace {

ComparisonRequest request(const std::string& change, std::uint64_t runs, const std::filesystem::path& place = {}) {
  const Changes changes = read_changes({change}, "--with");
  return {.before = {testing::model(), {}},
          .after = {testing::model(changes.overrides), changes},
          .outcomes = {},
          .runs = runs,
          .seed = 1,
          .threads = 2,
          .stories = 2,
          .keep = {place, false, "test"}};
}

}  // namespace

TEST_CASE("both sides play the same runs: without a change none differs") {
  Recorder recorder;
  const auto played = play_comparison(request("horizon=40", 700), recorder);
  REQUIRE(played.comparison);
  CHECK(recorder.notes ==
        std::vector<std::string>{
            "notice: no run differs in what is compared: with horizon=40 all 700 runs are as before"});
  CHECK(testing::rises_to(recorder.heard, 700));
  for (const DifferenceFacts& difference : played.comparison->comparison->differences)
    CHECK(difference.difference == 0);
  CHECK(played.comparison->comparison->flips.empty());
}

TEST_CASE("a trap that the change brings about is told once") {
  Recorder recorder;
  CHECK(play_comparison(request("calendar.first_session=50", 64), recorder).finished);
  REQUIRE(!recorder.notes.empty());
  CHECK(recorder.notes[0] ==
        "notice: --with calendar.first_session=50: calendar.first_session: no session is ever held "
        "(day 50 lies beyond the horizon, day 40)");
}

TEST_CASE("a change is told, kept and found again") {
  const Folder folder;
  const auto place = folder / "comparison.sqlite";
  const ComparisonRequest asked = request("north.preferences.toll.ideal=1", 700, place);
  Recorder recorder, again;
  const auto played = play_comparison(asked, recorder);
  REQUIRE(played.comparison);
  CHECK(played.comparison->facts.points[1].label == "north.preferences.toll.ideal=1");
  CHECK(played.comparison->comparison->flips.size() == 2);
  CHECK(play_comparison(asked, again).comparison);
  CHECK(again.notes == std::vector{place.string() + ": finished already, with 700 runs"});
  CHECK(again.heard.empty());
}

TEST_CASE("its file keeps what is set on both sides, with title and note of the policies") {
  const Folder folder;
  std::ofstream(folder / "calm.yaml") << "title: Calm\nnote: Slower.\nset: {north.firmness: 0.9}\n";
  std::ofstream(folder / "plain.yaml") << "set: {horizon: 50}\n";
  const auto kept = [&](const std::vector<std::string>& words) {
    std::string text = changes_text(read_changes({}, "--vs"), read_changes(words, "--with"));
    std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
    return text;
  };
  const std::string as_it_is = R"({"before":{"title":"","note":"","set":[]},"after":)";
  const std::string calm = (folder / "calm.yaml").string(), plain = (folder / "plain.yaml").string();
  CHECK(kept({calm}) ==
        as_it_is + R"({"title":"Calm","note":"Slower.","set":[{"path":"north.firmness","value":"0.9"}]}})");
  CHECK(kept({calm, "horizon=60"}).starts_with(as_it_is + R"({"title":"Calm,horizon=60","note":"Slower.",)"));
  CHECK(kept({plain}) == as_it_is + R"({"title":"","note":"","set":[{"path":"horizon","value":"50"}]}})");
}

TEST_CASE("policies of one title are told apart by their files, within a side and across") {
  const Folder folder;
  const std::string a = (folder / "a.yaml").string(), b = (folder / "b.yaml").string(),
                    c = (folder / "c.yaml").string();
  std::ofstream(a) << "title: Calm\nset: {north.firmness: 0.9}\n";
  std::ofstream(b) << "title: Calm\nset: {horizon: 50}\n";
  std::ofstream(c) << "title: as it is\nset: {horizon: 30}\n";
  const auto told = [](const std::vector<std::string>& vs, const std::vector<std::string>& with) {
    Changes before = read_changes(vs, "--vs"), after = read_changes(with, "--with");
    tell_apart(before, after);
    CHECK((after.title.empty() || after.title == after.label));
    return before.label + " | " + after.label;
  };
  CHECK(told({b}, {a}) == "Calm (" + b + ") | Calm (" + a + ")");
  CHECK(told({}, {a, b}) == "as it is | Calm (" + a + "), Calm (" + b + ")");
  CHECK(told({}, {c}) == "as it is | as it is (" + c + ")");
  CHECK(told({a}, {a, "horizon=60"}) == "Calm | Calm, horizon=60");
  CHECK(told({}, {a}) == "as it is | Calm");
}

TEST_CASE("stopped before its end, a comparison tells and keeps what it found so far; asked again it is played whole") {
  const Folder folder;
  constexpr std::uint64_t runs = 20'000;
  const char* change = "north.preferences.toll.ideal=1";
  Recorder recorder(1), again, shorter_one, fresh;
  const auto played = play_comparison(request(change, runs, folder / "c.sqlite"), recorder);
  CHECK_FALSE(played.finished);
  CHECK(played.kept);
  CHECK(played.played >= 512);
  CHECK(played.played < runs);
  REQUIRE(played.comparison);
  const auto shorter = play_comparison(request(change, played.played), shorter_one);
  REQUIRE(shorter.comparison);
  CHECK(shorter.finished);
  CHECK_FALSE(shorter.kept);
  CHECK(comparison_json(*played.comparison) == comparison_json(*shorter.comparison));
  const StoredSweep kept = read_sweep(folder / "c.sqlite");
  CHECK(kept.ended == "interrupted");
  CHECK(comparison_json(kept) == comparison_json(*shorter.comparison));
  const auto whole = play_comparison(request(change, runs, folder / "c.sqlite"), again);
  CHECK(whole.finished);
  CHECK(comparison_json(*whole.comparison) ==
        comparison_json(*play_comparison(request(change, runs), fresh).comparison));
}

TEST_CASE("a change that cannot be read blames the option that it came with") {
  CHECK(testing::message_of([] { (void)read_changes({"=1"}, "--vs"); }) == "--vs =1: not a setting (path=value)");
  CHECK(testing::message_of([] {
          (void)testing::model(read_changes({"nope=1"}, "--with").overrides);
        }).starts_with("--with nope=1: nope: unknown key"));
  CHECK(testing::message_of([] {
          (void)testing::model({{"nope", "1"}});
        }).starts_with("--set nope=1: nope: unknown key"));
  CHECK(read_changes({}, "--vs").label == "as it is");
}
