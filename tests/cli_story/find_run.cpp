#include "cli/story/find_run.hpp"

#include <doctest/doctest.h>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

TEST_CASE("the n-th run with an outcome is that of a study, and the search says how many it looked at") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  const auto wanted = [](const Row& row) { return row.force_used(); };
  CrisisKernel kernel(model, 5);
  std::vector<std::uint64_t> runs;
  for (const Row& row : play_batch(kernel, 5, 0, 400).rows)
    if (wanted(row)) runs.push_back(row.run);
  REQUIRE(runs.size() > 3);
  for (const std::uint64_t nth : {1, 3}) {
    const Found found = find_run(model, {5, nth, 400}, wanted);
    CHECK(found.run == runs[nth - 1]);
    CHECK(found.looked_at == runs[nth - 1] + 1);
    CHECK(found.alike == nth);
  }
}

TEST_CASE("a search that is given up says how far it came") {
  const auto model = test::model_of("minimal.yaml");
  const auto all = [](const Row&) { return true; };
  const Found found = find_run(model, {1, 9'000, 10'000}, all, [](const Found& now) { return now.looked_at < 2'000; });
  CHECK(found.given_up);
  CHECK_FALSE(found.run.has_value());
  CHECK(found.looked_at >= 2'000);
  CHECK(found.looked_at < 9'000);
  CHECK(found.alike == found.looked_at);
  CHECK_FALSE(find_run(model, {1, 90, 50}, all).given_up);
}

TEST_CASE("a search that finds too few says how many") {
  const auto model = test::model_of("minimal.yaml");
  const Found none = find_run(model, {1, 1, 50}, [](const Row&) { return false; });
  CHECK_FALSE(none.run.has_value());
  CHECK(none.looked_at == 50);
  CHECK(none.alike == 0);
  const Found few = find_run(model, {1, 60, 50}, [](const Row&) { return true; });
  CHECK_FALSE(few.run.has_value());
  CHECK(few.alike == 50);
}
