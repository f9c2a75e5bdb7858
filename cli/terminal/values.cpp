#include "cli/terminal/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

constexpr double exact_doubles = 9007199254740992.0;  // 2^53: whole numbers beyond it are not all doubles

bool is_all_digits(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

struct Whole {
  std::optional<std::uint64_t> value;
  bool is_number = false;  // one that is too large, negative or broken
};

Whole whole_from(const std::string& text) {
  if (is_all_digits(text)) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return {error == std::errc() ? std::optional(value) : std::nullopt, true};
  }
  const auto number = number_from(text);
  if (!number || std::isnan(*number)) return {};
  const bool exact = *number >= 0 && *number <= exact_doubles && *number == std::floor(*number);
  return {exact ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt, true};
}

}  // namespace

Reading whole_number(std::uint64_t low, std::uint64_t high) {
  return [low, high](std::string& text) {
    const auto [value, is_number] = whole_from(text);
    if (value && *value >= low && *value <= high) {
      text = std::to_string(*value);
      return std::string();
    }
    return fmt::format("{} is {} (a whole number, {} to {})", ticked(text),
                       value       ? "out of range"
                       : is_number ? "not a whole number in range"
                                   : "not a whole number",
                       low, high);
  };
}

Reading real_number(double low, double high) {
  return [low, high](std::string& text) {
    const auto value = number_from(text);
    if (value && *value >= low && *value <= high) return std::string();
    return fmt::format("{} is {} ({} to {})", ticked(text), value ? "out of range" : "not a number", shortest(low),
                       shortest(high));
  };
}

Reading word_of(std::vector<std::string> words) {
  return [words = std::move(words)](std::string& text) {
    if (std::ranges::find(words, text) != words.end()) return std::string();
    return fmt::format("{} is unknown ({})", ticked(text), suggestion(text, words));
  };
}

Reading some_text() {
  return [](std::string& text) { return text.empty() ? std::string("the value is empty") : std::string(); };
}

}  // namespace backchannel
