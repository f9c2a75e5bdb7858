#include "analysis/text/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/text/words.hpp"

namespace backchannel {
void TextTable::add(std::vector<std::string> row) {
  for (std::string& cell : row) cell = safe_text(cell);
  rows_.push_back(std::move(row));
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
      line += words ? row[c] + gap : gap + row[c];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string brief_number(double value, bool is_share) {
  if (std::isnan(value)) return "–";
  return is_share ? per_cent(value) : brief(value);
}

std::string small_bar(double value, int width) {
  static const char* parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = static_cast<int>(std::lround(std::clamp(value, 0.0, 1.0) * width * 8));
  std::string bar;
  for (int i = 0; i < eighths / 8; ++i) bar += "█";
  return bar + parts[eighths % 8];
}

}  // namespace backchannel
