#include "cli/story/words.hpp"

#include <doctest/doctest.h>

#include "cli/story/dates.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

TEST_CASE("dates count from the start date") {
  const Dates dates("2026-02-07");
  CHECK(dates.iso(1) == "2026-02-07");
  CHECK(dates.iso(0) == "2026-02-06");
  CHECK(dates.iso(23) == "2026-03-01");
  CHECK(dates.day_month(3) == " 9 Feb");
  CHECK(dates.with_year(180) == "5 August 2026");
  CHECK(Dates("2024-02-28").iso(2) == "2024-02-29");
  CHECK(Dates("2025-12-31").iso(2) == "2026-01-01");
}

TEST_CASE("numbers are rounded to what can be read") {
  CHECK(rounded(3.44, 0.1) == "3.4");
  CHECK(rounded(3.0, 0.1) == "3");
  CHECK(rounded(1234.4, 1) == "1,234");
  CHECK(rounded(-1234567, 1) == "-1,234,567");
  CHECK(rounded(-0.01, 0.1) == "0");
  CHECK(rounded(1996, 5) == "1,995");
  CHECK(percent(0.004) == "under 1 %");
  CHECK(percent(0.999) == "over 99 %");
  CHECK(percent(0) == "0 %");
  CHECK(percent(0.123) == "12 %");
}

TEST_CASE("lists, possessives and sentences") {
  CHECK(listed({}).empty());
  CHECK(listed({"a"}) == "a");
  CHECK(listed({"a", "b", "c"}) == "a, b and c");
  CHECK(possessive("Iran") == "Iran's");
  CHECK(possessive("the United States") == "the United States'");
  CHECK(sentence("it is over") == "It is over.");
  CHECK(sentence("Over!") == "Over!");
}

TEST_CASE("positions read in the issue's own units") {
  const auto model = test::model_of("flagship/oman-2026.yaml");
  const auto axes = axes_of(*model);
  const auto at = [&](const std::string& id) { return model->issue(id); };
  CHECK(axes[at("enrichment")].amount(0.83) == "3.4 %");
  CHECK(axes[at("enrichment")].amount(1) == "0 %");
  CHECK(axes[at("heu_stockpile")].amount(0.5) == "220 kg");
  CHECK(axes[at("missiles")].amount(0) == "2,000 km");
  CHECK(axes[at("duration")].amount(0.5) == "12.5 years");
  CHECK(axes[at("sanctions_relief")].change(0.08, 0.12) == "8 → 12 %");
  CHECK(axes[at("sanctions_relief")].same(0.081, 0.079));
  CHECK(by_weight(*model).size() == 8);
  CHECK(model->agenda.id[by_weight(*model)[0]] == "sanctions_relief");
}

TEST_CASE("levels of a tabulated issue are named") {
  const auto model = test::model_of_text(R"(
issues:
  status:
    interim: true
    levels: [{name: occupied, worth: {north: 0, south: 1}}, {name: shared, worth: {north: 0.5, south: 0.5}}, {name: free, worth: {north: 1, south: 0}}]
actors:
  north: {preferences: {status: {}}}
  south: {preferences: {status: {}}}
)");
  const Axis status(*model, IssueId{0});
  CHECK(status.amount(0.5) == "shared");
  CHECK(status.change(0, 1) == "occupied → free");
}
