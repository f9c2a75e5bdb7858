// Text for figures: how wide it is about, broken into lines, and written so that a script reads it as text only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backchannel::figures {

/// Width in points of a line in a Helvetica-like font of this size, within about a tenth.
[[nodiscard]] double text_width(std::string_view text, double size);

/// Made safe (sim/core/text.hpp) and broken at spaces, or within words that are too long, into at most `lines` lines;
/// what is left ends with "…".
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, double width, double size, std::size_t lines = 99);

/// A string for gnuplot. Of ASCII only letters, spaces and a few harmless signs stand for themselves; everything else
/// is an octal escape, so no text can end the string, substitute a command or a macro.
[[nodiscard]] std::string quoted(const std::vector<std::string>& lines);
/// The same for tick labels, which gnuplot reads as formats: % is doubled.
[[nodiscard]] std::string quoted_format(const std::vector<std::string>& lines);

}  // namespace backchannel::figures
