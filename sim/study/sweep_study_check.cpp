#include "sim/study/sweep_study_check.hpp"

#include <cmath>
#include <set>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/study/factor_clashes.hpp"

namespace backchannel {

namespace {

class StudyChecker {
 public:
  StudyChecker(SweepStudy& study, std::vector<Problem>& problems) : study_(study), problems_(problems) {}

  void check() {
    report_clashes(study_, problems_);
    for (Factor& factor : study_.factors) {
      if (factor.own) {
        take_own_priors(factor);
      } else {
        for (const FactorLevel& level : factor.levels) try_changes(level.changes);
        if (!factor.priors.empty()) try_ends(factor);
      }
    }
  }

 private:
  void take_own_priors(Factor& factor) {
    std::vector<std::string> uncertain;
    for (const Parameter& parameter : study_.base.parameters)
      if (!parameter.prior.is_constant()) uncertain.push_back(parameter.path);
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

  /// Both ends of a range or of a prior's support, where they are finite, else its 1 and 99 % points.
  void try_ends(const Factor& factor) {
    const auto [low, high] = factor.priors[0].support();
    for (const double end : {std::isfinite(low) ? low : factor.priors[0].quantile(0.01),
                             std::isfinite(high) ? high : factor.priors[0].quantile(0.99)}) {
      std::vector<Override> changes;
      for (const std::string& path : factor.paths) changes.push_back({path, shortest(end), factor.place});
      try_changes(changes);
    }
  }

  void try_changes(const std::vector<Override>& changes) {
    try {
      (void)changed_scenario(study_, changes);
    } catch (const BadInput& bad) {
      for (const Problem& problem : bad.problems)
        if (told_.insert(problem.text()).second) problems_.push_back(problem);
    }
  }

  SweepStudy& study_;
  std::vector<Problem>& problems_;
  std::set<std::string> told_;
};

}  // namespace

void check_on_base(SweepStudy& study, std::vector<Problem>& problems) { StudyChecker(study, problems).check(); }

}  // namespace backchannel
