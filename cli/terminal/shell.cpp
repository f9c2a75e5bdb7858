#include "cli/terminal/shell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

/// Bytes that are no UTF-8, or move a cursor.
bool is_awkward(const std::string& word) {
  return first_invalid_utf8(word) != std::string::npos ||
         std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// In $'…', every byte that is not plain ASCII by its number.
std::string in_numbers(const std::string& word) {
  std::string quoted = "$'";
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    quoted += byte < 0x20 || byte >= 0x7f ? fmt::format("\\x{:02x}", byte)
              : c == '\'' || c == '\\'    ? std::string("\\") + c
                                          : std::string(1, c);
  }
  return quoted + "'";
}

}  // namespace

std::string shell_word(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-+=./:,@%").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
  };
  if (is_awkward(word)) return in_numbers(word);
  if (!word.empty() && std::ranges::all_of(word, plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string scenario_words(const ScenarioOptions& scenario) {
  std::string text = shell_word(scenario.file);
  for (const std::string& set : scenario.sets) text += " --set " + shell_word(set);
  if (scenario.horizon) text += fmt::format(" --horizon {}", *scenario.horizon);
  return text;
}

}  // namespace backchannel
