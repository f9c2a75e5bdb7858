// backchannel: simulates crisis diplomacy. Every command is a file of this folder; see commands.hpp.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/build_facts.hpp"
#include "cli/commands.hpp"
#include "sim/core/errors.hpp"

int main(int argc, char** argv) {
  using namespace backchannel;
  CLI::App app{"Backchannel simulates crisis diplomacy: from a scenario to the distribution of its outcomes.",
               "backchannel"};
  app.set_version_flag("--version", build_facts_text());
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 runs failed or could not be kept, 2 bad input or usage, 130 stopped by Ctrl-C.");
  ExitCode code = ExitCode::ok;
  add_commands(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return static_cast<int>(app.exit(error) == 0 ? ExitCode::ok : ExitCode::bad_input);
  } catch (const BadInput& bad) {
    std::cerr << bad.what() << '\n';
    return static_cast<int>(ExitCode::bad_input);
  } catch (const std::exception& error) {
    std::cerr << "backchannel: " << error.what() << '\n';
    return static_cast<int>(ExitCode::failed);
  }
  return static_cast<int>(code);
}
