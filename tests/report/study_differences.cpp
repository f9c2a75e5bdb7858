#include "cli/report/study_differences.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

namespace backchannel {
namespace {

StudyInput study(const std::string& north, std::uint64_t runs = 1000, std::uint64_t seed = 1) {
  return {
      "Toll",
      fmt::format("title: Toll\nissues: {{toll: {{title: toll, interim: true}}}}\nactors:\n  north: {{name: the North, "
                  "{}preferences: {{toll: {{ideal: 1}}}}}}\n  south: {{preferences: {{toll: {{ideal: 0}}}}}}\n",
                  north),
      runs, seed};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("studies of one scenario are told apart by what differs between them") {
  CHECK(study_differences({study("war: {cost: 0.2}, "), study("war: {cost: 0.45}, ")}) ==
        Texts{"the North: war cost 0.2", "the North: war cost 0.45"});
  CHECK(study_differences({study("", 1000, 1), study("", 2000, 2)}) ==
        Texts{"runs 1,000 and seed 1", "runs 2,000 and seed 2"});
  CHECK(study_differences({study("tactic: {kind: hardliner}, "), study("tactic: {kind: hardliner}, ", 1000, 3)}) ==
        Texts{"seed 1", "seed 3"});
}

TEST_CASE("a prior is told in words, and of many differences three") {
  const Texts told = study_differences(
      {study("war: {cost: {uniform: [0.1, 0.2]}, perceived_risk: 0.1}, capability: 2, loss_aversion: 2, "), study("")});
  CHECK(told[0] ==
        "the North: loss aversion 2, the North: capability 2, the North: war cost uniform 0.1 to 0.2 and 1 more");
}

TEST_CASE("nothing is told of studies that do not differ or that have titles of their own") {
  StudyInput other = study("", 1000, 7);
  other.title = "Road";
  CHECK(study_differences({study(""), other}) == Texts{"", ""});
  CHECK(study_differences({study(""), study("")}) == Texts{"", ""});
}

}  // namespace backchannel
