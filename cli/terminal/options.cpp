#include "cli/terminal/options.hpp"

#include <CLI/CLI.hpp>
#include <sstream>

#include "cli/terminal/screen.hpp"
#include "cli/terminal/usage.hpp"

namespace backchannel {

namespace {

CLI::Validator validator(Reading reading) { return {std::move(reading), ""}; }

CLI::Option* add(CLI::App& command, const char* name, auto& value, Reading reading, const char* type,
                 const std::string& what) {
  return command.add_option(name, value, what)->transform(validator(std::move(reading)))->type_name(type);
}

// ------------------------------------------------------------------------------------------------- wrong usage

/// The command that was asked for; the application itself before one was.
const CLI::App& deepest(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? app : deepest(*commands.front());
}

/// Arguments that nothing took; CLI11 names those of a command in its message only, the last first.
std::vector<std::string> left_over(const CLI::App& app, const std::string& said) {
  std::vector<std::string> words = app.remaining(true);
  if (words.empty() && said.starts_with("The following argument")) {
    std::istringstream list(said.substr(std::min(said.find(": ") + 2, said.size())));
    for (std::string word; list >> word;) words.insert(words.begin(), word);
  }
  return words;
}

UsageFault::Kind kind_of(const CLI::ParseError& error) {
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::ExtrasError:
      return UsageFault::Kind::left_over;
    case CLI::ExitCodes::RequiredError:
      return UsageFault::Kind::missing;
    case CLI::ExitCodes::ArgumentMismatch:
      return UsageFault::Kind::number_of_values;
    case CLI::ExitCodes::ExcludesError:
      return UsageFault::Kind::exclusive;
    default:
      return UsageFault::Kind::other;
  }
}

/// In the order in which they were added.
std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(app)) names.push_back(command->get_name());
  return names;
}

UsageFault fault_of(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& command = deepest(app);
  UsageFault fault{
      kind_of(error), &command == &app, error.what(), left_over(app, error.what()), command_names(app), {}};
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) fault.options.push_back("--" + name);
  return fault;
}

}  // namespace

// ------------------------------------------------------------------------------------------------- options

const Option& Option::required() const { return option_->required(), *this; }
const Option& Option::needs(const Option& other) const { return option_->needs(other.option_), *this; }
const Option& Option::excludes(const Option& other) const { return option_->excludes(other.option_), *this; }
const Option& Option::check(Reading reading) const { return option_->check(validator(std::move(reading))), *this; }

Option Command::text(const char* name, std::string& value, const char* type, const std::string& what) const {
  CLI::Option* option = add(*command_, name, value, some_text(), type, what);
  if (!value.empty()) option->capture_default_str();
  return Option(option);
}

Option Command::texts(const char* name, std::vector<std::string>& values, const char* type,
                      const std::string& what) const {
  CLI::Option* option = add(*command_, name, values, some_text(), type, what);
  if (option->get_positional()) return Option(option);
  return Option(option->expected(1)->take_all());
}

Option Command::word(const char* name, std::string& value, std::vector<std::string> words, const char* type,
                     const std::string& what) const {
  CLI::Option* option = add(*command_, name, value, word_of(words), type, what);
  if (!value.empty()) option->capture_default_str();
  (*words_)[option] = std::move(words);
  return Option(option);
}

Option Command::flag(const char* name, bool& value, const std::string& what) const {
  return Option(command_->add_flag(name, value, what));
}

Option Command::real(const char* name, std::optional<double>& value, double low, double high, const char* type,
                     const std::string& what) const {
  return Option(add(*command_, name, value, real_number(low, high), type, what));
}

template <class Number>
Option Command::whole(const char* name, Number& value, std::uint64_t low, std::uint64_t high, const char* type,
                      const std::string& what) const {
  CLI::Option* option = add(*command_, name, value, whole_number(low, high), type, what);
  if constexpr (std::is_arithmetic_v<Number>) option->capture_default_str();
  return Option(option);
}

template Option Command::whole(const char*, int&, std::uint64_t, std::uint64_t, const char*, const std::string&) const;
template Option Command::whole(const char*, std::uint64_t&, std::uint64_t, std::uint64_t, const char*,
                               const std::string&) const;
template Option Command::whole(const char*, std::optional<int>&, std::uint64_t, std::uint64_t, const char*,
                               const std::string&) const;
template Option Command::whole(const char*, std::optional<std::uint64_t>&, std::uint64_t, std::uint64_t, const char*,
                               const std::string&) const;

Option Command::seed(std::uint64_t& value) const {
  return whole("--seed", value, 0, largest_seed, "S", "seed of all randomness");
}

Option Command::threads(int& value) const {
  return whole("--threads", value, 0, 1024, "T", "threads; 0: one a processor; results do not depend on it");
}

Option Command::json(bool& value) const { return flag("--json", value, "print one JSON object"); }

void Command::does(std::function<ExitCode()> act) const {
  command_->callback([act = std::move(act), code = code_] { *code = act(); });
}

// ------------------------------------------------------------------------------------------------- the application

Application::Application(const std::string& what, const std::string& name, const std::string& version,
                         const std::string& footer)
    : app_(std::make_unique<CLI::App>(what, name)) {
  app_->set_version_flag("--version", version);
  app_->require_subcommand(1);
  app_->footer(footer);
}

Application::~Application() = default;

Command Application::command(const char* name, const char* what) {
  return {app_->add_subcommand(name, what), &code_, &words_};
}

ExitCode Application::run(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::Success& asked) {
    std::ostringstream text;
    app_->exit(asked, text);
    print(text.str());
  } catch (const CLI::ParseError& error) {
    throw WrongUsage(usage_message(fault_of(*app_, error)));
  }
  return code_;
}

// ------------------------------------------------------------------------------------------------- told

std::string Application::help(const std::string& command) const {
  if (command.empty()) return app_->help();
  for (const CLI::App* known : commands_of(*app_))
    if (known->get_name() == command) return known->help("backchannel");
  throw WrongUsage(usage_message({UsageFault::Kind::left_over, true, "", {command}, command_names(*app_), {}}));
}

std::vector<CommandText> Application::commands() const {
  std::vector<CommandText> texts;
  for (const CLI::App* command : commands_of(*app_)) {
    CommandText& text = texts.emplace_back(CommandText{command->get_name(), command->get_description(), {}});
    for (const CLI::Option* option : command->get_options()) {
      const auto words = words_.find(option);
      const bool takes_value = option->get_items_expected_max() > 0;
      text.options.push_back({option->get_single_name(), takes_value ? option->get_type_name() : "",
                              option->get_description(), option->get_default_str(),
                              words == words_.end() ? std::vector<std::string>{} : words->second,
                              option->get_positional(), option->get_required(), option->get_items_expected_max() > 1});
      if (!option->get_positional()) text.options.back().name.insert(0, "--");
    }
  }
  return texts;
}

std::string Application::what() const { return app_->get_description(); }
std::string Application::footer() const { return app_->get_footer(); }

}  // namespace backchannel
