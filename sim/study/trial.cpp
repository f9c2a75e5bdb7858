#include "sim/study/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/pages/catalogue.hpp"
#include "sim/scenario/pages/writer.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/study/clashes.hpp"

namespace backchannel {
namespace {

class Trial {
 public:
  Trial(Study& study, std::vector<Problem>& problems) : study_(study), problems_(problems) {}

  void run() {
    report_clashes(study_, problems_);
    for (Factor& factor : study_.factors) {
      if (factor.own) {
        take_own_priors(factor);
        continue;
      }
      for (const FactorLevel& level : factor.levels) try_changes(level.changes);
      if (factor.priors.empty()) continue;
      factor.whole = std::any_of(factor.paths.begin(), factor.paths.end(),
                                 [&](const std::string& path) { return takes_whole_numbers(path, study_.base); });
      try_ends(factor);
      check_levels(factor);
    }
    for (const auto& point : study_.design.points)
      for (const ListedValue& value : point)
        if (value.number) try_number(study_.factors[value.factor], *value.number, value.place);
  }

 private:
  void take_own_priors(Factor& factor) {
    const std::vector<std::string> uncertain = free_priors();
    for (std::string& path : factor.paths) {
      const auto param = study_.base.parameters.find(path);
      const Parameter* parameter = param ? &study_.base.parameters[*param] : nullptr;
      if (!parameter) {
        report(problems_, factor.place, "factors." + factor.id, "there is no number " + ticked(path),
               suggestion(path, uncertain));
      } else if (parameter->prior.is_constant()) {
        report(problems_, factor.place, "factors." + factor.id, ticked(path) + " has no prior in the scenario",
               "give it values or a range");
      } else {
        path = parameter->path;
        factor.priors.push_back(parameter->prior);
      }
    }
  }

  /// Paths with a prior that no factor sets yet.
  std::vector<std::string> free_priors() const {
    std::set<std::string> taken;
    for (const Factor& factor : study_.factors) taken.insert(factor.paths.begin(), factor.paths.end());
    std::vector<std::string> free;
    for (const Parameter& parameter : study_.base.parameters)
      if (!parameter.prior.is_constant() && !taken.contains(parameter.path)) free.push_back(parameter.path);
    return free;
  }

  /// A prior is tried as it is written, so that it is told as the scenario's reader tells one. Of a key that takes
  /// whole numbers, which has no priors, the numbers at both ends are tried, as are both ends of a range, as they are
  /// written.
  void try_ends(const Factor& factor) {
    const Prior& prior = factor.priors[0];
    if (factor.kind == FactorKind::range) {
      for (const double end : prior.numbers) try_number(factor, end, factor.place);
    } else if (!factor.whole) {
      Parameter written;
      written.prior = prior;
      std::vector<Override> changes;
      for (const std::string& path : factor.paths) changes.push_back({path, yaml_of(written), factor.place});
      try_changes(changes);
    } else {
      try_whole(factor);
    }
  }

  /// Says which prior gives a number that is refused, since nobody wrote that number.
  void try_whole(const Factor& factor) {
    const std::size_t before = problems_.size();
    const double low = number_at(study_, factor, 0, 0), high = number_at(study_, factor, 0, 1);
    for (const double number : {low, high}) try_number(factor, number, factor.place);
    for (std::size_t i = before; i < problems_.size(); ++i)
      problems_[i].what = fmt::format("{} gives numbers from {} to {}; {}", factor.priors[0].describe(), shortest(low),
                                      shortest(high), problems_[i].what);
  }

  void try_number(const Factor& factor, double number, const Place& place) {
    std::vector<Override> changes;
    for (const std::string& path : factor.paths) changes.push_back({path, shortest(number), place});
    try_changes(changes);
  }

  /// No two levels of whole numbers may be the same.
  void check_levels(const Factor& factor) {
    const bool has_levels = study_.design.kind == DesignKind::grid || study_.design.kind == DesignKind::one_at_a_time;
    if (!has_levels || !factor.whole || factor.kind != FactorKind::range) return;
    const double numbers = factor.priors[0].numbers[1] - factor.priors[0].numbers[0] + 1;
    if (levels_of(study_, factor) > numbers)
      report(problems_, factor.place, "factors." + factor.id,
             fmt::format("{} levels, but {} whole numbers lie in the range", levels_of(study_, factor), numbers),
             fmt::format("levels: {}, or fewer", numbers));
  }

  void try_changes(const std::vector<Override>& changes) {
    try {
      (void)changed_scenario(study_, changes);
    } catch (const BadInput& bad) {
      for (const Problem& problem : bad.problems)
        if (told_.insert(Problem{{}, problem.path, problem.what, problem.allowed}.text()).second)
          problems_.push_back(problem);
    }
  }

  Study& study_;
  std::vector<Problem>& problems_;
  std::set<std::string> told_;  // once, although several values have it
};

}  // namespace

void try_on_base(Study& study, std::vector<Problem>& problems) { Trial(study, problems).run(); }

}  // namespace backchannel
