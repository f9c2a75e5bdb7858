// Every figure by name, as `plot --what` asks for it. A new one is a function in a file of its own, its declaration in
// study_figures.hpp or sweep_parts.hpp, a line in figure_list.cpp, and a test.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/figures/draw/figure.hpp"
#include "analysis/figures/study_figures.hpp"
#include "analysis/figures/sweep_figures.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel::figures {

/// What figures of runs are drawn from. The rows in the file are read only for figures that need them.
struct RunSource {
  const Summary& summary;
  const StoredStudy& study;
  Overlay overlay = Overlay::none;
  std::string file{};
};

[[nodiscard]] std::vector<std::string> run_figure_names();
[[nodiscard]] std::vector<std::string> sweep_figure_names();

/// Throws BadInput, with what is needed, for a figure that the study does not give.
[[nodiscard]] Figure run_figure(const std::string& what, const RunSource& source);

}  // namespace backchannel::figures
