#include "sim/core/text.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace backchannel;

TEST_CASE("columns are those of a terminal: wide characters two, combining marks none, an ill-formed byte one") {
  CHECK(text_columns("Zürich – é") == 10);
  CHECK(text_columns("伊朗") == 4);
  CHECK(text_columns("e\u0301") == 1);
  CHECK(text_columns("\xFF\xC3") == 2);
  CHECK(fitted_text("伊朗伊朗", 5) == "伊朗…");
  CHECK(fitted_text("ab", 4) == "ab  ");
  CHECK(fitted_text("a long title", 6, ".") == "a lon.");
  CHECK(bytes_within("é伊x", 3) == 5);
}

TEST_CASE("text is made safe: no control characters, no ill-formed bytes, nothing that XML refuses") {
  CHECK(safe_text("a\n\x1b[31m\x7f\u0085b") == "a  [31m  b");
  CHECK(safe_text("\xF0\x9F \xC0\x80 \xED\xA0\x80") == "?? ?? ???");
  CHECK(safe_text("\uFFFE\uFFFF\uFDD0 \U0001FFFE") == "??? ?");
  CHECK(safe_text("Zürich 伊朗 \uFFFD") == "Zürich 伊朗 \uFFFD");
}

TEST_CASE("lines are broken at blanks, never between a number and its per cent sign") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of("one two  three\nfour", 9) == Lines{"one two", "three", "four"});
  CHECK(lines_of("up to 12 % of it", 8) == Lines{"up to", "12 % of", "it"});
  CHECK(lines_of("incomprehensible to", 5) == Lines{"incomprehensible", "to"});
  CHECK(lines_of("  ", 5).empty());
  CHECK(wrapped_text("one two three", 9, 2) == "  one two\n  three\n");
  CHECK(paragraph("war  ", "one two three", 12) == "war  one two\n     three\n");
  CHECK(paragraph("war  ", "", 12) == "war  \n");
}

TEST_CASE("a share has one rounding, be it counted, a sum or a difference") {
  for (const int runs : {160, 400, 800, 1000, 2000, 8000})
    for (int count = 0; count <= runs; ++count) {
      const int tenths = (2000 * count + runs) / (2 * runs);  // of a per cent, halves up
      const std::string expected = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
      const double share = double(count) / runs;
      for (const int other : {runs, runs / 2 + count / 2, count + 7}) {
        CHECK(per_cent(double(other) / runs - double(other - count) / runs) == expected);
        CHECK(per_cent(double(count - other) / runs + double(other) / runs) == expected);
      }
      CHECK(per_cent(share) == expected);
    }
}

TEST_CASE("names and numbers for people") {
  CHECK(spaced("collapse_without_force") == "collapse without force");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1'000'007) == "1,000,007");
  CHECK(fixed(9.25, 1) == "9.3");
  CHECK(fixed(-9.25, 1) == "-9.3");
  CHECK(fixed(9.35, 1) == "9.4");  // although the double lies below
  CHECK(fixed(1.005, 2) == "1.01");
  CHECK(fixed(9.3499, 1) == "9.3");
  CHECK(fixed(123456789.25, 1) == "123456789.3");
  CHECK(fixed(0.5, 0) == "1");
  CHECK(fixed(-0.04, 1) == "0.0");
  CHECK(fixed(std::nan(""), 1) == "–");
  CHECK(per_cent(0.0625, 1) == "6.3");
}
