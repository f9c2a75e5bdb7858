// What a terminal hears while runs are played: notes and one line of progress on stderr; Ctrl-C stops, and so do a
// closed terminal and SIGTERM.
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <string>

#include "cli/play/listener.hpp"

namespace backchannel {

class TerminalListener : public Listener {
 public:
  /// Notices Ctrl-C while it lives; before and after, it ends the program.
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
  static constexpr std::array noticed{SIGINT, SIGTERM, SIGHUP};

  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::uint64_t played_ = 0, wanted_ = 0;
  std::string notice_ = "notice: ";
  bool terminal_, drawn_ = false;
  std::array<struct sigaction, noticed.size()> before_{};
};

}  // namespace backchannel
