#include "sim/scenario/messages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/scenario/scalars.hpp"

namespace backchannel {

void report(std::vector<Problem>& problems, Place place, std::string path, std::string what, std::string allowed) {
  problems.push_back({std::move(place), std::move(path), std::move(what), std::move(allowed)});
}

std::string suggestion(std::string_view wrong, std::span<const std::string> known) {
  constexpr std::size_t longest_word = 64, most_listed = 40;
  if (known.empty()) return "";
  if (wrong.size() > 1 && wrong.size() <= longest_word) {
    const std::string near = nearest(wrong, known);
    if (!near.empty()) return "did you mean " + near + "?";
  }
  const std::size_t listed = std::min(known.size(), most_listed);
  return fmt::format("{}{}{}", known.size() == 1 ? "only " : "one of ", fmt::join(known.first(listed), ", "),
                     listed < known.size() ? ", …" : "");
}

std::string range_text(double low, double high) {
  if (std::isinf(low) && std::isinf(high)) return "any number";
  if (std::isinf(high)) return "at least " + shortest(low);
  return shortest(low) + " to " + shortest(high);
}

bool is_flattened(std::string_view section) {
  return section == "issues" || section == "actors" || section == "dyads" || section == "events";
}

std::vector<std::string> keys_of_path(std::string_view path) {
  std::vector<std::string> keys;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t dot = std::min(path.find('.', from), path.size());
    keys.emplace_back(path.substr(from, dot - from));
    from = dot + 1;
  }
  return keys;
}

std::string joined(std::string_view path, std::string_view key) {
  if (path.empty() || is_flattened(path)) return std::string(key);
  return fmt::format("{}.{}", path, key);
}

}  // namespace backchannel
