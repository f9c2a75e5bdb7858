// report: one page that tells one or several studies, for a browser, without a network.
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands/commands.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/output.hpp"
#include "cli/report/page.hpp"
#include "cli/report/page_data.hpp"
#include "cli/report/sentences.hpp"
#include "cli/report/stories.hpp"
#include "cli/report/sweep_data.hpp"
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
  std::filesystem::path file(given);
  if (std::filesystem::is_directory(file)) file /= "study.sqlite";
  if (study_kind(open_study(file)) != StudyKind::run) return sweep_data(file, read_sweep(file));
  const StoredStudy study = read_study(file);
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  Json json = page_data(file, study, summary, failures);
  json["stories"] = typical_stories(file, study);
  return json;
}

void report(const ReportOptions& options) {
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
}

}  // namespace

void add_report(CLI::App& app, ExitCode&) {
  CLI::App* command = app.add_subcommand("report", "write one page that tells a study, for a browser");
  auto options = std::make_shared<ReportOptions>();
  command
      ->add_option("files", options->files,
                   "study files of runs, sweeps and comparisons, or the folders of `run --out`")
      ->required()
      ->type_name("FILE…");
  command->add_option("-o,--output", options->output, "the page")->type_name("FILE")->capture_default_str();
  command->add_flag("--allow-failures", options->allow_failures,
                    "show shares although more than 0.1 % of the runs failed");
  command->callback([options] { report(*options); });
}

}  // namespace backchannel
