#include "sim/study/clashes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

/// A path as it is written, and its keys in full.
struct SetPath {
  const Factor* factor;
  std::string written;
  std::vector<std::string> keys;
};

/// The tree of the base scenario with `set`; nothing in it if it cannot be read, which is told elsewhere.
Node base_tree(const Study& study) {
  std::vector<Problem> told_elsewhere;
  std::optional<Node> root = parse_yaml(study.base.text, study.scenario, told_elsewhere);
  if (!root) return {};
  apply_overrides(study.set, *root, told_elsewhere);
  return std::move(*root);
}

std::vector<std::string> keys_in_full(const std::string& path, const Node& root) {
  std::vector<std::string> keys = full_path(path, root);
  for (std::string& key : keys) {
    const std::size_t star = key.find('*');
    if (star == std::string::npos) continue;
    const std::string left = key.substr(0, star), right = key.substr(star + 1);
    key = std::min(left, right) + "*" + std::max(left, right);
  }
  return keys;
}

std::set<std::string> paths_of_policies(const Factor& factor) {
  std::set<std::string> paths;
  if (factor.kind == FactorKind::policies)
    for (const FactorLevel& policy : factor.levels)
      for (const Override& change : policy.changes) paths.insert(change.path);
  return paths;
}

/// Whether one path is the other, or holds it.
bool overlap(const SetPath& a, const SetPath& b) {
  const std::size_t common = std::min(a.keys.size(), b.keys.size());
  return std::equal(a.keys.begin(), a.keys.begin() + static_cast<std::ptrdiff_t>(common), b.keys.begin());
}

Problem clash(const SetPath& earlier, const SetPath& path) {
  const bool same_factor = earlier.factor == path.factor;
  std::string what = fmt::format("{} is set {}", ticked(path.written), same_factor ? "twice" : "by two factors");
  if (earlier.written != path.written)
    what = fmt::format("{} and {}{} set the same", ticked(path.written), ticked(earlier.written),
                       same_factor ? "" : " of factor " + earlier.factor->id);
  return {path.factor->place, "factors." + path.factor->id, what, same_factor ? "once" : "one factor"};
}

}  // namespace

void report_clashes(const Study& study, std::vector<Problem>& problems) {
  const Node root = base_tree(study);
  std::vector<SetPath> taken;
  for (const Factor& factor : study.factors) {
    std::optional<Problem> first;
    const auto look = [&](const SetPath& path) {
      const auto found = std::ranges::find_if(taken, [&](const SetPath& other) { return overlap(other, path); });
      if (found != taken.end() && !first) first = clash(*found, path);
    };
    for (const std::string& written : factor.paths) {
      SetPath path{&factor, written, keys_in_full(written, root)};
      look(path);
      taken.push_back(std::move(path));
    }
    std::vector<SetPath> alternatives;
    for (const std::string& written : paths_of_policies(factor)) {
      alternatives.push_back({&factor, written, keys_in_full(written, root)});
      look(alternatives.back());
    }
    taken.insert(taken.end(), alternatives.begin(), alternatives.end());
    if (first) problems.push_back(*first);
  }
}

}  // namespace backchannel
