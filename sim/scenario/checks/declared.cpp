#include "sim/scenario/checks/declared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

std::vector<std::string> keys(const Node& root, const char* section) {
  std::vector<std::string> result;
  if (const Node* node = root.find(section))
    for (const auto& entry : node->entries) result.push_back(entry.key);
  std::sort(result.begin(), result.end());
  return result;
}

bool says(const Node& actor, const char* key, const char* word) {
  const Node* node = actor.find(key);
  return node && node->is(Node::Kind::scalar) && node->text == word;
}

}  // namespace

const std::vector<std::string>& Declared::of(To to) const {
  static const std::vector<std::string> none;
  switch (to) {
    case To::issue:
      return issues;
    case To::actor:
      return actors;
    case To::party:
      return parties;
    case To::third_party:
      return third_parties;
    default:
      return none;
  }
}

std::vector<std::string> Declared::all() const {
  std::vector<std::string> result;
  for (const auto* ids : {&issues, &actors, &dyads, &events}) result.insert(result.end(), ids->begin(), ids->end());
  return result;
}

Declared declared_ids(const Node& root) {
  Declared ids{keys(root, "issues"), keys(root, "actors"), {}, {}, keys(root, "dyads"), keys(root, "events"), {}};
  for (const std::string& id : ids.actors) {
    const Node& actor = *root.find("actors")->find(id);
    (says(actor, "role", "third_party") ? ids.third_parties : ids.parties).push_back(id);
    if (says(actor, "enabled", "false")) ids.disabled.insert(id);
  }
  return ids;
}

std::string id_fault(const std::string& id) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool well_formed = !id.empty() && is_letter(id[0]) && std::all_of(id.begin(), id.end(), [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
  });
  if (!well_formed) return fmt::format("`{}` cannot be an id", printable(id));
  if (id == "none" || id == "all") return fmt::format("`{}` cannot be an id, the word has a meaning of its own", id);
  return "";
}

void check_ids(const Node& root, const std::vector<std::string>& sections, std::vector<Problem>& problems) {
  std::map<std::string, const Node::Entry*> taken;
  for (const char* section : {"issues", "actors", "dyads", "events"}) {
    const Node* node = root.find(section);
    if (!node) continue;
    for (const Node::Entry& entry : node->entries) {
      const std::string path = std::string(section) + "." + printable(entry.key);
      if (std::find(sections.begin(), sections.end(), entry.key) != sections.end()) {
        report(problems, entry.place, path, fmt::format("`{}` cannot be an id, it is a key of the scenario", entry.key),
               "");
      } else if (const auto [first, is_new] = taken.emplace(entry.key, &entry); !is_new) {
        report(problems, entry.place, path, fmt::format("the id `{}` is taken", printable(entry.key)),
               "first on line " + std::to_string(first->second->place.line) +
                   "; issues, actors, dyads and events share one set of ids");
      }
    }
  }
}

std::string word_for(To to) {
  switch (to) {
    case To::issue:
      return "issue";
    case To::actor:
      return "actor";
    case To::party:
      return "party";
    case To::third_party:
      return "third party";
    case To::issue_pair:
      return "pair of issues";
    case To::own:
      return "id";
  }
  return "";
}

}  // namespace backchannel
