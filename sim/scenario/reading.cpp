#include "sim/scenario/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

Reading::Reading(const Node& root, const Declared& ids, ParameterTable& table, std::vector<Problem>& problems)
    : root_(root), ids_(ids), table_(table), problems_(problems) {}

std::vector<std::string> Reading::read(const Body& keys) {
  Group group{&root_, {}, {}};
  group_ = &group;
  keys();
  close(group);
  group_ = nullptr;
  return group.known;
}

std::string Reading::path_of(const std::string& key) const { return joined(path_, key); }

const Node* Reading::take(const char* key) {
  if (inactive_) {
    group_->inactive.emplace(key, inactive_);
    return nullptr;
  }
  group_->known.emplace_back(key);
  return group_->node->find(key);
}

void Reading::complain(const Node& node, const std::string& key, const std::string& what, const std::string& allowed) {
  report(problems_, node.place, path_of(key), what, allowed);
}

void Reading::close(Group& group) {
  const auto& entries = group.node->entries;
  const bool overridden =
      std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return is_option(entry.value.place); });
  for (const auto& [key, place, value] : entries) {
    if (std::find(group.known.begin(), group.known.end(), key) != group.known.end()) continue;
    const std::string path = path_of(printable(key));
    const auto inactive = group.inactive.find(key);
    if (inactive == group.inactive.end()) {
      report_unknown(problems_, {place, path, "unknown key", ""}, key, group.known, Remedy::Of::key);
    } else if (overridden && !is_option(value.place)) {
      report(notices, place, path, "left out, has no effect here", inactive->second);
    } else {
      report(problems_, place, path, "has no effect here", inactive->second);
    }
  }
}

// ------------------------------------------------------------------------------------------------ groups and maps
/// What is said of the defaults is said only where they suffice.
void Reading::report_no_map(const Node& node, const std::string& path, const char* allowed, const char* with_defaults) {
  problems_.push_back({node.place,
                       path,
                       what_is(node) + " stands where a map is expected",
                       allowed,
                       {{Remedy::Of::value, "{}", with_defaults}}});
}

void Reading::read_group(const Node& node, const std::string& path, const Body& keys) {
  Group group{&node, {}, {}};
  Group* const outer = std::exchange(group_, &group);
  const std::string outer_path = std::exchange(path_, path);
  keys();
  close(group);
  path_ = outer_path;
  group_ = outer;
}

void Reading::visit_group(const char* key, const char*, const Body& keys) {
  const Node* node = take(key);
  if (inactive_) return;
  Node empty;
  empty.place = group_->node->place;
  const bool is_written = node && is_map(*node, key, "a map of its keys");
  read_group(is_written ? *node : empty, path_of(key), keys);
}

void Reading::visit_optional(const char* key, Entries& x, const char*, const char*) {
  const Node* node = take(key);
  if (!node || node->is_none()) return;
  if (!node->is(Node::Kind::map)) {
    report_no_map(*node, path_of(key), "a map of its keys, or none", "a map of its keys, {} for the defaults, or none");
    return;
  }
  if (node->made)
    report(notices, node->place, path_of(key), "is added, since the scenario has none",
           "all that is not set there is as by default");
  x.add("");
  read_group(*node, path_of(key), [&] { x.describe_entry(*this, ""); });
}

bool Reading::read_entry(const Node& node, const std::string& path, Entries& x, const std::string& id) {
  const bool outer = std::exchange(names_disabled_, false);
  read_group(node, path, [&] { x.describe_entry(*this, id); });
  return !std::exchange(names_disabled_, outer);
}

void Reading::visit_map(const char* key, Entries& x, To to, Listing listing, const char*) {
  const Node* node = take(key);
  if (inactive_) return;
  const std::string path = path_.empty() && is_flattened(key) ? "" : path_of(key);
  const bool is_actors = path_.empty() && std::string_view(key) == "actors";
  const bool is_written = node && is_map(*node, key, "a map from " + word_for(to) + " to its keys");
  for (const Node::Entry* entry : by_key(is_written ? node : nullptr)) {
    if (!is_known(*entry, key, to)) continue;
    const std::string& id = entry->key;
    const std::string entry_path = joined(path, id);
    if (!entry->value.is(Node::Kind::map)) {
      report_no_map(entry->value, entry_path, "a map of its keys", "a map of its keys, {} for the defaults");
      continue;
    }
    const std::size_t size = table_.size();
    x.add(id);
    inherits_ = listing == Listing::differing;
    bool stays = read_entry(entry->value, entry_path, x, id);
    inherits_ = false;
    stays |= is_actors;  // whoever it names; only an actor that is switched off itself goes
    if (stays && !((is_actors || to != To::own) && ids_.disabled.contains(id))) continue;
    table_.shrink(size);
    x.erase(id);
  }
  if (listing == Listing::each) read_unlisted(x, path);
}

/// All actors have all issues.
void Reading::read_unlisted(Entries& x, const std::string& path) {
  Node empty;
  empty.kind = Node::Kind::map;
  empty.place = group_->node->place;
  const std::vector<std::string> listed = x.ids();
  is_unlisted_ = true;
  for (const std::string& issue : ids_.issues) {
    if (std::find(listed.begin(), listed.end(), issue) != listed.end()) continue;
    x.add(issue);
    read_group(empty, path + "." + issue, [&] { x.describe_entry(*this, issue); });
  }
  is_unlisted_ = false;
}

void Reading::visit_list(const char* key, Entries& x, const char*) {
  const Node* node = take(key);
  if (!node) return;
  if (!node->is(Node::Kind::list)) {
    complain(*node, key, what_is(*node) + " stands where a list is expected", "a list of maps");
    return;
  }
  for (std::size_t i = 0; i < node->items.size(); ++i) {
    const Node& item = node->items[i];
    const std::string name = std::string(key) + "." + std::to_string(i + 1);
    if (!is_map(item, name, "a map of its keys")) continue;
    const std::size_t size = table_.size();
    x.add("");
    const std::string last = x.ids().back();
    if (read_entry(item, path_of(name), x, last)) continue;
    table_.shrink(size);
    x.erase(last);
  }
}

void Reading::when(bool acts, const char* reason, const Body& keys) {
  const char* const outer = inactive_;
  if (!acts && !inactive_) inactive_ = reason;
  keys();
  inactive_ = outer;
}

bool Reading::is_map(const Node& node, const std::string& key, const std::string& allowed) {
  if (node.is(Node::Kind::map)) return true;
  complain(node, key, what_is(node) + " stands where a map is expected", allowed);
  return false;
}

bool Reading::is_known(const Node::Entry& entry, const std::string& key, To to) {
  const std::string path =
      path_.empty() && is_flattened(key) ? key + "." + printable(entry.key) : path_of(key) + "." + printable(entry.key);
  if (to == To::own) {
    const std::string fault = id_fault(entry.key);
    if (!fault.empty()) report(problems_, entry.place, path, fault, "lower-case letters, digits and _");
    return fault.empty();
  }
  if (is_unreadable(to)) return false;
  const auto& known = ids_.of(to);
  if (std::find(known.begin(), known.end(), entry.key) != known.end()) return true;
  report_id({entry.place, path, "unknown " + word_for(to), ""}, entry.key, to, Remedy::Of::id);
  return false;
}

/// An actor's keys speak of other actors.
std::vector<std::string> Reading::possible(To to) const {
  std::vector<std::string> ids = ids_.of(to);
  std::erase(ids, path_.substr(0, path_.find('.')));
  return ids;
}

/// An id that is not among those that may stand there: unknown, or that of an actor with another role.
void Reading::report_id(Problem problem, const std::string& id, To to, Remedy::Of of) {
  const bool is_actor = to != To::issue && std::find(ids_.actors.begin(), ids_.actors.end(), id) != ids_.actors.end();
  if (is_actor)
    report(problems_, problem.place, problem.path, id + " is not a " + word_for(to), one_of(possible(to)));
  else
    report_unknown(problems_, std::move(problem), id, possible(to), of);
}

std::vector<const Node::Entry*> Reading::by_key(const Node* node) {
  std::vector<const Node::Entry*> entries;
  if (!node) return entries;
  for (const auto& entry : node->entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](auto* a, auto* b) { return a->key < b->key; });
  return entries;
}

}  // namespace backchannel
