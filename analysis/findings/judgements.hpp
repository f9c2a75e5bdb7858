// What drives the outcomes of ordinary runs, at no extra run: which uncertain judgement matters, how much, and in which
// direction. There is one answer, and everybody who tells it takes it from here.
//
//   how much    given-data first-order indices (sensitivity.hpp) of the drawn numbers, over the pairs of runs that
//               share a draw: shares of the variance that judgement explains; luck is taken out by the covariance
//               within pairs
//   direction   the outcome in the thirds of the draws sorted by the number (thirds.hpp)
//
// Outcomes: all of sim/results/outcome_list.hpp. Parameters that are constants have no index. Draws are kept for the
// first 50,000 runs. Only draws count both of whose runs finished.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "analysis/findings/thirds.hpp"
#include "analysis/statistics/sensitivity.hpp"
#include "analysis/statistics/variance.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/outcome_list.hpp"

namespace backchannel {

/// Whether a class is one of agreement, whose runs are of two parts.
[[nodiscard]] constexpr bool is_agreement(Outcome outcome) {
  return outcome == Outcome::comprehensive_agreement || outcome == Outcome::interim_agreement;
}

struct Judgement {
  std::string path, title, unit, meaning;
  GivenDataIndex index;
  Thirds thirds;                                         // of the outcome
  std::array<std::array<double, outcomes>, 3> classes;   // share of each class, by third
  std::array<std::array<double, outcomes>, 3> in_force;  // of them the runs with an agreement in force at the end
};

struct JudgementSensitivity {
  OutcomeFacts outcome;
  std::size_t draws = 0;              // pairs of runs
  double mean = 0;                    // share or mean over their runs
  VarianceShare judgement;            // share of the outcome's variance that lies in the parameters; NaN: none varies
  std::vector<Judgement> parameters;  // by size
  GivenDataIndex placebo;

  /// Whether judgement can be told from luck; else there is no index.
  [[nodiscard]] bool is_told() const { return judgement.raw_interval.low > 0; }
};

/// Those to tell: above the floor, at most `most`.
[[nodiscard]] std::vector<const Judgement*> told_judgements(const JudgementSensitivity& result, std::size_t most = 8);

/// The outcomes of which a summary tells what drives them.
[[nodiscard]] std::vector<std::string> driven_outcomes();

/// Collects the outcomes of runs by draw. Throws std::invalid_argument for an unknown outcome.
class JudgementCollector {
 public:
  JudgementCollector(const StudyFacts& study, const std::vector<std::string>& wanted);

  /// Finished runs in increasing order; those without a kept draw are passed over.
  void add(const Row& row);
  /// None without uncertain numbers or with fewer than 40 whole draws.
  [[nodiscard]] std::vector<JudgementSensitivity> judge(const DrawTable& draws) const;
  [[nodiscard]] std::size_t whole_draws() const { return draw_.size(); }

 private:
  struct Waiting {
    std::uint64_t run = 0;
    std::size_t ending = 0;  // class and fate: ending_of
    std::vector<double> values;
  };

  StudyFacts study_;
  std::vector<OutcomeOfInterest> wanted_;
  std::optional<Waiting> waiting_;
  std::vector<std::size_t> draw_;                          // numbers of the draws both of whose runs finished
  std::array<std::vector<std::size_t>, 2> ending_;         // by run of the pair
  std::array<std::vector<std::vector<double>>, 2> value_;  // by run of the pair and outcome
};

/// Throws BadInput for a file without draws or rows, with fewer than 40 draws, or an unknown outcome.
[[nodiscard]] std::vector<JudgementSensitivity> judgements_of(const std::filesystem::path& file,
                                                              const std::vector<std::string>& wanted);

/// The `most` largest of each outcome with their direction, the noise floor and how to read it.
[[nodiscard]] std::string judgements_text(const std::vector<JudgementSensitivity>& results, std::size_t most = 12,
                                          std::size_t width = 110);
[[nodiscard]] nlohmann::ordered_json judgements_json(const std::vector<JudgementSensitivity>& results);

}  // namespace backchannel
