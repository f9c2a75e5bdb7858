#include "analysis/findings/bars.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

using namespace backchannel;

TEST_CASE("bars show the share, its error and the range over the judgements") {
  const ShareBar bars[] = {
      {.label = "agreement", .share = 0.30, .error = {0.29, 0.31}, .range = Interval{0.20, 0.40}},
      {.label = "talks continue", .share = 0.10, .error = {0.09, 0.11}, .range = Interval{0.0, 0.2}},
      {.label = "war", .share = 0.0, .error = {0.0, 0.001}}};
  CHECK(render_bars(bars, {83, Glyphs::Ascii}) ==
        "agreement      #############======------  30.0 % [29.0, 31.0]  judgements 20 - 40 %\n"
        "talks continue ======-------              10.0 % [9.0, 11.0]  judgements 0 - 20 %\n"
        "war                                        0.0 % [0.0, 0.1]\n"
        "               0                    40 %\n");
  const std::string blocks = render_bars(bars, {83, Glyphs::Blocks});
  CHECK(blocks.find("█████████████▓▓▓▓▓▓░░░░░░") != std::string::npos);
  CHECK(blocks.find("20 – 40 %") != std::string::npos);
}

TEST_CASE("the bar of an agreement has two parts, and what is below and behind it stays in line") {
  const ShareBar bars[] = {
      {.label = "agreement",
       .share = 0.40,
       .error = {0.39, 0.41},
       .range = Interval{0.1, 0.5},
       .in_force = 0.1,
       .luck = "80 %",
       .below = "in force at the end 10.0 %"},
      {.label = "war", .share = 0.0625, .error = {0.06, 0.0725}, .no_range = "not told", .luck = "> 97 %"}};
  CHECK(render_bars(bars, {.width = 79, .glyphs = Glyphs::Ascii, .captions = false}) ==
        "agreement ######/////////////////------  40.0 % [39.0, 41.0]  10 - 50 %    80 %\n"
        "          in force at the end 10.0 %\n"
        "war       ####                            6.3 % [6.0, 7.3]  not told     > 97 %\n"
        "          0                        50 %\n");
}

TEST_CASE("in a narrow terminal numbers stand below their bars, in line") {
  const ShareBar bars[] = {
      {.label = "comprehensive agreement",
       .share = 0.81,
       .error = {0.771, 0.844},
       .range = Interval{0.29, 1},
       .in_force = 0.063,
       .luck = "35 %",
       .below = "in force at the end 6.3 % [4.6, 8.6], not any more 74.7 %"},
      {.label = "regional war", .share = 0.012, .error = {0.005, 0.026}, .no_range = "not told", .luck = "< 71 %"}};
  CHECK(render_bars(bars, {.width = 60, .glyphs = Glyphs::Ascii, .captions = false}) ==
        "comprehensive agreement ##///////////////////////////-------\n"
        "                     81.0 % [77.1, 84.4]  29 - 100 %    35 %\n"
        "   in force at the end 6.3 % [4.6, 8.6], not any more 74.7 %\n"
        "regional war                                                \n"
        "                      1.2 % [0.5, 2.6]  not told      < 71 %\n"
        "                        0                              100 %\n");
}

TEST_CASE("a hostile or foreign label stays one line of the right width") {
  const ShareBar bars[] = {{.label = "\x1b[31mred\nline", .share = 0.5, .error = {0.4, 0.6}},
                           {.label = "Übereinkünfte", .share = 0.5, .error = {0.4, 0.6}}};
  const std::string text = render_bars(bars);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 3);
  CHECK(text.find("Übereinkünfte █") != std::string::npos);
  const std::string ascii = render_bars(bars, {80, Glyphs::Ascii});
  for (char c : ascii) CHECK(static_cast<unsigned char>(c) < 0x80);
  CHECK(ascii.find("?bereink?nfte #") != std::string::npos);
}

TEST_CASE("what cannot be drawn is refused") {
  const ShareBar too_much[] = {{.label = "x", .share = 1.2, .error = {0, 1}}};
  CHECK_THROWS_AS((void)render_bars(too_much), std::invalid_argument);
  const ShareBar part[] = {{.label = "x", .share = 0.2, .error = {0, 1}, .in_force = 0.3}};
  CHECK_THROWS_AS((void)render_bars(part), std::invalid_argument);
}
