#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/findings/summary.hpp"
#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {

namespace {

constexpr int narrow = 100;        // below it, columns are named once above and not in every line
constexpr std::size_t most = 113;  // columns of running text

std::string heading(const Summary& summary) {
  return safe_text(summary.study.title) + "\n" + provenance(summary) + "\n\n";
}

/// "luck 59 %".
std::string luck(const ClassShare& share, bool captions) {
  const std::string part = luck_words(share);
  return part.empty() || !captions ? part : "luck " + part;
}

/// "in force at the end 8.0 % [7.4, 8.6], not any more 73.8 %".
std::string kept(const ClassShare& share) {
  if (!share.in_force || share.count == 0) return "";
  const ShareEstimate& kept = *share.in_force;
  return fmt::format("in force at the end {} % [{}, {}], not any more {} %", per_cent(kept.share),
                     per_cent(kept.interval.low), per_cent(kept.interval.high),
                     per_cent(share.estimate.share - kept.share));
}

std::string bars_of(const std::vector<ClassShare>& shares, BarStyle style) {
  style.captions = style.width >= narrow;
  std::vector<ShareBar> bars;
  for (const ClassShare& share : shares) {
    ShareBar bar{.label = spaced(share.name),
                 .share = share.estimate.share,
                 .error = share.estimate.interval,
                 .range = share.prior_range,
                 .luck = luck(share, style.captions),
                 .below = kept(share)};
    if (share.in_force) bar.in_force = share.in_force->share;
    if (share.judgement && !share.prior_range) bar.no_range = "not told";
    bars.push_back(std::move(bar));
  }
  const std::string lines = render_bars(bars, style);
  if (style.captions) return lines;
  std::size_t width = 0;
  for (std::size_t from = 0; from < lines.size(); from = lines.find('\n', from) + 1)
    width = std::max(width, text_columns(lines.substr(from, lines.find('\n', from) - from)));
  const std::string captions = "share [95 %], judgements, luck";
  return fmt::format("{:>{}}\n", captions, std::max(width, captions.size())) + lines;
}

std::string legend(const Summary& summary, const BarStyle& style) {
  const StudyFacts& study = summary.study;
  const bool judged = study.judged && std::ranges::any_of(summary.outcomes, [](const ClassShare& share) {
                        return share.prior_range || share.judgement;
                      });
  const std::size_t width = std::min(style.width, most);
  const Shades shades = shades_of(style.glyphs);
  const bool agreed = summary.agreements.reached.share > 0;
  std::string text = "ends at the share";
  if (judged) text += fmt::format("; from {} on, through {}, it is where judgements says", shades.medium, shades.light);
  if (agreed) text += fmt::format("; of an agreement {} is not in force any more at the end", shades.hatched);
  text = paragraph("  bar        ", text, width);
  text += paragraph("  [ ]        ",
                    "where the share would lie with endlessly many runs of this scenario (95 %): the precision of the "
                    "simulation, not of a forecast",
                    width);
  if (!judged) return text + "\n";
  text += paragraph(
      "  judgements ",
      fmt::format("where the probability lies for nine in ten sets of judgements the scenario allows ({}); "
                  "not told: it cannot be told from luck",
                  summary.nested ? "measured with " + nested_runs(*summary.nested) + "; by day a fit to pairs of runs"
                                 : "a fit: the beta law whose variance is that between pairs of runs"),
      width);
  text +=
      paragraph("  luck       ",
                fmt::format("how much of what decides whether it comes is chance, the same judgements given ({}); the "
                            "rest lies in the judgements, the scenario's uncertain numbers",
                            summary.nested ? "measured with the same runs"
                                           : fmt::format("each set of them was played {} times",
                                                         study.plays == 2 ? "two" : std::to_string(study.plays))),
                width);
  const std::string apart = nested_means_apart(summary), outside = shares_outside_ranges(summary);
  if (!apart.empty()) text += paragraph("  nested     ", apart, width);
  if (!outside.empty()) text += paragraph("  outside    ", outside, width);
  return text + "\n";
}

std::vector<int> shown_days(int horizon) {
  std::vector<int> days;
  for (const int day : {30, 60, 90, 180})
    if (day < horizon) days.push_back(day);
  days.push_back(horizon);
  return days;
}

std::string times(const Summary& summary, const BarStyle& style) {
  const std::vector<int> days = shown_days(summary.study.horizon);
  std::string text = fmt::format("{:<26}", "when it has come");
  for (const int day : days) text += fmt::format("{:>10}", fmt::format("day {}", day));
  text += style.width >= narrow ? "   median day, where it comes\n" : "   median day\n";
  for (const PassageSummary& passage : summary.first_passage) {
    text += fmt::format("  {:<24}", passage_words(passage.name));
    std::string ranges;
    bool any = false;
    for (const int day : days) {
      const std::size_t d = day - 1;
      text += fmt::format("{:>8} %", per_cent(passage.by_day[d].share));
      const auto& range = passage.prior_range[d];
      any = any || range;
      ranges += fmt::format("{:>10}", range ? fmt::format("{} {} {}", per_cent(range->low, 0),
                                                          shades_of(style.glyphs).dash, per_cent(range->high, 0))
                                            : "not told");
    }
    text += passage.median_day_if_ever ? fmt::format("   {}\n", *passage.median_day_if_ever) : "   never\n";
    if (any)
      text += fmt::format("    {:<22}", summary.nested ? "judgements, a fit, %" : "judgements, %") + ranges + "\n";
  }
  return text + "\n";
}

/// Reached, in force, broken, and who broke.
std::string agreements_line(const Summary& summary) {
  const AgreementSummary& a = summary.agreements;
  if (a.reached.share == 0) return "none is reached in any run";
  std::string text =
      fmt::format("reached in {} % of runs; in force at the end in {} % [{}, {}]", per_cent(a.reached.share),
                  per_cent(a.in_force.share), per_cent(a.in_force.interval.low), per_cent(a.in_force.interval.high));
  text += fmt::format("; broken, and none in its place, in {} %", per_cent(a.broken.share));
  if (a.ended_by_force.share > 0) text += fmt::format("; ended by force in {} %", per_cent(a.ended_by_force.share));
  const std::string who = breaker_words(summary);
  return who.empty() ? text : text + "; " + who;
}

std::string strikers(const Summary& summary) {
  std::string text;
  for (const auto& [id, share] : summary.first_striker)
    if (share > 0)
      text +=
          fmt::format("{}{} {} %", text.empty() ? "" : ", ", safe_text(name_of(summary.study, id)), per_cent(share));
  return text;
}

std::string risks(const Summary& summary) {
  std::string text = fmt::format("came in {} % of runs", per_cent(summary.violence.back().estimate.share));
  const char* comma = "; expected on average by ";
  for (const ActorSummary& actor : summary.actors)
    if (actor.perceived_risk)
      text += fmt::format("{}{} {} %", std::exchange(comma, ", "), safe_text(name_of(summary.study, actor.actor)),
                          per_cent(*actor.perceived_risk));
  return text;
}

std::string duration(const Summary& summary) {
  std::string text;
  if (summary.duration_median)
    text += fmt::format("median {} days (quartiles {}, {}) where it ends; ", *summary.duration_median,
                        *summary.duration_lower, *summary.duration_upper);
  return text + fmt::format("still open at the end in {} %, talks that collapsed without force included",
                            per_cent(summary.duration_open));
}

/// Mean and quartiles with their unit; of an issue with levels how often which stands in the texts.
std::vector<std::string> term_cells(const TermSummary& term, const IssueFacts& issue) {
  const auto told = [&](double value) { return term_text(value, issue); };
  if (issue.levels.empty())
    return {told(term.mean),
            fmt::format("{} – {} – {} {}", told(term.lower), told(term.median), told(term.upper), issue.unit)};
  return {"", level_words(term, issue)};
}

std::string deals(const Summary& summary, const BarStyle& style) {
  const std::size_t width = std::min(style.width, most);
  std::string text;
  for (const DealSummary& deal : summary.deals) {
    if (deal.runs == 0) continue;
    std::size_t widest = 0;
    for (const TermSummary& term : deal.terms)
      widest = std::max(widest, text_columns(term_cells(term, summary.study.issues[term.issue])[1]));
    constexpr std::size_t numbers = 11;  // the mean and what stands around it
    const std::size_t title =
        std::clamp(width > numbers + widest ? width - numbers - widest : 0, std::size_t{24}, std::size_t{70});
    const std::string head =
        fmt::format("terms of {} agreements in force at the end ({})", deal.scope, runs_text(deal.runs));
    text += text_columns(head) <= title
                ? fmt::format("\n{:<{}}{:>8}   quartiles\n", head, title, "mean")
                : "\n" + wrapped_text(head, width, 0) + fmt::format("{:>{}}   quartiles\n", "mean", title + 8);
    for (const TermSummary& term : deal.terms) {
      const IssueFacts& issue = summary.study.issues[term.issue];
      const auto cells = term_cells(term, issue);
      text += paragraph(
          fmt::format("  {}{:>8}   ", fitted_text(issue.title, title - 2, style.glyphs == Glyphs::Blocks ? "…" : "."),
                      cells[0]),
          cells[1], std::max(width, title + numbers + 24));
    }
  }
  return text.empty() ? text : text.append("\n").append(paragraph("  ", which_texts, width));
}

}  // namespace

std::string text_of(const Summary& summary, const BarStyle& style, const std::string& more) {
  std::string text = heading(summary);
  if (summary.runs == 0) return text + "No run finished.\n";
  text += bars_of(summary.outcomes, style) + "\n" + legend(summary, style) + times(summary, style);
  const std::size_t width = style.width;
  text += paragraph("agreements                 ", agreements_line(summary), width);
  text += paragraph("who strikes first          ", strikers(summary), width);
  text += paragraph("war                        ", risks(summary), width);
  if (const std::string fighting = fighting_words(summary.fighting); !fighting.empty())
    text += paragraph("length of fighting         ", fighting, width);
  text += paragraph("length of the crisis       ", duration(summary), width);
  text += paragraph("escalation score           ",
                    fixed(summary.escalation, 2) +
                        " a day and actor (Rivera et al. 2024): mean over runs of each run's own daily mean",
                    width);
  text += deals(summary, style);
  if (!more.empty()) text += "\n" + more;
  return text + (more.ends_with("\n\n") ? "" : "\n") + wrapped_text(caution, width, 0);
}

}  // namespace backchannel
