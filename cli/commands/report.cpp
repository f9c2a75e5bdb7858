// report: one page that tells one or several studies, for a browser, without a network.
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/play/build_facts.hpp"
#include "cli/play/study_folder.hpp"
#include "cli/report/page.hpp"
#include "cli/report/page_data.hpp"
#include "cli/report/sentences.hpp"
#include "cli/report/stories.hpp"
#include "cli/report/sweep_data.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "sim/core/atomic_file.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

struct ReportOptions {
  std::vector<std::string> files;
  std::string output = "report.html";
  bool allow_failures = false;
};

Json study_of(const std::string& given, Failures failures) {
  const auto file = study_file_of(given);
  if (study_kind(open_study(file)) != StudyKind::run) return sweep_data(file, read_sweep(file));
  const StoredStudy study = read_study(file);
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  Json json = page_data(file, study, summary, failures);
  json["stories"] = typical_stories(file, study);
  return json;
}

ExitCode report(const ReportOptions& options) {
  const std::filesystem::path output(options.output);
  if (output.has_parent_path() && !std::filesystem::is_directory(output.parent_path()))
    throw BadInput({Problem{Place{options.output}, "", "cannot be written", "a path in a folder that exists"}});
  spare_inputs(output);
  Json data{{"caution", word_of_caution()}, {"studies", Json::array()}};
  for (const auto& [name, value] : build_facts()) data["program"][name] = value;
  const auto failures = options.allow_failures ? Failures::allow : Failures::withhold_shares;
  for (const std::string& file : options.files) data["studies"].push_back(study_of(file, failures));
  write_atomically(output, report_page(data));
  std::cout << options.output << '\n';
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
