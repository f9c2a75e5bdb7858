#include "cli/terminal/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string_view>

#include "cli/play/sweep.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

namespace {

volatile std::sig_atomic_t was_interrupted = 0;  // a signal handler can reach nothing else
void remember(int) { was_interrupted = 1; }

/// The first Ctrl-C is remembered and asked for, the second ends the program at once.
void notice_interrupts() {
  struct sigaction action {};
  action.sa_handler = remember;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

}  // namespace

TerminalListener::TerminalListener() : terminal_(isatty(STDERR_FILENO) != 0) { notice_interrupts(); }

TerminalListener::~TerminalListener() { erase(); }

void TerminalListener::erase() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void TerminalListener::note(const std::string& text) {
  erase();
  constexpr std::string_view plain = "notice: ";
  const std::string told = text.starts_with(plain) ? notice_ + text.substr(plain.size()) : text;
  tell(safe_text(told) + "\n");
}

void TerminalListener::progress(const Progress& now) {
  if (now.played < played_ || now.wanted != wanted_) start_ = std::chrono::steady_clock::now();  // another part
  played_ = now.played;
  wanted_ = now.wanted;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  if (!terminal_ || elapsed.count() < 1 || now.played == 0) return;
  const double rate = static_cast<double>(now.played) / elapsed.count();
  const double left = static_cast<double>(now.wanted - std::min(now.done, now.wanted)) / rate;
  const std::string line =
      fmt::format("\r\x1b[K{} of {} runs, {:.0f} a second, {} left", now.done, now.wanted, rate, duration_text(left));
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

bool TerminalListener::stop() { return was_interrupted != 0; }

}  // namespace backchannel
