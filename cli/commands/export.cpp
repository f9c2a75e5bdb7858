// export: a table of a study file, as CSV or JSON.
#include "sim/results/file/export.hpp"

#include <cstdio>

#include "cli/play/study_folder.hpp"
#include "cli/terminal/options.hpp"
#include "cli/terminal/output.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

namespace {

struct ExportOptions {
  std::string file, table = "runs", format = "csv";
};

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw OutputLost();
}

ExitCode export_one(const ExportOptions& options) {
  const auto file = study_file_of(options.file);
  const Database database = open_study(file);
  if (study_kind(database) == StudyKind::run)
    (void)read_study(file);  // not if changed by hand
  else
    (void)read_sweep(file);
  export_table(database, options.table, options.format == "csv" ? TableFormat::csv : TableFormat::json, write_out);
  return ExitCode::ok;
}

}  // namespace

void add_export(Application& application) {
  const Command command = application.command("export", "print a table of a study file");
  auto options = std::make_shared<ExportOptions>();
  command.text("file", options->file, "FILE", "study file, or the folder of `run --out`").required();
  command.text("--table", options->table, "TABLE", "table; `dictionary` describes all of them");
  command.word("--format", options->format, {"csv", "json"}, "FORMAT", "csv or json");
  command.does([options] { return export_one(*options); });
}

}  // namespace backchannel
