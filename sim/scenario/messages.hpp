// Words that several messages of the reader share.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/errors.hpp"

namespace backchannel {

/// Adds a problem.
void report(std::vector<Problem>& problems, Place place, std::string path, std::string what, std::string allowed);
/// Throws the problems, if there are any, in the order of files and lines; those of `--set`, which have no line, last.
void throw_if_any(std::vector<Problem>& problems);
/// "did you mean X?" if a known name is near, else "one of a, b, c".
[[nodiscard]] std::string suggestion(std::string_view wrong, std::span<const std::string> known);
/// "one of a, b, c".
[[nodiscard]] std::string one_of(std::span<const std::string> known);
/// Adds the problem that a word is none of the known ones, which are listed; near ones are remedies ("did you mean
/// X?"). `as_written` makes what would stand there of a known word.
void report_unknown(std::vector<Problem>& problems, Problem problem, std::string_view wrong,
                    std::span<const std::string> known, Remedy::Of of,
                    const std::function<std::string(const std::string&)>& as_written = {});
/// "0 to 1", "at least 0", "any number".
[[nodiscard]] std::string range_text(double low, double high);
/// The path of a key inside a group; the sections issues, actors, dyads and events are left out before an id.
[[nodiscard]] std::string joined(std::string_view path, std::string_view key);
/// Whether something was said by an option ("--set path=value"), not by a file.
[[nodiscard]] bool is_option(const Place& place);
/// The keys of a path: iran, war, cost.
[[nodiscard]] std::vector<std::string> keys_of_path(std::string_view path);
/// Whether the ids of this section of the scenario begin paths by themselves.
[[nodiscard]] bool is_flattened(std::string_view section);

}  // namespace backchannel
