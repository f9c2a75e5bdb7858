// How long fighting lasts where the end of a run cuts it short, and what becomes of wars.
#include "analysis/findings/fighting.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "analysis/findings/summary.hpp"
#include "analysis/text/summary_page.hpp"
#include "analysis/text/words.hpp"

using namespace backchannel;

namespace {

constexpr int horizon = 60;

/// An exchange of some days, over or not; of seven days it is no war yet.
Row fought(std::uint64_t run, double days, bool over) {
  Row row;
  row.run = run;
  row.violence = days > 7 ? Violence::war : Violence::strike;
  row.outcome = days > 7 ? Outcome::regional_war : Outcome::limited_strike;
  row.strike_day = 1;
  row.exchange_days = days, row.exchange_end_day = over ? days + 1 : 0;
  if (days > 7) row.war_day = 8, row.war_days = days, row.war_end_day = row.exchange_end_day;
  row.end_day = horizon;
  return row;
}

StudyFacts facts() {
  StudyFacts study;
  study.title = "test";
  study.horizon = horizon;
  study.issues = {{"cap", "ceiling", "%", "", "", 20, 0}};
  study.actors = {{"a", "A", true, true}, {"b", "B", true, true}};
  return study;
}

Tally tally_of(const std::vector<Row>& rows) {
  Tally tally(1, 2, horizon);
  for (const Row& row : rows) tally.add(row);
  return tally.closed();
}

std::vector<Row> six() {
  return {fought(0, 2, true), fought(1, 2, true),  fought(2, 5, true),
          fought(3, 9, true), fought(4, 4, false), fought(5, 9, false)};
}

std::vector<FirstPassage> lengths_of(const std::vector<Row>& rows) {
  std::vector<FirstPassage> lengths;
  for (const Row& row : rows)
    if (const auto length = exchange_length(row)) lengths.push_back(*length);
  return lengths;
}

}  // namespace

TEST_CASE("who went on is at risk up to the day before it was cut") {
  // 6 at risk after 2 days, of whom 2 end; 3 after 5 (one was cut after 4), of whom 1 ends; 1 after 9, one is cut.
  const FightingSummary fighting = summarise_fighting(tally_of(six()));
  CHECK(fighting.exchange.number == 6);
  CHECK(fighting.exchange.open == doctest::Approx(1.0 / 3));
  CHECK(fighting.exchange.beyond_week.value() == doctest::Approx(4.0 / 6 * 2 / 3));
  CHECK(fighting.exchange.lower == 2);
  CHECK(fighting.exchange.median == 5);
  CHECK(fighting.exchange.upper == 9);
  const CompetingRisks risks(lengths_of(six()), 1);
  CHECK(risks.survival(7) == doctest::Approx(4.0 / 6 * 2 / 3));
  CHECK(risks.survival(9) == doctest::Approx(0));
}

TEST_CASE("lengths under a constant hazard are found again though runs end, and those that ended are shorter") {
  std::mt19937_64 engine(7);
  std::geometric_distribution<int> days(0.06);
  std::uniform_int_distribution<int> watched(5, 40);
  std::vector<Row> rows;
  double ended = 0, beyond = 0;
  for (std::uint64_t run = 0; run < 20000; ++run) {
    const int length = 1 + days(engine), cut = watched(engine);
    rows.push_back(fought(run, std::min(length, cut), length < cut));
    if (length < cut) ended += 1, beyond += length > 7 ? 1 : 0;
  }
  const FightingSummary fighting = summarise_fighting(tally_of(rows));
  const LengthIntervals intervals = length_intervals(lengths_of(rows));
  const double expected = std::pow(0.94, 7);
  REQUIRE(intervals.beyond_week);
  CHECK(intervals.beyond_week->contains(expected));
  CHECK(intervals.beyond_week->contains(*fighting.exchange.beyond_week));
  CHECK(std::abs(*fighting.exchange.beyond_week - expected) < 0.012);  // three standard errors
  CHECK(std::abs(beyond / ended - expected) > 0.1);
  CHECK(fighting.exchange.median == 12);  // .94^12 = .476, .94^11 = .506
  REQUIRE(intervals.median);
  CHECK(intervals.median->contains(12));
  CHECK(intervals.median->half_width() < 1);
}

TEST_CASE("what was not watched is not told") {
  CHECK(summarise_fighting(tally_of({})).exchange.number == 0);
  CHECK(fighting_words({}).empty());
  CHECK_FALSE(length_intervals({}).median);
  const FightingSummary cut = summarise_fighting(tally_of({fought(0, 5, false), fought(2, 3, true)}));
  CHECK_FALSE(cut.exchange.beyond_week);
  CHECK(cut.exchange.median == 3);
  CHECK_FALSE(cut.exchange.upper);
  CHECK(fighting_words(cut) == "no exchange of force becomes a war");
  const FightingSummary short_ones = summarise_fighting(tally_of({fought(0, 2, true), fought(2, 3, true)}));
  CHECK(short_ones.exchange.beyond_week == 0.0);
  const FightingSummary open = summarise_fighting(tally_of({fought(0, 30, false)}));
  CHECK(fighting_words(open) ==
        "every war goes on at the end of its run; 100.0 % of exchanges outlast a week; of 100 first "
        "wars 0 are followed by a text, 100 go on at the end and 0 are over without one");
}

TEST_CASE("what becomes of wars is told of the runs that had one, in pairs") {
  std::vector<Row> rows = {fought(0, 10, true), fought(1, 12, true), fought(2, 20, false),
                           fought(3, 3, true),  fought(4, 9, true),  fought(5, 11, true)};
  rows[0].after_force_day = rows[0].after_war_day = 30;
  rows[1].after_force_day = rows[1].after_war_day = 40;
  const FightingSummary fighting = summarise_fighting(tally_of(rows));
  REQUIRE(fighting.aftermath);
  CHECK(fighting.war.number == 5);
  CHECK(fighting.aftermath->wars == 5);
  CHECK(fighting.aftermath->text.share == doctest::Approx(0.4));
  CHECK(fighting.aftermath->goes_on.share == doctest::Approx(0.2));
  CHECK(fighting.aftermath->no_text.share == doctest::Approx(0.4));
  CHECK(fighting.aftermath->text.interval.high - fighting.aftermath->text.interval.low >
        2 * wilson_interval(0.4, 5).half_width());  // pairs that go together tell less
  CHECK(fighting_words(fighting) ==
        "wars last 11 days at the median (quartiles 10, 12); 83.3 % of exchanges outlast a week; of 100 first wars "
        "40 are followed by a text, 20 go on at the end and 40 are over without one");
}

TEST_CASE("the ends of wars and agreements after force are events as the others") {
  std::vector<Row> rows = six();
  rows[3].after_force_day = rows[3].after_war_day = 20.5;
  const Tally tally = tally_of(rows);
  const Summary summary = summarise(facts(), tally, Daily({}, horizon));
  const auto passage = [&](const std::string& name) {
    return *std::ranges::find(summary.first_passage, name, &PassageSummary::name);
  };
  CHECK(passage("war_end").by_day.back().share == doctest::Approx(1.0 / 6));
  CHECK(passage("war_end").median_day_if_ever == 10);
  CHECK(passage("agreement_after_force").median_day_if_ever == 21);
  const std::string text = text_of(summary);
  CHECK(text.find("  end of the first war  ") != std::string::npos);
  CHECK(text.find("  agreement after force  ") != std::string::npos);
  CHECK(text.find("\nlength of fighting         wars last 9 days at the median") != std::string::npos);
  StudyDetails details;
  const auto lengths = lengths_of(rows);
  details.exchange = length_intervals(lengths);
  const auto json = json_of(summary, std::nullopt, Failures::withhold_shares, details);
  CHECK(json["fighting"]["exchanges"]["quartiles_days"] == nlohmann::ordered_json::array({2, 5, 9}));
  CHECK(json["fighting"]["exchanges"]["beyond_week_ci95"].size() == 2);
  CHECK(json["fighting"]["wars"]["aftermath"]["text"]["share"] == doctest::Approx(0.5));
  const std::string page = page_of(summary, details);
  CHECK(page.find("| first exchange of force | 6 | 33.3 % | 44.4 % (") != std::string::npos);
  CHECK(page.find(" Of the 2 runs with a war a text follows in 50.0 % (") != std::string::npos);
}
