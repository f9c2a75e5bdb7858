#include "cli/play/changes.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/story/words.hpp"
#include "sim/study/policy.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json side_json(const Changes& side) {
  Json json{{"title", side.title}, {"note", side.note}, {"set", Json::array()}};
  for (const Override& change : side.overrides) json["set"].push_back({{"path", change.path}, {"value", change.value}});
  return json;
}

bool is_yaml(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

}  // namespace

Changes read_changes(const std::vector<std::string>& words, const std::string& option) {
  Changes changes;
  if (!words.empty()) changes.label.clear();
  bool titled = !words.empty();
  for (const std::string& word : words) {
    if (word.find('=') != std::string::npos) {
      changes.overrides.push_back(parse_override(word, option));
      append(changes.label, word, ", ");
      titled = false;
      continue;
    }
    if (std::error_code ignored; !std::filesystem::exists(word, ignored) && !is_yaml(word))
      throw BadInput({Problem{Place{option + " " + word}, "", "is no setting and no file", "path=value, or a policy"}});
    const Policy policy = read_policy(word);
    append(changes.label, policy.title.empty() ? word : policy.title, ", ");
    if (!policy.note.empty()) append(changes.note, policy.note);
    titled = titled && !policy.title.empty();
    changes.overrides.insert(changes.overrides.end(), policy.changes.begin(), policy.changes.end());
  }
  if (titled) changes.title = changes.label;
  return changes;
}

std::string changes_text(const Changes& before, const Changes& after) {
  const Json both{{"before", side_json(before)}, {"after", side_json(after)}};
  return both.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace backchannel
