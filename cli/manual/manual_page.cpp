#include "cli/manual/manual_page.hpp"

#include <fmt/format.h>

namespace backchannel {
namespace {

/// Text that stands for itself: no escape, no request at the beginning of a line; a hyphen is one that can be copied.
std::string roff(const std::string& text) {
  std::string result = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else
      result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string head(const std::string& name, const std::string& what, const ManualFrame& frame) {
  return fmt::format(".TH {} 1 \"\" \"backchannel {}\" \"User Commands\"\n.SH NAME\n{} \\- {}\n", roff(name),
                     frame.version, roff(name), roff(what));
}

std::string tail(const ManualFrame& frame, const std::string& see) {
  return fmt::format(".SH EXIT STATUS\n{}\n.SH SEE ALSO\n{}\n", roff(frame.exit_codes), see);
}

std::string entry(const OptionText& option) {
  std::string term = option.is_argument ? italic(option.name) : bold(option.name);
  if (!option.is_argument && !option.type.empty()) term += " " + italic(option.type);
  std::string text = roff(option.what);
  if (!option.fallback.empty()) text += fmt::format(" (default {})", roff(option.fallback));
  return fmt::format(".TP\n{}\n{}\n", term, text);
}

std::string section(const char* title, const CommandText& command, bool arguments) {
  std::string text;
  for (const OptionText& option : command.options)
    if (option.is_argument == arguments) text += entry(option);
  return text.empty() ? "" : fmt::format(".SH {}\n{}", title, text);
}

std::string synopsis(const CommandText& command) {
  std::string line = bold("backchannel " + command.name) + " [" + italic("OPTIONS") + "]";
  for (const OptionText& option : command.options) {
    if (!option.is_argument) continue;
    const std::string name = italic(option.name) + (option.is_repeated ? " ..." : "");
    line += " " + (option.is_required ? name : "[" + name + "]");
  }
  return line;
}

}  // namespace

std::string manual_page(const std::string& what, const std::vector<CommandText>& commands, const ManualFrame& frame) {
  std::string text = head("backchannel", "simulates crisis diplomacy", frame);
  text += fmt::format(".SH SYNOPSIS\n{} {} [{}]\n.SH DESCRIPTION\n{}\n.SH COMMANDS\n", bold("backchannel"),
                      italic("COMMAND"), italic("OPTIONS"), roff(what));
  std::string see;
  for (const CommandText& command : commands) {
    text += fmt::format(".TP\n{}\n{}\n", bold(command.name), roff(command.what));
    see += fmt::format("{}{}(1)", see.empty() ? "" : ",\n", bold("backchannel-" + command.name));
  }
  return text + tail(frame, see);
}

std::string manual_page(const CommandText& command, const ManualFrame& frame) {
  return head("backchannel-" + command.name, command.what, frame) +
         fmt::format(".SH SYNOPSIS\n{}\n", synopsis(command)) + section("ARGUMENTS", command, true) +
         section("OPTIONS", command, false) + tail(frame, bold("backchannel") + "(1)");
}

}  // namespace backchannel
