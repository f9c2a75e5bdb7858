#include "cli/play/sweep_place.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "analysis/findings/summary.hpp"
#include "sim/core/atomic_file.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/scenario/pages/writer.hpp"

namespace backchannel {

namespace {

[[noreturn]] void refuse_output(const std::filesystem::path& where, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{where.string()}, "--out", std::move(what), std::move(allowed)}});
}

std::filesystem::path temporary_file() {
  std::string name = (temporary_folder() / "backchannel-XXXXXX").string();
  const int made = mkstemp(name.data());
  if (made < 0) throw std::runtime_error(name + ": " + std::strerror(errno));
  close(made);
  return name;
}

}  // namespace

SweepPlace::SweepPlace(const Keep& keep) : file_(keep.place), kept_(!file_.empty()) {
  if (!kept_) {
    file_ = temporary_file();
    return;
  }
  if (std::filesystem::is_directory(file_)) refuse_output(file_, "is a folder", "a file");
  if (std::filesystem::exists(file_) && !std::filesystem::is_regular_file(file_))
    refuse_output(file_, "is no ordinary file", "a file");
  if (const auto parent = file_.parent_path(); !parent.empty()) {
    std::error_code error;
    std::filesystem::create_directories(parent, error);
    if (error) refuse_output(file_, "cannot be made", error.message());
  }
  lock_.emplace(file_);
  if (!lock_->fault().empty()) refuse_output(file_, "cannot be written to", lock_->fault());
  if (!lock_->is_held()) refuse_output(file_, "is being written by another study", "wait for it, or take another file");
  recover(file_);
  if (!keep.overwrite) return;
  if (!may_be_overwritten(file_.string()))
    refuse_output(file_, "is not a study file, so it is not replaced", "take another file");
  std::error_code error;
  std::filesystem::resize_file(file_, 0, error);
  if (error) refuse_output(file_, "cannot be emptied", error.message());
  remove_logs();  // not before: without its log a file may be half a study
}

SweepPlace::~SweepPlace() {
  std::error_code unknown;
  if (kept_ && std::filesystem::file_size(file_, unknown) == 0 && !unknown)
    std::filesystem::remove(file_, unknown);  // nothing was kept
  if (kept_) return;
  remove_logs();
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

void SweepPlace::remove_logs() const {
  std::error_code ignored;
  for (const char* end : {"-wal", "-shm", "-journal"}) std::filesystem::remove(file_.string() + end, ignored);
}

std::optional<StoredSweep> SweepPlace::stored(const SweepFacts& wanted) const {
  if (!holds_something(file_)) return std::nullopt;
  StoredSweep sweep = read_sweep(file_);
  if (sweep.facts.kind != wanted.kind || sweep.facts.study_hash != wanted.study_hash)
    refuse_output(file_, fmt::format("holds another study: {}", sweep.facts.title),
                  "take another file, or --overwrite");
  return sweep;
}

SweepFacts facts_of_base(const Model& base) {
  SweepFacts facts;
  facts.title = base.scenario.title;
  facts.scenario_text = base.loaded.text;
  facts.resolved_yaml = resolved_yaml(base.scenario, base.loaded.parameters);
  facts.scenario_hash = base.loaded.hash;
  facts.set = base.loaded.set;
  facts.start_date = base.scenario.start_date;
  facts.horizon = base.scenario.horizon;
  return facts;
}

void refuse_failures(const StoredSweep& sweep) {
  std::uint64_t failed = 0, all = 0;
  for (const PointResult& result : sweep.results) failed += result.failed, all += result.failed + result.runs;
  if (static_cast<double>(failed) <= most_failures * static_cast<double>(all)) return;
  throw std::runtime_error(fmt::format(
      "{} of {} runs failed, more than 0.1 %: no share is shown; `backchannel run` tells why", failed, all));
}

}  // namespace backchannel
