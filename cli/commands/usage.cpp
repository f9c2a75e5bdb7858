#include "cli/commands/usage.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

#include "sim/core/errors.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

/// The command that was asked for; the application itself before one was.
const CLI::App& deepest(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : deepest(*commands.front());
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

std::string about_remaining(const CLI::App& command, const std::string& word, bool is_top) {
  if (word.starts_with("-") && word.size() > 1) {
    const std::string name = word.substr(0, word.find('='));
    const std::string near = nearest(std::string_view(name).substr(0, 64), options_of(command));
    return fmt::format("unknown option {}{}", ticked(name),
                       in_brackets(near.empty() ? "" : "did you mean " + near + "?"));
  }
  if (is_top)
    return fmt::format("unknown command {}{}", ticked(word), in_brackets(suggestion(word, commands_of(command))));
  return fmt::format("{} is one argument too many", ticked(word));
}

/// Arguments that nothing took, options first; CLI11 names those of a command in its message only, the last first.
std::vector<std::string> left_over(const CLI::App& app, const std::string& said) {
  std::vector<std::string> words = app.remaining(true);
  if (words.empty() && said.starts_with("The following argument")) {
    std::istringstream list(said.substr(std::min(said.find(": ") + 2, said.size())));
    for (std::string word; list >> word;) words.insert(words.begin(), word);
  }
  std::stable_partition(words.begin(), words.end(), [](const std::string& word) { return word.starts_with('-'); });
  return words;
}

std::string what_is_wrong(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = deepest(app);
  const bool is_top = &command == &app;
  const std::string said = error.what();
  const auto kind = static_cast<CLI::ExitCodes>(error.get_exit_code());
  const std::vector<std::string> left = left_over(app, said);
  if (kind == CLI::ExitCodes::ExtrasError || (kind == CLI::ExitCodes::RequiredError && is_top)) {
    if (!left.empty()) return about_remaining(command, left.front(), is_top);
    if (is_top) return fmt::format("a command is missing ({})", suggestion("", commands_of(app)));
  }
  const std::string name = said.substr(0, said.find_first_of(": "));
  if (kind == CLI::ExitCodes::RequiredError) {
    if (!left.empty() && left.front().starts_with("-")) return about_remaining(command, left.front(), is_top);
    return name + " is missing";
  }
  if (kind == CLI::ExitCodes::ArgumentMismatch)
    return name + (said.ends_with("missing") ? " needs a value" : " was given too many values");
  if (kind == CLI::ExitCodes::ExcludesError)
    return said.substr(0, said.find(' ')) + " and " + said.substr(said.rfind(' ') + 1) + " exclude each other";
  return said;
}

}  // namespace

std::string usage_message(const CLI::App& app, const CLI::ParseError& error) {
  return what_is_wrong(app, error) + "\nRun with --help for more information.";
}

}  // namespace backchannel
