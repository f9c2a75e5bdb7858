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

/// Whatever stands behind the first class of an axis: any agreement, force.
double from(const std::vector<ClassShare>& axis, std::size_t first) {
  double sum = 0;
  for (std::size_t c = first; c < axis.size(); ++c) sum += axis[c].estimate.share;
  return 100 * sum;
}
double agreement(const Summary& summary) { return from(summary.settlement, 1); }
double force(const Summary& summary) { return from(summary.violence, 2); }

std::string cell(const ClassShare& share) {
  const ShareEstimate& estimate = share.estimate;
  return fmt::format("{:.1f} [{:.1f}, {:.1f}]", 100 * estimate.share, 100 * estimate.interval.low,
                     100 * estimate.interval.high);
}

}  // namespace

std::string result_line(const PlayedScenario& played) {
  const Summary& summary = played.summary;
  if (is_withheld(summary, Failures::withhold_shares))
    return fmt::format("{}: {} of {} runs failed", played.file, grouped(summary.failed),
                       grouped(summary.runs + summary.failed));
  const auto most = std::ranges::max_element(summary.outcomes, {}, &ClassShare::count);
  return fmt::format("{}: {} runs: most often {} ({:.1f} %); any agreement {:.1f} %, a strike or war {:.1f} %",
                     played.file, grouped(summary.runs), spaced(most->name), 100 * most->estimate.share,
                     agreement(summary), force(summary));
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
  for (const PlayedScenario& one : played) heading.push_back(std::filesystem::path(one.file).stem().string());
  table.add(heading);
  for (std::size_t c = 0; c < outcomes; ++c)
    row(spaced(outcome_names[c]), [&](const Summary& summary) { return cell(summary.outcomes[c]); });
  row("any agreement", [](const Summary& summary) { return fmt::format("{:.1f}", agreement(summary)); });
  row("a strike or war", [](const Summary& summary) { return fmt::format("{:.1f}", force(summary)); });
  row("escalation score", [](const Summary& summary) { return fmt::format("{:.2f}", summary.escalation); });
  row("days, runs",
      [](const Summary& summary) { return fmt::format("{}, {}", summary.study.horizon, grouped(summary.runs)); });
  return table.text(0) + "\n" +
         wrapped_text("The scenarios share their random numbers, purpose by purpose. " + std::string(caution),
                      page_columns, 0);
}

}  // namespace backchannel
