// A summary on stdout, for people or as JSON, and what is to be said about failed runs.
#pragma once

#include <optional>
#include <string>

#include "analysis/findings/summary.hpp"
#include "cli/terminal/options.hpp"
#include "sim/montecarlo/batch.hpp"

namespace backchannel {

struct SummaryOptions {
  std::optional<SessionFacts> session;
  std::optional<StudyDetails> details;  // for the JSON
  std::string more;                     // for the text: what stands before the caution
  bool json = false, allow_failures = false;
  std::string scenario = "SCENARIO";  // with its settings as shell words, for the advice how to replay a failed run
  std::optional<Failure> first_failure;
};

/// ExitCode::failed if shares are withheld because too many runs failed.
ExitCode show_summary(const Summary& summary, const SummaryOptions& options);

}  // namespace backchannel
