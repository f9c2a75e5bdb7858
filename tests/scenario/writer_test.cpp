#include "sim/scenario/pages/writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

std::string text_of(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> scenario_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(PROJECT_ROOT "/scenarios"))
    if (entry.path().extension() == ".yaml" && entry.path().string().find("/scenarios/studies/") == std::string::npos)
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Without their places; none of numbers that `written` leaves at their defaults, of which nobody is told there.
std::vector<std::string> notices_of(const LoadedScenario& loaded, const ParameterTable& written) {
  std::vector<std::string> notices;
  for (const std::string& notice : loaded.notices) {
    const std::string told = notice.substr(notice.find(": ") + 2);
    const auto param = written.find(told.substr(0, told.find(": ")));
    if (!param || written[*param].given) notices.push_back(told);
  }
  return notices;
}

void check_round_trip(const LoadedScenario& loaded) {
  const std::string yaml = resolved_yaml(*loaded.scenario, loaded.parameters);
  const LoadedScenario again = read_scenario_text(yaml, "resolved.yaml");
  CHECK(again.hash == loaded.hash);
  CHECK(notices_of(again, loaded.parameters) == notices_of(loaded, loaded.parameters));
  CHECK(again.parameters.size() == loaded.parameters.size());
  for (const Parameter& parameter : loaded.parameters) {
    const auto param = again.parameters.find(parameter.path);
    REQUIRE_MESSAGE(param, parameter.path);
    CHECK(again.parameters[*param].prior == parameter.prior);
    CHECK(again.parameters[*param].evidence == parameter.evidence);
    CHECK(again.parameters[*param].is_private == parameter.is_private);
  }
}

/// One to four random deletions, insertions and copies of bytes and lines.
std::string damaged(std::string text, std::mt19937& random) {
  const auto anywhere = [&] { return random() % text.size(); };
  for (unsigned i = random() % 4; i < 4 && !text.empty(); ++i) {
    const std::size_t from = anywhere();
    switch (random() % 4) {
      case 0:
        text.erase(from, 1 + random() % 20);
        break;
      case 1:
        text.erase(from, text.find('\n', from) - from);
        break;
      case 2:
        text[from] = " :{}[],\"'#-\n&*!%@\t.e0\xff"[random() % 23];
        break;
      default:
        text.insert(from, text.substr(anywhere(), random() % 60));
    }
  }
  return text;
}

}  // namespace

TEST_SUITE("resolved scenario") {
  TEST_CASE("reads back to the same hash, numbers and evidence") {
    check_round_trip(testing::load(testing::small));
    for (const auto& file : scenario_files()) {
      CAPTURE(file);
      check_round_trip(read_scenario(file));
    }
    check_round_trip(
        testing::load(testing::small + "title: \"quotes \\\" \\\\ and\\nlines\"\n",
                      {"a.factions={guard: {preferences: {relief: {salience: 3}}}}", "a.tempo=.inf",
                       "a.war.cost={discrete: {values: [0, 1e-9], weights: [1, 2]}, private: true}",
                       "relief.levels=[{name: low, worth: {a: 0, b: 1}}, {name: high, worth: {a: 1, b: 0}}]",
                       "a.linkages={all: 0.25}", "mediator={style: formulation, search: votes}"}));
  }

  TEST_CASE("every change of content changes the hash, comments do not") {
    const std::string hash = testing::load(testing::small).hash;
    CHECK(testing::load("# a comment\n" + testing::small).hash == hash);
    CHECK(testing::load(testing::small, {"a.war.cost=0.3"}).hash == hash);  // the default
    for (const char* setting : {"a.war.cost=0.31", "a.war.cost={uniform: [0.3, 0.4]}", "talks.protocol=alternating",
                                "c.enabled=false", "title=x", "a.war.cost={value: 0.3, note: \"n\"}"})
      CHECK(testing::load(testing::small, {setting}).hash != hash);
    CHECK(hash_of("") == "6c62272e07bb014262b821756295c58d");
    CHECK(hash_of("foobar") == "343e1662793c64bf6f0d3597ba446f18");
  }

  TEST_CASE("numbers are written as they were") {
    const LoadedScenario loaded =
        testing::load(testing::small, {"a.war.cost={uniform: [0.1, 0.4], basis: judgement, note: \"n\"}"});
    const auto yaml = [&](const char* path) { return yaml_of(loaded.parameters[*loaded.parameters.find(path)]); };
    CHECK(yaml("a.war.cost") == "{uniform: [0.1, 0.4], basis: judgement, note: \"n\"}");
    CHECK(yaml("b.war.cost") == "0.3");
  }

  // Whatever a broken file holds, it loads or is refused with places; what loads survives the round trip.
  TEST_CASE("damaged files are refused and never crash the reader") {
    std::mt19937 random(1);
    for (const auto& file : scenario_files()) {
      const std::string text = text_of(file);
      const int rounds = text.size() > 20000 ? 25 : 300;
      for (int i = 0; i < rounds; ++i) {
        try {
          const LoadedScenario loaded = read_scenario_text(damaged(text, random), "s.yaml");
          const std::string yaml = resolved_yaml(*loaded.scenario, loaded.parameters);
          CHECK(read_scenario_text(yaml, "resolved.yaml").hash == loaded.hash);
        } catch (const BadInput& error) {
          CHECK_FALSE(error.problems.empty());
          for (const Problem& problem : error.problems) CHECK((problem.place.line > 0 && !problem.what.empty()));
        }
      }
    }
  }
}

}  // namespace backchannel
