// Draws a figure with gnuplot.
//
// gnuplot is started directly, without a shell, on a script in a private temporary folder; it reads no start-up file.
// The script holds the numbers and, as strings in which everything but letters is escaped, the texts: no text of a
// scenario can become a command (text.hpp). In png and pdf, characters that no font has are replaced (letters.hpp). The
// picture comes into its place whole or not at all: one without its end is refused. A signal that ends this program,
// and half a minute without a picture, end gnuplot.
//
// Throws std::runtime_error if gnuplot is not installed or fails, or the place cannot be written.
#pragma once

#include <filesystem>
#include <string>

#include "analysis/figures/draw/figure.hpp"

namespace backchannel::figures {

enum class Format { svg, png, pdf };

/// The script that writes the picture to the file `picture` in its own folder.
[[nodiscard]] std::string gnuplot_script(const Figure& figure, Format format);

void render(const Figure& figure, Format format, const std::filesystem::path& place);

}  // namespace backchannel::figures
