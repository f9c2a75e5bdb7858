#include "sim/scenario/parameters.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace backchannel {

std::optional<Param> ParameterTable::find(std::string_view path) const {
  for (const std::string_view section : {"issues.", "actors.", "dyads.", "events."})
    if (path.starts_with(section)) return find(path.substr(section.size()));
  const auto found = by_path_.find(path);
  if (found == by_path_.end()) return std::nullopt;
  return found->second;
}

Param ParameterTable::add(Parameter parameter) {
  const Param param{static_cast<std::uint32_t>(entries_.size())};
  if (!by_path_.emplace(parameter.path, param).second)
    throw std::logic_error("two parameters have the path " + parameter.path);
  entries_.push_back(std::move(parameter));
  return param;
}

void ParameterTable::shrink(std::size_t size) {
  for (; entries_.size() > size; entries_.pop_back()) by_path_.erase(entries_.back().path);
}

std::string switched_off(std::string_view mechanism) { return "mechanisms." + std::string(mechanism) + " is off"; }

namespace {

/// "a.tempo", "a.tempo and b.tempo", "a.tempo and other numbers (7 in all)".
std::string together(const std::vector<const Parameter*>& numbers, const std::string& others) {
  if (numbers.size() == 1) return numbers[0]->path;
  return numbers[0]->path + " and " +
         (numbers.size() == 2 ? numbers[1]->path : others + " (" + std::to_string(numbers.size()) + " in all)");
}

std::string about_axes(const std::vector<const Parameter*>& ends) {
  const std::string paths = together(ends, "other ends of axes");
  if (ends.size() == 1) return paths + ": " + unit_of_an_axis;
  return paths + ": each is the unit of its axis and changes what is printed only";
}

}  // namespace

std::vector<std::string> inert_notices(const ParameterTable& table) {
  using Numbers = std::vector<const Parameter*>;
  std::vector<std::string> notices;
  std::vector<std::pair<std::string, Numbers>> of_switches;  // by reason, in the order of the table
  Numbers axes;
  for (const Parameter& parameter : table) {
    if (!parameter.given || parameter.inert.empty()) continue;
    if (parameter.inert == unit_of_an_axis) {
      axes.push_back(&parameter);
    } else if (parameter.inert.starts_with("mechanisms.")) {
      const auto same = [&](const auto& entry) { return entry.first == parameter.inert; };
      auto group = std::find_if(of_switches.begin(), of_switches.end(), same);
      if (group == of_switches.end()) group = of_switches.insert(group, {parameter.inert, {}});
      group->second.push_back(&parameter);
    } else {
      notices.push_back(Problem{parameter.place, parameter.path, "cannot act here", parameter.inert}.text());
    }
  }
  for (const auto& [why, numbers] : of_switches)
    notices.push_back(Problem{numbers[0]->place, together(numbers, "other numbers"), "cannot act here", why}.text());
  if (!axes.empty()) notices.push_back(about_axes(axes));
  return notices;
}

}  // namespace backchannel
