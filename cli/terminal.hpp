// What a terminal shows, and progress on it. Nothing is drawn where stderr is not a terminal.
#pragma once

#include <chrono>
#include <cstdint>

#include "analysis/histogram.hpp"

namespace backchannel {

/// Width of the terminal (100 columns if stdout is none), blocks where the locale is UTF-8 or output is piped.
[[nodiscard]] BarStyle bar_style();

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
