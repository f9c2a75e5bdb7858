#include "cli/terminal/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <string_view>

#include "cli/play/sweep.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/core/text.hpp"

namespace backchannel {

namespace {

std::atomic<bool> was_interrupted = false;  // a signal handler has nothing but globals
static_assert(std::atomic<bool>::is_always_lock_free);

/// The first signal is remembered and asked for, the second ends the program at once.
void remember(int number) {
  if (!was_interrupted.exchange(true)) return;
  std::signal(number, SIG_DFL);
  raise(number);
}

}  // namespace

TerminalListener::TerminalListener() : terminal_(isatty(STDERR_FILENO) != 0) {
  struct sigaction action {};
  action.sa_handler = remember;
  for (std::size_t n = 0; n < noticed.size(); ++n) {
    sigaction(noticed[n], nullptr, &before_[n]);
    const bool is_left = noticed[n] == SIGHUP && before_[n].sa_handler == SIG_IGN;  // nohup
    if (!is_left) sigaction(noticed[n], &action, nullptr);
  }
}

TerminalListener::~TerminalListener() {
  erase();
  for (std::size_t n = 0; n < noticed.size(); ++n) sigaction(noticed[n], &before_[n], nullptr);
}

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

bool TerminalListener::stop() { return was_interrupted; }

}  // namespace backchannel
