#include "sim/study/study.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/strict_map.hpp"
#include "sim/study/design.hpp"
#include "sim/study/factors.hpp"
#include "sim/study/input_kind.hpp"
#include "sim/study/policy.hpp"
#include "sim/study/trial.hpp"

namespace backchannel {
namespace {

constexpr double tail = 0.05;  // beyond the ends of a prior on designs that include both ends

bool has_ends(DesignKind kind) {
  return kind == DesignKind::grid || kind == DesignKind::one_at_a_time || kind == DesignKind::morris ||
         kind == DesignKind::list;
}

double whole_number_at(double low, double high, double position, bool with_ends) {
  if (with_ends) return std::round(std::lerp(low, high, position));
  return std::min(high, low + std::floor(position * (high - low + 1)));
}

/// Reads the text of a study; what can be known without its base scenario is checked here.
class StudyReader {
 public:
  StudyReader(std::filesystem::path file, std::vector<Problem>& problems)
      : file_(std::move(file)), problems_(problems) {}

  Study read() {
    study_.file = file_.string();
    const Node root = read_map(study_.file, "a study in YAML", study_.text);
    StrictMap map(root, "", problems_);
    study_.title = map.text("title");
    study_.description = map.text("description");
    map.require("scenario", "a scenario's file, relative to the study");
    if (const std::string scenario = map.text("scenario"); !scenario.empty())
      study_.scenario = (file_.parent_path() / scenario).lexically_normal().string();
    if (const Node* set = map.take("set")) study_.set = read_changes(*set, "set", problems_);
    if (const Node* factors = map.require("factors", "by id: path and values, range, prior or policies"))
      study_.factors = read_factors(*factors, file_.parent_path(), problems_);
    const Node* design = map.require("design", "{kind: grid}, or another design");
    if (design) read_design(*design, study_, problems_);
    read_runs(map);
    read_placebo(map);
    if (design) check_points(*design, study_, problems_);
    read_outcomes(map);
    map.close();
    tell_factors_apart(study_);
    return std::move(study_);
  }

 private:
  void read_runs(StrictMap& map) {
    study_.runs = static_cast<std::uint64_t>(map.whole("runs", 4, 1'000'000'000, 1024));
    if (study_.runs % 2 == 1)
      map.complain(*map.take("runs"), "runs", std::to_string(study_.runs) + " is an odd number",
                   "an even one: each draw of the priors is played twice");
    study_.seed = static_cast<std::uint64_t>(map.whole("seed", 0, 9'000'000'000'000'000, 1));
    study_.random_numbers = static_cast<RandomNumbers>(map.choice("random_numbers", names_of<RandomNumbers>(), 0));
  }

  void read_placebo(StrictMap& map) {
    const bool can = study_.design.kind != DesignKind::grid && study_.design.kind != DesignKind::list;
    study_.placebo = map.flag("placebo", can);
    if (study_.placebo && !can)
      map.complain(*map.take("placebo"), "placebo", "has no effect with design " + name_of(study_.design.kind),
                   "leave it out");
  }

  void read_outcomes(StrictMap& map) {
    study_.outcomes = map.words("outcomes");
    const Node* node = map.take("outcomes");
    if (!node || study_.outcomes.empty()) return;
    std::set<std::string> names;
    for (const Node& item : node->items) {
      study_.outcome_places.push_back(item.place);
      if (!names.insert(item.text).second)
        map.complain(item, "outcomes", ticked(item.text) + " stands there twice", "once");
    }
  }

  std::filesystem::path file_;
  std::vector<Problem>& problems_;
  Study study_;
};

}  // namespace

Study load_study(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  Study study = StudyReader(file, problems).read();
  if (!problems.empty()) refuse_other_kind(file, InputKind::study);
  if (study.scenario.empty()) throw_if_any(problems);
  try {
    study.base = load_scenario(study.scenario, study.set);
    for (std::string& notice : lost_settings(study.set)) study.notices.push_back(std::move(notice));
    try_on_base(study, problems);  // also what is wrong with the rest of a study that has problems
  } catch (const BadInput& bad) {
    problems.insert(problems.end(), bad.problems.begin(), bad.problems.end());
  }
  throw_if_any(problems);
  study.notices.insert(study.notices.end(), study.base.notices.begin(), study.base.notices.end());
  return study;
}

LoadedScenario changed_scenario(const Study& study, const std::vector<Override>& changes) {
  std::vector<Override> all = study.set;
  all.insert(all.end(), changes.begin(), changes.end());
  return read_scenario_text(study.base.text, study.scenario, all);
}

int levels_of(const Study& study, const Factor& factor) {
  if (!factor.levels.empty()) return static_cast<int>(factor.levels.size());
  return factor.steps > 0 ? factor.steps : study.design.levels;
}

double number_at(const Study& study, const Factor& factor, std::size_t path, double position) {
  constexpr int digits = 12;
  const Prior& prior = factor.priors[path];
  const bool with_ends = has_ends(study.design.kind);
  if (factor.kind == FactorKind::range) {
    const double low = prior.numbers[0], high = prior.numbers[1];
    if (factor.whole) return whole_number_at(low, high, position, with_ends);
    return position <= 0 ? low : position >= 1 ? high : rounded(std::lerp(low, high, position), digits);
  }
  const double quantile = prior.quantile(with_ends ? tail + (1 - 2 * tail) * position : position);
  const auto [low, high] = prior.support();
  return factor.whole ? std::round(quantile) : std::clamp(rounded(quantile, digits), low, high);
}

}  // namespace backchannel
