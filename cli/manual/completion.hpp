// What a shell needs to complete a command line: commands, their options, the words of those that are one of some,
// files for the rest.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal/options.hpp"

namespace backchannel {

[[nodiscard]] std::string bash_completion(const std::vector<CommandText>& commands);
[[nodiscard]] std::string zsh_completion(const std::vector<CommandText>& commands);
[[nodiscard]] std::string fish_completion(const std::vector<CommandText>& commands);

}  // namespace backchannel
