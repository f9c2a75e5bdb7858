#include "analysis/figures/draw/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/text.hpp"

namespace backchannel::figures {

namespace {

/// In em.
double em_of(std::string_view letter) {
  if (letter.size() >= 3 && static_cast<unsigned char>(letter[0]) >= 0xE3) return 1;  // East Asian and beyond
  if (letter.size() > 1) return 0.6;
  const char c = letter[0];
  if (std::string_view("ijl.,:;'|!").find(c) != std::string_view::npos) return 0.26;
  if (std::string_view(" ftrI()[]/-\"`").find(c) != std::string_view::npos) return 0.32;
  if (std::string_view("mwMW%@").find(c) != std::string_view::npos) return 0.88;
  if (c >= 'A' && c <= 'Z') return 0.7;
  return 0.54;
}

std::string escaped(const std::vector<std::string>& lines, bool format) {
  std::string result = "\"";
  for (std::size_t l = 0; l < lines.size(); ++l) {
    if (l > 0) result += "\\n";
    for (const char c : safe_text(lines[l])) {
      const auto byte = static_cast<unsigned char>(c);
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || byte >= 0x80 || std::string_view(" .,;:()-+=/").find(c) != std::string_view::npos)
        result += c;
      else
        for (int i = 0; i < (format && c == '%' ? 2 : 1); ++i) result += fmt::format("\\{:03o}", byte);
    }
  }
  return result + "\"";
}

}  // namespace

double text_width(std::string_view text, double size) {
  double em = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, character_at(text, at));
    em += em_of(text.substr(at, length));
    at += length;
  }
  return em * size;
}

std::vector<std::string> wrap(std::string_view text, double width, double size, std::size_t lines) {
  std::vector<std::string> result = lines_within(safe_text(text), width / size, em_of);
  if (result.size() <= lines) return result;
  std::string last = result[lines - 1] + " " + result[lines];
  result.resize(lines);
  result.back() = last.substr(0, bytes_within(last, width / size - 1, em_of)) + "…";
  return result;
}

std::string quoted(const std::vector<std::string>& lines) { return escaped(lines, false); }
std::string quoted_format(const std::vector<std::string>& lines) { return escaped(lines, true); }

}  // namespace backchannel::figures
