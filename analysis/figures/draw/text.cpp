#include "analysis/figures/draw/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/text.hpp"

namespace backchannel::figures {

namespace {

/// In em.
double width_of(std::string_view letter) {
  if (letter.size() >= 3 && static_cast<unsigned char>(letter[0]) >= 0xE3) return 1;  // East Asian and beyond
  if (letter.size() > 1) return 0.6;
  const char c = letter[0];
  if (std::string_view("ijl.,:;'|!").find(c) != std::string_view::npos) return 0.26;
  if (std::string_view(" ftrI()[]/-\"`").find(c) != std::string_view::npos) return 0.32;
  if (std::string_view("mwMW%@").find(c) != std::string_view::npos) return 0.88;
  if (c >= 'A' && c <= 'Z') return 0.7;
  return 0.54;
}

/// The first characters of the text that fit, at least one.
std::size_t fitting(std::string_view text, double width, double size) {
  double used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_at(text, at);
    used += size * width_of(text.substr(at, length));
    if (used > width && at > 0) break;
    at += length;
  }
  return at;
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
    em += width_of(text.substr(at, length));
    at += length;
  }
  return em * size;
}

std::vector<std::string> wrap(std::string_view raw, double width, double size, std::size_t lines) {
  const std::string whole = safe_text(raw);
  std::string_view text = whole;
  std::vector<std::string> result;
  while (!text.empty() && result.size() < lines) {
    std::size_t end = fitting(text, width, size);
    if (end < text.size() && result.size() + 1 == lines) {
      end = fitting(text, width - size, size);
      result.push_back(std::string(text.substr(0, end)) + "…");
      break;
    }
    if (end < text.size() && text[end] != ' ') {
      const std::size_t space = text.substr(0, end).rfind(' ');
      if (space != std::string_view::npos && space > 0) end = space;
    }
    result.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return result;
}

std::string quoted(const std::vector<std::string>& lines) { return escaped(lines, false); }
std::string quoted_format(const std::vector<std::string>& lines) { return escaped(lines, true); }

}  // namespace backchannel::figures
