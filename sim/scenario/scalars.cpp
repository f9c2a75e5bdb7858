#include "sim/scenario/scalars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

namespace backchannel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view without_sign(std::string_view text) {
  return !text.empty() && (text[0] == '-' || text[0] == '+') ? text.substr(1) : text;
}

template <class T>
std::optional<T> parse_all(std::string_view text) {
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Length of the UTF-8 sequence at the start of the text, 0 if it is invalid.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool ok = follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2);
    return ok ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool ok = follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3);
    return ok ? 4 : 0;
  }
  return 0;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// The control characters U+0080 to U+009F, which terminals obey too.
bool is_upper_control(std::string_view text) {
  return text.size() >= 2 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0;
}

/// U+FFFE and U+FFFF, which are no characters.
bool is_noncharacter(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

bool is_refused(std::string_view text) {
  return is_control(text[0]) || is_upper_control(text) || is_noncharacter(text);
}

}  // namespace

std::optional<double> number_from(std::string_view text) {
  const std::string_view rest = without_sign(text);
  if (rest == ".inf" || rest == ".Inf" || rest == ".INF") {
    const double infinity = std::numeric_limits<double>::infinity();
    return text[0] == '-' ? -infinity : infinity;
  }
  if (text == ".nan" || text == ".NaN" || text == ".NAN") return std::numeric_limits<double>::quiet_NaN();
  // from_chars would accept "inf" and "nan"; YAML does not.
  if (rest.empty() || !(is_digit(rest[0]) || (rest[0] == '.' && rest.size() > 1 && is_digit(rest[1]))))
    return std::nullopt;
  return parse_all<double>(text);
}

std::optional<int> whole_number_from(std::string_view text) {
  const std::string_view rest = without_sign(text);
  if (rest.empty() || !is_digit(rest[0])) return std::nullopt;
  return parse_all<int>(text);
}

std::string shortest(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value < 0 ? "-.inf" : ".inf";
  return fmt::format("{}", value == 0 ? 0.0 : value);
}

std::string list_of(std::span<const double> numbers) {
  std::string text;
  for (const double number : numbers) text += (text.empty() ? "" : ", ") + shortest(number);
  return "[" + text + "]";
}

double rounded(double value, int digits) {
  return std::isfinite(value) ? *number_from(fmt::format("{:.{}e}", value, digits - 1)) : value;
}

std::size_t first_invalid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::size_t first_refused_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (is_refused(text.substr(i)) && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') return i;
  return std::string_view::npos;
}

std::string code_point(std::string_view text, std::size_t byte) {
  const std::size_t length = std::max<std::size_t>(sequence_length(text.substr(byte)), 1);
  const auto first = static_cast<unsigned char>(text[byte]);
  unsigned code = length == 1 ? first : first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code = code << 6 | (static_cast<unsigned char>(text[byte + i]) & 0x3Fu);
  return fmt::format("U+{:04X}", code);
}

std::string printable(std::string_view text, std::size_t longest) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = std::max<std::size_t>(sequence_length(text.substr(i)), 1);
    if (result.size() + length > longest) return result + "…";
    result += is_refused(text.substr(i)) ? " " : std::string(text.substr(i, length));
    i += length;
  }
  return result;
}

std::string ticked(std::string_view text) { return fmt::format("`{}`", printable(text)); }

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (c == '\n') {
      result += "\\n";
    } else if (is_control(c)) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

bool looks_like_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((i == 4 || i == 7) ? text[i] != '-' : !is_digit(text[i])) return false;
  return true;
}

std::optional<int> days_from_date(std::string_view text) {
  using namespace std::chrono;
  if (!looks_like_date(text)) return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t length) { return *parse_all<int>(text.substr(from, length)); };
  const year_month_day date{year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))),
                            day(static_cast<unsigned>(part(8, 2)))};
  if (!date.ok()) return std::nullopt;
  return static_cast<int>(sys_days(date).time_since_epoch().count());
}

std::string date_from_days(int days) {
  using namespace std::chrono;
  const year_month_day date{sys_days(std::chrono::days(days))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace backchannel
