#include "analysis/findings/fighting.hpp"

#include <algorithm>
#include <numeric>

namespace backchannel {

namespace {

constexpr std::size_t week = 7;  // days

/// S(l), by days l from 0 to the last at which somebody is at risk.
std::vector<double> share_lasting(const LengthTally& lengths) {
  std::uint64_t at_risk = 0;
  for (std::size_t l = 0; l < lengths.ended.size(); ++l) at_risk += lengths.ended[l] + lengths.open[l];
  std::vector<double> lasting;
  for (std::size_t l = 0; l < lengths.ended.size(); ++l) {
    at_risk -= lengths.open[l];  // who went on with l days behind it was not tried for ending after l
    if (at_risk == 0) break;
    const double share = lasting.empty() ? 1 : lasting.back();
    lasting.push_back(share * (1 - static_cast<double>(lengths.ended[l]) / static_cast<double>(at_risk)));
    at_risk -= lengths.ended[l];
  }
  return lasting;
}

LengthSummary length_summary(const LengthTally& lengths) {
  LengthSummary result;
  const std::uint64_t open = std::accumulate(lengths.open.begin(), lengths.open.end(), std::uint64_t{0});
  result.number = std::accumulate(lengths.ended.begin(), lengths.ended.end(), open);
  if (result.number == 0) return result;
  result.open = static_cast<double>(open) / static_cast<double>(result.number);
  const std::vector<double> lasting = share_lasting(lengths);
  const auto quantile = [&](double over) -> std::optional<int> {
    const auto found = std::ranges::find_if(lasting, [&](double share) { return share <= 1 - over + 1e-12; });
    if (found == lasting.end()) return std::nullopt;
    return static_cast<int>(found - lasting.begin());
  };
  result.lower = quantile(0.25), result.median = quantile(0.5), result.upper = quantile(0.75);
  if (lasting.size() > week)
    result.beyond_week = lasting[week];
  else if (!lasting.empty() && lasting.back() < 1e-12)
    result.beyond_week = 0;  // the last had ended before
  return result;
}

/// Of the runs with a war, pairs of which one had none as single runs.
PairCounts of_wars(const PairTable& table, Aftermath what) {
  PairCounts counts;
  const auto is = [what](std::size_t c) { return c == index_of(what); };
  for (std::size_t a = 1; a < table.classes; ++a) {
    const std::uint64_t single = table.alone[a] + table.count(a, 0) + table.count(0, a);
    (is(a) ? counts.alone_yes : counts.alone_no) += single;
    for (std::size_t b = 1; b < table.classes; ++b)
      (is(a) && is(b) ? counts.both : is(a) || is(b) ? counts.one : counts.none) += table.count(a, b);
  }
  return counts;
}

std::optional<FirstPassage> length_of(const Row& row, double days, bool has_ended) {
  if (days <= 0) return std::nullopt;
  return has_ended ? FirstPassage{row.run, days, 0} : FirstPassage{row.run, days - 0.5, censored};
}

}  // namespace

FightingSummary summarise_fighting(const Tally& tally) {
  FightingSummary result{length_summary(tally.exchange_length), length_summary(tally.war_length), std::nullopt};
  const auto share = [&](Aftermath what) { return of_wars(tally.aftermath, what); };
  const std::uint64_t wars = share(Aftermath::text).runs();
  if (wars > 0)
    result.aftermath = {wars, estimate_share(share(Aftermath::text)), estimate_share(share(Aftermath::goes_on)),
                        estimate_share(share(Aftermath::no_text))};
  return result;
}

std::optional<FirstPassage> exchange_length(const Row& row) {
  return length_of(row, row.exchange_days, row.exchange_end_day > 0);
}

std::optional<FirstPassage> war_length(const Row& row) { return length_of(row, row.war_days, row.war_end_day > 0); }

LengthIntervals length_intervals(std::span<const FirstPassage> lengths) {
  if (lengths.empty()) return {};
  const CompetingRisks risks(lengths, 1);
  const auto day = [&](double share) -> std::optional<Interval> {
    const auto passage = risks.passage(0, share);
    return passage ? std::optional(passage->interval) : std::nullopt;
  };
  LengthIntervals intervals{day(0.25), day(0.5), day(0.75), std::nullopt};
  if (risks.days().back() < static_cast<double>(week)) return intervals;
  const Interval ended = risks.incidence(0, static_cast<double>(week)).band;
  intervals.beyond_week = Interval{1 - ended.high, 1 - ended.low};
  return intervals;
}

}  // namespace backchannel
