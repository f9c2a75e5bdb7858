#include "cli/play/changes.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/story/words.hpp"
#include "sim/results/json_text.hpp"
#include "sim/study/policy.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json side_json(const Changes& side) {
  Json json{{"title", side.title}, {"note", side.note}, {"set", Json::array()}};
  for (const Override& change : side.overrides) json["set"].push_back({{"path", change.path}, {"value", change.value}});
  return json;
}

/// Puts the label together from what each word is called.
void name(Changes& changes, const std::map<std::string, std::string>& names) {
  if (changes.words.empty()) return;
  changes.label.clear();
  for (const Titled& word : changes.words) append(changes.label, names.at(word.id), ", ");
  if (!changes.title.empty()) changes.title = changes.label;
}

bool is_yaml(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

}  // namespace

Changes read_changes(const std::vector<std::string>& words, const std::string& option) {
  Changes changes;
  if (!words.empty()) changes.label.clear();
  bool titled = false;
  for (const std::string& word : words) {
    changes.words.push_back({word, ""});
    if (word.find('=') != std::string::npos) {
      changes.overrides.push_back(parse_override(word, option));
      append(changes.label, word, ", ");
      continue;
    }
    if (std::error_code ignored; !std::filesystem::exists(word, ignored) && !is_yaml(word))
      throw BadInput({Problem{Place{option + " " + word}, "", "is no setting and no file", "path=value, or a policy"}});
    const Policy policy = read_policy(word);
    append(changes.label, policy.title.empty() ? word : policy.title, ", ");
    changes.words.back().title = policy.title;
    if (!policy.note.empty()) append(changes.note, policy.note);
    titled = titled || !policy.title.empty();
    changes.overrides.insert(changes.overrides.end(), policy.changes.begin(), policy.changes.end());
  }
  if (titled) changes.title = changes.label;
  return changes;
}

void tell_apart(Changes& before, Changes& after) {
  std::vector<Titled> all{{Changes{}.label, ""}};
  for (const Changes* side : {&before, &after})
    for (const Titled& word : side->words)
      if (std::ranges::find(all, word.id, &Titled::id) == all.end()) all.push_back(word);
  const std::vector<std::string> labels = distinct_labels(all);
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < all.size(); ++i) names[all[i].id] = labels[i];
  name(before, names);
  name(after, names);
}

std::string changes_text(const Changes& before, const Changes& after) {
  return json_text(Json{{"before", side_json(before)}, {"after", side_json(after)}}, 2);
}

}  // namespace backchannel
