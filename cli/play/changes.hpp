// A change of a scenario as it is asked for: settings and policies.
#pragma once

#include <string>
#include <vector>

#include "sim/core/labels.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

struct Changes {
  std::string label = "as it is";  // for people
  std::string title, note;         // of the policies, the title with what else is set; none without titled policies
  std::vector<Override> overrides;
  std::vector<Titled> words = {};  // as they were said, with the titles of the policies
};

/// Each word is "path=value" or the file of a policy; `option` is where they were said, for messages. Throws BadInput.
[[nodiscard]] Changes read_changes(const std::vector<std::string>& words, const std::string& option);

/// Where policies of both sides have one title, or that of the scenario as it is, their files stand behind it.
void tell_apart(Changes& before, Changes& after);

/// Both sides of a comparison as its file keeps them: JSON with `before` and `after`, each with title, note and `set`,
/// a list of {path, value}.
[[nodiscard]] std::string changes_text(const Changes& before, const Changes& after);

}  // namespace backchannel
