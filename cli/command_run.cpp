#include <CLI/CLI.hpp>

#include "cli/commands.hpp"

namespace backchannel {

void add_run(CLI::App& app, ExitCode&) { app.add_subcommand("run", "run a scenario many times"); }

}  // namespace backchannel
