#include "cli/story/side_by_side.hpp"

#include <doctest/doctest.h>

#include "sim/core/text.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

namespace {

std::shared_ptr<const Model> flagship(const std::vector<std::string>& set = {}) {
  std::vector<Override> overrides;
  for (const std::string& argument : set) overrides.push_back(parse_override(argument));
  const auto file = std::filesystem::path(PROJECT_ROOT) / "scenarios/flagship/oman-2026.yaml";
  return std::make_shared<const Model>(read_scenario(file, overrides));
}

}  // namespace

TEST_CASE("the same run does not part from itself, nor by an event that only one scenario has and that does nothing") {
  const auto plain = flagship();
  const auto marked = flagship({"events.mark={text: a mark is made, day: 20}"});
  for (const std::uint64_t run : {3u, 8u}) {
    CHECK_FALSE(parting_day(replay(plain, 1, run), replay(plain, 1, run)).has_value());
    CHECK_FALSE(parting_day(replay(plain, 1, run), replay(marked, 1, run)).has_value());
  }
}

TEST_CASE("a change on a day cannot part the courses before it; both ends are told in two columns") {
  const auto plain = flagship();
  const auto struck = flagship({"events.war={text: war comes, day: 40, outcome: war}"});
  int parted = 0;
  for (std::uint64_t run = 0; run < 6; ++run) {
    const Replay before = replay(plain, 1, run), after = replay(struck, 1, run);
    if (before.row.end_day < 40) continue;
    const auto day = parting_day(before, after);
    REQUIRE(day.has_value());
    CHECK(*day >= 40);
    ++parted;
    const std::string text = told_side_by_side(before, after);
    CHECK(text.find("THEY PART") != std::string::npos);
    CHECK(text.find("in the end\n") != std::string::npos);
    CHECK(text.find(" │ ends in: regional war") != std::string::npos);
    const std::string narrow = told_side_by_side(before, after, 40);
    for (std::size_t from = 0; from < narrow.size(); from = narrow.find('\n', from) + 1)
      CHECK(text_columns(narrow.substr(from, narrow.find('\n', from) - from)) <= 40);
  }
  CHECK(parted > 0);
}
