// Letters that no font has: a program that draws by fonts puts a large box with a number in their place, over all that
// is around. SVG leaves the letters to whoever shows it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/figures/draw/figure.hpp"

namespace backchannel::figures {

/// The characters that fonts have, as ranges (first, last) of codes.
using Letters = std::vector<std::pair<char32_t, char32_t>>;

/// Western and Central European, Greek and Cyrillic letters and the signs that figures use: what the fonts of any
/// machine have.
[[nodiscard]] const Letters& common_letters();
/// From what `fc-list --format '%{charset}\n'` says: "20-7e a0-17f 2013" a font. Without it the common ones.
[[nodiscard]] Letters letters_of(std::string_view listed);

/// Whether all texts of the figure can be drawn with these letters.
[[nodiscard]] bool can_draw(const Figure& figure, const Letters& letters);
/// The figure with "?" for each character that is in none of these ranges, and nothing for one that takes no place; its
/// caption says so if there is one.
[[nodiscard]] Figure drawable(Figure figure, const Letters& letters);

}  // namespace backchannel::figures
