#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/summary.hpp"

namespace backchannel {

namespace {

std::string words(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

/// 1,234,567
std::string grouped(std::uint64_t number) {
  if (number < 1000) return std::to_string(number);
  return fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

/// Three digits, and none behind the point from 100 on.
std::string brief(double value) {
  const double size = std::abs(value);
  return fmt::format("{:.{}f}", value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

std::string heading(const Summary& summary) {
  const StudyFacts& study = summary.study;
  std::string text = study.title + "\n";
  text += fmt::format("{} runs of up to {} days", grouped(summary.runs), study.horizon);
  if (!study.start_date.empty()) text += " from " + study.start_date;
  text += fmt::format(", seed {}", study.seed);
  if (summary.planned) text += fmt::format("; UNFINISHED, {} planned", grouped(*summary.planned));
  if (summary.failed > 0) text += fmt::format("; {} failed and are left out", grouped(summary.failed));
  return text + "\n\n";
}

std::string judgement(const ClassShare& share) {
  if (!share.judgement) return "";
  return fmt::format("{:3.0f} % judgement", 100 * share.judgement->share);
}

std::string histogram(const std::vector<ClassShare>& shares, BarStyle style) {
  constexpr int column = 16;  // of "  41 % judgement"
  std::vector<ShareBar> bars;
  for (const ClassShare& share : shares)
    bars.push_back({words(share.name), share.estimate.share, share.estimate.interval, share.prior_range});
  style.width -= column;
  const std::string lines = render_bars(bars, style);
  std::vector<std::string> line;
  std::size_t width = 0;
  const auto columns = [](const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
  };
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    line.push_back(lines.substr(from, end - from));
    if (line.size() <= shares.size()) width = std::max(width, columns(line.back()));
    from = end + 1;
  }
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    text += line[i];
    if (i < shares.size() && shares[i].judgement)
      text += std::string(width - columns(line[i]), ' ') + " " + judgement(shares[i]);
    text += "\n";
  }
  return text;
}

std::string legend(const StudyFacts& study) {
  return fmt::format(
      "  [ ]        where the share would lie with endlessly many runs of this scenario (95 %): the precision of\n"
      "             the simulation, not of a forecast\n"
      "  priors     where the probability lies for nine in ten sets of judgements the scenario allows (approximate)\n"
      "  judgement  how much of what decides between yes and no lies in the uncertain numbers of the scenario; the\n"
      "             rest is luck within a set of numbers (each set was played {} times)\n\n",
      study.plays == 2 ? "two" : std::to_string(study.plays));
}

std::vector<int> shown_days(int horizon) {
  std::vector<int> days;
  for (const int day : {30, 60, 90, 180})
    if (day < horizon) days.push_back(day);
  days.push_back(horizon);
  return days;
}

std::string times(const Summary& summary) {
  const std::vector<int> days = shown_days(summary.study.horizon);
  std::string text = fmt::format("{:<26}", "when it has come");
  for (const int day : days) text += fmt::format("{:>10}", fmt::format("day {}", day));
  text += "   median day, where it comes\n";
  for (const PassageSummary& passage : summary.first_passage) {
    const std::string& name = passage.name;
    text += fmt::format("  {:<24}", name == "strike" ? "first strike" : name == "war" ? "war" : name + " agreement");
    for (const int day : days)
      text += fmt::format("{:>8.1f} %", 100 * passage.by_day[static_cast<std::size_t>(day - 1)].share);
    text += passage.median_day_if_ever ? fmt::format("   {:.0f}", std::ceil(*passage.median_day_if_ever)) : "   never";
    text += "\n";
  }
  return text + "\n";
}

std::string strikers(const Summary& summary) {
  std::string text = "who strikes first          ";
  const char* comma = "";
  for (const auto& [name, share] : summary.first_striker)
    if (share > 0) text += fmt::format("{}{} {:.1f} %", std::exchange(comma, ", "), name, 100 * share);
  return text + "\n";
}

std::string risks(const Summary& summary) {
  std::string text = fmt::format("war                        came in {:.1f} % of runs; expected on average by",
                                 100 * summary.violence.back().estimate.share);
  const char* comma = " ";
  for (const ActorSummary& actor : summary.actors)
    if (actor.perceived_risk)
      text += fmt::format("{}{} {:.1f} %", std::exchange(comma, ", "), actor.actor, 100 * *actor.perceived_risk);
  return text + "\n";
}

std::string duration(const Summary& summary) {
  std::string text = "length of the crisis       ";
  if (summary.duration_median)
    text += fmt::format("median {:.0f} days (quartiles {:.0f}, {:.0f}) where it ends; ", *summary.duration_median,
                        *summary.duration_lower, *summary.duration_upper);
  return text + fmt::format("still open at the end in {:.1f} %\n", 100 * summary.duration_open);
}

std::string deals(const Summary& summary) {
  std::string text;
  for (const DealSummary& deal : summary.deals) {
    if (deal.runs == 0) continue;
    const std::string title =
        fmt::format("terms of {} agreements in force at the end ({} runs)", deal.scope, grouped(deal.runs));
    text += fmt::format("\n{:<70}{:>8}   quartiles\n", title, "mean");
    for (std::size_t k = 0; k < deal.terms.size(); ++k) {
      const TermSummary& term = deal.terms[k];
      text += fmt::format("  {:<68}{:>8}   {} – {} – {} {}\n", summary.study.issues[k].title, brief(term.mean),
                          brief(term.lower), brief(term.median), brief(term.upper), summary.study.issues[k].unit);
    }
  }
  return text;
}

}  // namespace

std::string text_of(const Summary& summary, const BarStyle& style) {
  std::string text = heading(summary);
  if (summary.runs == 0) return text + "No run finished.\n";
  text += histogram(summary.outcomes, style) + "\n" + legend(summary.study) + times(summary);
  text += strikers(summary) + risks(summary) + duration(summary);
  text += fmt::format("escalation score           {:.2f} a day and actor (Rivera et al. 2024)\n", summary.escalation);
  text += deals(summary);
  return text + "\nA model of argument, not of the future: it supports thought; it does not predict.\n";
}

}  // namespace backchannel
