#include "sim/core/errors.hpp"

#include <doctest/doctest.h>

namespace backchannel {

TEST_CASE("a problem's text leaves out what is not known") {
  CHECK(Problem{{"a.yaml", 3, 5}, "iran.war.cost", "is -1", "0 to 1"}.text() ==
        "a.yaml:3:5: iran.war.cost: is -1 (0 to 1)");
  CHECK(Problem{{"a.yaml", 3, 0}, "iran", "is missing", ""}.text() == "a.yaml:3: iran: is missing");
  CHECK(Problem{{"a.yaml"}, "", "cannot be read", ""}.text() == "a.yaml: cannot be read");
  CHECK(Problem{{}, "", "is wrong", ""}.text() == "is wrong");
  CHECK(Problem{{"two\nlines.yaml"}, "", "cannot be read", ""}.text() == "two lines.yaml: cannot be read");
}

TEST_CASE("bad input tells every problem, one a line") {
  const BadInput error({{{"a.yaml", 1, 1}, "x", "is wrong", ""}, {{"a.yaml", 2, 1}, "y", "is wrong too", "1"}});
  CHECK(std::string(error.what()) == "a.yaml:1:1: x: is wrong\na.yaml:2:1: y: is wrong too (1)");
  CHECK(error.problems.size() == 2);
}

TEST_CASE("what a function asks of its arguments") {
  CHECK_NOTHROW(require(true, "is fine"));
  CHECK_THROWS_WITH_AS(require(false, "there is no value"), "there is no value", std::invalid_argument);
}

TEST_CASE("the nearest name") {
  const std::vector<std::string> known{"salience", "reservation", "ideal", "cost"};
  CHECK(nearest("saliense", known) == "salience");
  CHECK(nearest("resevration", known) == "reservation");
  CHECK(nearest("ideall", known) == "ideal");
  CHECK(nearest("csot", known) == "cost");
  CHECK(nearest("mediator", known) == "");
  CHECK(nearest("", known) == "");
  CHECK(nearest("cost", {}) == "");
}

}  // namespace backchannel
