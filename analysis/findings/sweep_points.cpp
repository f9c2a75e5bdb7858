#include "analysis/findings/sweep_points.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string_view>

#include "analysis/statistics/random.hpp"
#include "sim/core/labels.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/pages/units.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr double as_it_is = -1;

std::vector<int> levels_of_all(const Study& study) {
  std::vector<int> levels;
  for (const Factor& factor : study.factors) levels.push_back(levels_of(study, factor));
  if (study.placebo) levels.push_back(std::max(2, study.design.levels));
  return levels;
}

Points cube_points(const Study& study) {
  const DesignSpec& design = study.design;
  const int factors = static_cast<int>(study.factors.size()) + (study.placebo ? 1 : 0);
  const std::vector<double> base(factors, as_it_is);
  switch (design.kind) {
    case DesignKind::grid:
      return full_grid(levels_of_all(study));
    case DesignKind::one_at_a_time:
      return one_at_a_time(base, levels_of_all(study));
    case DesignKind::latin_hypercube:
      return latin_hypercube(design.size, factors, design.seed);
    case DesignKind::sobol:
      return sobol_sequence(design.size, factors,
                            design.scrambling == DesignScrambling::owen   ? Scrambling::Owen
                            : design.scrambling == DesignScrambling::none ? Scrambling::None
                                                                          : Scrambling::DigitalShift,
                            design.seed);
    case DesignKind::morris:
      return morris_trajectories(design.size, factors, design.seed, design.levels);
    case DesignKind::saltelli:
      return saltelli_design(design.size, factors, design.seed);
    case DesignKind::list:
      break;
  }
  return Points(factors);
}

/// Sets factor `f` to a level or number, on a point that is being made.
class PointMaker {
 public:
  PointMaker(const Study& study, const std::vector<FactorFacts>& factors) : study_(study), factors_(factors) {
    point_.facts.values.resize(study.factors.size());
  }

  void set_level(std::size_t f, std::size_t level, double position) {
    const FactorLevel& chosen = study_.factors[f].levels[level];
    point_.changes.insert(point_.changes.end(), chosen.changes.begin(), chosen.changes.end());
    const auto number = study_.factors[f].kind == FactorKind::values ? number_from(chosen.name) : std::nullopt;
    note(f, {position, number, chosen.name});
  }

  void set_number(std::size_t f, const std::vector<double>& by_path, double position) {
    const Factor& factor = study_.factors[f];
    for (std::size_t i = 0; i < factor.paths.size(); ++i) {
      if (factor.own)
        point_.pins[factor.paths[i]] = by_path[i];
      else
        point_.changes.push_back({factor.paths[i], shortest(by_path[i]), factor.place});
    }
    note(f, {position, by_path[0], shortest(by_path[0])});
  }

  void set_position(std::size_t f, double position) {
    const Factor& factor = study_.factors[f];
    if (!factor.levels.empty()) {
      const auto count = static_cast<double>(factor.levels.size());
      return set_level(f, static_cast<std::size_t>(std::min(count - 1, std::floor(position * count))), position);
    }
    std::vector<double> by_path;
    for (std::size_t i = 0; i < factor.paths.size(); ++i) by_path.push_back(number_at(study_, factor, i, position));
    set_number(f, by_path, position);
  }

  void set_placebo(double position) {
    point_.facts.values.push_back(FactorValue{position, position, shortest(position)});
    placebo_ = position;
  }

  SweepPoint finish(std::uint64_t number) {
    point_.facts.seed = seed(number);
    for (const std::string& part : label_) point_.facts.label += (point_.facts.label.empty() ? "" : ", ") + part;
    if (point_.facts.label.empty()) point_.facts.label = "as it is";
    return std::move(point_);
  }

 private:
  void note(std::size_t f, FactorValue value) {
    label_.push_back(factors_[f].title + " = " + value.words());
    point_.facts.values[f] = std::move(value);
  }

  std::uint64_t seed(std::uint64_t number) const {
    if (study_.random_numbers == RandomNumbers::independent) return scatter(study_.seed + scatter(number + 1));
    if (placebo_ == as_it_is) return study_.seed;
    return scatter(study_.seed + scatter(std::bit_cast<std::uint64_t>(placebo_ + 1)));
  }

  const Study& study_;
  const std::vector<FactorFacts>& factors_;
  SweepPoint point_;
  std::vector<std::string> label_;
  double placebo_ = as_it_is;
};

SweepPoint cube_point(const Study& study, const std::vector<FactorFacts>& factors, std::span<const double> positions,
                      std::uint64_t number) {
  PointMaker maker(study, factors);
  for (std::size_t f = 0; f < study.factors.size(); ++f)
    if (positions[f] != as_it_is) maker.set_position(f, positions[f]);
  if (study.placebo && positions.back() != as_it_is) maker.set_placebo(positions.back());
  return maker.finish(number);
}

/// Where a number lies in a range; among a prior's values the middle stands for all.
double position_of(const Factor& factor, double number) {
  if (factor.kind != FactorKind::range) return 0.5;
  const std::vector<double>& ends = factor.priors[0].numbers;
  return (number - ends[0]) / (ends[1] - ends[0]);
}

SweepPoint listed_point(const Study& study, const std::vector<FactorFacts>& factors,
                        const std::vector<ListedValue>& values, std::uint64_t number) {
  PointMaker maker(study, factors);
  for (const ListedValue& value : values) {
    const Factor& factor = study.factors[value.factor];
    const auto last = static_cast<double>(std::max<std::size_t>(2, factor.levels.size()) - 1);
    if (value.level) maker.set_level(value.factor, *value.level, static_cast<double>(*value.level) / last);
    if (value.number)
      maker.set_number(value.factor, std::vector<double>(factor.paths.size(), *value.number),
                       position_of(factor, *value.number));
  }
  return maker.finish(number);
}

/// The end of a range itself where a quantile comes so near that it is meant.
double at_end(double number, double end, double width) {
  return std::abs(number - end) <= 1e-6 * width && std::isfinite(width) ? end : number;
}

FactorFacts facts_of(const Study& study, const Factor& factor) {
  FactorFacts facts{factor.id,
                    factor.title == factor.id ? spaced(factor.id) : factor.title,
                    name_of(factor.kind),
                    factor.paths,
                    "",
                    {},
                    0,
                    1};
  if (!factor.paths.empty())
    if (const auto param = study.base.parameters.find(factor.paths[0])) {
      const NumberSpec& spec = study.base.parameters[*param].spec;
      facts.unit = unit_of(study.base.parameters[*param], *study.base.scenario);
      if (std::string_view(spec.meaning).find("0 sets none") != std::string_view::npos) facts.none_at = 0;
    }
  for (const FactorLevel& level : factor.levels) facts.levels.push_back(level.name);
  if (factor.priors.empty()) return facts;
  const auto [low, high] = factor.priors[0].support();
  facts.low = at_end(number_at(study, factor, 0, 0), low, high - low);
  facts.high = at_end(number_at(study, factor, 0, 1), high, high - low);
  return facts;
}

}  // namespace

SweepPlan plan_of(const Study& study) {
  SweepPlan plan;
  for (const Factor& factor : study.factors) plan.factors.push_back(facts_of(study, factor));
  if (study.placebo) plan.factors.push_back({"placebo", "placebo (noise floor)", "placebo", {}, "", {}, 0, 1});
  std::vector<Titled> titled;
  for (const FactorFacts& factor : plan.factors) titled.push_back({factor.id, factor.title});
  const std::vector<std::string> labels = distinct_labels(titled);
  for (std::size_t f = 0; f < labels.size(); ++f) plan.factors[f].title = labels[f];
  if (study.design.kind == DesignKind::list) {
    for (const int i : even_order(static_cast<int>(study.design.points.size())))
      plan.points.push_back(listed_point(study, plan.factors, study.design.points[i], plan.points.size()));
    return plan;
  }
  const Points cube = cube_points(study);
  for (int i = 0; i < cube.size(); ++i)
    plan.points.push_back(cube_point(study, plan.factors, cube[i], plan.points.size()));
  for (SweepPoint& point : plan.points) point.facts.values.resize(plan.factors.size());
  return plan;
}

}  // namespace backchannel
