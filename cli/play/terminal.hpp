// What a terminal shows, and progress on it. Nothing is drawn where stderr is not a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "analysis/findings/bars.hpp"

namespace backchannel {

/// Columns of a line: COLUMNS if it is set, else of the terminal; `otherwise` if stdout is none. At least 40.
[[nodiscard]] int text_width(int otherwise);

/// Bars as wide as a line (118 columns if stdout is no terminal, never above 140); blocks where the locale is UTF-8 or
/// output is piped.
[[nodiscard]] BarStyle bar_style();

/// Text on stdout. On a terminal, or with COLUMNS set, lines that are too long go on in the next, indented; on a
/// terminal that cannot show UTF-8 its characters are replaced.
void print(const std::string& text);

/// What print() makes of a text. `width` 0: lines stay as they are.
[[nodiscard]] std::string fitted(const std::string& text, std::size_t width, Glyphs glyphs);

/// "1 min 05 s"
[[nodiscard]] std::string duration(double seconds);

/// One line on stderr that is drawn over, from the first second on.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// `played` of this session; `done` and `wanted` of the study.
  void show(std::uint64_t played, std::uint64_t done, std::uint64_t wanted);

 private:
  std::chrono::steady_clock::time_point start_;
  bool terminal_, drawn_ = false;
};

}  // namespace backchannel
