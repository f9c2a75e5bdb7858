#include "sim/core/errors.hpp"

#include <algorithm>
#include <utility>

#include "sim/core/text.hpp"

namespace backchannel {

std::string Problem::text() const {
  std::string text = safe_text(place.file);
  const auto add = [&text](std::string_view separator, std::string_view part) {
    if (!text.empty()) text += separator;
    text += part;
  };
  if (place.line > 0) add(":", std::to_string(place.line));
  if (place.line > 0 && place.column > 0) add(":", std::to_string(place.column));
  if (!path.empty()) add(": ", path);
  if (!what.empty()) add(": ", what);
  if (!allowed.empty()) add(" ", "(" + allowed + ")");
  return text;
}

BadInput::BadInput(std::vector<Problem> found) : problems(std::move(found)) {
  for (const Problem& problem : problems) {
    if (!text_.empty()) text_ += '\n';
    text_ += problem.text();
  }
}

namespace {

// The optimal string alignment distance, row by row (Damerau 1964).
std::size_t edits(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last, last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    before_last = std::exchange(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool exchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (exchanged) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[to.size()];
}

}  // namespace

std::string nearest(std::string_view wrong, std::span<const std::string> known) {
  std::string best;
  std::size_t fewest = std::max<std::size_t>(1, wrong.size() / 3) + 1;
  for (const std::string& name : known) {
    const std::size_t distance = edits(wrong, name);
    if (distance < fewest) {
      fewest = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace backchannel
