// A YAML map read strictly: every key is taken by name, what is left over is unknown. For the small formats beside the
// scenario (studies, policies). Problems are added, never thrown.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/tree.hpp"

namespace backchannel {

class StrictMap {
 public:
  /// `node` must be a map; `path` stands before its keys in messages.
  StrictMap(const Node& node, std::string path, std::vector<Problem>& problems);

  /// The node of a key; nothing if it is not written.
  const Node* take(const std::string& key);
  /// The same; a key that is not written is a problem.
  const Node* require(const std::string& key, const std::string& allowed);
  [[nodiscard]] bool has(const std::string& key) const { return node_.find(key) != nullptr; }

  [[nodiscard]] std::string text(const std::string& key);
  [[nodiscard]] std::optional<double> number(const std::string& key);
  /// A whole number from low to high, else `fallback`.
  [[nodiscard]] long whole(const std::string& key, long low, long high, long fallback);
  [[nodiscard]] bool flag(const std::string& key, bool fallback);
  /// The index of a word among `names`; `fallback` if it is not written.
  [[nodiscard]] std::size_t choice(const std::string& key, const std::vector<std::string>& names, std::size_t fallback);
  [[nodiscard]] std::vector<std::string> words(const std::string& key);

  /// Reports the keys that were not taken.
  void close();

  [[nodiscard]] std::string path_of(const std::string& key) const { return path_.empty() ? key : path_ + "." + key; }
  void complain(const Node& node, const std::string& key, const std::string& what, const std::string& allowed);

 private:
  const Node& node_;
  std::string path_;
  std::vector<Problem>& problems_;
  std::vector<std::string> known_;
};

/// Whether a node is a map; if not, a problem.
[[nodiscard]] bool is_map(const Node& node, const std::string& path, const std::string& allowed,
                          std::vector<Problem>& problems);

/// what_is(node), but "an empty list" of a list without items.
[[nodiscard]] std::string what_stands(const Node& node);

/// The document of a file as a map; throws BadInput with all that makes it none. `text` receives what was read.
[[nodiscard]] Node read_map(const std::string& file, const std::string& allowed, std::string& text);

/// A node as YAML on one line, reading back to the same tree.
[[nodiscard]] std::string flow_yaml(const Node& node);

}  // namespace backchannel
