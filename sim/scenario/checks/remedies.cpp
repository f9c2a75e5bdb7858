#include "sim/scenario/checks/remedies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/prior.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr int most_trials = 32;  // each reads the scenario again; further problems only list what is allowed

Node* child(Node& node, const std::string& key) { return node.is(Node::Kind::list) ? node.item(key) : node.find(key); }

/// Whether the key could be renamed. What an option or another file sets replaces what stands in the scenario.
bool rename(Node& map, const std::string& key, const std::string& name) {
  const auto entry_of = [&](const std::string& wanted) {
    return std::find_if(map.entries.begin(), map.entries.end(), [&](const auto& entry) { return entry.key == wanted; });
  };
  const auto entry = entry_of(key), there = entry_of(name);
  if (entry == map.entries.end()) return false;
  if (there != map.entries.end() && there->place.file == entry->place.file) return false;
  entry->key = name;
  if (there != map.entries.end()) map.entries.erase(there);
  return true;
}

/// Replaces a value; a prior keeps the evidence that stands beside it.
bool replace(Node& node, const Remedy& remedy) {
  std::vector<Problem> faults;
  std::optional<Node> value = parse_yaml(remedy.written, "", faults);
  if (!value || !faults.empty()) return false;
  set_places(*value, node.place);
  if (remedy.of == Remedy::Of::prior && node.is(Node::Kind::map)) {
    for (const auto& entry : node.entries)
      if (!prior_kind(entry.key) && entry.key != "value") value->entries.push_back(entry);
  }
  node = std::move(*value);
  return true;
}

/// The path of what was mended; nothing if it cannot be mended so.
std::optional<std::string> mend(Node& root, const std::string& path, const Remedy& remedy) {
  const std::vector<std::string> keys = full_path(path, root);
  Node *node = &root, *parent = nullptr;
  for (const std::string& key : keys) {
    parent = node;
    node = child(*node, key);
    if (!node) return std::nullopt;
  }
  if (remedy.of == Remedy::Of::value || remedy.of == Remedy::Of::prior)
    return replace(*node, remedy) ? std::optional(path) : std::nullopt;
  if (!rename(*parent, keys.back(), remedy.written)) return std::nullopt;
  return path.substr(0, path.size() - keys.back().size()) + remedy.written;
}

using Key = std::tuple<std::string, int, int, std::string, std::string>;
Key key_of(const Problem& problem) {
  return {problem.place.file, problem.place.line, problem.place.column, problem.path, problem.what};
}

bool is_at_or_below(const std::string& path, const std::string& above) {
  return above.empty() || path == above || path.starts_with(above + ".");
}

class Trials {
 public:
  Trials(const Node& root, const std::vector<Problem>& problems,
         const std::function<std::vector<Problem>(const Node&)>& read)
      : root_(root), read_(read) {
    for (const Problem& problem : problems) known_.insert(key_of(problem));
  }

  void mend_first(Problem& problem) {
    for (const Remedy& remedy : problem.remedies) {
      if (tried_ == most_trials) return;
      Node changed = root_;
      const auto path = mend(changed, problem.path, remedy);
      if (!path) continue;
      ++tried_;
      const auto refused = refusal(changed, *path, remedy.of);
      if (refused && (remedy.of != Remedy::Of::key || refused->path != *path)) continue;
      problem.allowed = remedy.text;
      if (refused)
        problem.allowed +=
            fmt::format(" {} there{}{}", refused->what, refused->allowed.empty() ? "" : ": ", refused->allowed);
      return;
    }
  }

 private:
  /// The problem that a remedy makes where it was made, of a prior anywhere.
  std::optional<Problem> refusal(const Node& changed, const std::string& path, Remedy::Of of) const {
    for (const Problem& problem : read_(changed)) {
      if (known_.contains(key_of(problem))) continue;
      const bool below = is_at_or_below(problem.path, path) && (of != Remedy::Of::key || problem.path == path);
      if (of == Remedy::Of::prior || below || is_at_or_below(path, problem.path)) return problem;
    }
    return std::nullopt;
  }

  const Node& root_;
  const std::function<std::vector<Problem>(const Node&)>& read_;
  std::set<Key> known_;
  int tried_ = 0;
};

}  // namespace

void try_remedies(const Node& root, std::vector<Problem>& problems,
                  const std::function<std::vector<Problem>(const Node&)>& read) {
  Trials trials(root, problems, read);
  for (Problem& problem : problems)
    if (!problem.remedies.empty()) trials.mend_first(problem);
}

}  // namespace backchannel
