// evidence: where every number of a scenario comes from.
#include "sim/scenario/pages/evidence.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands/commands.hpp"
#include "cli/play/scenario_options.hpp"
#include "cli/play/terminal.hpp"
#include "cli/story/keys.hpp"

namespace backchannel {
namespace {

struct EvidenceOptions {
  ScenarioOptions scenario;
  bool csv = false, all = false;
};

void show_evidence(const EvidenceOptions& options) {
  const EvidenceTable table = evidence(options.scenario.load());
  if (options.csv)
    std::cout << evidence_csv(table);
  else
    print(to_text(table, options.all ? Defaults::listed : Defaults::left_out));
}

}  // namespace

void add_evidence(CLI::App& app, ExitCode&) {
  CLI::App* command = app.add_subcommand("evidence", "list every number with its basis, source and prior");
  auto options = std::make_shared<EvidenceOptions>();
  options->scenario.add_to(*command);
  command->add_flag("--csv", options->csv, "as CSV, defaults included");
  command->add_flag("--all", options->all, "with the defaults of the format");
  command->callback([options] { show_evidence(*options); });
}

}  // namespace backchannel
