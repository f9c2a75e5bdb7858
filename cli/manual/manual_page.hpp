// Manual pages of section 1 in the language of man(7), from the texts that --help prints.
#pragma once

#include <string>

#include "cli/terminal/options.hpp"

namespace backchannel {

/// What a page says beside its command.
struct ManualFrame {
  std::string version;     // "0.1.0"
  std::string exit_codes;  // a sentence
};

/// backchannel(1): what it is and its commands.
[[nodiscard]] std::string manual_page(const std::string& what, const std::vector<CommandText>& commands,
                                      const ManualFrame& frame);
/// backchannel-run(1) and its like.
[[nodiscard]] std::string manual_page(const CommandText& command, const ManualFrame& frame);

}  // namespace backchannel
