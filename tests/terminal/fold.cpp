#include "cli/terminal/fold.hpp"

#include <doctest/doctest.h>

using namespace backchannel;

TEST_CASE("what is narrow enough stays as it is") {
  const std::string text = "a title\n\n  row       1.0  2.0\n  another  10.0  2.5\nprose with words\n";
  CHECK(folded(text, 40) == text);
  CHECK(folded("", 40).empty());
  CHECK(folded("no end of line", 40) == "no end of line");
}

TEST_CASE("prose is broken between words, behind a margin") {
  CHECK(folded("  one two three four five\n", 14) == "  one two\n      three\n      four\n      five\n");
  CHECK(folded("überaus lange Wörter\n", 12) == "überaus\n    lange\n    Wörter\n");
  CHECK(folded("a.path      0; a note\nanother.path  1; a note of many words\n", 24) ==
        "a.path      0; a note\nanother.path  1; a note\n    of many words\n");
  CHECK(folded("reached in 79.3 % of runs\n", 15) == "reached in\n    79.3 % of\n    runs\n");
  CHECK(folded("incomprehensibilities\n", 10) == "incomprehe\nnsibilitie\ns\n");
  CHECK(folded("in /a/very/long/path.yaml\n  no/blank/in/it\n", 12) ==
        "in\n    /a/very/\n    long/pat\n    h.yaml\n  no/blank/i\n  n/it\n");
}

TEST_CASE("a table is folded row by row between its columns, and no number is torn") {
  const std::string table =
      "  what                 before  after    95 % interval\n"
      "  an agreement, %        31.2   29.9  [-2.9, +1.6 ]\n"
      "  a strike or war, %      1.0  100.0  [-12.9, +11.6]\n";
  CHECK(folded(table, 34) ==
        "  what                before\n"
        "      after    95 % interval\n"
        "  an agreement, %       31.2\n"
        "       29.9  [-2.9, +1.6 ]\n"
        "  a strike or war, %     1.0\n"
        "      100.0  [-12.9, +11.6]\n");
  CHECK(folded(table, 60) == table);
}

TEST_CASE("an empty cell leaves no empty line, a mark of several bytes is one column") {
  CHECK(folded("factor  value      share\n"
               "a       ½ – 1 °C   12.0 %\n"
               "b       ·\n",
               18) ==
        "factor  value\n"
        "    share\n"
        "a       ½ – 1 °C\n"
        "    12.0 %\n"
        "b       ·\n");
}

TEST_CASE("of notes behind short cells only the long ones are broken") {
  CHECK(folded("one    1  a note of many words that goes on\ntwo   20  short\n", 32) ==
        "one    1  a note of many words\n          that goes on\ntwo   20  short\n");
}

TEST_CASE("a table with a column that is too wide by itself is broken between words") {
  CHECK(folded("  id  a note of many words\n  x   and another of them\n", 16) ==
        "  id  a note of\n      many words\n  x   and\n      another of\n      them\n");
}
