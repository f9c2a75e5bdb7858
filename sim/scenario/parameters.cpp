#include "sim/scenario/parameters.hpp"

#include <array>
#include <stdexcept>

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

std::vector<std::string> inert_notices(const ParameterTable& table) {
  std::vector<std::string> notices, axes;
  for (const Parameter& parameter : table) {
    if (!parameter.given || parameter.inert.empty()) continue;
    if (parameter.inert == unit_of_an_axis)
      axes.push_back(parameter.path);
    else
      notices.push_back(Problem{parameter.place, parameter.path, "cannot act here", parameter.inert}.text());
  }
  if (axes.size() == 1) notices.push_back(axes[0] + ": " + unit_of_an_axis);
  if (axes.size() > 1)
    notices.push_back(axes[0] +
                      (axes.size() == 2 ? " and " + axes[1]
                                        : " and other ends of axes (" + std::to_string(axes.size()) + " in all)") +
                      ": each is the unit of its axis and changes what is printed only");
  return notices;
}

}  // namespace backchannel
