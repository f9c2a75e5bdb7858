#include "analysis/text/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace backchannel {

namespace {

int brief_decimals(double value) {
  const double size = std::abs(value);
  return size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
}

double axis_of(const IssueFacts& issue) { return std::abs(issue.high - issue.low); }

/// Of a last digit that is no less than a step; below 0: tens, hundreds …
int borne_decimals(const IssueFacts& issue) {
  const double step = axis_of(issue) / static_cast<double>(TermScale(issue.levels.size()).steps);
  return step > 0 ? static_cast<int>(std::floor(1e-9 - std::log10(step))) : 0;
}

/// Rounded to tens, hundreds …; what has decimals is `fixed`.
double to_powers_of_ten(double value, int decimals) {
  const double power = std::pow(10.0, std::max(0, -decimals));
  return std::round(value / power) * power;
}

/// A whole number from 10,000 on has its thousands parted.
std::string written(double value, int decimals) {
  if (decimals > 0 || !(std::abs(value) >= 1e4 && std::abs(value) < 1e15)) return fixed(value, decimals);
  return (value < 0 ? "-" : "") + grouped(static_cast<std::uint64_t>(std::llround(std::abs(value))));
}

}  // namespace

std::string brief(double value) { return written(value, brief_decimals(value)); }

std::string term_text(double value, const IssueFacts& issue) {
  if (!std::isfinite(value)) return fixed(value, 0);
  const double axis = axis_of(issue);
  if (axis < 1 && axis > 0) return fixed(value, 2 + static_cast<int>(std::ceil(-std::log10(axis))));
  const int decimals = std::min(brief_decimals(value), borne_decimals(issue));
  return decimals >= 0 ? written(value, decimals) : written(to_powers_of_ten(value, decimals), 0);
}

double term_number(double value, const IssueFacts& issue) {
  if (!issue.levels.empty() || !std::isfinite(value)) return value;
  const int decimals = borne_decimals(issue);
  return decimals >= 0 ? std::strtod(fixed(value, decimals).c_str(), nullptr) : to_powers_of_ten(value, decimals);
}

std::string runs_text(std::uint64_t runs) { return grouped(runs) + (runs == 1 ? " run" : " runs"); }

std::string provenance(const Summary& summary) {
  const StudyFacts& study = summary.study;
  std::string text =
      fmt::format("{} of up to {} day{}", runs_text(summary.runs), study.horizon, study.horizon == 1 ? "" : "s");
  if (!study.start_date.empty()) text += " from " + study.start_date;
  text += fmt::format(", seed {}", study.seed);
  if (!study.set.empty()) text += "; with " + safe_text(study.set);
  if (summary.planned) text += fmt::format("; UNFINISHED, {} planned", grouped(*summary.planned));
  if (summary.failed > 0) text += fmt::format("; {} failed and are left out", grouped(summary.failed));
  return text;
}

std::string nested_runs(const NestedDesign& design) {
  return fmt::format("{} × {} runs", grouped(design.draws), design.runs);
}

std::string nested_means_apart(const Summary& summary) {
  std::string classes;
  for (const ClassShare& share : summary.outcomes)
    if (summary.nested && nested_mean_is_apart(share, *summary.nested))
      classes += fmt::format("{}{} {} % ({} % of the runs)", classes.empty() ? "" : ", ", spaced(share.name),
                             per_cent(share.nested->mean), per_cent(share.estimate.share));
  if (classes.empty()) return "";
  return "Mean of the nested design more than two standard errors from the share of runs: " + classes + ".";
}

std::string shares_outside_ranges(const Summary& summary) {
  std::string classes;
  for (const ClassShare& share : summary.outcomes)
    if (share.prior_range && !share.prior_range->contains(share.estimate.share))
      classes += fmt::format("{}{} ({} %; {} – {} %)", classes.empty() ? "" : ", ", spaced(share.name),
                             per_cent(share.estimate.share), per_cent(share.prior_range->low),
                             per_cent(share.prior_range->high));
  if (classes.empty()) return "";
  return "The share of runs lies outside its range over the judgements: " + classes +
         ". It is a mean, which few sets of judgements can make up, and it comes from " +
         (summary.nested ? "other runs than the range." : "all runs, the range from a fit.");
}

std::string passage_words(const std::string& name) {
  if (name == "strike") return "first strike";
  if (name == "breach") return "breach of an agreement";
  if (name == "war_end") return "end of the first war";
  if (name == "agreement_after_force") return "agreement after force";
  return name == "war" ? name : name + " agreement";
}

namespace {

std::string war_lengths(const LengthSummary& war) {
  if (war.number == 0) return "no exchange of force becomes a war";
  if (war.open == 1) return "every war goes on at the end of its run";
  if (!war.median) return "more than half of all wars last longer than was watched";
  const auto days = [](const std::optional<int>& day) { return day ? std::to_string(*day) : std::string("unknown"); };
  return fmt::format("wars last {} day{} at the median (quartiles {}, {})", *war.median, *war.median == 1 ? "" : "s",
                     days(war.lower), days(war.upper));
}

}  // namespace

std::string fighting_words(const FightingSummary& fighting) {
  if (fighting.exchange.number == 0) return "";
  std::string text = war_lengths(fighting.war);
  if (fighting.exchange.beyond_week)
    text += fmt::format("; {} % of exchanges outlast a week", per_cent(*fighting.exchange.beyond_week));
  if (!fighting.aftermath) return text;
  const AftermathSummary& after = *fighting.aftermath;
  return text + fmt::format(
                    "; of 100 first wars {} are followed by a text, {} go on at the end and {} are over without "
                    "one",
                    per_cent(after.text.share, 0), per_cent(after.goes_on.share, 0), per_cent(after.no_text.share, 0));
}

std::string breaker_words(const Summary& summary) {
  constexpr std::array<const char*, grounds> what{"its losses exceed what honouring keeps in ",
                                                  "it trusts too little in ", "by chance in "};
  std::string text;
  for (const Breaker& breaker : summary.agreements.breakers) {
    std::string why;
    for (std::size_t g = 0; g < grounds; ++g)
      if (breaker.ground[g] > 0)
        why += (why.empty() ? "" : ", ") + std::string(what[g]) + per_cent(breaker.ground[g]) + " %";
    text += fmt::format("{}{} breaks first in {} % of runs ({})", text.empty() ? "" : "; ",
                        safe_text(name_of(summary.study, breaker.actor)), per_cent(breaker.share), why);
  }
  return text;
}

std::string luck_words(const ClassShare& share) {
  if (!share.judgement) return "";
  if (is_told(share)) return per_cent(1 - share.judgement->share, 0) + " %";
  const double least = std::min(99.0, std::floor(100 * (1 - share.judgement->interval.high)));
  return least > 0 ? fmt::format("> {:.0f} %", least) : "not told";
}

std::string level_words(const TermSummary& term, const IssueFacts& issue) {
  constexpr double least = 0.0005;  // shown as 0.1 %
  std::string text;
  for (std::size_t l = 0; l < term.levels.size(); ++l) {
    if (term.levels[l] < least) continue;
    const bool as_before = issue.status_quo && issue.level_at(*issue.status_quo) == l;
    text += fmt::format("{}{}{} in {} %", text.empty() ? "" : ", ", safe_text(issue.levels[l]),
                        as_before ? " (as before)" : "", per_cent(term.levels[l]));
  }
  return text;
}

}  // namespace backchannel
