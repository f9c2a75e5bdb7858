#include "cli/play/changes.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "sim/study/policy.hpp"

namespace backchannel {

namespace {

bool is_yaml(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

}  // namespace

Changes read_changes(const std::vector<std::string>& words, const std::string& option) {
  Changes changes;
  if (!words.empty()) changes.label.clear();
  const auto name = [&](const std::string& label) { changes.label += (changes.label.empty() ? "" : ", ") + label; };
  for (const std::string& word : words) {
    if (word.find('=') != std::string::npos) {
      changes.overrides.push_back(parse_override(word, option));
      name(word);
      continue;
    }
    if (std::error_code ignored; !std::filesystem::exists(word, ignored) && !is_yaml(word))
      throw BadInput({Problem{Place{option + " " + word}, "", "is no setting and no file", "path=value, or a policy"}});
    const Policy policy = read_policy(word);
    name(policy.title.empty() ? word : policy.title);
    changes.overrides.insert(changes.overrides.end(), policy.changes.begin(), policy.changes.end());
  }
  return changes;
}

std::string changes_text(const std::string& name, const std::vector<Override>& overrides) {
  if (overrides.empty()) return fmt::format("{}: the scenario as it is\n", name);
  std::string text = fmt::format("{}:\n", name);
  for (const Override& change : overrides) text += fmt::format("  {}: {}\n", change.path, change.value);
  return text;
}

}  // namespace backchannel
