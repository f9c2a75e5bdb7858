#include "sim/study/sweep_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "sim/scenario/declared.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/strict_map.hpp"
#include "sim/study/sweep_study_check.hpp"

namespace backchannel {

const std::vector<std::string>& factor_kind_names() {
  static const std::vector<std::string> names{"range", "prior", "values", "policies", "placebo"};
  return names;
}
const std::vector<std::string>& design_names() {
  static const std::vector<std::string> names{"grid",  "list",   "one_at_a_time", "latin_hypercube",
                                              "sobol", "morris", "saltelli"};
  return names;
}
const std::vector<std::string>& random_numbers_names() {
  static const std::vector<std::string> names{"common", "independent"};
  return names;
}

namespace {

constexpr long largest_size = 100'000;     // points, trajectories or blocks
constexpr double most_points = 1'000'000;  // of a design

/// Changes written as path: value.
std::vector<Override> read_changes(const Node& node, const std::string& path, std::vector<Problem>& problems) {
  std::vector<Override> changes;
  if (!is_map(node, path, "path: value", problems)) return changes;
  for (const auto& entry : node.entries) changes.push_back({entry.key, flow_yaml(entry.value), entry.place});
  return changes;
}

/// Points of a design whose size is a product.
double points_of(const SweepStudy& study) {
  const double factors = static_cast<double>(study.factors.size()) + (study.placebo ? 1 : 0);
  double points = study.design.size;
  if (study.design.kind == DesignKind::morris) points *= factors + 1;
  if (study.design.kind == DesignKind::saltelli) points *= factors + 2;
  if (study.design.kind != DesignKind::grid) return points;
  points = 1;
  for (const Factor& factor : study.factors)
    points *= !factor.levels.empty() ? static_cast<double>(factor.levels.size())
              : factor.steps > 0     ? factor.steps
                                     : study.design.levels;
  return points;
}

/// Reads the text of a study; what can be known without its base scenario is checked here.
class StudyReader {
 public:
  StudyReader(const std::filesystem::path& file, std::vector<Problem>& problems) : file_(file), problems_(problems) {}

  SweepStudy read() {
    study_.file = file_.string();
    const Node root = read_map(study_.file, "a study in YAML", study_.text);
    StrictMap map(root, "", problems_);
    study_.title = map.text("title");
    study_.description = map.text("description");
    map.require("scenario", "a scenario's file, relative to the study");
    study_.scenario = relative(map.text("scenario"));
    if (const Node* set = map.take("set")) study_.set = read_changes(*set, "set", problems_);
    if (const Node* factors = map.require("factors", "by id: path and values, range, prior or policies"))
      read_factors(*factors);
    if (const Node* design = map.require("design", "{kind: grid}, or another design")) read_design(*design);
    read_runs(map);
    read_placebo(map);
    if (const Node* design = map.take("design")) check_points(*design);
    read_outcomes(map);
    map.close();
    return std::move(study_);
  }

 private:
  std::string relative(const std::string& name) const {
    return (file_.parent_path() / name).lexically_normal().string();
  }

  void read_runs(StrictMap& map) {
    study_.runs = static_cast<std::uint64_t>(map.whole("runs", 4, 1'000'000'000, 1024));
    if (study_.runs % 2 == 1)
      map.complain(*map.take("runs"), "runs", std::to_string(study_.runs) + " is an odd number",
                   "an even one: each draw of the priors is played twice");
    study_.seed = static_cast<std::uint64_t>(map.whole("seed", 0, 9'000'000'000'000'000, 1));
    study_.random_numbers = static_cast<RandomNumbers>(map.choice("random_numbers", random_numbers_names(), 0));
  }

  void read_placebo(StrictMap& map) {
    const bool can = study_.design.kind != DesignKind::grid && study_.design.kind != DesignKind::list;
    study_.placebo = map.flag("placebo", can);
    if (study_.placebo && !can)
      map.complain(*map.take("placebo"), "placebo",
                   "has no effect with design " + design_names()[static_cast<std::size_t>(study_.design.kind)],
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

  // ---------------------------------------------------------------------------------------------- factors
  void read_factors(const Node& node) {
    if (!is_map(node, "factors", "by id: path and values, range, prior or policies", problems_)) return;
    if (node.entries.empty()) report(problems_, node.place, "factors", "there is no factor", "at least one");
    for (const auto& entry : node.entries) {
      const std::string path = "factors." + printable(entry.key);
      const std::string fault =
          entry.key == "placebo" ? "`placebo` cannot be an id, the word has a meaning of its own" : id_fault(entry.key);
      if (!fault.empty()) report(problems_, entry.place, path, fault, "a lower-case word");
      if (is_map(entry.value, path, "path and values, range, prior or policies", problems_)) read_factor(entry, path);
    }
  }

  void read_factor(const Node::Entry& entry, const std::string& path) {
    StrictMap map(entry.value, path, problems_);
    Factor factor;
    factor.id = entry.key;
    factor.place = entry.place;
    factor.title = map.text("title");
    if (factor.title.empty()) factor.title = factor.id;
    read_paths(map, entry.value, factor);
    const std::vector<std::string> kinds{"range", "prior", "values", "policies"};
    std::vector<std::string> given;
    for (const std::string& kind : kinds)
      if (map.has(kind)) given.push_back(kind);
    if (given.size() != 1) {
      report(problems_, entry.place, path,
             given.empty() ? "says nothing of its values" : "has both " + given[0] + " and " + given[1],
             "one of values, range, prior, policies");
      for (const std::string& kind : kinds) (void)map.take(kind);
    } else {
      read_kind(map, *entry.value.find(given[0]), given[0], factor);
      for (const std::string& kind : kinds) (void)map.take(kind);
    }
    if (map.has("levels") && factor.kind != FactorKind::range && factor.kind != FactorKind::prior)
      map.complain(*map.take("levels"), "levels", "has no effect on " + given_name(factor.kind), "leave it out");
    factor.steps = static_cast<int>(map.whole("levels", 2, 1000, 0));
    map.close();
    study_.factors.push_back(std::move(factor));
  }

  static std::string given_name(FactorKind kind) { return factor_kind_names()[static_cast<std::size_t>(kind)]; }

  void read_paths(StrictMap& map, const Node& node, Factor& factor) {
    const Node *one = map.take("path"), *several = map.take("paths");
    const bool policies = map.has("policies");
    if (one && several) map.complain(*several, "paths", "stands beside path", "one of them");
    if (one && !several) factor.paths = {map.text("path")};
    if (several && !one) factor.paths = map.words("paths");
    if (policies && (one || several))
      map.complain(one ? *one : *several, one ? "path" : "paths", "has no effect with policies", "leave it out");
    if (!policies && !one && !several)
      report(problems_, node.place, map.path_of("path"), "is missing", "a path of the scenario, as in --set");
  }

  void read_kind(StrictMap& map, const Node& node, const std::string& kind, Factor& factor) {
    if (kind == "values") return read_values(map, node, factor);
    if (kind == "policies") return read_policies(node, map.path_of("policies"), factor);
    factor.kind = kind == "range" ? FactorKind::range : FactorKind::prior;
    if (kind == "range") return read_range(map, node, factor);
    if (node.is(Node::Kind::scalar) && node.text == "own") {
      factor.own = true;
      return;
    }
    if (!node.is(Node::Kind::map))
      return map.complain(node, "prior", what_is(node) + " stands where a prior is expected",
                          "own, or a prior such as {uniform: [0, 1]}");
    const NumberSpec any{-infinite_number, infinite_number, 0, "", ""};
    if (const auto number = read_number(node, map.path_of("prior"), any, std::nullopt, problems_))
      factor.priors.assign(factor.paths.size(), number->prior);
  }

  static constexpr double infinite_number = std::numeric_limits<double>::infinity();

  void read_range(StrictMap& map, const Node& node, Factor& factor) {
    std::vector<double> ends;
    if (node.is(Node::Kind::list))
      for (const Node& item : node.items)
        if (const auto value = item.is(Node::Kind::scalar) && !item.quoted ? number_from(item.text) : std::nullopt)
          ends.push_back(*value);
    if (ends.size() != 2 || node.items.size() != 2 || !(ends[0] < ends[1]) || !std::isfinite(ends[1] - ends[0]))
      return map.complain(node, "range", "is not a range", "[low, high], two numbers, the smaller first");
    factor.priors.assign(factor.paths.size(), Prior{Prior::Kind::uniform, ends, {}});
  }

  void read_values(StrictMap& map, const Node& node, Factor& factor) {
    factor.kind = FactorKind::values;
    if (!node.is(Node::Kind::list) || node.items.empty())
      return map.complain(node, "values", what_stands(node) + " stands where a list of values is expected",
                          "[one, two]");
    std::set<std::string> names;
    for (const Node& item : node.items) {
      const std::string value = flow_yaml(item);
      if (!names.insert(value).second) map.complain(item, "values", ticked(value) + " stands there twice", "once");
      FactorLevel level{item.is(Node::Kind::scalar) ? item.text : value, {}};
      for (const std::string& path : factor.paths) level.changes.push_back({path, value, item.place});
      factor.levels.push_back(std::move(level));
    }
  }

  void read_policies(const Node& node, const std::string& path, Factor& factor) {
    factor.kind = FactorKind::policies;
    if (!is_map(node, path, "by name: changes, or a file with them", problems_)) return;
    if (node.entries.empty()) report(problems_, node.place, path, "there is no policy", "at least one policy");
    for (const auto& [name, place, value] : node.entries) {
      const std::string here = path + "." + printable(name);
      if (const std::string fault = id_fault(name); !fault.empty() && name != "none")
        report(problems_, place, here, fault, "a lower-case word");
      if (!value.is(Node::Kind::scalar)) {
        factor.levels.push_back({name, read_changes(value, here, problems_)});
        continue;
      }
      try {
        factor.levels.push_back({name, read_policy(relative(value.text)).changes});
      } catch (const BadInput& bad) {
        problems_.insert(problems_.end(), bad.problems.begin(), bad.problems.end());
      }
    }
  }

  // ---------------------------------------------------------------------------------------------- design
  void read_design(const Node& node) {
    if (!is_map(node, "design", "{kind: grid}, or another design", problems_)) return;
    StrictMap map(node, "design", problems_);
    DesignSpec& design = study_.design;
    if (map.require("kind", suggestion("", design_names())))
      design.kind = static_cast<DesignKind>(map.choice("kind", design_names(), 0));
    switch (design.kind) {
      case DesignKind::grid:
        design.levels = static_cast<int>(map.whole("levels", 2, 1000, 5));
        break;
      case DesignKind::one_at_a_time:
        design.levels = static_cast<int>(map.whole("levels", 2, 1000, 2));
        break;
      case DesignKind::list:
        if (const Node* points = map.require("points", "a list of maps from factor to value")) read_list(*points);
        break;
      case DesignKind::latin_hypercube:
      case DesignKind::sobol:
        read_size(map, "points", 2);
        break;
      case DesignKind::morris:
        read_size(map, "trajectories", 2);
        design.levels = static_cast<int>(map.whole("levels", 2, 1000, 4));
        if (design.levels % 2 == 1)
          map.complain(*map.take("levels"), "levels", "is an odd number", "Morris trajectories need an even one");
        break;
      case DesignKind::saltelli:
        read_size(map, "blocks", 4);
        break;
    }
    if (design.kind == DesignKind::sobol)
      design.scrambling = static_cast<SweepScrambling>(map.choice("scrambling", {"owen", "digital_shift", "none"}, 0));
    const bool random = design.kind >= DesignKind::latin_hypercube;
    if (random) design.seed = static_cast<std::uint64_t>(map.whole("seed", 0, 9'000'000'000'000'000, 1));
    map.close();
  }

  void read_size(StrictMap& map, const std::string& key, long least) {
    if (map.require(key, "a whole number"))
      study_.design.size = static_cast<int>(map.whole(key, least, largest_size, 0));
  }

  /// Counted, not made: a grid is soon larger than any memory.
  void check_points(const Node& node) {
    const double points = points_of(study_);
    if (points <= most_points) return;
    report(problems_, node.place, "design",
           points < 1e15 ? fmt::format("{:.0f} points", points) : fmt::format("{:.1e} points", points),
           fmt::format("at most {:.0f}", most_points));
  }

  void read_list(const Node& node) {
    if (!node.is(Node::Kind::list) || node.items.empty())
      return report(problems_, node.place, "design.points", what_stands(node) + " stands where a list is expected",
                    "a list of maps from factor to value");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string path = "design.points." + std::to_string(i + 1);
      if (!is_map(node.items[i], path, "a map from factor to value", problems_)) continue;
      std::vector<ListedValue> point;
      for (const auto& entry : node.items[i].entries)
        if (const auto value = listed(entry, path + "." + printable(entry.key))) point.push_back(*value);
      study_.design.points.push_back(std::move(point));
    }
  }

  std::optional<ListedValue> listed(const Node::Entry& entry, const std::string& path) {
    std::vector<std::string> ids;
    for (const Factor& factor : study_.factors) ids.push_back(factor.id);
    const auto found = std::find(ids.begin(), ids.end(), entry.key);
    if (found == ids.end()) {
      report(problems_, entry.place, path, "unknown factor", suggestion(entry.key, ids));
      return std::nullopt;
    }
    ListedValue value{static_cast<std::size_t>(found - ids.begin()), std::nullopt, std::nullopt};
    const Factor& factor = study_.factors[value.factor];
    const std::string written = entry.value.is(Node::Kind::scalar) ? entry.value.text : flow_yaml(entry.value);
    if (factor.levels.empty()) {
      value.number = entry.value.is(Node::Kind::scalar) ? number_from(written) : std::nullopt;
      if (value.number) return value;
      report(problems_, entry.value.place, path, ticked(written) + " is not a number", "a number");
      return std::nullopt;
    }
    const auto level = std::ranges::find(factor.levels, written, &FactorLevel::name);
    if (level == factor.levels.end()) {
      std::vector<std::string> names;
      for (const FactorLevel& l : factor.levels) names.push_back(l.name);
      report(problems_, entry.value.place, path, "unknown value " + ticked(written), suggestion(written, names));
      return std::nullopt;
    }
    value.level = static_cast<std::size_t>(level - factor.levels.begin());
    return value;
  }

  std::filesystem::path file_;
  std::vector<Problem>& problems_;
  SweepStudy study_;
};

void throw_if_any(std::vector<Problem>& problems) {
  if (problems.empty()) return;
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) < std::tie(b.place.file, b.place.line, b.place.column);
  });
  throw BadInput(std::move(problems));
}

}  // namespace

SweepStudy read_sweep_study(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  SweepStudy study = StudyReader(file, problems).read();
  if (study.scenario.empty()) throw_if_any(problems);
  try {
    study.base = read_scenario(study.scenario, study.set);
    check_on_base(study, problems);  // also what is wrong with the rest of a study that has problems
  } catch (const BadInput& bad) {
    problems.insert(problems.end(), bad.problems.begin(), bad.problems.end());
  }
  throw_if_any(problems);
  return study;
}

LoadedScenario changed_scenario(const SweepStudy& study, const std::vector<Override>& changes) {
  std::vector<Override> all = study.set;
  all.insert(all.end(), changes.begin(), changes.end());
  return read_scenario_text(study.base.text, study.scenario, all);
}

Policy read_policy(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  std::string text;
  const Node root = read_map(file.string(), "a policy in YAML", text);
  StrictMap map(root, "", problems);
  Policy policy{map.text("title"), map.text("note"), {}};
  if (const Node* set = map.require("set", "path: value")) policy.changes = read_changes(*set, "set", problems);
  map.close();
  throw_if_any(problems);
  return policy;
}

}  // namespace backchannel
