#include "sim/scenario/strict_map.hpp"

#include <algorithm>

#include "sim/core/id.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

StrictMap::StrictMap(const Node& node, std::string path, std::vector<Problem>& problems)
    : node_(node), path_(std::move(path)), problems_(problems) {}

const Node* StrictMap::take(const std::string& key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
  return node_.find(key);
}

const Node* StrictMap::require(const std::string& key, const std::string& allowed) {
  const Node* node = take(key);
  if (!node) report(problems_, node_.place, path_of(key), "is missing", allowed);
  return node;
}

void StrictMap::complain(const Node& node, const std::string& key, const std::string& what,
                         const std::string& allowed) {
  report(problems_, node.place, path_of(key), what, allowed);
}

std::string StrictMap::text(const std::string& key) {
  const Node* node = take(key);
  if (!node) return "";
  if (node->is(Node::Kind::scalar)) return node->text;
  complain(*node, key, what_is(*node) + " stands where text is expected", "words");
  return "";
}

std::optional<double> StrictMap::number(const std::string& key) {
  const Node* node = take(key);
  if (!node) return std::nullopt;
  const auto value = node->is(Node::Kind::scalar) && !node->quoted ? number_from(node->text) : std::optional<double>();
  if (!value) complain(*node, key, what_is(*node) + " is not a number", "a number");
  return value;
}

long StrictMap::whole(const std::string& key, long low, long high, long fallback) {
  const auto value = number(key);
  if (!value) return fallback;
  const std::string range = std::to_string(low) + " to " + std::to_string(high);
  const auto whole = static_cast<long>(*value >= -9e15 && *value <= 9e15 ? *value : 0.5);
  if (static_cast<double>(whole) != *value)
    complain(*node_.find(key), key, shortest(*value) + " is not a whole number", range);
  else if (whole < low || whole > high)
    complain(*node_.find(key), key, shortest(*value) + " is out of range", range);
  else
    return whole;
  return fallback;
}

bool StrictMap::flag(const std::string& key, bool fallback) {
  const Node* node = take(key);
  if (!node) return fallback;
  if (node->is(Node::Kind::scalar) && !node->quoted && (node->text == "true" || node->text == "false"))
    return node->text == "true";
  complain(*node, key, what_is(*node) + " is not a flag", "true or false");
  return fallback;
}

std::size_t StrictMap::choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback) {
  const Node* node = take(key);
  if (!node) return fallback;
  if (node->is(Node::Kind::scalar)) {
    if (const std::size_t place = find_index(names, node->text); place < names.size()) return place;
    complain(*node, key, "unknown choice " + ticked(node->text), suggestion(node->text, names));
  } else {
    complain(*node, key, what_is(*node) + " stands where a choice is expected", suggestion("", names));
  }
  return fallback;
}

std::vector<std::string> StrictMap::words(const std::string& key) {
  const Node* node = take(key);
  if (!node) return {};
  std::vector<std::string> result;
  const bool is_list = node->is(Node::Kind::list) && !node->items.empty();
  if (is_list)
    for (const Node& item : node->items)
      if (item.is(Node::Kind::scalar)) result.push_back(item.text);
  if (!is_list || result.size() != node->items.size()) {
    complain(*node, key, what_stands(*node) + " stands where a list of words is expected", "[one, two]");
    return {};
  }
  return result;
}

void StrictMap::close() {
  std::vector<std::string> free = known_;  // a key that is written is no suggestion for another
  std::erase_if(free, [&](const std::string& key) { return has(key); });
  for (const auto& entry : node_.entries) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    const std::string near = suggestion(entry.key, free);
    report(problems_, entry.place, path_of(printable(entry.key)), "unknown key",
           near.starts_with("did you mean") ? near : one_of(known_));
  }
}

std::string what_stands(const Node& node) {
  return node.is(Node::Kind::list) && node.items.empty() ? "an empty list" : what_is(node);
}

bool is_map(const Node& node, const std::string& path, const std::string& allowed, std::vector<Problem>& problems) {
  if (node.is(Node::Kind::map)) return true;
  report(problems, node.place, path, what_is(node) + " stands where a map is expected", allowed);
  return false;
}

Node read_map(const std::string& file, const std::string& allowed, std::string& text) {
  std::vector<Problem> problems;
  text = read_text(file, problems, allowed);
  std::optional<Node> root;
  if (problems.empty()) root = parse_yaml(text, file, problems);
  if (root && root->is(Node::Kind::nothing))
    report(problems, {file, 1, 1}, "", "the file is empty", allowed);
  else if (root && !root->is(Node::Kind::map))
    report(problems, root->place, "", what_is(*root) + " stands where a map is expected", allowed);
  if (!problems.empty()) throw BadInput(std::move(problems));
  return std::move(*root);
}

std::string flow_yaml(const Node& node) {
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  switch (node.kind) {
    case Node::Kind::nothing:
      return "";
    case Node::Kind::scalar:
      return node.quoted || node.text.find_first_of(",[]{}#:&*!|>'\"%@`\n") != std::string::npos
                 ? backchannel::quoted(node.text)
                 : node.text;
    case Node::Kind::list:
      for (const Node& item : node.items) add(flow_yaml(item));
      return "[" + text + "]";
    case Node::Kind::map:
      for (const auto& entry : node.entries) add(backchannel::quoted(entry.key) + ": " + flow_yaml(entry.value));
      return "{" + text + "}";
  }
  return "";
}

}  // namespace backchannel
