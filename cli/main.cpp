// backchannel: simulates crisis diplomacy. Every command is a file of this folder; see commands.hpp.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/commands/usage.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/output.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

ExitCode answer(CLI::App& app, int argc, char** argv) {
  ExitCode code = ExitCode::ok;
  add_commands(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    app.exit(asked);
  } catch (const CLI::ParseError& error) {
    std::cerr << usage_message(app, error) << '\n';
    return ExitCode::bad_input;
  } catch (const BadInput& bad) {
    std::cerr << problem_lines(bad);
    return ExitCode::bad_input;
  } catch (const OutputLost&) {
    return ExitCode::failed;
  } catch (const std::exception& error) {
    std::cerr << "backchannel: " << error.what() << '\n';
    return ExitCode::failed;
  }
  return code;
}

}  // namespace

}  // namespace backchannel

int main(int argc, char** argv) {
  using namespace backchannel;
  hold_standard_streams();
  CLI::App app{"Backchannel simulates crisis diplomacy: from a scenario to the distribution of its outcomes.",
               "backchannel"};
  app.set_version_flag("--version", build_facts_text());
  app.require_subcommand(1);
  app.footer("Exit codes: 0 done, 1 runs failed or results were lost, 2 bad input or usage, 130 stopped by Ctrl-C.");
  const ExitCode code = answer(app, argc, argv);
  if (output_arrived()) return static_cast<int>(code);
  std::cerr << "backchannel: stdout: cannot be written\n";
  return static_cast<int>(code == ExitCode::ok ? ExitCode::failed : code);
}
