// What a terminal hears while runs are played: notes and one line of progress on stderr; Ctrl-C stops.
#pragma once

#include <chrono>

#include "cli/play/listener.hpp"

namespace backchannel {

class TerminalListener : public Listener {
 public:
  /// Notices Ctrl-C from now on.
  TerminalListener();
  ~TerminalListener() override;

  void note(const std::string& text) override;
  /// Drawn over, from the first second on; nothing where stderr is no terminal.
  void progress(const Progress& now) override;
  [[nodiscard]] bool stop() override;
  /// Takes the line of progress away, before something else is printed.
  void erase();

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::uint64_t played_ = 0;
  bool terminal_, drawn_ = false;
};

}  // namespace backchannel
