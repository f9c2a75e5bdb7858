// What stands at the keys of a group: words, choices, counts, references and numbers.
#include <algorithm>
#include <cmath>
#include <map>

#include "sim/core/id.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/reading.hpp"
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
  if (const std::size_t found = find_index(names, node.text); found < names.size()) return found;
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

}  // namespace backchannel
