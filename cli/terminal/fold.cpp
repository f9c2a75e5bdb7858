#include "cli/terminal/fold.hpp"

#include <algorithm>
#include <optional>

#include "sim/core/text.hpp"

namespace backchannel {

namespace {

constexpr std::size_t further = 4;  // how much deeper the next lines of a row or sentence stand

double room(std::size_t columns) { return static_cast<double>(columns); }

std::string_view cut(std::string_view text, std::size_t from, std::size_t to) {
  const std::size_t begin = bytes_within(text, room(from));
  return text.substr(begin, bytes_within(text.substr(begin), room(to - from)));
}

std::string without_blanks_at_its_end(std::string_view text) {
  return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// ------------------------------------------------------------------------------------------------- prose

/// The first row as it is, then what is left, deeper.
std::string broken(std::string_view line, std::size_t width) {
  const std::size_t indent = indent_of(line);
  const std::size_t end = indent + words_within(line.substr(indent), room(width - std::min(width, indent)));
  return without_blanks_at_its_end(line.substr(0, end)) + "\n" +
         wrapped_text(line.substr(end), width, std::min(indent + further, width / 2));
}

/// A line of which a single word is too wide, broken within the word; the further lines stand below the first.
std::string torn_apart(std::string_view line, std::size_t width) {
  const std::size_t margin = std::min(indent_of(line), width / 2), first = bytes_within(line, room(width));
  std::string text = std::string(line.substr(0, first)) + "\n";
  for (const std::string& piece : torn(line.substr(first), room(width - margin)))
    text += std::string(margin, ' ') + piece + "\n";
  return text;
}

// ------------------------------------------------------------------------------------------------- tables

using Lines = std::vector<std::string_view>;

struct Column {
  std::size_t begin, end;
};

/// Whether there are two cells, two blanks apart.
bool is_row(std::string_view line) {
  const std::size_t gap = line.find("  ", indent_of(line));
  return gap != std::string_view::npos && line.find_first_not_of(' ', gap) != std::string_view::npos;
}

/// What stands between strips of two blanks or more that go through all lines.
std::vector<Column> columns_of_table(const Lines& lines) {
  std::size_t widest = 0;
  for (const std::string_view line : lines) widest = std::max(widest, text_columns(line));
  std::vector<bool> inked(widest + 2);
  for (const std::string_view line : lines) {
    for (std::size_t at = 0, column = 0; at < line.size();) {
      const std::size_t bytes = std::max<std::size_t>(1, character_at(line, at));
      const std::size_t wide = text_columns(line.substr(at, bytes));
      for (std::size_t c = column; c < column + wide; ++c) inked[c] = inked[c] || line[at] != ' ';
      column += wide, at += bytes;
    }
  }
  std::vector<Column> columns;
  for (std::size_t at = 0; at < widest; ++at) {
    if (!inked[at]) continue;
    std::size_t end = at;
    while (inked[end] || inked[end + 1]) ++end;
    columns.push_back({at, end});
    at = end;
  }
  return columns;
}

/// The first column of every line of a row, so that each line is as wide as it may be; none where a column alone is too
/// wide.
std::optional<std::vector<std::size_t>> folds(const std::vector<Column>& columns, std::size_t width) {
  std::vector<std::size_t> starts{0};
  std::size_t used = columns.front().end;
  const std::size_t margin = columns.front().begin + further;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const std::size_t wide = columns[c].end - columns[c].begin;
    if (used + 2 + wide <= width) {
      used += 2 + wide;
    } else {
      starts.push_back(c);
      used = margin + wide;
    }
    if (used > width) return std::nullopt;
  }
  return columns.front().end > width ? std::nullopt : std::optional(starts);
}

std::string folded_row(std::string_view line, const std::vector<Column>& columns,
                       const std::vector<std::size_t>& starts) {
  std::string text;
  for (std::size_t s = 0; s < starts.size(); ++s) {
    const std::size_t end = s + 1 < starts.size() ? starts[s + 1] : columns.size();
    std::string part(columns.front().begin + (s > 0 ? further : 0), ' ');
    for (std::size_t c = starts[s]; c < end; ++c) {
      const std::string_view cell = cut(line, columns[c].begin, columns[c].end);
      part += std::string(c > starts[s] ? 2 : 0, ' ') + std::string(cell) +
              std::string(columns[c].end - columns[c].begin - text_columns(cell), ' ');
    }
    part = without_blanks_at_its_end(part);
    if (s == 0 || !part.empty()) text += part + "\n";
  }
  return text;
}

/// The last cell broken within its column, where the others leave it half of the line.
std::string broken_row(std::string_view line, std::size_t last_column, std::size_t width) {
  if (text_columns(line) <= width) return std::string(line) + "\n";
  if (last_column == 0 || 2 * last_column > width) return broken(line, width);
  const std::size_t end = bytes_within(line, room(last_column));
  return paragraph(line.substr(0, end), line.substr(end), width);
}

/// Notes behind short cells: most of what makes the table too wide.
bool ends_in_prose(const std::vector<Column>& columns, std::size_t width) {
  const Column& last = columns.back();
  return columns.size() > 1 && 2 * last.begin <= width && 2 * (last.end - last.begin) > width;
}

std::string folded_table(const Lines& lines, std::size_t width) {
  const std::vector<Column> columns = columns_of_table(lines);
  const auto starts = ends_in_prose(columns, width) ? std::nullopt : folds(columns, width);
  std::string text;
  for (const std::string_view line : lines)
    text += starts ? folded_row(line, columns, *starts) : broken_row(line, columns.back().begin, width);
  return text;
}

Lines split(std::string_view text) {
  Lines lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

}  // namespace

std::string folded(std::string_view text, std::size_t width) {
  const Lines lines = split(text);
  const auto too_wide = [&](std::string_view line) { return text_columns(line) > width; };
  std::string between;  // broken between words
  for (std::size_t n = 0; n < lines.size();) {
    std::size_t end = n;
    while (end < lines.size() && is_row(lines[end])) ++end;
    if (end > n + 1 && std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(n),
                                   lines.begin() + static_cast<std::ptrdiff_t>(end), too_wide)) {
      between += folded_table(
          Lines(lines.begin() + static_cast<std::ptrdiff_t>(n), lines.begin() + static_cast<std::ptrdiff_t>(end)),
          width);
    } else {
      end = std::max(end, n + 1);
      for (std::size_t k = n; k < end; ++k)
        between += too_wide(lines[k]) ? broken(lines[k], width) : std::string(lines[k]) + "\n";
    }
    n = end;
  }
  std::string result;
  for (const std::string_view line : split(between))
    result += too_wide(line) ? torn_apart(line, width) : std::string(line) + "\n";
  if (!text.ends_with('\n') && !result.empty()) result.pop_back();
  return result;
}

}  // namespace backchannel
