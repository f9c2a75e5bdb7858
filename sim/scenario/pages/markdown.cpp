#include "sim/scenario/pages/markdown.hpp"

namespace backchannel {

std::string markdown(std::string_view text) {
  std::string result;
  const auto starts_a_list = [&](char c) {
    const bool after_digits = !result.empty() && result.find_first_not_of("0123456789") == std::string::npos;
    return result.empty() ? c == '-' || c == '+' : after_digits && (c == '.' || c == ')');
  };
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      result += ' ';
    else if (c == '<')
      result += "&lt;";
    else if (c == '&')
      result += "&amp;";
    else {
      if (std::string_view("\\`*_[]#|~>").find(c) != std::string_view::npos || starts_a_list(c)) result += '\\';
      result += c;
    }
  }
  return result;
}

}  // namespace backchannel
