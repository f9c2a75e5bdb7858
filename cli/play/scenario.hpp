// Plays the runs of one scenario that are wanted, and keeps what they leave behind.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "analysis/findings/summary.hpp"
#include "cli/play/listener.hpp"
#include "cli/play/request.hpp"
#include "cli/play/watch.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/results/counts/record.hpp"

namespace backchannel {

struct RunRequest {
  std::shared_ptr<const Model> model;
  std::string file;             // of the scenario: a record for people
  std::uint64_t runs = 20'000;  // in all, those that are kept already included; without `until`
  std::uint64_t seed = 1;
  int threads = 0;
  std::optional<PrecisionGoal> until;
  std::optional<NestedDesign> nested;             // besides
  Keep keep;                                      // a folder (study_folder.hpp)
  bool keep_rows = false;                         // also beyond a million runs
  bool details = true;                            // wanted of a study that is finished already, too: takes its rows
  Failures failures = Failures::withhold_shares;  // in the documents of the folder
};

struct RunResult {
  StudyFacts facts;
  Record record;
  std::optional<NestedCounts> nested;
  std::optional<StudyDetails> details;   // once it is finished, and if asked for or new
  std::optional<Failure> first_failure;  // of the runs played now
  std::uint64_t wanted = 0;              // runs in all, at most
  bool all_runs = false;                 // that were wanted, or precise enough
  bool finished = false;                 // the nested design too
  SessionFacts session;

  [[nodiscard]] Summary summary() const;
};

/// Goes on with what is kept there. Notes what was there already. Throws BadInput if the place cannot be used or holds
/// another study.
[[nodiscard]] RunResult play_scenario(const RunRequest& request, Listener& listener);

}  // namespace backchannel
