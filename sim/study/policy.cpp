#include "sim/study/policy.hpp"

#include "sim/scenario/messages.hpp"
#include "sim/scenario/strict_map.hpp"
#include "sim/study/input_kind.hpp"

namespace backchannel {

std::vector<Override> read_changes(const Node& node, const std::string& path, std::vector<Problem>& problems) {
  std::vector<Override> changes;
  if (!is_map(node, path, "path: value", problems)) return changes;
  for (const auto& entry : node.entries) changes.push_back({entry.key, flow_yaml(entry.value), entry.place});
  return changes;
}

Policy read_policy(const std::filesystem::path& file) {
  std::vector<Problem> problems;
  std::string text;
  const Node root = read_map(file.string(), "a policy in YAML", text);
  StrictMap map(root, "", problems);
  Policy policy{map.text("title"), map.text("note"), {}};
  if (const Node* set = map.require("set", "path: value")) policy.changes = read_changes(*set, "set", problems);
  map.close();
  if (!problems.empty()) refuse_other_kind(file, InputKind::policy);
  throw_if_any(problems);
  return policy;
}

}  // namespace backchannel
