#include "analysis/findings/typical.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

using backchannel::most_typical;
using Columns = std::vector<std::vector<double>>;

TEST_CASE("the most typical run is nearest to the medians") {
  // Medians 3 and 30, interquartile ranges 2 and 20: distances of runs 0 … 4 are 2, 1, .5, 1, 1.5.
  const Columns columns{{1, 2, 3, 4, 5}, {50, 40, 20, 10, 30}};
  CHECK(most_typical(columns) == 2);
}

TEST_CASE("columns count in units of their spread") {
  // Unscaled, the second column would decide for run 0; scaled, run 1 is .5 + .25 away against 1.5 + 0.
  const Columns columns{{0, 2, 3, 4, 6}, {1000, 1500, 3000, 0, 500}};
  CHECK(most_typical(columns) == 1);
}

TEST_CASE("a column that hardly varies counts by its mean deviation, one that does not vary not at all") {
  CHECK(most_typical(Columns{{0, 0, 0, 0, 0, 0, 0, 8}, {3, 3, 3, 3, 3, 3, 3, 3}, {9, 1, 2, 4, 5, 6, 7, 4.5}}) == 4);
  CHECK(most_typical(Columns{{7, 7, 7}}) == 0);
}

TEST_CASE("of equally near runs the first is taken; without runs there is none") {
  CHECK(most_typical(Columns{{1, 2, 2, 3}}) == 1);
  CHECK_FALSE(most_typical(Columns{}).has_value());
  CHECK_FALSE(most_typical(Columns{{}, {}}).has_value());
}

TEST_CASE("bad columns are refused") {
  CHECK_THROWS_AS((void)most_typical(Columns{{1, 2}, {1}}), std::invalid_argument);
  CHECK_THROWS_AS((void)most_typical(Columns{{1, std::nan("")}}), std::invalid_argument);
  CHECK_THROWS_AS((void)most_typical(Columns{{1, std::numeric_limits<double>::infinity()}}), std::invalid_argument);
}
