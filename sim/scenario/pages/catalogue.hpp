// What people who write scenarios ask: `explain` says what a key means, `evidence` where each number comes from. Both
// come from the schema that the reader uses.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace backchannel {

/// A key of the format; ids stand in angle brackets: `<actor>.war.cost`, `history.<n>.day`.
struct KeyInfo {
  std::string path;
  std::string kind;  // number, day, whole number, flag, choice, reference, text, date, list, group, map
  std::string meaning, unit, range, fallback, source;
  std::string limit;  // the limiting case that it governs: "V5"
  std::vector<std::string> choices;
  std::vector<std::string> conditions;  // "only with tactic tit_for_tat"
};

/// What stands at a key in a scenario.
struct KeyValue {
  std::string path, value;
  std::string evidence;  // of a number: "judgement; source; note", or "default"
  std::string inert;     // why the number cannot act there
};

struct Explanation {
  KeyInfo key;
  std::vector<KeyValue> values;  // with a scenario: one for each id
};

/// Every key of the format, in the order of the schema.
[[nodiscard]] const std::vector<KeyInfo>& catalogue();

/// Whether a path of a scenario, such as talks.max_rounds, is a key that takes whole numbers only.
[[nodiscard]] bool takes_whole_numbers(const std::string& path, const LoadedScenario& loaded);

/// The keys at or below a path: concrete (`iran.war`), generic (`<actor>.war`) or a part of one (`war.cost`); all keys
/// for the empty path. Throws BadInput if there is none.
[[nodiscard]] std::vector<Explanation> explain(const std::string& path, const LoadedScenario* loaded = nullptr);
[[nodiscard]] std::string to_text(const std::vector<Explanation>& explanations);

}  // namespace backchannel
