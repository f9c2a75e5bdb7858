// report: one page that tells one or several studies, for a browser, without a network.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/report/page.hpp"
#include "cli/report/report_data.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "sim/core/text.hpp"
#include "sim/core/atomic_file.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

struct ReportOptions {
  std::vector<std::string> files;
  std::string output = "report.html";
  bool allow_failures = false;
};

ExitCode report(const ReportOptions& options) {
  const std::filesystem::path output(options.output);
  if (output.has_parent_path() && !std::filesystem::is_directory(output.parent_path()))
    throw BadInput({Problem{Place{options.output}, "", "cannot be written", "a path in a folder that exists"}});
  spare_inputs(output);
  const auto failures = options.allow_failures ? Failures::allow : Failures::withhold_shares;
  write_atomically(output, report_page(report_data(options.files, failures)));
  std::cout << safe_lines(options.output) << '\n';
  return ExitCode::ok;
}

}  // namespace

void add_report(Application& application) {
  const Command command = application.command("report", "write one page that tells a study, for a browser");
  auto options = std::make_shared<ReportOptions>();
  command
      .texts("files", options->files, "FILE…",
             "study files of runs, sweeps and comparisons, or the folders of `run --out`")
      .required();
  command.text("-o,--output", options->output, "FILE", "the page");
  command.flag("--allow-failures", options->allow_failures, "show shares although more than 0.1 % of the runs failed");
  command.does([options] { return report(*options); });
}

}  // namespace backchannel
