// A change of a scenario as it is asked for: settings and policies.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"

namespace backchannel {

struct Changes {
  std::string label = "as it is";  // for people
  std::vector<Override> overrides;
};

/// Each word is "path=value" or the file of a policy; `option` is where they were said, for messages. Throws BadInput.
[[nodiscard]] Changes read_changes(const std::vector<std::string>& words, const std::string& option);

/// What is set, in the form of a policy: "before:\n  iran.war.cost: 0.5\n".
[[nodiscard]] std::string changes_text(const std::string& name, const std::vector<Override>& overrides);

}  // namespace backchannel
