#include "sim/results/file/study_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/crisis/model/model.hpp"
#include "sim/results/file/draws.hpp"
#include "sim/results/file/seal.hpp"
#include "sim/results/json_text.hpp"
#include "sim/scenario/pages/evidence.hpp"
#include "sim/scenario/pages/units.hpp"
#include "sim/scenario/pages/writer.hpp"

namespace backchannel {

namespace {

std::int64_t whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

std::vector<std::string> uncertain_paths(const Model& model, const Values& values) {
  std::vector<std::string> paths;
  for (const Param p : values.uncertain()) paths.push_back(model.loaded.parameters[p].path);
  return paths;
}

const char* after_the_end(const SeriesSpec& spec) {
  return spec.after == AfterTheEnd::last_value ? "last value" : "left out";
}

}  // namespace

StudyWriter::StudyWriter(const std::filesystem::path& file, std::shared_ptr<const Model> model, const StudyFacts& facts,
                         RowTable rows, Begin begin)
    : model_(std::move(model)),
      facts_(facts),
      columns_(run_columns(facts_)),
      values_(model_->loaded.parameters, facts.seed, static_cast<std::uint64_t>(facts.plays)),
      tables_(tables(columns_, uncertain_paths(*model_, values_))),
      database_(open_to_write(file, begin)),
      rows_(rows) {
  if (begin == Begin::go_on) return;
  Transaction transaction(database_);
  create_tables(database_, tables_);
  write_question();
  write_series();
  write_parameters();
  seal(database_);
  transaction.commit();
}

const StudyTable& StudyWriter::table(const char* name) const {
  return *std::ranges::find(tables_, name, &StudyTable::name);
}

void StudyWriter::write_question() {
  const StudyFacts& facts = facts_;
  Statement study = database_.prepare(insert_into(table("study")));
  const auto note = [&](const char* key, const std::string& value) { study.execute({key, value}); };
  note("title", facts.title);
  note("description", facts.description);
  note_scenario(facts, note);
  note("plays_per_draw", std::to_string(facts.plays));
  note("mediated", facts.mediated ? "yes" : "no");
  note("judged", facts.judged ? "yes" : "no");
  note("ladder", json_text(nlohmann::json(facts.ladder)));
  note("rows", rows_ == RowTable::kept ? "kept" : "left out");
  Statement issues = database_.prepare(insert_into(table("issues")));
  for (std::size_t k = 0; k < facts.issues.size(); ++k) {
    const IssueFacts& issue = facts.issues[k];
    const std::string levels = nlohmann::json(issue.levels).dump();
    issues.execute({whole(k), issue.id, issue.title, issue.unit, issue.low, issue.high, issue.at_zero, issue.at_one,
                    whole(issue.in_text[index_of(Scope::interim)] ? 1 : 0),
                    whole(issue.in_text[index_of(Scope::comprehensive)] ? 1 : 0), levels, std::int64_t{issue.place},
                    issue.status_quo ? Cell(*issue.status_quo) : Cell()});
  }
  Statement actors = database_.prepare(insert_into(table("actors")));
  for (std::size_t a = 0; a < facts.actors.size(); ++a) {
    const ActorFacts& actor = facts.actors[a];
    actors.execute({whole(a), actor.id, actor.name, whole(actor.party ? 1 : 0), whole(actor.values ? 1 : 0),
                    std::int64_t{actor.place}});
  }
  database_.prepare(insert_into(table("points"))).execute({whole(0), "base"});
}

void StudyWriter::write_series() {
  Statement series = database_.prepare(insert_into(table("series"))),
            edges = database_.prepare(insert_into(table("bins")));
  const auto specs = daily_series(*model_);
  for (std::size_t s = 0; s < specs.size(); ++s) {
    const Bins& bins = specs[s].bins;
    series.execute({whole(s), specs[s].name, specs[s].unit, specs[s].meaning, bins.low, bins.high,
                    std::int64_t{bins.within}, std::int64_t{bins.below}, std::int64_t{bins.above},
                    after_the_end(specs[s])});
    for (int b = 0; b < bins.count(); ++b) edges.execute({whole(s), std::int64_t{b}, bins.edge(b), bins.edge(b + 1)});
  }
}

void StudyWriter::write_parameters() {
  Statement insert = database_.prepare(insert_into(table("parameters")));
  std::int64_t index = 0;
  for (const Parameter& parameter : model_->loaded.parameters) {
    const auto [low, high] = parameter.prior.support();
    const std::string value = yaml_of(parameter), kind = name(parameter.prior.kind);
    const std::string evidence = describe_evidence(parameter);
    insert.execute({index++, parameter.path, value, kind, parameter.prior.mean(), low, high,
                    unit_of(parameter, model_->scenario), parameter.spec.meaning, evidence,
                    whole(parameter.given ? 1 : 0), parameter.inert});
  }
}

void StudyWriter::begin(const StudySession& session) {
  session_ = begin_session(database_, session);
  played_ = 0;
}

void StudyWriter::add(const RunBatch& batch, const Record& record) {
  if (!transaction_) transaction_.emplace(database_);
  write_rows(batch);
  write_batch(batch, record);
  played_ += batch.rows.size();
}

void StudyWriter::commit(const Record& record, double seconds) {
  if (!transaction_) return;
  const std::string counts = nlohmann::json(record.tally).dump();
  database_.prepare(insert_into(table("tally"))).execute({whole(0), counts});
  write_daily(record.daily);
  seal(database_);
  note_progress(database_, session_, played_, seconds);
  transaction_->commit();
  transaction_.reset();
}

void StudyWriter::write_rows(const RunBatch& batch) {
  Statement failures = database_.prepare(insert_into(table("failures")));
  for (const Failure& failure : batch.failures) failures.execute({whole(0), whole(failure.run), failure.reason});
  if (rows_ == RowTable::left_out) return;
  Statement runs = database_.prepare(insert_into(table("runs")));
  std::vector<Cell> cells(columns_.size() + 1, whole(0));
  each_run(
      batch,
      [&](const Row& row) {
        for (std::size_t c = 0; c < columns_.size(); ++c) cells[c + 1] = columns_[c].value(row);
        runs.execute(cells);
      },
      [](const Failure&) {});
}

void StudyWriter::write_draws(const RunBatch& batch, Hash& hash) {
  if (values_.uncertain().empty()) return;
  Statement draws = database_.prepare(insert_into(table("draws")));
  const std::size_t columns = table("draws").columns.size();
  const auto plays = static_cast<std::uint64_t>(facts_.plays);
  const std::uint64_t end = std::min(batch.first_run + batch.rows.size(), runs_with_draws);
  for (std::uint64_t run = (batch.first_run + plays - 1) / plays * plays; run < end; run += plays) {
    values_.start(0, run);
    std::vector<Cell> cells{whole(0), whole(run / plays)};
    for (std::size_t i = 0; cells.size() < columns; ++i) cells.emplace_back(values_.drawn()[i]);
    draws.execute(cells);
    for (std::size_t c = 1; c < cells.size(); ++c) hash.add(cells[c]);
  }
}

void StudyWriter::write_batch(const RunBatch& batch, const Record& record) {
  const std::int64_t number = whole(batch.first_run / batch_size);
  Statement before = database_.prepare(
      "SELECT first_run, runs, failed, checksum, draws_checksum FROM batches WHERE point = 0 AND batch = ?");
  before.bind({number});
  const bool goes_on = before.step();
  const std::int64_t first_run = goes_on ? before.integer(0) : whole(batch.first_run);
  const std::int64_t runs = (goes_on ? before.integer(1) : 0) + whole(batch.rows.size());
  const std::int64_t failed = (goes_on ? before.integer(2) : 0) + whole(batch.failures.size());
  Hash hash = goes_on ? Hash(before.text(3)) : Hash();
  each_run(
      batch,
      [&](const Row& row) {
        for (const RunColumn& column : columns_) hash.add(column.value(row));
      },
      [&](const Failure& failure) {
        hash.add(whole(failure.run));
        hash.add(Cell(failure.reason));
      });
  Hash drawn = goes_on ? Hash(before.text(4)) : Hash();
  write_draws(batch, drawn);
  const std::string checksum = hash.hex(), draws_checksum = drawn.hex();
  const Tally closed = record.tally.closed();
  const std::string outcomes_so_far =
      nlohmann::json{{"together", closed.outcome.together}, {"alone", closed.outcome.alone}}.dump();
  database_.prepare(insert_into(table("batches")))
      .execute({whole(0), number, first_run, runs, failed, checksum, draws_checksum, outcomes_so_far});
}

void StudyWriter::write_daily(const Daily& daily) {
  Statement insert = database_.prepare(insert_into(table("daily")));
  for (std::size_t s = 0; s < daily.series().size(); ++s)
    for (int day = 1; day <= daily.days(); ++day) {
      const auto counts = daily.counts(s, day);
      const auto any = [](std::uint32_t runs) { return runs > 0; };
      const auto first = std::ranges::find_if(counts, any);
      const auto last = std::find_if(counts.rbegin(), std::make_reverse_iterator(first), any).base();
      const std::string text = fmt::format("[{}]", fmt::join(first, last, ","));
      insert.execute({whole(0), whole(s), std::int64_t{day}, daily.sum(s, day), first - counts.begin(), text});
    }
}

void StudyWriter::set_nested(const NestedCounts& nested) {
  Transaction transaction(database_);
  database_.execute("DELETE FROM nested WHERE point = 0");
  Statement insert = database_.prepare(insert_into(table("nested")));
  for (std::size_t d = 0; d < nested.outcome.size(); ++d) {
    std::vector<Cell> cells{whole(0), whole(d), whole(nested.design.runs), whole(nested.failed[d])};
    for (const std::uint64_t count : nested.outcome[d]) cells.emplace_back(whole(count));
    insert.execute(cells);
  }
  seal(database_);
  transaction.commit();
}

void StudyWriter::end(const std::string& how) { end_session(database_, session_, how); }

}  // namespace backchannel
