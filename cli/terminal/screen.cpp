#include "cli/terminal/screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/terminal/fold.hpp"
#include "cli/terminal/output.hpp"
#include "sim/core/text.hpp"
#include "sim/results/json_text.hpp"

namespace backchannel {

namespace {

/// "en_GB.UTF-8", "C.utf8".
bool names_utf8(std::string locale) {
  std::erase(locale, '-');
  std::ranges::transform(locale, locale.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return locale.find("utf8") != std::string::npos;
}

bool shows_blocks(int stream = STDOUT_FILENO) {
  if (isatty(stream) == 0) return true;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return names_utf8(value);
  return false;
}

/// Characters outside of ASCII as what comes near, or "?".
std::string plain(const std::string& text) {
  static const std::vector<std::pair<std::string, std::string>> near = {
      {"–", "-"}, {"—", "-"}, {"−", "-"}, {"“", "\""}, {"”", "\""}, {"‘", "'"}, {"’", "'"}, {"…", "..."},
      {"²", "2"}, {"·", "*"}, {"×", "x"}, {"→", "->"}, {"±", "+-"}, {"█", "#"}, {"▓", "="}, {"░", "-"}};
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (at + length < text.size() && (text[at + length] & 0xC0) == 0x80) ++length;
    const std::string character = text.substr(at, length);
    const auto found = std::ranges::find(near, character, &std::pair<std::string, std::string>::first);
    result += character.size() == 1 ? character : found != near.end() ? found->second : "?";
    at += length;
  }
  return result;
}

std::size_t columns_of(int stream, std::size_t otherwise) {
  constexpr std::size_t least = 40;
  if (const char* set = std::getenv("COLUMNS"); set != nullptr)
    if (const int width = std::atoi(set); width > 0) return std::max<std::size_t>(width, least);
  winsize size{};
  if (isatty(stream) != 0 && ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::max<std::size_t>(size.ws_col, least);
  return otherwise;
}

std::string fitted_to(int stream, const std::string& text) {
  return fitted(text, columns_of(stream, 0), shows_blocks(stream) ? Glyphs::Blocks : Glyphs::Ascii);
}

}  // namespace

std::size_t text_width(std::size_t otherwise) { return columns_of(STDOUT_FILENO, otherwise); }

std::size_t page_width() {
  constexpr std::size_t widest = 110;
  return std::min(text_width(widest), widest);
}

BarStyle bar_style() {
  return {.width = std::min<std::size_t>(text_width(118), 140),
          .glyphs = shows_blocks() ? Glyphs::Blocks : Glyphs::Ascii};
}

std::string fitted(const std::string& text, std::size_t width, Glyphs glyphs) {
  const std::string safe = safe_lines(text), shown = glyphs == Glyphs::Ascii ? plain(safe) : safe;
  return width == 0 ? shown : folded(shown, width);
}

void print(const std::string& text) { std::cout << fitted_to(STDOUT_FILENO, text); }

void tell(const std::string& text) { std::cerr << fitted_to(STDERR_FILENO, text); }

void print_json(const nlohmann::ordered_json& json) { std::cout << json_text(json, 2) << '\n'; }

}  // namespace backchannel
