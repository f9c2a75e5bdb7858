#include "sim/study/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/core/id.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/strict_map.hpp"

namespace backchannel {
namespace {

constexpr long largest_size = 100'000;     // points, trajectories or blocks
constexpr double most_points = 1'000'000;  // of a design

/// Points of a design whose size is a product.
double points_of(const Study& study) {
  const double factors = static_cast<double>(study.factors.size()) + (study.placebo ? 1 : 0);
  double points = study.design.size;
  if (study.design.kind == DesignKind::morris) points *= factors + 1;
  if (study.design.kind == DesignKind::saltelli) points *= factors + 2;
  if (study.design.kind != DesignKind::grid) return points;
  points = 1;
  for (const Factor& factor : study.factors) points *= levels_of(study, factor);
  return points;
}

class DesignReader {
 public:
  DesignReader(Study& study, std::vector<Problem>& problems) : study_(study), problems_(problems) {}

  void read(const Node& node) {
    if (!is_map(node, "design", "{kind: grid}, or another design", problems_)) return;
    StrictMap map(node, "design", problems_);
    DesignSpec& design = study_.design;
    const auto kinds = names_of<DesignKind>();
    if (map.require("kind", one_of(kinds))) design.kind = static_cast<DesignKind>(map.choice("kind", kinds, 0));
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
      design.scrambling = static_cast<DesignScrambling>(map.choice("scrambling", names_of<DesignScrambling>(), 0));
    const bool random = design.kind >= DesignKind::latin_hypercube;
    if (random) design.seed = static_cast<std::uint64_t>(map.whole("seed", 0, 9'000'000'000'000'000, 1));
    map.close();
  }

 private:
  void read_size(StrictMap& map, const std::string& key, long least) {
    if (map.require(key, "a whole number"))
      study_.design.size = static_cast<int>(map.whole(key, least, largest_size, 0));
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
    const std::size_t found = find_index(ids, entry.key);
    if (found == ids.size()) {
      report(problems_, entry.place, path, "unknown factor", suggestion(entry.key, ids));
      return std::nullopt;
    }
    ListedValue value{found, std::nullopt, std::nullopt, entry.value.place};
    const Factor& factor = study_.factors[value.factor];
    const std::string written = entry.value.is(Node::Kind::scalar) ? entry.value.text : flow_yaml(entry.value);
    if (factor.levels.empty()) {
      value.number = entry.value.is(Node::Kind::scalar) ? number_from(written) : std::nullopt;
      if (value.number) return value;
      report(problems_, entry.value.place, path, ticked(written) + " is not a number", "a number");
      return std::nullopt;
    }
    const std::size_t level = find_index(factor.levels, written, &FactorLevel::name);
    if (level == factor.levels.size()) {
      std::vector<std::string> names;
      for (const FactorLevel& l : factor.levels) names.push_back(l.name);
      report(problems_, entry.value.place, path, "unknown value " + ticked(written), suggestion(written, names));
      return std::nullopt;
    }
    value.level = level;
    return value;
  }

  Study& study_;
  std::vector<Problem>& problems_;
};

}  // namespace

void read_design(const Node& node, Study& study, std::vector<Problem>& problems) {
  DesignReader(study, problems).read(node);
}

/// Counted, not made: a grid is soon larger than any memory.
void check_points(const Node& node, const Study& study, std::vector<Problem>& problems) {
  const double points = points_of(study);
  if (points <= most_points) return;
  report(problems, node.place, "design",
         points < 1e15 ? fmt::format("{:.0f} points", points) : fmt::format("{:.1e} points", points),
         fmt::format("at most {:.0f}", most_points));
}

}  // namespace backchannel
