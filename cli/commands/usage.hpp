// Wrong usage in our own words: what CLI11 found, said as every other message is.
#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace backchannel {

/// "unknown option `--rnus` (did you mean --runs?)" and a line that points to --help.
[[nodiscard]] std::string usage_message(const CLI::App& app, const CLI::ParseError& error);

}  // namespace backchannel
