#include "analysis/text/summary_page.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "analysis/figures/study_figures.hpp"
#include "analysis/text/words.hpp"
#include "sim/scenario/pages/markdown.hpp"

using namespace backchannel;

namespace {

/// 200 runs, half of them with a strike on day 10.
Summary summary(const NestedCounts& nested) {
  StudyFacts study;
  study.title = "A | <b>title</b>\n# `x`";
  study.scenario_hash = "abc";
  study.horizon = 40;
  study.issues = {{"cap", "ceiling", "%", "", "", 20, 0}};
  study.actors = {{"a", "A", true, true}, {"b", "B", true, true}};
  Tally tally(1, 2, 40);
  for (std::uint64_t run = 0; run < 200; ++run) {
    Row row;
    row.run = run;
    if (run % 4 < 2) {
      row.strike_day = 9.5;
      row.violence = Violence::strike;
      row.outcome = Outcome::limited_strike;
    }
    tally.add(row);
  }
  return summarise(study, tally, Daily({}, 40), nested);
}

std::string in_one_line(const std::string& text) {
  std::string line;
  for (const char c : text)
    if ((c != ' ' && c != '\n') || !line.ends_with(' ')) line += c == '\n' ? ' ' : c;
  return line;
}

/// Two draws in three of a nested design always end with a strike.
Summary summary() {
  NestedCounts nested({30, 10});
  for (std::size_t d = 0; d < 30; ++d)
    nested.outcome[d][static_cast<std::size_t>(d % 3 == 0 ? Outcome::talks_continue : Outcome::limited_strike)] = 10;
  return summary(nested);
}

}  // namespace

TEST_CASE("text of a scenario stays text in Markdown") {
  CHECK(markdown("- a") == "\\- a");
  CHECK(markdown("12. a-b 3.5") == "12\\. a-b 3.5");
  CHECK(markdown("a|b <i>&`*_[x](y)#\n\\") == "a\\|b &lt;i\\>&amp;\\`\\*\\_\\[x\\](y)\\# \\\\");
}

TEST_CASE("the page has the shares with both uncertainties, days, base rates and the caution") {
  const std::string page = page_of(summary(), {});
  const auto has = [&](const char* text) {
    CAPTURE(text);
    CAPTURE(page);
    CHECK(page.find(text) != std::string::npos);
  };
  has("# A \\| &lt;b\\>title&lt;/b\\> \\# \\`x\\`\n");
  has("| limited strike | 50.0 % | 40.4 – 59.6 % | 37.2 – 62.8 % |");
  has("measured with 30 sets of 10 runs");
  has("how 171 unmediated crises with a non-violent trigger, no war going on (1918–2017) ended");
  has("| first strike | 50.0 % | 0 – 100 % | day 10 (10 – 10) | day 10 (10 – 10) | day 10 (10 – never) |");
  has("| war | 0.0 % | not told | not by the end |");
  has("| breach of an agreement | 0.0 % | not told | not by the end |");
  has("| in force at the end | 0.0 % | 0.0 – ");
  has("No run ends with an agreement in force.");
  has("it supports thought; it does not predict.");
}

TEST_CASE("the range of a nested design takes the place of the approximate one") {
  const Summary made = summary();
  const ClassShare& strike = made.outcomes[static_cast<std::size_t>(Outcome::limited_strike)];
  REQUIRE(strike.nested);
  CHECK(strike.nested->mean == doctest::Approx(2.0 / 3));
  CHECK(strike.prior_range->low == strike.nested->range.low);
  // Draws that are all or nothing: the range is nearly everything, and the spread √(2/9), free of n − 1 in 30 draws.
  CHECK(strike.nested->range.low < 0.01);
  CHECK(strike.nested->range.high > 0.99);
  CHECK(strike.nested->spread == doctest::Approx(0.47).epsilon(0.05));
}

TEST_CASE("a nested design tells judgement from luck, also where the pairs of runs do not") {
  const Summary made = summary();
  const ClassShare& strike = made.outcomes[static_cast<std::size_t>(Outcome::limited_strike)];
  CHECK(is_told(strike));
  CHECK(strike.judgement->share == doctest::Approx(1));  // draws that are all or nothing
  CHECK(luck_words(strike) == "0 %");
  CHECK(json_of(made, std::nullopt, Failures::allow)["outcomes"]["limited_strike"]["judgement_share"]["is_told"] ==
        true);
  CHECK(in_one_line(text_of(made)).find("the same judgements given (measured with the same runs)") !=
        std::string::npos);
  CHECK(page_of(made, {}).find("Luck: its share of the variance, from the same runs; the rest") != std::string::npos);
}

TEST_CASE("ranges by day are called a fit, after a nested design too") {
  Summary made = summary();
  CHECK(page_of(made, {}).find("| over the judgements (a fit) |") != std::string::npos);
  const auto kind = [&] {
    return json_of(made, std::nullopt, Failures::allow)["first_passage"]["strike"]["range_over_priors_by_day_is"];
  };
  for (PassageSummary& passage : made.first_passage)
    for (auto& range : passage.prior_range) range = Interval{0.1, 0.3};
  CHECK(kind() == "fit");
  const std::string text = text_of(made);
  CHECK(text.find("; by day a fit to pairs") != std::string::npos);
  CHECK(text.find("    judgements, a fit, %") != std::string::npos);
  for (PassageSummary& passage : made.first_passage)
    for (auto& range : passage.prior_range) range.reset();
  CHECK(kind() == "not told");
}

TEST_CASE("a nested range without width is not told from luck") {
  NestedCounts alike({30, 10});
  for (auto& draw : alike.outcome)
    for (const Outcome outcome : {Outcome::limited_strike, Outcome::talks_continue})
      draw[static_cast<std::size_t>(outcome)] = 5;
  const Summary made = summary(alike);
  const ClassShare& strike = made.outcomes[static_cast<std::size_t>(Outcome::limited_strike)];
  REQUIRE(strike.nested);
  CHECK(strike.nested->spread == 0);
  CHECK_FALSE(strike.prior_range);
  const std::string page = page_of(made, {});
  CAPTURE(page);
  CHECK(page.find("| not told from luck (within 50 – 50 %) |") != std::string::npos);
  CHECK_FALSE(is_told(strike));
}

TEST_CASE("a nested mean is told where it is more than two standard errors from the share of runs") {
  Summary made = summary();
  REQUIRE(made.nested);
  CHECK(nested_runs(*made.nested) == "30 × 10 runs");
  ClassShare& strike = made.outcomes[static_cast<std::size_t>(Outcome::limited_strike)];
  strike.estimate.standard_error = 0.03;
  strike.nested->spread = 0.3;
  // se² = 0.03² + (0.09 + (0.25 − 0.09)/10)/30, and so se = 0.0667
  strike.nested->mean = 0.5 + 2 * 0.0667 - 0.001;
  CHECK(!nested_mean_is_apart(strike, *made.nested));
  strike.nested->mean = 0.5 + 2 * 0.0667 + 0.001;
  CHECK(nested_mean_is_apart(strike, *made.nested));
  for (ClassShare& share : made.outcomes)
    if (&share != &strike) share.nested.reset();
  const std::string told =
      "Mean of the nested design more than two standard errors from the share of runs: limited strike 63.4 % (50.0 % "
      "of the runs).";
  CHECK(nested_means_apart(made) == told);
  CHECK(page_of(made, {}).find(told) != std::string::npos);
  CHECK(json_of(made, std::nullopt)["outcomes"]["limited_strike"]["nested"]["mean_is_apart_from_share"] == true);
  strike.nested.reset();
  CHECK(nested_means_apart(made).empty());
}

TEST_CASE("a share outside its range over the judgements is told, with how that can be") {
  Summary made;
  ClassShare war{};
  war.name = "regional_war";
  war.estimate.share = 0.062;
  war.prior_range = Interval{0.1, 0.58};
  made.outcomes = {war};
  made.nested = NestedDesign{12, 4};
  CHECK(shares_outside_ranges(made) ==
        "The share of runs lies outside its range over the judgements: regional war (6.2 %; 10.0 – 58.0 %). It is a "
        "mean, which few sets of judgements can make up, and it comes from other runs than the range.");
  made.nested.reset();
  CHECK(shares_outside_ranges(made).ends_with("it comes from all runs, the range from a fit."));
  made.outcomes[0].estimate.share = 0.1;
  CHECK(shares_outside_ranges(made).empty());
  Summary whole = summary();
  const auto told = [&] { return json_of(whole, std::nullopt)["outcomes"]["regional_war"]["share_is_outside_range"]; };
  whole.outcomes[5].estimate.share = 0.062;
  whole.outcomes[5].prior_range.reset();
  CHECK(told().is_null());
  whole.outcomes[5].prior_range = Interval{0.1, 0.58};
  CHECK(told() == true);
  CHECK(figures::outcomes_figure(whole).caption[0].find(shares_outside_ranges(whole)) != std::string::npos);
  whole.outcomes[5].estimate.share = 0.1;
  CHECK(told() == false);
}

TEST_CASE("where too many runs failed no share is shown") {
  Summary made = summary();
  made.failed = 10;
  CHECK(page_of(made, {}).find("50.0 %") == std::string::npos);
  CHECK(page_of(made, {}, Failures::allow).find("50.0 %") != std::string::npos);
}
