#include "cli/play/shell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace backchannel {

std::string shell_word(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-+=./:,@%").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
  };
  if (!word.empty() && std::ranges::all_of(word, plain)) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string scenario_words(const ScenarioOptions& scenario, std::optional<int> horizon) {
  std::string text = shell_word(scenario.file);
  for (const std::string& set : scenario.sets) text += " --set " + shell_word(set);
  if (horizon) text += fmt::format(" --horizon {}", *horizon);
  return text;
}

}  // namespace backchannel
