#include "sim/scenario/checks/titles.hpp"

#include "sim/core/labels.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

/// A name, and where it is written.
struct Name {
  std::string id, key;
  std::string* text;
  const Node* group;
};

void tell_apart(const std::vector<Name>& names, std::vector<Problem>& notices) {
  std::vector<Titled> titled;
  for (const Name& name : names) titled.push_back({name.id, *name.text});
  const std::vector<std::string> labels = distinct_labels(titled);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& [id, key, text, group] = names[i];
    if (text->empty() || labels[i] == *text) continue;
    const Node* written = group ? group->find(key) : nullptr;
    notices.push_back({written ? written->place : Place{}, id + "." + key,
                       "another is called " + ticked(*text) + ", too", "told as " + ticked(labels[i])});
    *text = labels[i];
  }
}

}  // namespace

void name_levels(Scenario& scenario) {
  for (auto& [id, issue] : scenario.issues)
    for (std::size_t l = 0; l < issue.levels.size(); ++l)
      if (std::string& name = issue.levels[l].name; name.empty()) name = "level " + std::to_string(l + 1);
}

void tell_titles_apart(Scenario& scenario, const Node& root, std::vector<Problem>& notices) {
  const auto group = [&](const char* section, const std::string& id) {
    const Node* written = root.find(section);
    return written ? written->find(id) : nullptr;
  };
  std::vector<Name> actors, issues;
  for (auto& [id, actor] : scenario.actors) actors.push_back({id, "name", &actor.name, group("actors", id)});
  if (scenario.mediator) actors.push_back({"mediator", "name", &scenario.mediator->name, root.find("mediator")});
  for (auto& [id, issue] : scenario.issues) issues.push_back({id, "title", &issue.title, group("issues", id)});
  tell_apart(actors, notices);
  tell_apart(issues, notices);
}

}  // namespace backchannel
