#include "sim/scenario/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

/// Whether a date that exists stands at a node or inside it.
bool holds_date(const Node& node) {
  return (node.is(Node::Kind::scalar) && days_from_date(node.text)) ||
         std::any_of(node.items.begin(), node.items.end(), holds_date) ||
         std::any_of(node.entries.begin(), node.entries.end(),
                     [](const auto& entry) { return holds_date(entry.value); });
}

}  // namespace

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
      notices.push_back(Problem{place, path, "left out, has no effect here", inactive->second}.text());
    } else {
      report(problems_, place, path, "has no effect here", inactive->second);
    }
  }
}

// ------------------------------------------------------------------------------------------------ words
bool Reading::read_word(const Node& node, const std::string& key, std::string& x) {
  if (!node.is(Node::Kind::scalar)) {
    complain(node, key, what_is(node) + " stands where text is expected", "words");
    return false;
  }
  x = node.text;
  return true;
}

void Reading::text(const char* key, std::string& x, const char* fallback, const char*) {
  const Node* node = take(key);
  if (inactive_ || (!node && inherits_)) return;
  x = fallback;
  if (node) read_word(*node, key, x);
}

void Reading::texts(const char* key, std::vector<std::string>& x, const char*) {
  const Node* node = take(key);
  if (!node) return;
  if (!node->is(Node::Kind::list)) {
    complain(*node, key, what_is(*node) + " stands where a list is expected", "a list of texts");
    return;
  }
  for (std::size_t i = 0; i < node->items.size(); ++i)
    read_word(node->items[i], std::string(key) + "." + std::to_string(i + 1), x.emplace_back());
}

void Reading::date(const char* key, std::string& x, const char* fallback, const char*) {
  const Node* node = take(key);
  if (inactive_) return;
  x = fallback;
  const bool is_word = node && read_word(*node, key, x);
  start_is_known_ = !node || (is_word && days_from_date(x));
  if (is_word && !start_is_known_)
    complain(*node, key, looks_like_date(x) ? "there is no date " + x : what_is(*node) + " is not a date",
             "a date such as 2026-02-06");
  if (!start_is_known_) x = fallback;
  start_ = days_from_date(x);
}

void Reading::visit_choice(const char* key, std::size_t& index, const ChoiceSpec& spec) {
  const Node* node = take(key);
  if (inactive_ || (!node && inherits_)) return;
  index = spec.fallback;
  if (!node) return;
  if (const auto read = read_choice(*node, key, spec)) index = *read;
}

void Reading::visit_choices(const char* key, ById<std::size_t>& x, To to, const ChoiceSpec& spec) {
  const Node* node = take(key);
  if (!node || !is_map(*node, key, "a map from " + word_for(to) + " to a choice")) return;
  for (const Node::Entry* entry : by_key(node)) {
    if (!is_known(*entry, key, to)) continue;
    const auto index = read_choice(entry->value, std::string(key) + "." + entry->key, spec);
    if (index && !ids_.disabled.contains(entry->key)) x[entry->key] = *index;
  }
}

std::optional<std::size_t> Reading::read_choice(const Node& node, const std::string& key, const ChoiceSpec& spec) {
  const std::vector<std::string> names(spec.names.begin(), spec.names.end());
  if (!node.is(Node::Kind::scalar)) {
    complain(node, key, what_is(node) + " stands where a choice is expected", one_of(names));
    return std::nullopt;
  }
  const auto found = std::find(names.begin(), names.end(), node.text);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  report_unknown(problems_, {node.place, path_of(key), "unknown choice " + what_is(node), ""}, node.text, names,
                 Remedy::Of::value);
  return std::nullopt;
}

void Reading::flag(const char* key, bool& x, bool fallback, const char*) {
  const Node* node = take(key);
  if (inactive_ || (!node && inherits_)) return;
  x = fallback;
  if (!node) return;
  const bool is_flag = node->is(Node::Kind::scalar) && !node->quoted && (node->text == "true" || node->text == "false");
  if (!is_flag) complain(*node, key, what_is(*node) + " is not a flag", "true or false");
  if (is_flag) x = node->text == "true";
}

void Reading::count(const char* key, int& x, const CountSpec& spec) {
  const Node* node = take(key);
  if (inactive_) return;
  x = spec.fallback;
  if (!node) return;
  const std::string allowed = "a whole number, " + range_text(spec.low, spec.high);
  const bool is_plain = node->is(Node::Kind::scalar) && !node->quoted;
  const auto value = is_plain ? number_from(node->text) : std::nullopt;
  const bool is_whole = value && std::floor(*value) == *value;
  if (is_whole && *value >= spec.low && *value <= spec.high) {
    x = static_cast<int>(*value);
  } else if (value) {
    complain(*node, key, node->text + (is_whole ? " is out of range" : " is not a whole number in range"), allowed);
  } else if (node->is(Node::Kind::map)) {
    complain(*node, key, "a prior or a map stands where a plain number is expected", allowed);
  } else {
    complain(*node, key, what_is(*node) + (node->quoted ? " is quoted text, not a number" : " is not a number"),
             allowed);
  }
}

void Reading::reference(const char* key, Reference& x, To to, Need need, const char* meaning) {
  const Node* node = take(key);
  if (inactive_) return;
  if (!node || (need == Need::optional && node->is_none())) {
    if (need == Need::required) complain(node ? *node : *group_->node, key, "missing", meaning);
    return;
  }
  const auto& known = ids_.of(to);
  if (is_unreadable(to)) return;
  if (!node->is(Node::Kind::scalar)) {
    complain(*node, key, what_is(*node) + " stands where the id of one " + word_for(to) + " is expected",
             one_of(possible(to)));
  } else if (std::find(known.begin(), known.end(), node->text) == known.end()) {
    report_id({node->place, path_of(key), "unknown " + word_for(to) + " " + what_is(*node), ""}, node->text, to,
              Remedy::Of::value);
  } else if (ids_.disabled.contains(node->text)) {
    names_disabled_ = true;
  } else {
    x = {node->text, node->place};
  }
}

void Reading::state(const char* key, std::string& x, Place& place, const char*) {
  static const std::vector<std::string> plain = {"tension", "day", "rounds", "settlement", "hope"};
  static const std::vector<std::string> of_actors = {"posture", "strain", "commitment", "pressure"};
  const Node* node = take(key);
  if (inactive_ || is_unreadable(To::actor)) return;
  std::vector<std::string> known = plain;
  for (const std::string& name : of_actors)
    for (const std::string& actor : ids_.actors) known.push_back(name + "." + actor);
  if (!node) {
    complain(*group_->node, key, "missing", one_of(known));
    return;
  }
  if (!node->is(Node::Kind::scalar) || std::find(known.begin(), known.end(), node->text) == known.end()) {
    report_unknown(problems_, {node->place, path_of(key), "unknown state " + what_is(*node), ""}, node->text, known,
                   Remedy::Of::value);
    return;
  }
  const std::size_t dot = node->text.find('.');
  if (dot != std::string::npos && ids_.disabled.contains(node->text.substr(dot + 1))) names_disabled_ = true;
  x = node->text;
  place = node->place;
}

// ------------------------------------------------------------------------------------------------ numbers
Param Reading::add_default(const std::string& path, const Place& place, const NumberSpec& spec) {
  Node node;
  node.place = place;
  return add(path, node, spec, std::nullopt);
}

/// Without a written number the default is entered.
Param Reading::add(const std::string& path, const Node& node, const NumberSpec& spec,
                   const std::optional<WrittenNumber>& written) {
  if (const auto taken = table_.find(path)) return *taken;  // two equal ids; reported with the ids
  Parameter parameter;
  parameter.path = path;
  parameter.place = node.place;
  parameter.prior = Prior::constant(spec.fallback);
  parameter.spec = spec;
  parameter.given = written.has_value();
  if (written) {
    parameter.prior = written->prior;
    parameter.evidence = written->evidence;
    parameter.is_private = written->is_private;
  }
  return table_.add(std::move(parameter));
}

/// Dates are not judged while the date they count from is not known.
std::optional<WrittenNumber> Reading::written_number(const Node& node, const std::string& path, const NumberSpec& spec,
                                                     std::optional<int> start) {
  if (start && !start_is_known_ && holds_date(node)) return std::nullopt;
  return read_number(node, path, spec, start, problems_);
}

void Reading::read_param(const char* key, Param& x, const NumberSpec& spec, std::optional<int> start) {
  const Node* node = take(key);
  if (inactive_ || (!node && inherits_ && x.given())) return;
  const std::string path = path_of(key);
  if (node) {
    x = add(path, *node, spec, written_number(*node, path, spec, start));
    return;
  }
  x = add_default(path, group_->node->place, spec);
}

void Reading::read_optional(const char* key, std::optional<Param>& x, const NumberSpec& spec,
                            std::optional<int> start) {
  const Node* node = take(key);
  if (!node || node->is_none()) return;
  const std::string path = path_of(key);
  x = add(path, *node, spec, written_number(*node, path, spec, start));
}

void Reading::numbers(const char* key, ById<Param>& x, To to, const NumberSpec& spec) {
  const Node* node = take(key);
  if (!node || !is_map(*node, key, "a map from " + word_for(to) + " to a number")) return;
  std::map<std::string, const Node*> values;
  if (to == To::issue_pair) {
    values = pairs(*node);
  } else {
    for (const Node::Entry* entry : by_key(node))
      if (is_known(*entry, key, to)) values.emplace(entry->key, &entry->value);
  }
  for (const auto& [id, value] : values) {
    const std::string path = path_of(key) + "." + id;
    const auto written = read_number(*value, path, spec, std::nullopt, problems_);
    if (!ids_.disabled.contains(id)) x[id] = add(path, *value, spec, written);
  }
}

/// The nodes of `all` spread over every pair of issues, then those of single pairs, by pair in alphabetical order.
std::map<std::string, const Node*> Reading::pairs(const Node& node) {
  std::map<std::string, const Node*> values, single;
  for (const auto& entry : node.entries) {
    if (entry.key == "all") {
      for (const std::string& a : ids_.issues)
        for (const std::string& b : ids_.issues)
          if (a < b) values[a + "*" + b] = &entry.value;
      continue;
    }
    const std::string pair = pair_of(entry);
    if (!pair.empty() && !single.emplace(pair, &entry.value).second)
      report(problems_, entry.place, path_of("linkages." + entry.key), "this pair stands there twice",
             "a*b and b*a are the same pair");
  }
  for (const auto& [pair, value] : single) values[pair] = value;
  return values;
}

/// The pair that a key names, its issues in alphabetical order; empty after a problem.
std::string Reading::pair_of(const Node::Entry& entry) {
  const std::string path = path_of("linkages." + printable(entry.key));
  if (ids_.issues.empty()) return "";
  const std::size_t star = entry.key.find('*');
  if (star == std::string::npos) {
    report(problems_, entry.place, path, "not a pair of issues", "issue*issue or all");
    return "";
  }
  const std::string first = entry.key.substr(0, star), second = entry.key.substr(star + 1);
  bool known = true;
  for (const std::string& id : {first, second}) {
    if (std::find(ids_.issues.begin(), ids_.issues.end(), id) != ids_.issues.end()) continue;
    const auto pair = [&](const std::string& near) {
      return (id == first ? near : first) + "*" + (id == second ? near : second);
    };
    report_unknown(problems_, {entry.place, path, "unknown issue " + ticked(id), ""}, id, ids_.issues, Remedy::Of::id,
                   pair);
    known = false;
  }
  if (known && first == second) report(problems_, entry.place, path, "an issue linked with itself", "two issues");
  return !known || first == second ? "" : std::min(first, second) + "*" + std::max(first, second);
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
