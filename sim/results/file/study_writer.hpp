// Writes the study file, see study_file.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/hash.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/results/counts/nested.hpp"
#include "sim/results/counts/record.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/session.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

class StudyWriter {
 public:
  /// Afresh: creates the file with everything but runs. Going on: `rows` as they are kept there.
  StudyWriter(const std::filesystem::path& file, std::shared_ptr<const Model> model, const StudyFacts& facts,
              RowTable rows, Begin begin);

  void begin(const StudySession& session);
  /// Adds a batch, which `record` already contains; it is there once it is committed.
  void add(const RunBatch& batch, const Record& record);
  /// Ends the transaction that the first batch since the last one began; `seconds` of this session.
  void commit(const Record& record, double seconds);
  /// Replaces the nested design that is there.
  void set_nested(const NestedCounts& nested);
  /// Ends the session and folds the log into the file. `how`: complete, precise enough, interrupted.
  void end(const std::string& how);

 private:
  [[nodiscard]] const StudyTable& table(const char* name) const;
  void write_question();
  void write_parameters();
  void write_rows(const RunBatch& batch);
  void write_draws(const RunBatch& batch, Hash& hash);
  void write_batch(const RunBatch& batch, const Record& record);
  void write_daily(const Daily& daily);
  void write_series();

  std::shared_ptr<const Model> model_;
  StudyFacts facts_;
  std::vector<RunColumn> columns_;
  Values values_;
  std::vector<StudyTable> tables_;
  Database database_;
  RowTable rows_;
  std::int64_t session_ = 0;
  std::uint64_t played_ = 0;
  std::optional<Transaction> transaction_;
};

}  // namespace backchannel
