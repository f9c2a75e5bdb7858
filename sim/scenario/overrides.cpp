#include "sim/scenario/overrides.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

/// Whether the keys of a map are ids that a longer path cannot bring into being.
bool holds_ids(const std::string& key) {
  return is_flattened(key) || key == "moves" || key == "factions" || key == "promises";
}

/// The pair stock*relief may be written as relief*stock.
std::string as_written(const Node& map, const std::string& key) {
  const std::size_t star = key.find('*');
  if (star == std::string::npos || map.find(key)) return key;
  const std::string swapped = fmt::format("{}*{}", key.substr(star + 1), key.substr(0, star));
  return map.find(swapped) ? swapped : key;
}

std::vector<std::string> keys_of(const Node& node) {
  std::vector<std::string> keys;
  for (const auto& entry : node.entries) keys.push_back(entry.key);
  return keys;
}

/// One override being applied; `fault` says why it cannot be.
struct Setting {
  const std::vector<std::string>& keys;
  const Place& place;
  std::string fault, allowed;

  /// The node that keys[i] names inside `node`, made if it may be missing; nothing after a fault.
  Node* step(Node& node, std::size_t i) {
    const std::string& key = keys[i];
    if (node.is(Node::Kind::list)) return item(node, key);
    if (!node.is(Node::Kind::map)) {
      fault = ticked(keys[i - 1]) + " has no keys";
      return nullptr;
    }
    const bool is_id = i > 0 && holds_ids(keys[i - 1]);
    if (is_id && !node.find(key) && i + 1 < keys.size()) {
      fault = "unknown id " + ticked(key);
      allowed = suggestion(key, keys_of(node));
      return nullptr;
    }
    Node& value = node.at(as_written(node, key), place);
    if (value.is(Node::Kind::nothing) && i + 1 < keys.size()) {
      value.kind = Node::Kind::map;
      value.place = place;
    }
    return &value;
  }

  Node* item(Node& list, const std::string& key) {
    const auto index = whole_number_from(key);
    if (index && *index >= 1 && static_cast<std::size_t>(*index) <= list.items.size())
      return &list.items[static_cast<std::size_t>(*index) - 1];
    fault = "there is no item " + ticked(key);
    allowed = "1 to " + std::to_string(list.items.size());
    return nullptr;
  }
};

void apply(const Override& change, const Place& place, Node value, Node& root, std::vector<Problem>& problems) {
  const std::vector<std::string> keys = full_path(change.path, root);
  Setting setting{keys, place, "", ""};
  Node* node = &root;
  for (std::size_t i = 0; node && i < keys.size(); ++i) node = setting.step(*node, i);
  if (node) {
    *node = std::move(value);
  } else {
    report(problems, place, printable(change.path), setting.fault, setting.allowed);
  }
}

}  // namespace

std::vector<std::string> full_path(const std::string& path, const Node& root) {
  std::vector<std::string> keys = keys_of_path(path);
  for (const char* section : {"issues", "actors", "dyads", "events"}) {
    const Node* node = root.find(section);
    if (!node || !node->find(keys[0])) continue;
    keys.insert(keys.begin(), section);
    break;
  }
  return keys;
}

void apply_overrides(std::span<const Override> overrides, Node& root, std::vector<Problem>& problems) {
  for (const Override& change : overrides) {
    const Place command{fmt::format("--set {}={}", printable(change.path, 200), printable(change.value, 200)), 0, 0};
    const Place& place = change.place.file.empty() ? command : change.place;
    std::vector<Problem> faults;
    std::optional<Node> value = parse_yaml(change.value, place.file, faults);
    for (Problem& fault : faults) {
      fault.place = place;
      fault.path = printable(change.path);
      problems.push_back(fault);
    }
    if (!value || !faults.empty()) continue;
    set_places(*value, place);
    const std::vector<std::string> known = declared_ids(root).all();
    const std::string first = keys_of_path(change.path).front();
    const bool is_section = root.find(first) || std::find(known.begin(), known.end(), first) != known.end();
    const std::string near = is_section ? "" : nearest(first.substr(0, 64), known);
    if (near.empty()) {
      apply(change, place, std::move(*value), root, problems);
    } else {
      problems.push_back(
          {place, printable(change.path), "unknown id " + ticked(first), fmt::format("did you mean {}?", near)});
    }
  }
}

}  // namespace backchannel
