#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/findings/summary.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {

namespace {

std::string heading(const Summary& summary) { return summary.study.title + "\n" + provenance(summary) + "\n\n"; }

constexpr int narrow = 100;  // below it, columns are named once above and not in every line

std::string judgement(const ClassShare& share, bool captions) {
  if (!share.judgement) return "";
  return fmt::format("{:3.0f} %{}", 100 * share.judgement->share, captions ? " judgement" : "");
}

std::string histogram(const std::vector<ClassShare>& shares, BarStyle style) {
  style.captions = style.width >= narrow;
  std::vector<ShareBar> bars;
  for (const ClassShare& share : shares)
    bars.push_back({spaced(share.name), share.estimate.share, share.estimate.interval, share.prior_range});
  style.width -= style.captions ? 16 : 6;  // "  41 % judgement"
  const std::string lines = render_bars(bars, style);
  std::vector<std::string> line;
  std::size_t width = 0;
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    line.push_back(lines.substr(from, end - from));
    if (line.size() <= shares.size()) width = std::max(width, text_columns(line.back()));
    from = end + 1;
  }
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    text += line[i];
    if (i < shares.size() && shares[i].judgement)
      text += std::string(width - text_columns(line[i]), ' ') + " " + judgement(shares[i], style.captions);
    text += "\n";
  }
  if (style.captions) return text;
  const std::string heading = "share [95 %], priors, judgement";
  return fmt::format("{:>{}}\n", heading, std::max(width + 6, heading.size())) + text;
}

std::string legend(const Summary& summary, const BarStyle& style) {
  const StudyFacts& study = summary.study;
  const std::string how = summary.nested ? "measured with " + nested_runs(*summary.nested) : "approximate";
  const std::string apart = nested_means_apart(summary);
  const std::string plays = study.plays == 2 ? "two" : std::to_string(study.plays);
  const auto most = static_cast<std::size_t>(std::min(style.width, 113));
  const bool blocks = style.glyphs == Glyphs::Blocks;
  return paragraph("  bar        ",
                   fmt::format("ends at the share; from {} on, through {}, it is where priors says", blocks ? "▓" : "=",
                               blocks ? "░" : "-"),
                   most) +
         paragraph("  [ ]        ",
                   "where the share would lie with endlessly many runs of this scenario (95 %): the precision of the "
                   "simulation, not of a forecast",
                   most) +
         paragraph("  priors     ",
                   "where the probability lies for nine in ten sets of judgements the scenario allows (" + how + ")",
                   most) +
         paragraph("  judgement  ",
                   fmt::format("how much of what decides between yes and no lies in the uncertain numbers of the "
                               "scenario; the rest is luck within a set of numbers ({}each set was played {} times)",
                               summary.nested ? "from the pairs of runs, not the nested ones: " : "", plays),
                   most) +
         (apart.empty() ? "" : paragraph("  nested     ", apart, most)) + "\n";
}

std::vector<int> shown_days(int horizon) {
  std::vector<int> days;
  for (const int day : {30, 60, 90, 180})
    if (day < horizon) days.push_back(day);
  days.push_back(horizon);
  return days;
}

std::string times(const Summary& summary, int width) {
  const std::vector<int> days = shown_days(summary.study.horizon);
  std::string text = fmt::format("{:<26}", "when it has come");
  for (const int day : days) text += fmt::format("{:>10}", fmt::format("day {}", day));
  text += width >= narrow ? "   median day, where it comes\n" : "   median day\n";
  for (const PassageSummary& passage : summary.first_passage) {
    text += fmt::format("  {:<24}", passage_words(passage.name));
    for (const int day : days)
      text += fmt::format("{:>8.1f} %", 100 * passage.by_day[static_cast<std::size_t>(day - 1)].share);
    text += passage.median_day_if_ever ? fmt::format("   {:.0f}", std::ceil(*passage.median_day_if_ever)) : "   never";
    text += "\n";
  }
  return text + "\n";
}

std::string strikers(const Summary& summary) {
  std::string text;
  for (const auto& [name, share] : summary.first_striker)
    if (share > 0) text += fmt::format("{}{} {:.1f} %", text.empty() ? "" : ", ", name, 100 * share);
  return text;
}

std::string risks(const Summary& summary) {
  std::string text =
      fmt::format("came in {:.1f} % of runs; expected on average by", 100 * summary.violence.back().estimate.share);
  const char* comma = " ";
  for (const ActorSummary& actor : summary.actors)
    if (actor.perceived_risk)
      text += fmt::format("{}{} {:.1f} %", std::exchange(comma, ", "), actor.actor, 100 * *actor.perceived_risk);
  return text;
}

std::string duration(const Summary& summary) {
  std::string text;
  if (summary.duration_median)
    text += fmt::format("median {:.0f} days (quartiles {:.0f}, {:.0f}) where it ends; ", *summary.duration_median,
                        *summary.duration_lower, *summary.duration_upper);
  return text + fmt::format("still open at the end in {:.1f} %, talks that collapsed without force included",
                            100 * summary.duration_open);
}

std::string deals(const Summary& summary, const BarStyle& style) {
  const auto width = static_cast<std::size_t>(std::min(style.width, 113));
  std::string text;
  for (const DealSummary& deal : summary.deals) {
    if (deal.runs == 0) continue;
    std::vector<std::string> quartiles;
    std::size_t widest = 0;
    for (const TermSummary& term : deal.terms) {
      quartiles.push_back(fmt::format("{} – {} – {} {}", brief(term.lower), brief(term.median), brief(term.upper),
                                      summary.study.issues[term.issue].unit));
      widest = std::max(widest, text_columns(quartiles.back()));
    }
    constexpr int numbers = 11;  // the mean and what stands around it
    const auto title = static_cast<std::size_t>(std::clamp(style.width - numbers - static_cast<int>(widest), 24, 70));
    const std::string heading =
        fmt::format("terms of {} agreements in force at the end ({} runs)", deal.scope, grouped(deal.runs));
    text += text_columns(heading) <= title ? fmt::format("\n{:<{}}{:>8}   quartiles\n", heading, title, "mean")
                                           : fmt::format("\n{}\n{:>{}}   quartiles\n", heading, "mean", title + 8);
    for (std::size_t k = 0; k < deal.terms.size(); ++k)
      text += fmt::format("  {}{:>8}   {}\n",
                          fitted_text(summary.study.issues[deal.terms[k].issue].title, title - 2,
                                      style.glyphs == Glyphs::Blocks ? "…" : "."),
                          brief(deal.terms[k].mean), quartiles[k]);
  }
  return text.empty() ? text : text.append("\n").append(paragraph("  ", which_texts, width));
}

}  // namespace

std::string text_of(const Summary& summary, const BarStyle& style, const std::string& more) {
  std::string text = heading(summary);
  if (summary.runs == 0) return text + "No run finished.\n";
  text += histogram(summary.outcomes, style) + "\n" + legend(summary, style) + times(summary, style.width);
  const auto width = static_cast<std::size_t>(style.width);
  text += paragraph("who strikes first          ", strikers(summary), width);
  text += paragraph("war                        ", risks(summary), width);
  text += paragraph("length of the crisis       ", duration(summary), width);
  text += paragraph("escalation score           ",
                    fmt::format("{:.2f} a day and actor (Rivera et al. 2024): mean over runs of each run's own daily "
                                "mean, in which a short war counts as much as half a year of talks",
                                summary.escalation),
                    width);
  text += deals(summary, style);
  if (!more.empty()) text += "\n" + more;
  return text + (more.ends_with("\n\n") ? "" : "\n") + caution + "\n";
}

}  // namespace backchannel
