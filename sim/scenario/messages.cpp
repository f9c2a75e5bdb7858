#include "sim/scenario/messages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "sim/scenario/scalars.hpp"

namespace backchannel {

void report(std::vector<Problem>& problems, Place place, std::string path, std::string what, std::string allowed) {
  problems.push_back({std::move(place), std::move(path), std::move(what), std::move(allowed)});
}

void throw_if_any(std::vector<Problem>& problems) {
  if (problems.empty()) return;
  const auto order = [](const Problem& problem) {
    return std::tuple(problem.place.line == 0, problem.place.file, problem.place.line, problem.place.column);
  };
  std::stable_sort(problems.begin(), problems.end(), [&](const Problem& a, const Problem& b) {
    return a.place.line == 0 && b.place.line == 0 ? false : order(a) < order(b);
  });
  throw BadInput(std::move(problems));
}

namespace {

/// The nearest of the known names; empty where none is near, or the word is too short or too long to tell.
std::string near_name(std::string_view wrong, std::span<const std::string> known) {
  constexpr std::size_t longest_word = 64;
  return wrong.size() > 1 && wrong.size() <= longest_word ? nearest(wrong, known) : "";
}

}  // namespace

std::string suggestion(std::string_view wrong, std::span<const std::string> known) {
  const std::string near = near_name(wrong, known);
  return near.empty() ? one_of(known) : "did you mean " + near + "?";
}

void report_unknown(std::vector<Problem>& problems, Problem problem, std::string_view wrong,
                    std::span<const std::string> known, Remedy::Of of,
                    const std::function<std::string(const std::string&)>& as_written) {
  constexpr std::size_t most_remedies = 3;
  problem.allowed = one_of(known);
  std::vector<std::string> left(known.begin(), known.end());
  for (std::string near; problem.remedies.size() < most_remedies && !(near = near_name(wrong, left)).empty();) {
    problem.remedies.push_back({of, as_written ? as_written(near) : near, "did you mean " + near + "?"});
    std::erase(left, near);
  }
  problems.push_back(std::move(problem));
}

std::string one_of(std::span<const std::string> known) {
  constexpr std::size_t most_listed = 40;
  if (known.empty()) return "";
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

bool is_option(const Place& place) { return place.file.starts_with("--"); }

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
