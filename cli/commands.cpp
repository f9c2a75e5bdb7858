#include "cli/commands.hpp"

#include <initializer_list>

namespace backchannel {

void add_commands(CLI::App& app, ExitCode& code) {
  for (AddCommand* add : {add_run}) add(app, code);
}

}  // namespace backchannel
