// evidence: where every number of a scenario comes from.
#include "sim/scenario/pages/evidence.hpp"

#include <iostream>

#include "cli/story/keys.hpp"
#include "cli/terminal/scenario_options.hpp"
#include "cli/terminal/screen.hpp"

namespace backchannel {
namespace {

struct EvidenceOptions {
  ScenarioOptions scenario;
  bool csv = false, all = false;
};

ExitCode show_evidence(const EvidenceOptions& options) {
  const EvidenceTable table = evidence(options.scenario.load());
  if (options.csv)
    std::cout << evidence_csv(table);
  else
    print(to_text(table, options.all ? Defaults::listed : Defaults::left_out));
  return ExitCode::ok;
}

}  // namespace

void add_evidence(Application& application) {
  const Command command = application.command("evidence", "list every number with its basis, source and prior");
  auto options = std::make_shared<EvidenceOptions>();
  options->scenario.add_to(command);
  command.flag("--csv", options->csv, "as CSV, defaults included");
  command.flag("--all", options->all, "with the defaults of the format");
  command.does([options] { return show_evidence(*options); });
}

}  // namespace backchannel
