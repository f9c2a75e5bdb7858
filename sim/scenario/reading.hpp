// The visitor behind the reader: walks the schema beside the YAML tree, fills the scenario and the table of numbers
// and collects problems. Every visit takes its key from the group that is open, so that what is left over is unknown.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/scenario/declared.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/parameters.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

class Reading {
 public:
  Reading(const Node& root, const Declared& ids, ParameterTable& table, std::vector<Problem>& problems);

  /// Keys of overridden groups that lost their effect: one line each.
  std::vector<std::string> notices;
  /// The keys of the scenario itself.
  [[nodiscard]] std::vector<std::string> read(Scenario& scenario);

  // The visits; see schema.hpp.
  [[nodiscard]] static constexpr bool all() { return false; }
  void text(const char* key, std::string& x, const char* fallback, const char* meaning);
  void date(const char* key, std::string& x, const char* fallback, const char* meaning);
  void number(const char* key, Param& x, const NumberSpec& spec) { read_param(key, x, spec, std::nullopt); }
  void day(const char* key, Param& x, const NumberSpec& spec) { read_param(key, x, spec, start_); }
  void optional_number(const char* key, std::optional<Param>& x, const NumberSpec& spec) {
    read_optional(key, x, spec, std::nullopt);
  }
  void optional_day(const char* key, std::optional<Param>& x, const NumberSpec& spec) {
    read_optional(key, x, spec, start_);
  }
  void numbers(const char* key, ById<Param>& x, To to, const NumberSpec& spec);
  void count(const char* key, int& x, const CountSpec& spec);
  void flag(const char* key, bool& x, bool fallback, const char* meaning);
  void reference(const char* key, Reference& x, To to, Need need, const char* meaning);
  void state(const char* key, Condition& x, const char* meaning);
  void texts(const char* key, std::vector<std::string>& x, const char* meaning);

  template <class Enum>
  void choice(const char* key, Enum& x, Enum fallback, const char* meaning, const char* source = "",
              const char* limit = "");
  template <class Enum>
  void choices(const char* key, ById<Enum>& x, To to, const char* meaning);
  template <class T>
  void group(const char* key, T& x, const char* meaning);
  template <class T>
  void optional_group(const char* key, std::optional<T>& x, const char* meaning, const char* source = "");
  template <class T>
  void map(const char* key, ById<T>& x, To to, const char* meaning);
  template <class T>
  void list(const char* key, std::vector<T>& x, const char* meaning);
  template <class Keys>
  void when(bool acts, const char* reason, Keys keys);

 private:
  /// The group that is being read.
  struct Group {
    const Node* node;
    std::vector<std::string> known;
    std::map<std::string, std::string> inactive;  // key: why it has no effect
  };

  /// The node of a key of the open group, nothing if it is not written; also nothing while keys are only named.
  const Node* take(const char* key);
  void complain(const Node& node, const std::string& key, const std::string& what, const std::string& allowed);
  /// Whether the section with such ids is missing or no map, which is reported once and not with each reference.
  [[nodiscard]] bool is_unreadable(To to) const { return (to == To::issue ? ids_.issues : ids_.actors).empty(); }
  [[nodiscard]] std::string path_of(const std::string& key) const { return joined(path_, key); }

  void read_param(const char* key, Param& x, const NumberSpec& spec, std::optional<int> start);
  void read_optional(const char* key, std::optional<Param>& x, const NumberSpec& spec, std::optional<int> start);
  std::optional<WrittenNumber> written_number(const Node& node, const std::string& path, const NumberSpec& spec,
                                              std::optional<int> start);
  Param add(const std::string& path, const Node& node, const NumberSpec& spec, const std::optional<WrittenNumber>&);
  Param add_default(const std::string& path, const Place& place, const NumberSpec& spec);
  [[nodiscard]] std::map<std::string, const Node*> pairs(const Node& node);
  [[nodiscard]] std::string pair_of(const Node::Entry& entry);

  [[nodiscard]] bool is_map(const Node& node, const std::string& key, const std::string& allowed);
  /// Whether an entry's key is an id that may stand there.
  bool is_known(const Node::Entry& entry, const std::string& key, To to);
  [[nodiscard]] static std::vector<const Node::Entry*> by_key(const Node& node);
  /// What an enumerator's name says; nothing after a problem.
  std::optional<std::size_t> read_choice(const Node& node, const std::string& key,
                                         const std::vector<std::string>& names);
  bool read_word(const Node& node, const std::string& key, std::string& x);

  /// Reads the keys of a group standing at `node` under the path `path`.
  template <class T>
  void read_group(const Node& node, const std::string& path, T& x);
  template <class T>
  bool read_entry(const Node& node, const std::string& path, T& x);
  void add_missing_preferences(ById<Preference>& x, const std::string& path);
  void close(Group& group);

  const Node& root_;
  const Declared& ids_;
  ParameterTable& table_;
  std::vector<Problem>& problems_;
  std::optional<int> start_;
  bool start_is_known_ = true;
  std::string path_;
  Group* group_ = nullptr;
  const char* inactive_ = nullptr;  // while set, keys are only named: they have no effect here
  bool names_disabled_ = false;     // the entry being read refers to an actor that is switched off
  bool in_faction_ = false;
  bool inherits_ = false;                              // keys that are not written keep their value
  const ById<Preference>* own_preferences_ = nullptr;  // of the actor being read
  std::optional<double> salience_of_missing_;          // while preferences that are not written are entered
};

template <class Enum>
void Reading::choice(const char* key, Enum& x, Enum fallback, const char*, const char*, const char*) {
  const Node* node = take(key);
  if (inactive_ || (!node && inherits_)) return;
  x = fallback;
  if (!node) return;
  if (const auto index = read_choice(*node, key, names_of<Enum>())) x = static_cast<Enum>(*index);
}

template <class Enum>
void Reading::choices(const char* key, ById<Enum>& x, To to, const char*) {
  const Node* node = take(key);
  if (!node || !is_map(*node, key, "a map from " + word_for(to) + " to a choice")) return;
  for (const Node::Entry* entry : by_key(*node)) {
    if (!is_known(*entry, key, to)) continue;
    const auto index = read_choice(entry->value, std::string(key) + "." + entry->key, names_of<Enum>());
    if (index && !ids_.disabled.contains(entry->key)) x[entry->key] = static_cast<Enum>(*index);
  }
}

template <class T>
void Reading::read_group(const Node& node, const std::string& path, T& x) {
  Group group{&node, {}, {}};
  Group* const outer = std::exchange(group_, &group);
  const std::string outer_path = std::exchange(path_, path);
  describe(*this, x);
  close(group);
  path_ = outer_path;
  group_ = outer;
}

template <class T>
void Reading::group(const char* key, T& x, const char*) {
  const Node* node = take(key);
  if (inactive_) return;
  Node empty;
  empty.place = group_->node->place;
  const bool is_written = node && is_map(*node, key, "a map of its keys");
  read_group(is_written ? *node : empty, path_of(key), x);
}

template <class T>
void Reading::optional_group(const char* key, std::optional<T>& x, const char*, const char*) {
  const Node* node = take(key);
  if (!node || node->is_none() || !is_map(*node, key, "a map of its keys, {} for the defaults, or none")) return;
  read_group(*node, path_of(key), x.emplace());
}

/// Reads an entry of a map or list; false if it has to go, because it names an actor that is switched off.
template <class T>
bool Reading::read_entry(const Node& node, const std::string& path, T& x) {
  const bool outer = std::exchange(names_disabled_, false);
  if constexpr (std::is_same_v<T, Actor>) own_preferences_ = &x.preferences;
  if constexpr (std::is_same_v<T, Faction>) in_faction_ = true;
  read_group(node, path, x);
  if constexpr (std::is_same_v<T, Faction>) in_faction_ = false;
  bool stays = !names_disabled_;
  if constexpr (std::is_same_v<T, Actor>) stays = x.enabled;
  if constexpr (std::is_same_v<T, Issue> || std::is_same_v<T, Faction>) stays = true;
  names_disabled_ = outer;
  return stays;
}

template <class T>
void Reading::map(const char* key, ById<T>& x, To to, const char*) {
  const Node* node = take(key);
  if (inactive_) return;
  const std::string path = path_.empty() && is_flattened(key) ? "" : path_of(key);
  const bool is_written = node && is_map(*node, key, "a map from " + word_for(to) + " to its keys");
  for (const Node::Entry* entry : is_written ? by_key(*node) : std::vector<const Node::Entry*>()) {
    if (!is_known(*entry, key, to)) continue;
    const std::string entry_path = joined(path, entry->key);
    if (!entry->value.is(Node::Kind::map)) {
      report(problems_, entry->value.place, entry_path, what_is(entry->value) + " stands where a map is expected",
             "a map of its keys, {} for the defaults");
      continue;
    }
    const std::size_t size = table_.size();
    T& value = x[entry->key];
    if constexpr (std::is_same_v<T, Preference>) {
      inherits_ = in_faction_;
      if (in_faction_ && own_preferences_->contains(entry->key)) value = own_preferences_->at(entry->key);
    }
    const bool stays = read_entry(entry->value, entry_path, value);
    if constexpr (std::is_same_v<T, Preference>) inherits_ = false;
    if (stays && !(to != To::own && ids_.disabled.contains(entry->key))) continue;
    table_.shrink(size);
    x.erase(entry->key);
  }
  if constexpr (std::is_same_v<T, Preference>) {
    if (!in_faction_) add_missing_preferences(x, path);
  }
}

template <class T>
void Reading::list(const char* key, std::vector<T>& x, const char*) {
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
    if (T value; read_entry(item, path_of(name), value)) {
      x.push_back(std::move(value));
    } else {
      table_.shrink(size);
    }
  }
}

template <class Keys>
void Reading::when(bool acts, const char* reason, Keys keys) {
  const char* const outer = inactive_;
  if (!acts && !inactive_) inactive_ = reason;
  keys();
  inactive_ = outer;
}

}  // namespace backchannel
