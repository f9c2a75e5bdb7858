// The ids that a scenario declares, collected from the tree before anything is read, so that references may point
// forwards. Ids are lower-case words ([a-z][a-z0-9_]*), unique over issues, actors, dyads and events, and differ from
// the scenario's own keys, because paths begin with them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/scenario/key_spec.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

struct Declared {
  std::vector<std::string> issues, actors, parties, third_parties, dyads, events;
  std::set<std::string> disabled;  // actors that are switched off; among the others too

  [[nodiscard]] const std::vector<std::string>& of(To to) const;
  /// Every id that can begin a path.
  [[nodiscard]] std::vector<std::string> all() const;
};

[[nodiscard]] Declared declared_ids(const Node& root);
/// Adds a problem for each id of the four sections that is malformed, taken twice or the name of a section.
void check_ids(const Node& root, const std::vector<std::string>& sections, std::vector<Problem>& problems);
/// What is wrong with an id; empty if nothing.
[[nodiscard]] std::string id_fault(const std::string& id);
/// "actor", "party", "issue": what the ids stand for.
[[nodiscard]] std::string word_for(To to);

}  // namespace backchannel
