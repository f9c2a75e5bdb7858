#include "analysis/text/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace backchannel {
namespace {

std::string safe(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }, '?');
  return text;
}

}  // namespace

std::size_t text_columns(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string TextTable::text(std::size_t indent) const {
  std::vector<std::size_t> width;
  for (const auto& row : rows_)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c == width.size()) width.push_back(0);
      width[c] = std::max(width[c], text_columns(row[c]));
    }
  std::string text;
  for (const auto& row : rows_) {
    std::string line(indent, ' ');
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string gap(width[c] - text_columns(row[c]), ' ');
      if (c > 0) line += "  ";
      const bool words = c < left_ || (last_ == LastColumn::words && c + 1 == width.size());
      line += words ? safe(row[c]) + gap : gap + safe(row[c]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string brief_number(double value, bool is_share) {
  if (std::isnan(value)) return "–";
  if (is_share) return fmt::format("{:.1f}", 100 * value);
  const double size = std::abs(value);
  return fmt::format("{:.{}f}", value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3);
}

std::string small_bar(double value, int width) {
  static const char* parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * width * 8));
  std::string bar;
  for (int i = 0; i < eighths / 8; ++i) bar += "█";
  return bar + parts[eighths % 8];
}

std::string wrapped_text(const std::string& text, std::size_t width, std::size_t indent) {
  std::istringstream words(text);
  std::string result, line(indent, ' '), word;
  bool empty = true;
  while (words >> word) {
    if (!empty && text_columns(line) + 1 + text_columns(word) > width) {
      result += line + "\n";
      line.assign(indent, ' ');
      empty = true;
    }
    line += (empty ? "" : " ") + word;
    empty = false;
  }
  return empty ? result : result + line + "\n";
}

}  // namespace backchannel
