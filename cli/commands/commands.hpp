// The commands of the executable, each in its file command_<name>.cpp. A command is a function that adds its
// subcommand and options to the application; its callback sets the exit code if that is not 0. To add one, declare its
// function here and list it in commands.cpp.
//
// A callback reports bad input or usage by throwing BadInput (each problem a line on stderr, exit code 2); any other
// exception ends the program with its message and exit code 1.
#pragma once

#include "cli/play/exit_code.hpp"

namespace CLI {
class App;
}

namespace backchannel {

using AddCommand = void(CLI::App& app, ExitCode& code);

AddCommand add_run;
AddCommand add_sweep;
AddCommand add_sensitivity;
AddCommand add_compare;
AddCommand add_show;
AddCommand add_plot;
AddCommand add_export;
AddCommand add_digest;
AddCommand add_trace;
AddCommand add_report;
AddCommand add_validate;
AddCommand add_explain;
AddCommand add_evidence;
AddCommand add_odd;
AddCommand add_theory;
AddCommand add_bench;

/// Adds every command, in the order of the help text.
AddCommand add_commands;

}  // namespace backchannel
