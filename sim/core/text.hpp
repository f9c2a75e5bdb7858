// Text for people: how many columns it takes, how it is broken into lines and cut, and how text from outside is made
// safe for whatever shows it. All text is UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace backchannel {

/// Bytes of the character that begins at `at`; 0 if it is ill-formed (overlong forms and surrogates are).
[[nodiscard]] std::size_t character_at(std::string_view text, std::size_t at);

/// Text that a terminal, a picture, a page and a table show as text: control characters become spaces; ill-formed bytes
/// and Unicode's noncharacters (U+FFFE, which XML refuses, and its kind) become "?".
[[nodiscard]] std::string safe_text(std::string_view text);

/// The same of each line; lines stay.
[[nodiscard]] std::string safe_lines(std::string_view text);

/// Columns on a terminal: one a character, two for East Asian wide ones and emoji, none for combining marks (the ranges
/// of Unicode Standard Annex 11, coarsely). An ill-formed byte counts as one character.
[[nodiscard]] std::size_t text_columns(std::string_view text);

/// The code of a well-formed character.
[[nodiscard]] char32_t code_of(std::string_view character);

/// How much room a character takes, in the unit in which room is given.
using Measure = double (*)(std::string_view character);
/// The measure of a terminal: columns.
[[nodiscard]] double columns_of(std::string_view character);

/// Bytes of the first characters that have room.
[[nodiscard]] std::size_t bytes_within(std::string_view text, double room, Measure measure = columns_of);
/// Bytes of the first words that have room, at least of one. A number and the per cent sign behind it are not parted.
[[nodiscard]] std::size_t words_within(std::string_view text, double room, Measure measure = columns_of);
/// Safe text of exactly `columns` columns: filled up with blanks, or cut with `ellipsis` at its end.
[[nodiscard]] std::string fitted_text(std::string_view text, std::size_t columns, std::string_view ellipsis = "…");

/// The words in lines that have room; a wider word has a line to itself.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text, double room, Measure measure = columns_of);
/// A line torn between characters, at least one a piece.
[[nodiscard]] std::vector<std::string> torn(std::string_view line, double room, Measure measure = columns_of);
/// The words in lines, wider words torn.
[[nodiscard]] std::vector<std::string> lines_within(std::string_view text, double room, Measure measure = columns_of);
/// The same as text: each line ended, after `indent` blanks that count.
[[nodiscard]] std::string wrapped_text(std::string_view text, std::size_t columns, std::size_t indent);
/// The same behind a first word such as "length  ": the other lines stand under the first.
[[nodiscard]] std::string paragraph(std::string_view first, std::string_view text, std::size_t columns);

/// interim_agreement: "interim agreement".
[[nodiscard]] std::string spaced(std::string_view name);
/// A number with so many digits behind the point, halves away from 0: 9.25 is 9.3 wherever it stands, and so is what
/// differs from it by a rounding error alone. "–" for what is no number.
[[nodiscard]] std::string fixed(double value, int decimals);
/// A share as per cent with so many digits behind the point, without the sign: .0925 is "9.3".
[[nodiscard]] std::string per_cent(double share, int decimals = 1);
/// 1,234,567
[[nodiscard]] std::string grouped(std::uint64_t number);

}  // namespace backchannel
