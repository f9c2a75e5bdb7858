#include "sim/study/factors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include "sim/core/labels.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/checks/declared.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/strict_map.hpp"
#include "sim/study/policy.hpp"

namespace backchannel {
namespace {

constexpr const char* by_id = "by id: path and values, range, prior or policies";

class FactorReader {
 public:
  FactorReader(const std::filesystem::path& folder, std::vector<Problem>& problems)
      : folder_(folder), problems_(problems) {}

  std::vector<Factor> read(const Node& node) {
    if (!is_map(node, "factors", by_id, problems_)) return {};
    if (node.entries.empty()) report(problems_, node.place, "factors", "there is no factor", "at least one");
    for (const auto& entry : node.entries) {
      const std::string path = "factors." + printable(entry.key);
      const std::string fault =
          entry.key == "placebo" ? "`placebo` cannot be an id, the word has a meaning of its own" : id_fault(entry.key);
      if (!fault.empty()) report(problems_, entry.place, path, fault, "a lower-case word");
      if (is_map(entry.value, path, "path and values, range, prior or policies", problems_)) read_factor(entry, path);
    }
    return std::move(factors_);
  }

 private:
  void read_factor(const Node::Entry& entry, const std::string& path) {
    StrictMap map(entry.value, path, problems_);
    Factor factor;
    factor.id = entry.key;
    factor.place = entry.place;
    factor.title = map.text("title");
    read_paths(map, entry.value, factor);
    const std::vector<std::string> kinds{"range", "prior", "values", "policies"};
    std::vector<std::string> given;
    for (const std::string& kind : kinds)
      if (map.has(kind)) given.push_back(kind);
    if (given.size() == 1)
      read_kind(map, *entry.value.find(given[0]), given[0], factor);
    else
      report(problems_, entry.place, path,
             given.empty() ? "says nothing of its values" : "has both " + given[0] + " and " + given[1],
             "one of values, range, prior, policies");
    for (const std::string& kind : kinds) (void)map.take(kind);
    if (map.has("levels") && factor.kind != FactorKind::range && factor.kind != FactorKind::prior)
      map.complain(*map.take("levels"), "levels", "has no effect on " + name_of(factor.kind), "leave it out");
    factor.steps = static_cast<int>(map.whole("levels", 2, 1000, 0));
    map.close();
    factors_.push_back(std::move(factor));
  }

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
                          "own, or a prior such as {uniform: [low, high]}");
    const NumberSpec any{-infinite, infinite, 0, "", ""};
    if (const auto number = read_number(node, map.path_of("prior"), any, std::nullopt, problems_))
      factor.priors.assign(factor.paths.size(), number->prior);
  }

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
      const auto number = item.is(Node::Kind::scalar) && !item.quoted ? number_from(item.text) : std::nullopt;
      if (!names.insert(number ? shortest(*number) : value).second)  // 1 and 1.0 are the same
        map.complain(item, "values", ticked(value) + " stands there twice", "once");
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
        factor.levels.push_back({name, read_policy((folder_ / value.text).lexically_normal()).changes});
      } catch (const BadInput& bad) {
        problems_.insert(problems_.end(), bad.problems.begin(), bad.problems.end());
      }
    }
  }

  const std::filesystem::path& folder_;
  std::vector<Problem>& problems_;
  std::vector<Factor> factors_;
};

/// Stands behind a title that is not alone: what the factor sets, if that is one thing.
std::string id_in_labels(const Factor& factor) { return factor.paths.size() == 1 ? factor.paths[0] : factor.id; }

}  // namespace

std::vector<Factor> read_factors(const Node& node, const std::filesystem::path& folder,
                                 std::vector<Problem>& problems) {
  return FactorReader(folder, problems).read(node);
}

void tell_factors_apart(Study& study) {
  std::set<std::string> ids;
  for (const Factor& factor : study.factors) ids.insert(id_in_labels(factor));
  const bool are_ids = ids.size() == study.factors.size() && !ids.contains("placebo");
  std::vector<Titled> titled;
  for (const Factor& factor : study.factors)
    titled.push_back(
        {are_ids ? id_in_labels(factor) : factor.id, factor.title.empty() ? spaced(factor.id) : factor.title});
  titled.push_back({"placebo", "placebo"});
  const std::vector<std::string> labels = distinct_labels(titled);
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    Factor& factor = study.factors[f];
    if (labels[f] != titled[f].title)
      study.notices.push_back(Problem{factor.place, "factors." + factor.id + ".title",
                                      titled[f].title == "placebo"
                                          ? "`placebo` is what the factor is called that changes nothing"
                                          : "another factor is called " + ticked(titled[f].title) + ", too",
                                      "told as " + ticked(labels[f])}
                                  .text());
    factor.title = labels[f];
  }
}

}  // namespace backchannel
