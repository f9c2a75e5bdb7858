#include "sim/core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace backchannel {

namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }
bool is_no_character(char32_t code) { return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE; }

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool is_in(char32_t code, const std::array<Range, N>& ranges) {
  return std::ranges::any_of(ranges, [&](const Range& r) { return code >= r.first && code <= r.last; });
}

constexpr std::array combining{Range{0x300, 0x36F},   Range{0x483, 0x489},   Range{0x591, 0x5BD},
                               Range{0x610, 0x61A},   Range{0x64B, 0x65F},   Range{0x1AB0, 0x1AFF},
                               Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                               Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}};
constexpr std::array wide{Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
                          Range{0xA960, 0xA97C},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                          Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
                          Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1FAFF},
                          Range{0x20000, 0x3FFFD}};

std::size_t columns_of_code(char32_t code) {
  return code < 0x300 ? 1 : is_in(code, combining) ? 0 : is_in(code, wide) ? 2 : 1;
}

/// Calls see(letter, code) for one character after the other until it says false; an ill-formed byte is U+FFFD.
template <class See>
void each_character(std::string_view text, See see) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_at(text, at);
    const std::string_view letter = text.substr(at, std::max<std::size_t>(1, length));
    if (!see(letter, length == 0 ? char32_t{0xFFFD} : code_of(letter))) return;
    at += letter.size();
  }
}

constexpr std::string_view blanks = " \t\r\n";

double room_behind(std::size_t margin, std::size_t columns) {
  return static_cast<double>(columns - std::min(columns, margin));
}

}  // namespace

std::size_t character_at(std::string_view text, std::size_t at) {
  const unsigned char first = byte_at(text, at);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  const unsigned char second = length > 1 ? byte_at(text, at + 1) : 0;
  const bool is_overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool is_no_code = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return is_overlong || is_no_code ? 0 : length;
}

std::string safe_text(std::string_view text) {
  std::string result;
  each_character(text, [&](std::string_view letter, char32_t code) {
    const bool is_ill_formed = code == 0xFFFD && letter.size() == 1;
    result += is_ill_formed || is_no_character(code) ? "?" : is_control(code) ? " " : letter;
    return true;
  });
  return result;
}

std::string safe_lines(std::string_view text) {
  std::string safe;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    safe += safe_text(text.substr(from, end - from)) + (end < text.size() ? "\n" : "");
    from = end + 1;
  }
  return safe;
}

std::size_t text_columns(std::string_view text) {
  std::size_t columns = 0;
  each_character(text, [&](std::string_view, char32_t code) {
    columns += columns_of_code(code);
    return true;
  });
  return columns;
}

char32_t code_of(std::string_view letter) {
  if (letter.size() == 1) return byte_at(letter, 0);
  char32_t code = byte_at(letter, 0) & (0xFFu >> (letter.size() + 1));
  for (std::size_t i = 1; i < letter.size(); ++i) code = code << 6 | (byte_at(letter, i) & 0x3Fu);
  return code;
}

double columns_of(std::string_view character) { return static_cast<double>(text_columns(character)); }

std::size_t bytes_within(std::string_view text, double room, Measure measure) {
  std::size_t bytes = 0;
  double used = 0;
  each_character(text, [&](std::string_view character, char32_t) {
    used += measure(character);
    if (used > room) return false;
    bytes += character.size();
    return true;
  });
  return bytes;
}

std::size_t words_within(std::string_view text, double room, Measure measure) {
  const std::size_t most = bytes_within(text, room, measure);
  std::size_t end = 0;
  do {
    const std::size_t word = std::min(text.find_first_not_of(blanks, end), text.size());
    std::size_t next = std::min(text.find_first_of(blanks, word), text.size());
    if (text.substr(next, 2) == " %") next = std::min(text.find_first_of(blanks, next + 1), text.size());
    if (end > 0 && next > most) break;
    end = next;
  } while (end < text.size());
  return end;
}

std::string fitted_text(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  std::string shown = safe_text(text);
  if (text_columns(shown) > columns) {
    const std::size_t dots = std::min(columns, text_columns(ellipsis));
    shown = shown.substr(0, bytes_within(shown, static_cast<double>(columns - dots)));
    shown += ellipsis.substr(0, bytes_within(ellipsis, static_cast<double>(dots)));
  }
  return shown + std::string(columns - std::min(columns, text_columns(shown)), ' ');
}

std::vector<std::string> lines_of(std::string_view text, double room, Measure measure) {
  std::string words;
  for (std::size_t from = text.find_first_not_of(blanks); from != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, from), text.size());
    words.append(words.empty() ? "" : " ").append(text.substr(from, end - from));
    from = text.find_first_not_of(blanks, end);
  }
  std::vector<std::string> lines;
  for (std::string_view left = words; !left.empty(); left.remove_prefix(std::min<std::size_t>(1, left.size()))) {
    lines.emplace_back(left.substr(0, words_within(left, room, measure)));
    left.remove_prefix(lines.back().size());
  }
  return lines;
}

std::vector<std::string> torn(std::string_view line, double room, Measure measure) {
  std::vector<std::string> pieces;
  while (!line.empty()) {
    const std::size_t one = std::max<std::size_t>(1, character_at(line, 0));
    pieces.emplace_back(line.substr(0, std::max(one, bytes_within(line, room, measure))));
    line.remove_prefix(pieces.back().size());
  }
  return pieces;
}

std::vector<std::string> lines_within(std::string_view text, double room, Measure measure) {
  std::vector<std::string> lines;
  for (const std::string& line : lines_of(text, room, measure))
    for (std::string& piece : torn(line, room, measure)) lines.push_back(std::move(piece));
  return lines;
}

std::string wrapped_text(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result;
  for (const std::string& line : lines_of(text, room_behind(indent, columns)))
    result += std::string(indent, ' ') + line + "\n";
  return result;
}

std::string paragraph(std::string_view first, std::string_view text, std::size_t columns) {
  const std::size_t margin = text_columns(first);
  std::string result(first);
  const std::vector<std::string> lines = lines_of(text, room_behind(margin, columns));
  for (std::size_t l = 0; l < lines.size(); ++l) result += (l == 0 ? "" : "\n" + std::string(margin, ' ')) + lines[l];
  return result + "\n";
}

std::string spaced(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string fixed(double value, int decimals) {
  if (!std::isfinite(value)) return std::isnan(value) ? "–" : value > 0 ? "∞" : "−∞";
  constexpr double noise = 1e-9;  // of the last digit: far above that of sums of shares, far below what counts can make
  const double power = std::pow(10.0, decimals), scaled = value * power, whole = std::trunc(scaled);
  const bool is_half = std::abs(std::abs(scaled - whole) - 0.5) < noise;
  const std::string text =
      fmt::format("{:.{}f}", is_half ? (whole + std::copysign(1.0, scaled)) / power : value, decimals);
  const bool is_zero = text.find_first_not_of("-0.") == std::string::npos;
  return is_zero && text[0] == '-' ? text.substr(1) : text;
}

std::string per_cent(double share, int decimals) { return fixed(100 * share, decimals); }

std::string grouped(std::uint64_t number) {
  if (number < 1000) return std::to_string(number);
  return fmt::format("{},{:03}", grouped(number / 1000), number % 1000);
}

}  // namespace backchannel
