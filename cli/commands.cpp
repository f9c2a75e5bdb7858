#include "cli/commands.hpp"

#include <initializer_list>

namespace backchannel {

void add_commands(CLI::App& app, ExitCode& code) {
  for (AddCommand* add : {add_run, add_trace, add_validate, add_explain, add_evidence, add_odd, add_theory}) add(app, code);
}

}  // namespace backchannel
