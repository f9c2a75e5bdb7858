// Scalars of YAML and text that is safe to print.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace backchannel {

/// The number that the whole text spells: 0.3, -1e-3, +5, .inf, -.inf, .nan; nothing for all else.
[[nodiscard]] std::optional<double> number_from(std::string_view text);
[[nodiscard]] std::optional<int> whole_number_from(std::string_view text);
/// A number as short as possible that reads back to the same bits, infinities as YAML writes them.
[[nodiscard]] std::string shortest(double value);

/// The same of several: [0.3, 1].
[[nodiscard]] std::string list_of(std::span<const double> numbers);
/// The nearest number of so many significant digits.
[[nodiscard]] double rounded(double value, int digits);

/// Byte of the first invalid UTF-8 sequence (overlong forms and surrogates are invalid), npos if there is none.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);
/// Byte of the first character that XML or YAML refuse, npos if there is none: control characters (C0 but tab and line
/// ends, DEL, C1) and the noncharacters U+FFFE and U+FFFF.
[[nodiscard]] std::size_t first_refused_character(std::string_view text);
/// "U+FFFE": the character that begins at a byte of valid UTF-8.
[[nodiscard]] std::string code_point(std::string_view text, std::size_t byte);
/// Text without such characters and of at most so many bytes, for messages.
[[nodiscard]] std::string printable(std::string_view text, std::size_t longest = 40);
/// The same in backticks, as messages quote what was written.
[[nodiscard]] std::string ticked(std::string_view text);
/// Text in YAML's double quotes.
[[nodiscard]] std::string quoted(std::string_view text);

/// Days from 1970-01-01 to an ISO date; nothing if the text has another form or the date does not exist.
[[nodiscard]] std::optional<int> days_from_date(std::string_view text);
/// Whether the text has the form of an ISO date, 2026-02-30 included.
[[nodiscard]] bool looks_like_date(std::string_view text);
/// The ISO date of a number of days from 1970-01-01.
[[nodiscard]] std::string date_from_days(int days);

}  // namespace backchannel
