#include "cli/terminal/usage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/core/errors.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

std::string about_left_over(const UsageFault& fault, const std::string& word) {
  if (word.starts_with("-") && word.size() > 1) {
    const std::string name = word.substr(0, word.find('='));
    const std::string near = nearest(std::string_view(name).substr(0, 64), fault.options);
    return fmt::format("unknown option {}{}", ticked(name),
                       in_brackets(near.empty() ? "" : "did you mean " + near + "?"));
  }
  if (fault.is_top)
    return fmt::format("unknown command {}{}", ticked(word), in_brackets(suggestion(word, fault.commands)));
  return fmt::format("{} is one argument too many", ticked(word));
}

std::string what_is_wrong(const UsageFault& fault) {
  using Kind = UsageFault::Kind;
  const std::string& said = fault.said;
  std::vector<std::string> left = fault.left;
  std::stable_partition(left.begin(), left.end(), [](const std::string& word) { return word.starts_with('-'); });
  if (fault.kind == Kind::left_over || (fault.kind == Kind::missing && fault.is_top)) {
    if (!left.empty()) return about_left_over(fault, left.front());
    if (fault.is_top) return fmt::format("a command is missing ({})", suggestion("", fault.commands));
  }
  const std::string name = said.substr(0, said.find_first_of(": "));
  if (fault.kind == Kind::missing) {
    if (!left.empty() && left.front().starts_with("-")) return about_left_over(fault, left.front());
    return name + " is missing";
  }
  if (fault.kind == Kind::number_of_values)
    return name + (said.ends_with("missing") ? " needs a value" : " was given too many values");
  if (fault.kind == Kind::exclusive)
    return said.substr(0, said.find(' ')) + " and " + said.substr(said.rfind(' ') + 1) + " exclude each other";
  return said;
}

}  // namespace

std::string usage_message(const UsageFault& fault) {
  return what_is_wrong(fault) + "\nRun with --help for more information.";
}

}  // namespace backchannel
