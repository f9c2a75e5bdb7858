#include "cli/play/study_folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "analysis/figures/figure_list.hpp"
#include "sim/core/atomic_file.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/export.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/json_text.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

constexpr const char* study_name = "study.sqlite";
constexpr std::array products{"summary.json", "summary.md", "runs.csv", "scenario.resolved.yaml", "manifest.json"};

[[noreturn]] void refuse(const std::filesystem::path& where, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{where.string()}, "--out", std::move(what), std::move(allowed)}});
}

}  // namespace

std::filesystem::path study_file_of(const std::filesystem::path& place) {
  std::error_code ignored;
  return std::filesystem::is_directory(place, ignored) ? place / study_name : place;
}

StudyFolder::StudyFolder(std::filesystem::path folder, Existing existing) : folder_(std::move(folder)) {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (error || !std::filesystem::is_directory(folder_))
    refuse(folder_, "cannot be used as a folder", error ? error.message() : "a folder that can be made or written");
  if (access(folder_.c_str(), W_OK | X_OK) != 0) refuse(folder_, "cannot be written to", std::strerror(errno));
  lock_.emplace(folder_);
  if (!lock_->is_held()) refuse(folder_, "is being written by another run", "wait for it, or take another folder");
  if (existing == Existing::keep) {
    recover(study_file());
    return;
  }
  remove_products();
  for (const char* end : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(study_file().string() + end);
}

bool StudyFolder::has_products(RowTable rows) const {
  return std::all_of(products.begin(), products.end(), [&](const std::string& name) {
    return std::filesystem::is_regular_file(folder_ / name) || (rows == RowTable::left_out && name == "runs.csv");
  });
}

/// Files of somebody else where a session would put its own.
void StudyFolder::refuse_foreign_files() const {
  std::vector<std::string> names(products.begin(), products.end());
  for (const std::string& figure : figures::run_figure_names())
    for (const char* format : figure_formats) names.push_back(figure + "." + format);
  for (const std::string& name : names)
    if (std::filesystem::exists(std::filesystem::symlink_status(folder_ / name)))
      refuse(folder_, "holds " + ticked(name) + " but no study: it would be replaced",
             "take another folder, or --overwrite");
}

std::optional<StoredStudy> StudyFolder::stored(const Identity& wanted) const {
  if (!holds_something(study_file())) {
    refuse_foreign_files();
    return std::nullopt;
  }
  StoredStudy study = read_study(study_file());
  const Identity& found = study.identity;
  std::vector<Problem> problems;
  const auto differs = [&](const std::string& what, const auto& there, const auto& here) {
    if (there != here)
      problems.push_back({Place{study_file().string()}, "--out",
                          fmt::format("holds a study of another {}: {}, not {}", what, there, here),
                          "take another folder, or --overwrite"});
  };
  differs("scenario", found.scenario_hash, wanted.scenario_hash);
  differs("seed", found.seed, wanted.seed);
  differs("results version", found.results_version, wanted.results_version);
  if (!problems.empty()) throw BadInput(problems);
  return study;
}

void StudyFolder::remove_products() const {
  for (const char* name : products)
    for (const char* end : {"", ".unfinished"}) std::filesystem::remove(folder_ / (std::string(name) + end));
  for (const std::string& figure : figures::run_figure_names())
    for (const char* format : figure_formats) std::filesystem::remove(folder_ / (figure + "." + format));
}

void StudyFolder::write_products(const nlohmann::ordered_json& summary, const std::string& page,
                                 const nlohmann::ordered_json& manifest) const {
  const Database database = open_study(study_file());
  if (database.text("SELECT value FROM study WHERE key = 'rows'") == "kept") {
    AtomicFile runs(folder_ / "runs.csv");
    export_runs(database, TableFormat::csv, [&](std::string_view text) { runs.write(text); });
    runs.commit();
  }
  write_atomically(folder_ / "scenario.resolved.yaml",
                   database.text("SELECT value FROM study WHERE key = 'resolved_yaml'"));
  write_atomically(folder_ / "summary.json", json_text(summary, 2) + "\n");
  write_atomically(folder_ / "summary.md", page);
  write_atomically(folder_ / "manifest.json", json_text(manifest, 2) + "\n");
}

}  // namespace backchannel
