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
  std::vector<std::string> keys;
  const Place& place;
  std::string fault, allowed;
  std::size_t unknown = 0;         // which key is no id, if ids are known
  std::vector<std::string> known;  // the ids that may stand there

  void set(Node& root, Node value) {
    Node* node = &root;
    for (std::size_t i = 0; node && i < keys.size(); ++i) node = step(*node, i);
    if (node) *node = std::move(value);
  }

 private:
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
      unknown = i;
      known = keys_of(node);
      return nullptr;
    }
    Node& value = node.at(as_written(node, key), place);
    if (value.is(Node::Kind::nothing) && i + 1 < keys.size()) {
      value.kind = Node::Kind::map;
      value.made = true;
      value.place = place;
    }
    return &value;
  }

  Node* item(Node& list, const std::string& key) {
    if (Node* found = list.item(key)) return found;
    fault = "there is no item " + ticked(key);
    allowed = "1 to " + std::to_string(list.items.size());
    return nullptr;
  }
};

/// "did you mean north?" if what is set works there, else all that is known.
std::string meant(const Setting& wrong, const Node& value, const Node& root, const Works& works) {
  constexpr std::size_t longest_word = 64;
  const std::string near = nearest(wrong.keys[wrong.unknown].substr(0, longest_word), wrong.known);
  if (near.empty()) return one_of(wrong.known);
  std::vector<std::string> keys = wrong.keys;
  keys[wrong.unknown] = near;
  std::string path;
  for (const std::string& key : keys) path = joined(path, key);
  Setting right{full_path(path, root), wrong.place, "", "", 0, {}};
  Node changed = root;
  right.set(changed, value);
  const bool works_there = right.fault.empty() && (!works || works(changed, path));
  return works_there ? fmt::format("did you mean {}?", near) : one_of(wrong.known);
}

/// The id that a path begins with, unless it is one or a section.
Setting setting_of(const Override& change, const Place& place, const Node& root) {
  Setting setting{full_path(change.path, root), place, "", "", 0, {}};
  const std::vector<std::string> known = declared_ids(root).all();
  const std::string& first = setting.keys.front();
  const bool is_there = root.find(first) || std::find(known.begin(), known.end(), first) != known.end();
  if (is_there || nearest(first.substr(0, 64), known).empty()) return setting;
  setting.fault = "unknown id " + ticked(first);
  setting.known = known;
  return setting;
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

Place place_of(const Override& change) {
  if (!change.place.file.empty()) return change.place;
  return {fmt::format("--set {}={}", printable(change.path, 200), printable(change.value, 200)), 0, 0};
}

namespace {

/// Without the section, which may be left out before an id.
std::vector<std::string> without_section(const std::string& path) {
  std::vector<std::string> keys = keys_of_path(path);
  if (keys.size() > 1 && is_flattened(keys[0])) keys.erase(keys.begin());
  return keys;
}

/// Whether keys are those of a map that holds the other, or the same.
bool holds(const std::vector<std::string>& outer, const std::vector<std::string>& inner) {
  return outer.size() <= inner.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

}  // namespace

std::vector<std::string> lost_settings(std::span<const Override> settings) {
  std::vector<std::string> notices;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const auto later = settings.subspan(i + 1);
    const auto lost_to = std::ranges::find_if(later, [&](const Override& other) {
      return holds(without_section(other.path), without_section(settings[i].path));
    });
    if (lost_to == later.end() || (lost_to->path == settings[i].path && lost_to->value == settings[i].value)) continue;
    notices.push_back(Problem{place_of(settings[i]), printable(settings[i].path), "has no effect",
                              "set again by " + Problem{place_of(*lost_to), "", "", ""}.text()}
                          .text());
  }
  return notices;
}

void apply_overrides(std::span<const Override> overrides, Node& root, std::vector<Problem>& problems,
                     const Works& works) {
  for (const Override& change : overrides) {
    const Place place = place_of(change);
    std::vector<Problem> faults;
    std::optional<Node> value = parse_yaml(change.value, place.file, faults);
    for (Problem& fault : faults) {
      fault.place = place;
      fault.path = printable(change.path);
      problems.push_back(fault);
    }
    if (!value || !faults.empty()) continue;
    set_places(*value, place);
    Setting setting = setting_of(change, place, root);
    if (setting.fault.empty()) setting.set(root, *value);
    if (setting.fault.empty()) continue;
    if (setting.allowed.empty() && !setting.known.empty()) setting.allowed = meant(setting, *value, root, works);
    report(problems, place, printable(change.path), setting.fault, setting.allowed);
  }
}

std::string set_words(std::span<const Override> settings) {
  constexpr std::size_t longest = 40;  // of a value
  std::string text;
  for (std::size_t n = 0; n < settings.size(); ++n) {
    const auto &path = settings[n].path, &value = settings[n].value;
    const bool is_said_again =
        std::ranges::any_of(settings.subspan(n + 1), [&](const auto& later) { return later.path == path; });
    if (!is_said_again) text += (text.empty() ? "" : ", ") + path + "=" + (value.size() > longest ? "…" : value);
  }
  return text;
}

}  // namespace backchannel
