// YAML text as a tree whose every node knows its place (line and column from 1). Keeps what yaml-cpp loses: duplicate
// keys, quotes, further documents are noticed. Problems: empty, binary, not UTF-8, over 4 MiB, nested over 64 deep,
// syntax, duplicate keys, anchors, aliases and tags, a lone carriage return.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/errors.hpp"

namespace backchannel {

struct Node {
  enum class Kind { nothing, scalar, list, map };
  struct Entry;

  Kind kind = Kind::nothing;
  Place place;
  std::string text;            // of a scalar
  bool quoted = false;         // a quoted scalar is text, never a number, flag or `none`
  bool made = false;           // a map that nobody wrote: the path of a setting leads through it
  std::vector<Node> items;     // of a list
  std::vector<Entry> entries;  // of a map, in the order of the file

  [[nodiscard]] bool is(Kind k) const { return kind == k; }
  [[nodiscard]] bool is_none() const { return kind == Kind::scalar && !quoted && text == "none"; }
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
  /// The list's item of that number, "1" being the first.
  [[nodiscard]] Node* item(std::string_view number);
  /// The map's value at key, made if it is missing.
  Node& at(const std::string& key, const Place& key_place);
};

struct Node::Entry {
  std::string key;
  Place place;
  Node value;
};

/// Gives a node and all within it one place.
void set_places(Node& node, const Place& place);

/// "a map", "a list", "text", "a number" or "nothing": what stands at a node, for messages.
[[nodiscard]] std::string what_is(const Node& node);

/// The tree of one YAML document. Problems are added; nothing is returned if the text cannot be read to its end,
/// because all that seems wrong before a mistake in the syntax may only follow from it.
[[nodiscard]] std::optional<Node> parse_yaml(const std::string& text, const std::string& name,
                                             std::vector<Problem>& problems);

/// The text of a file; a problem (not found, a directory, no permission, too large) leaves it empty. `expected` says
/// what the file should have been.
[[nodiscard]] std::string read_text(const std::filesystem::path& file, std::vector<Problem>& problems,
                                    const std::string& expected = "a scenario in YAML");

}  // namespace backchannel
