// Commands as they are typed into a shell.
#pragma once

#include <string>

#include "cli/terminal/scenario_options.hpp"

namespace backchannel {

/// The word in single quotes if a shell would read it otherwise.
[[nodiscard]] std::string shell_word(const std::string& word);
/// "FILE --set path=value --horizon DAYS": the scenario as it was loaded.
[[nodiscard]] std::string scenario_words(const ScenarioOptions& scenario);

}  // namespace backchannel
