#include "cli/commands/commands.hpp"

#include <initializer_list>

namespace backchannel {

void add_commands(CLI::App& app, ExitCode& code) {
  for (AddCommand* add :
       {add_run, add_sweep, add_sensitivity, add_compare, add_show, add_plot, add_report, add_export, add_digest,
        add_trace, add_validate, add_explain, add_evidence, add_odd, add_theory, add_bench})
    add(app, code);
}

}  // namespace backchannel
