// Text that is wider than a terminal: prose is broken between words, a table row by row between its columns, so that no
// number is torn.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace backchannel {

/// The text in lines of at most `width` columns; lines that are narrow enough stay as they are, words that are wider
/// than a line (paths) go on in the next. A table is a run of lines whose cells stand apart by two blanks or more; its
/// columns are where all of them have a cell. Of a row that is too wide the further columns stand in the next lines,
/// indented, at the same place in every row; a last column that takes more than half of the width is broken within it.
[[nodiscard]] std::string folded(std::string_view text, std::size_t width);

}  // namespace backchannel
