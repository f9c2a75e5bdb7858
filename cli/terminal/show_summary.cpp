#include "cli/terminal/show_summary.hpp"

#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/terminal/screen.hpp"

namespace backchannel {

namespace {

std::string failure_report(const Summary& summary, const SummaryOptions& options) {
  const auto all = summary.runs + summary.failed;
  std::string text = fmt::format("{} of {} runs failed", summary.failed, all);
  if (options.first_failure) {
    const Failure& first = *options.first_failure;
    text += fmt::format("; the first: run {}: {} (replay: backchannel trace {} --run {} --seed {})", first.run,
                        first.reason, options.scenario, first.run, summary.study.seed);
  }
  return text;
}

}  // namespace

ExitCode show_summary(const Summary& summary, const SummaryOptions& options) {
  const auto failures = options.allow_failures ? Failures::allow : Failures::withhold_shares;
  const bool withheld = !options.allow_failures && too_many_failed(summary);
  if (summary.failed > 0) tell(failure_report(summary, options) + "\n");
  if (withheld) tell("more than 0.1 % failed: no share is shown (--allow-failures shows them)\n");
  if (options.json)
    print_json(json_of(summary, options.session, failures, options.details));
  else if (!withheld)
    print(text_of(summary, bar_style(), options.more));
  return withheld ? ExitCode::failed : ExitCode::ok;
}

}  // namespace backchannel
