// Commands and their options, as every command describes itself. What reads the command line (CLI11) is known to
// options.cpp only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/terminal/values.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace backchannel {

enum class ExitCode { ok = 0, failed = 1, bad_input = 2, interrupted = 130 };

/// What a command line may hold, for what tells it otherwise than --help: manual pages, completion in shells.
struct OptionText {
  std::string name;                // "--runs", or "scenario" of an argument
  std::string type, what;          // "N", "number of runs"; a flag has no type
  std::string fallback;            // "20000"
  std::vector<std::string> words;  // that it may be; empty: others
  bool is_argument = false, is_required = false, is_repeated = false;
};
struct CommandText {
  std::string name, what;
  std::vector<OptionText> options;
};

/// A name with dashes is an option, one without an argument. What a value is at first is its default, told by --help.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}
  /// It must be given.
  const Option& required() const;
  /// Stands only beside the other; only without it.
  const Option& needs(const Option& other) const;
  const Option& excludes(const Option& other) const;
  /// One more thing that the value must be.
  const Option& check(Reading reading) const;

 private:
  CLI::Option* option_;
};

/// `type`: how the value is called in --help; `what`: what it is.
class Command {
 public:
  using Words = std::map<const CLI::Option*, std::vector<std::string>>;

  Command(CLI::App* command, ExitCode* code, Words* words) : command_(command), code_(code), words_(words) {}

  Option text(const char* name, std::string& value, const char* type, const std::string& what) const;
  /// An option that may be repeated, or all arguments that remain.
  Option texts(const char* name, std::vector<std::string>& values, const char* type, const std::string& what) const;
  Option word(const char* name, std::string& value, std::vector<std::string> words, const char* type,
              const std::string& what) const;
  Option flag(const char* name, bool& value, const std::string& what) const;
  Option real(const char* name, std::optional<double>& value, double low, double high, const char* type,
              const std::string& what) const;
  template <class Number>
  Option whole(const char* name, Number& value, std::uint64_t low, std::uint64_t high, const char* type,
               const std::string& what) const;

  // Options of many commands.
  Option seed(std::uint64_t& value) const;
  Option threads(int& value) const;
  Option json(bool& value) const;

  /// What the command does: it throws BadInput for bad input (each problem a line on stderr, exit code 2); any other
  /// exception ends the program with its message and exit code 1.
  void does(std::function<ExitCode()> act) const;

 private:
  CLI::App* command_;
  ExitCode* code_;
  Words* words_;  // of all options that are one of some words
};

/// Wrong usage; what() is the message.
struct WrongUsage : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class Application {
 public:
  Application(const std::string& what, const std::string& name, const std::string& version, const std::string& footer);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  Command command(const char* name, const char* what);
  /// Runs the command that was asked for; --help and --version are answered on stdout. Throws WrongUsage, and what the
  /// command throws.
  ExitCode run(int argc, char** argv);

  /// What --help prints of a command, of the application for the empty name; throws WrongUsage if there is none.
  [[nodiscard]] std::string help(const std::string& command) const;
  /// Every command, in the order of the help text.
  [[nodiscard]] std::vector<CommandText> commands() const;
  [[nodiscard]] std::string what() const;
  [[nodiscard]] std::string footer() const;

 private:
  std::unique_ptr<CLI::App> app_;
  Command::Words words_;
  ExitCode code_ = ExitCode::ok;
};

}  // namespace backchannel
