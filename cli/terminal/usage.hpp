// Wrong usage in our own words, said as every other message is.
#pragma once

#include <string>
#include <vector>

namespace backchannel {

/// What the reader of the command line found.
struct UsageFault {
  enum class Kind { left_over, missing, number_of_values, exclusive, other };
  Kind kind = Kind::other;
  bool is_top = false;                         // before a command was named
  std::string said;                            // by the reader
  std::vector<std::string> left;               // arguments that nothing took
  std::vector<std::string> commands, options;  // that are known there
};

/// "unknown option `--rnus` (did you mean --runs?)" and a line that points to --help.
[[nodiscard]] std::string usage_message(const UsageFault& fault);

}  // namespace backchannel
