// sweep: the outcomes of a scenario over the points of a study.
#include <nlohmann/json.hpp>

#include "analysis/text/sweep_text.hpp"
#include "cli/terminal/output.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/terminal/sweep_options.hpp"

namespace backchannel {

namespace {

ExitCode sweep(const SweepOptions& options) {
  Sweep sweep(options.request("backchannel sweep"));
  const auto result = options.play(sweep);
  if (!result) return ExitCode::ok;
  if (options.json) {
    print_json(points_json(result->sweep));
  } else {
    print(points_text(result->sweep, page_width()));
    if (!options.out.empty()) tell_kept(options.out);
  }
  return result->finished ? ExitCode::ok : ExitCode::interrupted;
}

}  // namespace

void add_sweep(Application& application) {
  const Command command = application.command("sweep", "play a study: a scenario at many points of its factors");
  auto options = std::make_shared<SweepOptions>();
  command.text("study", options->study, "STUDY", "the study, a YAML file (scenarios/studies)").required();
  options->add_to(command);
  command.does([options] { return sweep(*options); });
}

}  // namespace backchannel
