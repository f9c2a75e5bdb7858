// What a terminal shows of a text.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/findings/bars.hpp"

namespace backchannel {

/// Columns of a line: COLUMNS if it is set, else of the terminal; `otherwise` if stdout is none. At least 40.
[[nodiscard]] std::size_t text_width(std::size_t otherwise);

/// Columns of running text: as wide as a line, 110 at most.
[[nodiscard]] std::size_t page_width();

/// Bars as wide as a line (118 columns if stdout is no terminal, never above 140); blocks where the locale is UTF-8 or
/// output is piped.
[[nodiscard]] BarStyle bar_style();

/// Text on stdout, made safe for a terminal. On a terminal, or with COLUMNS set, lines that are too long are folded
/// (fold.hpp); on a terminal that cannot show UTF-8 its characters are replaced.
void print(const std::string& text);

/// The same on stderr: notices, errors, how far something came.
void tell(const std::string& text);

/// JSON on stdout.
void print_json(const nlohmann::ordered_json& json);

/// What print() makes of a text. `width` 0: lines stay as they are.
[[nodiscard]] std::string fitted(const std::string& text, std::size_t width, Glyphs glyphs);

}  // namespace backchannel
