#include "analysis/statistics/histogram.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/statistics/random.hpp"

using namespace backchannel;

TEST_CASE("values fall into their bins, and batches combine to the same counts") {
  Histogram all(0, 10, 5), one(0, 10, 5), two(0, 10, 5);
  SplitMix random(1);
  for (int i = 0; i < 1000; ++i) {
    const double value = 14 * random.uniform() - 2;
    all.add(value);
    (i < 400 ? one : two).add(value);
  }
  one += two;
  CHECK(one == all);
  CHECK(all.total() == 1000);
  Histogram edges(0, 10, 5);
  for (double value : {0.0, 1.999, 2.0, 9.999, 10.0, -0.001, std::numeric_limits<double>::infinity()}) edges.add(value);
  CHECK(edges.counts()[0] == 2);
  CHECK(edges.counts()[1] == 1);
  CHECK(edges.counts()[4] == 1);
  CHECK(edges.above() == 2);
  CHECK(edges.below() == 1);
}

TEST_CASE("quantiles are within a bin of those of the values") {
  Histogram histogram(0, 1, 100);
  SplitMix random(2);
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    values.push_back(random.uniform() * random.uniform());
    histogram.add(values.back());
  }
  for (double q : {0.05, 0.25, 0.5, 0.75, 0.95})
    CHECK(std::abs(*histogram.quantile(q) - estimate_quantile(values, q).value) < 0.01);
  Histogram uniform(0, 4, 4);
  for (double value : {0.5, 1.5, 2.5, 3.5}) uniform.add(value);
  CHECK(*uniform.quantile(0.5) == 2);
  CHECK(*uniform.quantile(0.125) == 0.5);
  uniform.add(9, 100);
  CHECK(std::isinf(*uniform.quantile(0.5)));
  CHECK_FALSE(Histogram(0, 1, 3).quantile(0.5));
}

TEST_CASE("bars show the share, its error and the range over the priors") {
  const ShareBar bars[] = {{"agreement", 0.30, {0.29, 0.31}, Interval{0.20, 0.40}},
                           {"talks continue", 0.10, {0.09, 0.11}, Interval{0.0, 0.2}},
                           {"war", 0.0, {0.0, 0.001}, std::nullopt}};
  CHECK(render_bars(bars, {79, Glyphs::Ascii}) ==
        "agreement      #############======------  30.0 % [29.0, 31.0]  priors 20 - 40 %\n"
        "talks continue ======-------              10.0 % [9.0, 11.0]  priors 0 - 20 %\n"
        "war                                        0.0 % [0.0, 0.1]\n"
        "               0                    40 %\n");
  const std::string blocks = render_bars(bars, {79, Glyphs::Blocks});
  CHECK(blocks.find("█████████████▓▓▓▓▓▓░░░░░░") != std::string::npos);
  CHECK(blocks.find("20 – 40 %") != std::string::npos);
}

TEST_CASE("a hostile or foreign label stays one line of the right width") {
  const ShareBar bars[] = {{"\x1b[31mred\nline", 0.5, {0.4, 0.6}, std::nullopt},
                           {"Übereinkünfte", 0.5, {0.4, 0.6}, std::nullopt}};
  const std::string text = render_bars(bars);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  CHECK(text.find("Übereinkünfte █") != std::string::npos);
  const std::string ascii = render_bars(bars, {80, Glyphs::Ascii});
  for (char c : ascii) CHECK(static_cast<unsigned char>(c) < 0x80);
  CHECK(ascii.find("?bereink?nfte #") != std::string::npos);
}

TEST_CASE("what cannot be binned or drawn is refused") {
  CHECK_THROWS_AS(Histogram(1, 1, 3), std::invalid_argument);
  Histogram histogram(0, 1, 3);
  CHECK_THROWS_AS(histogram.add(std::nan("")), std::invalid_argument);
  CHECK_THROWS_AS(histogram += Histogram(0, 1, 4), std::invalid_argument);
  const ShareBar bars[] = {{"x", 1.2, {0, 1}, std::nullopt}};
  CHECK_THROWS_AS(render_bars(bars), std::invalid_argument);
}
