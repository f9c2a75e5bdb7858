#include "sim/core/choice.hpp"

#include <doctest/doctest.h>

namespace backchannel {
namespace {

BACKCHANNEL_CHOICE(Colour, red, dark_green, blue)
BACKCHANNEL_CHOICE(Only, one)

}  // namespace

TEST_CASE("a choice has its enumerators and their names from one list") {
  CHECK(names_of<Colour>() == std::vector<std::string>{"red", "dark_green", "blue"});
  CHECK(name_of(Colour::dark_green) == "dark_green");
  CHECK(all_of<Colour>() == std::array{Colour::red, Colour::dark_green, Colour::blue});
  CHECK(names_of<Only>() == std::vector<std::string>{"one"});
}

}  // namespace backchannel
