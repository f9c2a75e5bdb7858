#include "cli/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace backchannel {

namespace {

/// "1 min 05 s"
std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

bool shows_blocks() {
  if (isatty(STDOUT_FILENO) == 0) return true;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string(value).find("UTF-8") != std::string::npos ||
             std::string(value).find("utf8") != std::string::npos;
  return false;
}

}  // namespace

BarStyle bar_style() {
  winsize size{};
  BarStyle style{.width = 118, .glyphs = shows_blocks() ? Glyphs::Blocks : Glyphs::Ascii};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = std::min<int>(size.ws_col, 140);
  return style;
}

ProgressLine::ProgressLine() : start_(std::chrono::steady_clock::now()), terminal_(isatty(STDERR_FILENO) != 0) {}

ProgressLine::~ProgressLine() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void ProgressLine::show(std::uint64_t played, std::uint64_t done, std::uint64_t wanted) {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  if (!terminal_ || elapsed.count() < 1 || played == 0) return;
  const double rate = static_cast<double>(played) / elapsed.count();
  const double left = static_cast<double>(wanted - std::min(done, wanted)) / rate;
  const std::string line =
      fmt::format("\r\x1b[K{} of {} runs, {:.0f} a second, {} left", done, wanted, rate, duration(left));
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace backchannel
