// What a terminal hears while runs are played: notes and one line of progress on stderr; Ctrl-C stops.
#pragma once

#include <chrono>
#include <string>

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
  /// Which of several scenarios is played now: notices begin with it.
  void speak_of(const std::string& scenario) { notice_ = scenario + ": notice: "; }
  /// Takes the line of progress away, before something else is printed.
  void erase();

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::uint64_t played_ = 0, wanted_ = 0;
  std::string notice_ = "notice: ";
  bool terminal_, drawn_ = false;
};

}  // namespace backchannel
