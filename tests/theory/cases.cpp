// Every limiting case of the literature, with its closed form recomputed for other numbers; and for each a broken twin
// that must fail. Monte Carlo results may lie four standard errors off: of some 150 comparisons one fails by chance in
// a hundred suites; a bias smaller than that is missed.
#include "cli/theory/cases.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace backchannel::theory {
namespace {

const Laboratory laboratory{std::filesystem::path(PROJECT_ROOT) / "scenarios" / "theory", 2, 20260207};

TEST_CASE("every limiting case gives the result of the literature") {
  for (const Case& one : cases())
    for (const Variant& variant : one.variants) {
      CAPTURE(one.id);
      const auto findings = examine(laboratory, one, variant);
      REQUIRE(findings.size() == one.quantities.size());
      for (std::size_t q = 0; q < findings.size(); ++q) {
        CAPTURE(findings[q].result);
        CAPTURE(findings[q].settings);
        CAPTURE(findings[q].expected);
        CAPTURE(findings[q].got);
        CAPTURE(findings[q].standard_error);
        CHECK(findings[q].passes);
        // The closed form itself gives the printed number: a mistake in both would show here.
        if (!variant.printed.empty())
          CHECK(findings[q].expected == doctest::Approx(variant.printed.at(q)).epsilon(2e-5));
      }
    }
}

TEST_CASE("a fault fails the same check") {
  for (const Case& one : cases())
    for (const Twin& twin : one.twins) {
      CAPTURE(one.id);
      CAPTURE(twin.fault);
      const auto findings = examine(laboratory, one, twin);
      CHECK_FALSE(std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.passes; }));
    }
}

TEST_CASE(
    "voting on a complex contract is a dilemma: climbing pays whatever the other does, both climbing costs both") {
  const auto klein = std::find_if(cases().begin(), cases().end(), [](const Case& c) { return c.id == "Klein 2003"; });
  REQUIRE(klein != cases().end());
  // Payoffs of the first side and joint welfare; standard errors are about .01 and the steps .05 and more.
  const auto both_climb = examine(laboratory, *klein, klein->variants[0]);
  const auto one_anneals = examine(laboratory, *klein, klein->variants[1]);
  const auto both_anneal = examine(laboratory, *klein, klein->variants[2]);
  CHECK(one_anneals[1].got > both_anneal[1].got + 0.05);
  CHECK(both_anneal[0].got > both_climb[0].got + 0.03);
  CHECK(both_climb[0].got > one_anneals[0].got + 0.05);
  CHECK(both_anneal[2].got > both_climb[2].got + 0.05);
}

}  // namespace
}  // namespace backchannel::theory
