// What is printed must arrive: a full disk or a closed stdout is told on stderr and ends with exit code 1.
#pragma once

#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include "sim/core/errors.hpp"

namespace backchannel {

/// Thrown to give up printing; main says what there is to say.
struct OutputLost : std::exception {};

/// The problems a line each; of more than a hundred the first hundred, and how many more there are.
[[nodiscard]] std::string problem_lines(const BadInput& bad);

/// What went wrong, in our words where the library's would puzzle.
[[nodiscard]] std::string error_text(const std::exception& error);

/// Says on stdout where something is kept, on one line whatever its name.
void tell_kept(const std::string& place);

/// Throws BadInput where a document (page, figure, description) would replace a scenario or a study.
void spare_inputs(const std::filesystem::path& document);

/// Takes the place of standard streams that are closed, so that no file of ours is opened as one of them.
void hold_standard_streams();
/// Flushes stdout; false if anything written to it was lost.
[[nodiscard]] bool output_arrived();

}  // namespace backchannel
