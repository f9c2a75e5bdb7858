#include "cli/play/terminal.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

namespace backchannel {

namespace {

bool shows_blocks() {
  if (isatty(STDOUT_FILENO) == 0) return true;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string(value).find("UTF-8") != std::string::npos ||
             std::string(value).find("utf8") != std::string::npos;
  return false;
}

bool is_continuation(char c) { return (c & 0xC0) == 0x80; }

/// Columns that a text takes: its code points.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !is_continuation(c); }));
}

/// The bytes of the first `count` code points.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t byte = 0;
  for (std::size_t seen = 0; byte < text.size(); ++byte)
    if (!is_continuation(text[byte]) && seen++ == count) break;
  return byte;
}

/// Bytes of `line` that stand in a row of `width` columns: up to the last blank, a whole row where there is none.
std::size_t row_of(std::string_view line, std::size_t width, std::size_t indent) {
  const std::size_t whole = bytes_of(line, width);
  if (whole == line.size()) return whole;
  const std::size_t blank = line.rfind(' ', whole);
  return blank == std::string_view::npos || blank <= indent ? whole : blank;
}

std::string broken(std::string_view line, std::size_t width) {
  const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
  const std::string margin(std::min(first + 4, width / 2), ' ');
  std::string text, rest(line);
  for (std::size_t indent = first; columns(rest) > width; indent = margin.size()) {
    const std::size_t end = row_of(rest, width, indent);
    text += rest.substr(0, rest.find_last_not_of(' ', end - 1) + 1) + "\n";
    const std::size_t next = rest.find_first_not_of(' ', end);
    if (next == std::string::npos) return text;
    rest = margin + rest.substr(next);
  }
  return text + rest + "\n";
}

/// Characters outside of ASCII as what comes near, or "?".
std::string plain(const std::string& text) {
  static const std::vector<std::pair<std::string, std::string>> near = {
      {"–", "-"},   {"—", "-"}, {"−", "-"}, {"“", "\""}, {"”", "\""}, {"‘", "'"}, {"’", "'"},
      {"…", "..."}, {"²", "2"}, {"·", "*"}, {"×", "x"},  {"█", "#"},  {"▓", "="}, {"░", "-"}};
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = bytes_of(std::string_view(text).substr(at), 1);
    const std::string character = text.substr(at, length);
    const auto found = std::ranges::find(near, character, &std::pair<std::string, std::string>::first);
    result += character.size() == 1 ? character : found != near.end() ? found->second : "?";
    at += length;
  }
  return result;
}

}  // namespace

int text_width(int otherwise) {
  constexpr int least = 40;
  if (const char* set = std::getenv("COLUMNS"); set != nullptr)
    if (const int width = std::atoi(set); width > 0) return std::max(width, least);
  winsize size{};
  if (isatty(STDOUT_FILENO) != 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::max<int>(size.ws_col, least);
  return otherwise;
}

BarStyle bar_style() {
  return {.width = std::min(text_width(118), 140), .glyphs = shows_blocks() ? Glyphs::Blocks : Glyphs::Ascii};
}

std::string fitted(const std::string& text, std::size_t width, Glyphs glyphs) {
  const std::string shown = glyphs == Glyphs::Ascii ? plain(text) : text;
  if (width == 0) return shown;
  std::string result;
  for (std::size_t from = 0; from < shown.size();) {
    const std::size_t end = std::min(shown.find('\n', from), shown.size());
    const std::string_view line(shown.data() + from, end - from);
    if (columns(line) > width)
      result += broken(line, width);
    else
      result.append(line).append(end < shown.size() ? "\n" : "");
    from = end + 1;
  }
  return result;
}

void print(const std::string& text) {
  std::cout << fitted(text, static_cast<std::size_t>(text_width(0)), shows_blocks() ? Glyphs::Blocks : Glyphs::Ascii);
}

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
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
