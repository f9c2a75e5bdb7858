// backchannel: simulates crisis diplomacy. Its commands are in cli/commands, each in a file of its name, those that
// tell of the others in cli/manual/commands; a command is a function that adds itself and its options to the
// application. To add one, write its file and its name below, twice.
#include <iostream>

#include "cli/play/build_facts.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "cli/terminal/screen.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

using AddCommand = void(Application&);

AddCommand add_run, add_sweep, add_sensitivity, add_compare, add_show, add_plot, add_report, add_export, add_digest,
    add_trace, add_validate, add_explain, add_evidence, add_odd, add_theory, add_bench, add_schema, add_completion,
    add_help;

namespace {

/// In the order of the help text.
constexpr AddCommand* commands[] = {add_run,      add_sweep,   add_sensitivity, add_compare, add_show,
                                    add_plot,     add_report,  add_export,      add_digest,  add_trace,
                                    add_validate, add_explain, add_evidence,    add_odd,     add_theory,
                                    add_bench,    add_schema,  add_completion,  add_help};

ExitCode answer(Application& application, int argc, char** argv) {
  try {
    return application.run(argc, argv);
  } catch (const WrongUsage& wrong) {
    tell(std::string(wrong.what()) + "\n");
    return ExitCode::bad_input;
  } catch (const BadInput& bad) {
    tell(problem_lines(bad));
    return ExitCode::bad_input;
  } catch (const OutputLost&) {
    return ExitCode::failed;
  } catch (const std::exception& error) {
    tell("backchannel: " + error_text(error) + "\n");
    return ExitCode::failed;
  }
}

}  // namespace

}  // namespace backchannel

int main(int argc, char** argv) {
  using namespace backchannel;
  hold_standard_streams();
  Application application(
      "Backchannel simulates crisis diplomacy: from a scenario to the distribution of its outcomes.", "backchannel",
      build_facts_text(),
      "Exit codes: 0 done, 1 runs failed or results were lost, 2 bad input or usage, 130 stopped by Ctrl-C.");
  for (AddCommand* add : commands) add(application);
  const ExitCode code = answer(application, argc, argv);
  if (output_arrived()) return static_cast<int>(code);
  std::cerr << "backchannel: stdout: cannot be written\n";
  return static_cast<int>(code == ExitCode::ok ? ExitCode::failed : code);
}
