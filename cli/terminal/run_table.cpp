#include "cli/terminal/run_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "analysis/text/text_table.hpp"
#include "analysis/text/words.hpp"

namespace backchannel {

namespace {

bool is_withheld(const Summary& summary, Failures failures) {
  return summary.runs == 0 || (failures == Failures::withhold_shares && too_many_failed(summary));
}

/// The share of runs with a strike or war.
double force(const Summary& summary) {
  double sum = 0;
  for (std::size_t c = index_of(Violence::strike); c < summary.violence.size(); ++c)
    sum += summary.violence[c].estimate.share;
  return sum;
}

std::string cell(const ShareEstimate& estimate) {
  return fmt::format("{} [{}, {}]", per_cent(estimate.share), per_cent(estimate.interval.low),
                     per_cent(estimate.interval.high));
}

std::string stem_of(const std::string& file) { return std::filesystem::path(file).stem().string(); }

std::string name_in(const std::vector<PlayedScenario>& played, const std::string& file) {
  const auto same = std::ranges::count(played, stem_of(file), [](const auto& one) { return stem_of(one.file); });
  return same > 1 ? file : stem_of(file);
}

}  // namespace

std::string result_line(const PlayedScenario& played, Failures failures) {
  const Summary& summary = played.summary;
  if (is_withheld(summary, failures))
    return fmt::format("{}: {} of {} runs failed", played.file, grouped(summary.failed),
                       grouped(summary.runs + summary.failed));
  const auto most = std::ranges::max_element(summary.outcomes, {}, &ClassShare::count);
  return fmt::format(
      "{}: {}{} runs: most often {} ({} %); any agreement {} %, in force at the end {} %; a strike or war {} %",
      played.file, played.finished ? "" : "UNFINISHED, ", grouped(summary.runs), spaced(most->name),
      per_cent(most->estimate.share), per_cent(summary.agreements.reached.share),
      per_cent(summary.agreements.in_force.share), per_cent(force(summary)));
}

std::string side_by_side(const std::vector<PlayedScenario>& played, Failures failures, std::size_t page_columns) {
  TextTable table(1);
  const auto row = [&](const std::string& title, auto of) {
    std::vector<std::string> cells{title};
    for (const PlayedScenario& one : played)
      cells.push_back(is_withheld(one.summary, failures) ? "–" : of(one.summary));
    table.add(cells);
  };
  std::vector<std::string> heading{"share of runs, % [95 %]"};
  for (const PlayedScenario& one : played)
    heading.push_back(name_in(played, one.file) + (one.finished ? "" : " (UNFINISHED)"));
  table.add(heading);
  for (std::size_t c = 0; c < outcomes; ++c)
    row(spaced(outcome_names[c]), [&](const Summary& summary) { return cell(summary.outcomes[c].estimate); });
  row("any agreement", [](const Summary& summary) { return cell(summary.agreements.reached); });
  row("in force at the end", [](const Summary& summary) { return cell(summary.agreements.in_force); });
  row("a strike or war", [](const Summary& summary) { return per_cent(force(summary)); });
  row("escalation score", [](const Summary& summary) { return fixed(summary.escalation, 2); });
  row("days, runs",
      [](const Summary& summary) { return fmt::format("{}, {}", summary.study.horizon, grouped(summary.runs)); });
  return table.text(0) + "\n" +
         wrapped_text("The scenarios share their random numbers, purpose by purpose. " + std::string(caution),
                      page_columns, 0);
}

}  // namespace backchannel
