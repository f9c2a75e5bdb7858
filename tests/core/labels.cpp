#include "sim/core/labels.hpp"

#include <doctest/doctest.h>

namespace backchannel {
namespace {

std::vector<std::string> labels(const std::vector<Titled>& things) { return distinct_labels(things); }
using Labels = std::vector<std::string>;

}  // namespace

TEST_CASE("titles that differ stay as they are") {
  CHECK(labels({}).empty());
  CHECK(labels({{"x", "cost of war"}, {"y", "patience"}, {"z", ""}}) == Labels{"cost of war", "patience", "z"});
}

TEST_CASE("equal titles are told apart by their ids") {
  CHECK(labels({{"iran.war.cost", "cost of war"}, {"us.war.cost", "cost of war"}, {"z", "patience"}}) ==
        Labels{"cost of war (iran.war.cost)", "cost of war (us.war.cost)", "patience"});
  CHECK(labels({{"x", "y"}, {"y", ""}}) == Labels{"y (x)", "y"});
  CHECK(labels({{"z", "placebo"}, {"placebo", "placebo"}}) == Labels{"placebo (z)", "placebo"});
}

TEST_CASE("a title that looks like a label with its id") {
  CHECK(labels({{"x", "cost"}, {"y", "cost"}, {"z", "cost (x)"}}) ==
        Labels{"cost (x) (x)", "cost (y)", "cost (x) (z)"});
}

}  // namespace backchannel
