#include "sim/results/file/study_file.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/results/file/draws.hpp"
#include "sim/results/file/export.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/results/file/seal.hpp"
#include "sim/results/file/study_writer.hpp"
#include "sim/results/versions.hpp"
#include "tests/results/support.hpp"

using namespace backchannel;
using testing::Folder;

namespace {

/// Writes the runs up to each of `stops` in a session of its own; the last stop is the end.
void write_study(const std::filesystem::path& file, const std::vector<std::uint64_t>& stops,
                 RowTable rows = RowTable::kept) {
  const auto model = testing::model();
  const StudyFacts facts = facts_of(*model, 7);
  Begin begin = Begin::afresh;
  for (const std::uint64_t stop : stops) {
    Record record(*model);
    StudyWriter writer(file, model, facts, rows, begin);
    if (begin == Begin::go_on) record = read_study(file).record;
    begin = Begin::go_on;
    writer.begin({"test", "{}", 1, stop});
    while (record.tally.attempted() < stop) {
      const std::uint64_t first = record.tally.attempted(), within = first % batch_size;
      const std::uint64_t end = within == 0 ? stop : std::min(stop, first - within + batch_size);
      testing::play(model, first, end, 2, [&](const RunBatch& batch, const Daily& daily) {
        record.add(batch, daily);
        writer.add(batch, record);
        writer.commit(record, 0.5);
      });
    }
    writer.end("complete");
  }
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a study reads back as it was tallied, and interrupted anywhere it has the same digest") {
  const Folder folder;
  write_study(folder / "whole.sqlite", {9000});
  write_study(folder / "parts.sqlite", {1001, 4096, 4099, 9000});
  CHECK(digest(open_study(folder / "whole.sqlite")) == digest(open_study(folder / "parts.sqlite")));
  const auto model = testing::model();
  Record record(*model);
  testing::play(model, 0, 9000, 2, [&](const RunBatch& batch, const Daily& daily) { record.add(batch, daily); });
  const StoredStudy stored = read_study(folder / "parts.sqlite");
  CHECK(stored.record.tally == record.tally);
  CHECK(stored.identity == Identity{model->loaded.hash, 7, results_version});
  CHECK(stored.facts.issues.at(0).unit == "%");
  CHECK(stored.facts.issues.at(0).high == 20);
  CHECK(stored.ended == "complete");
  REQUIRE(stored.attempted_so_far.size() == 18);
  for (std::size_t n = 0; n < 17; ++n) CHECK(stored.attempted_so_far[n] == batch_size * (n + 1));
  CHECK(stored.attempted_so_far[17] == 9000);
  CHECK(stored.outcomes_so_far.back() == record.tally.closed().outcome);
  CHECK(!std::filesystem::exists(folder / "parts.sqlite-wal"));
  for (int day = 1; day <= 40; ++day) CHECK(stored.record.daily.sum(1, day) == record.daily.sum(1, day));
}

TEST_CASE("what tells results apart changes the digest; facts of a session do not") {
  const Folder folder;
  write_study(folder / "a.sqlite", {64});
  const std::string before = digest(open_study(folder / "a.sqlite"));
  Database database(folder / "a.sqlite", Access::write);
  database.execute("UPDATE session SET seconds = 99, command = 'other'");
  CHECK(digest(database) == before);
  database.execute("UPDATE runs SET tension = tension + 1e-15 WHERE run = 5");
  CHECK(digest(database) != before);
}

TEST_CASE("a hash sees numbers as the file gives them back: without the sign of 0, and NaN as nothing") {
  const auto hash_of = [](const Cell& cell) {
    Hash hash;
    hash.add(cell);
    return hash.hex();
  };
  CHECK(hash_of(-0.0) == hash_of(0.0));
  CHECK(hash_of(std::nan("")) == hash_of(Cell()));
  CHECK(hash_of(1e-300) != hash_of(0.0));
}

TEST_CASE("whatever is changed by hand is noticed by whoever reads the study") {
  const Folder folder;
  const auto file = folder / "a.sqlite", changed = folder / "changed.sqlite";
  for (const RowTable rows : {RowTable::kept, RowTable::left_out}) {
    std::filesystem::remove(file);
    write_study(file, {1001, 5000}, rows);
    const auto after = [&](const char* change) {
      std::filesystem::copy_file(file, changed, std::filesystem::copy_options::overwrite_existing);
      Database(changed, Access::write).execute(change);
      const std::string message = message_of([&] { (void)read_study(changed); });
      return message.empty() ? message : message.substr(changed.string().size() + 2);
    };
    const auto refused = [](const std::string& what) {
      return what + " (changed by hand or damaged; `run --overwrite` plays it again)";
    };
    CHECK(after("UPDATE session SET seconds = 99") == "");
    CHECK(after("CREATE TABLE notes (text)") == "");
    CHECK(after("CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM tally; END") == refused("has a trigger, t"));
    CHECK(after("DROP TABLE tally") == refused("has no table tally"));
    CHECK(after("DROP TABLE dictionary") == refused("has no table dictionary"));
    CHECK(after("DROP VIEW daily_bins; CREATE VIEW daily_bins AS SELECT 1") ==
          refused("the view daily_bins is not the one that was written"));
    if (rows == RowTable::kept)
      CHECK(after("UPDATE runs SET rounds = rounds + 1 WHERE run = 4500") ==
            refused("the runs of batch 8 are not those that were written"));
    CHECK(after("UPDATE draws SET \"north.capability\" = 1 WHERE draw = 2100") ==
          refused("the draws of batch 8 are not those that were written"));
    CHECK(after("UPDATE study SET value = 'mine' WHERE key = 'title'") ==
          refused("the table study is not the one that was written"));
    CHECK(after("UPDATE study SET value = '' WHERE key = 'seal'") == refused("the seal in table study is missing"));
    CHECK(after("UPDATE study SET value = '7' WHERE key = 'seal'") ==
          refused("the table study is not the one that was written"));
    CHECK(after("UPDATE parameters SET evidence = 'fact' WHERE parameter = 3") ==
          refused("the table parameters is not the one that was written"));
    CHECK(after("UPDATE issues SET high = high + 1") == refused("the table issues is not the one that was written"));
    CHECK(after("UPDATE actors SET name = 'X'") == refused("the table actors is not the one that was written"));
    CHECK(after("UPDATE batches SET outcomes_so_far = replace(outcomes_so_far, '0', '2') WHERE batch = 0") ==
          refused("the table batches is not the one that was written"));
    CHECK(after("UPDATE daily SET sum_millionths = sum_millionths + 1 WHERE series = 1 AND day = 3") ==
          refused("the table daily is not the one that was written"));
    CHECK(after("DELETE FROM dictionary") == refused("the table dictionary is not the one that was written"));
  }
}

TEST_CASE("the seal is over the layout of every table, and misses none") {
  const Folder folder;
  const auto file = folder / "a.sqlite";
  const auto after = [&](const std::string& change) {
    std::filesystem::remove(file);
    write_study(file, {64});
    Database(file, Access::write).execute(change);
    const std::string message = message_of([&] { (void)read_study(file); });
    return message.empty() ? message : message.substr(file.string().size() + 2);
  };
  const auto changed = [](const std::string& table) {
    return "the table " + table +
           " is not the one that was written (changed by hand or damaged; `run --overwrite` plays it again)";
  };
  CHECK(after("ALTER TABLE draws RENAME COLUMN \"north.capability\" TO \"south.capability\"") == changed("draws"));
  CHECK(after("ALTER TABLE session RENAME COLUMN build TO built") == changed("session"));
  CHECK(after("ALTER TABLE runs ADD COLUMN mine") == changed("runs"));
  CHECK(after("UPDATE study SET value = '{}' WHERE key = 'seal'") == changed("actors"));
  CHECK(after("UPDATE study SET value = json_remove(value, '$.parameters') WHERE key = 'seal'") ==
        changed("parameters"));
  CHECK(after("UPDATE study SET value = json_set(value, '$.nothing', 'x') WHERE key = 'seal'") == changed("nothing"));
  std::filesystem::remove(file);
  (void)StudyWriter(file, testing::model(), facts_of(*testing::model(), 7), RowTable::kept, Begin::afresh);
  CHECK(message_of([&] { (void)read_study(file); }).empty());  // no run is there, but a seal is
  Database(file, Access::write).execute("DELETE FROM study WHERE key = 'seal'");
  CHECK(message_of([&] { (void)read_study(file); }) ==
        file.string() +
            ": the seal in table study is missing (changed by hand or damaged; `run --overwrite` plays it again)");
}

TEST_CASE("a study that was made up, with a seal of its own, is read with care") {
  const Folder folder;
  const auto whole = folder / "whole.sqlite", file = folder / "a.sqlite";
  write_study(whole, {64});
  StudyWriter(whole, testing::model(), facts_of(*testing::model(), 7), RowTable::kept, Begin::go_on).set_nested([] {
    NestedCounts nested({2, 4});
    for (auto& counts : nested.outcome) counts[0] = 4;
    return nested;
  }());
  const auto after = [&](const std::string& change) {
    std::filesystem::copy_file(whole, file, std::filesystem::copy_options::overwrite_existing);
    {
      Database database(file, Access::write);
      database.execute(change);
      seal(database);
    }
    const std::string message = message_of([&] { (void)read_study(file); });
    const std::string advice = " (changed by hand or damaged; `run --overwrite` plays it again)";
    if (message.size() < file.string().size() + 2 + advice.size()) return message;
    CHECK(message.ends_with(advice));
    return message.substr(file.string().size() + 2, message.size() - file.string().size() - 2 - advice.size());
  };
  const auto set = [](const std::string& key, const std::string& value) {
    return "UPDATE study SET value = '" + value + "' WHERE key = '" + key + "'";
  };
  const auto tally = [](const std::string& path, const std::string& value) {
    return "UPDATE tally SET counts = json_set(counts, '$." + path + "', json('" + value + "'))";
  };
  const std::string not_counted = "what was counted cannot be that of runs";
  CHECK(after("SELECT 1").empty());
  CHECK(after(set("horizon_days", "2000000000")) == "horizon_days in table study is out of range");
  CHECK(after(set("horizon_days", "-1")) == "horizon_days in table study is out of range");
  CHECK(after(set("plays_per_draw", "0")) == "plays_per_draw in table study is out of range");
  CHECK(after(set("start_date", "2026-02-30")) == "start_date in table study is no date");
  CHECK(after(set("mediated", "perhaps")) == "mediated in table study is neither yes nor no");
  CHECK(after(set("rows", "")) == "rows in table study is neither kept nor left out");
  CHECK(after(set("ladder", "[")) == "what was counted cannot be read");
  for (const char* list :
       {"path", "first_striker", "duration", "terms[0][0].counts", "trust", "breaker", "outcome.together",
        "ending.alone", "aftermath.together", "exchange_length.ended", "war_length.open", "passage[3].later"})
    CHECK_MESSAGE(after(tally(list, "[]")) == not_counted, std::string(list));
  CHECK(after(tally("value", "[]")) == "the table actors is not the one that was written");
  CHECK(after(tally("terms", "[]")) == "what was counted cannot be read");
  CHECK(after(tally("outcome.classes", "1000000")) == not_counted);
  CHECK(after(tally("path[0]", "-5")) == not_counted);
  CHECK(after(tally("duration[0]", "18446744073709551615")) == not_counted);
  CHECK(after(tally("horizon", "1000000000")) == "horizon_days in table study is not what was written");
  CHECK(after(tally("runs", "\"many\"")) == "what was counted cannot be read");
  CHECK(after("UPDATE tally SET counts = x'00ff'") == "a value in column counts is none that a study holds");
  CHECK(after("UPDATE issues SET low = 'much'") == "a value in column low is none that a study holds");
  CHECK(after("UPDATE issues SET high = 9e999") == "a value in column high is none that a study holds");
  CHECK(after("UPDATE issues SET place = 1000000") == "a value in column place is none that a study holds");
  CHECK(after("UPDATE issues SET levels = '{\"a\": [1]}'") == "what was counted cannot be read");
  CHECK(after("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO actors SELECT "
              "i, 'a' || i, 'x', 1, 1, 0 FROM n") == "the table actors is not the one that was written");
  CHECK(after("UPDATE series SET within = 1000000000 WHERE series = 1") ==
        "a value in column within is none that a study holds");
  CHECK(after("UPDATE series SET above = -1 WHERE series = 1") == "a value in column above is none that a study holds");
  CHECK(after("UPDATE series SET high = low") == "the table series is not the one that was written");
  CHECK(after("UPDATE series SET name = 'mine' WHERE series = 6") ==
        "the table series is not the one that was written");
  CHECK(after("DELETE FROM series WHERE series > 1") == "the table series is not the one that was written");
  CHECK(after("UPDATE daily SET first_bin = 9223372036854775807 WHERE series = 0 AND day = 2") ==
        "series 0 on day 2 in table daily fits no series");
  CHECK(after("UPDATE daily SET counts = '[-1]' WHERE series = 0 AND day = 2") ==
        "a day in table daily has counts that no runs have");
  CHECK(after("UPDATE daily SET counts = '[65]' WHERE series = 0 AND day = 2") ==
        "a day in table daily has counts that no runs have");
  CHECK(after("UPDATE daily SET sum_millionths = 0.5 WHERE series = 0 AND day = 2") ==
        "a value in column sum_millionths is none that a study holds");
  CHECK(after("UPDATE nested SET runs = -4") == "a value in column runs is none that a study holds");
  CHECK(after("UPDATE nested SET regional_war = 9223372036854775807") ==
        "the table nested is not the one that was written");
  CHECK(after("UPDATE batches SET runs = 1000000") == "a value in column runs is none that a study holds");
  CHECK(after("UPDATE batches SET outcomes_so_far = '{\"together\": [], \"alone\": []}'") ==
        "the table batches is not the one that was written");
  CHECK(after("UPDATE session SET planned_runs = -1") == "a value in column planned_runs is none that a study holds");
}

TEST_CASE("a file left in the middle of a change is set right by whoever opens it; only what is damaged is called so") {
  const Folder folder;
  const auto file = folder / "a.sqlite";
  write_study(file, {64});
  const std::string whole = digest(open_study(file));
  {
    Database database(file, Access::write);  // as a kill leaves it: the journal is there, and half of the change
    database.execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
    database.execute("BEGIN; UPDATE daily SET counts = counts || ' '; UPDATE runs SET tension = 2");
    std::filesystem::copy(file, folder / "b.sqlite");
    std::filesystem::copy(file.string() + "-journal", folder / "b.sqlite-journal");
    database.execute("ROLLBACK");
  }
  CHECK(digest(open_study(folder / "b.sqlite")) == whole);
  CHECK(!std::filesystem::exists(folder / "b.sqlite-journal"));
  Database(file, Access::write).execute("PRAGMA journal_mode = WAL");
  recover(file);
  CHECK(Database(file, Access::read).text("PRAGMA journal_mode") == "delete");
  std::ofstream(folder / "empty") << "";
  CHECK(message_of([&] { (void)open_study(folder / "empty"); }) ==
        (folder / "empty").string() + ": holds nothing yet (the command that begins a study begins it again)");
  std::filesystem::resize_file(folder / "b.sqlite", 20000);
  recover(folder / "b.sqlite");
  CHECK(message_of([&] { (void)open_study(folder / "b.sqlite"); }) ==
        (folder / "b.sqlite").string() + ": is damaged (`run --overwrite` plays it again)");
  Database other(file, Access::write);
  other.execute("BEGIN EXCLUSIVE");
  CHECK(message_of([&] { (void)open_study(file); }) == file.string() + ": is in use by another program");
}

TEST_CASE("a nested design is under the seal") {
  const Folder folder;
  const auto file = folder / "a.sqlite";
  write_study(file, {64});
  NestedCounts nested({2, 4});
  for (auto& counts : nested.outcome) counts[index_of(Outcome::regional_war)] = 4;
  StudyWriter(file, testing::model(), facts_of(*testing::model(), 7), RowTable::kept, Begin::go_on).set_nested(nested);
  CHECK(read_study(file).nested.has_value());
  Database(file, Access::write).execute("UPDATE nested SET talks_continue = 1, regional_war = 3 WHERE draw = 1");
  CHECK(message_of([&] { (void)read_study(file); }) ==
        file.string() +
            ": the table nested is not the one that was written (changed by hand or damaged; `run --overwrite` plays "
            "it again)");
}

TEST_CASE("a study without rows keeps everything else") {
  const Folder folder;
  write_study(folder / "a.sqlite", {128}, RowTable::left_out);
  const Database database = open_study(folder / "a.sqlite");
  CHECK(database.integer("SELECT count(*) FROM runs") == 0);
  CHECK(database.integer("SELECT count(*) FROM draws") == 64);
  CHECK(read_study(folder / "a.sqlite").record.tally.runs == 128);
}

TEST_CASE("the dictionary names every column of every table") {
  const Folder folder;
  write_study(folder / "a.sqlite", {64});
  const Database database = open_study(folder / "a.sqlite");
  for (const std::string& table : table_names(database)) {
    CAPTURE(table);
    CHECK(database.integer("SELECT count(*) FROM pragma_table_info(?1) AS c WHERE NOT EXISTS (SELECT 1 FROM dictionary "
                           "WHERE table_name = ?1 AND column_name = c.name AND meaning <> '')",
                           {Cell(table)}) == 0);
  }
  CHECK(database.integer("SELECT sum(runs) FROM daily_bins WHERE series = 'state' AND day = 40") == 64);
  CHECK(database.integer("SELECT draw FROM runs WHERE run = 63") == 31);
}

TEST_CASE("terms are empty where no text is in force, and only there") {
  const Folder folder;
  write_study(folder / "a.sqlite", {512});
  const Database database = open_study(folder / "a.sqlite");
  const std::string issue = database.text("SELECT id FROM issues WHERE issue = 0");
  const auto count = [&](const std::string& where) {
    return database.integer("SELECT count(*) FROM runs WHERE " + where);
  };
  CHECK(count("in_force = 'none'") > 0);
  CHECK(count("in_force <> 'none'") > 0);
  CHECK(count("(in_force = 'none') <> (" + sql_name("term_" + issue) + " IS NULL)") == 0);
}

TEST_CASE("rows are read as they were written, and every column has the type of its values") {
  const Folder folder;
  write_study(folder / "a.sqlite", {512});
  const auto model = testing::model();
  std::vector<Row> written, read;
  testing::play(model, 0, 512, 2, [&](const RunBatch& batch, const Daily&) {
    written.insert(written.end(), batch.rows.begin(), batch.rows.end());
  });
  const Database database = open_study(folder / "a.sqlite");
  const StudyFacts study = read_facts(database, folder / "a.sqlite");
  each_row(database, study, [&](const Row& row) { read.push_back(row); });
  REQUIRE(read.size() == written.size());
  const std::vector<RunColumn> columns = run_columns(study);
  for (std::size_t i = 0; i < read.size(); ++i)
    for (const RunColumn& column : columns) {
      CAPTURE(column.name);
      CHECK(column.value(read[i]) == column.value(written[i]));
    }
  for (const RunColumn& column : columns) {
    CAPTURE(column.name);
    const std::string type = column.type == std::string("TEXT")   ? "text"
                             : column.type == std::string("REAL") ? "real"
                                                                  : "integer";
    CHECK(database.integer("SELECT count(*) FROM runs WHERE " + sql_name(column.name) + " IS NOT NULL AND typeof(" +
                               sql_name(column.name) + ") <> ?",
                           {Cell(type)}) == 0);
  }
}

TEST_CASE("a run in which an agreement broke knows who broke it first and on what ground") {
  const auto model =
      testing::model("scenarios/minimal.yaml",
                     {{"north.patience", "30"}, {"south.patience", "30"}, {"north.compliance.temptation", "0.02"}});
  std::size_t broken = 0;
  testing::play(model, 0, 4096, 1, [&](const RunBatch& batch, const Daily&) {
    for (const Row& row : batch.rows) {
      CHECK((row.breach_by >= 0) == (row.breach_day > 0));
      if (row.breach_by < 0) continue;
      ++broken;
      CHECK(row.breach_by < 2);
      CHECK(row.breach_ratio >= 0);
      CHECK(row.breach_trust >= 0);
      CHECK(row.breach_trust <= 1);
    }
  });
  CHECK(broken > 0);
}

TEST_CASE("draws are the same whether drawn again or read") {
  const Folder folder;
  write_study(folder / "a.sqlite", {301});
  const auto model = testing::model();
  const DrawTable read = read_draws(open_study(folder / "a.sqlite")),
                  again = draws_of(*model, facts_of(*model, 7), 301);
  CHECK(read.paths == std::vector<std::string>{"north.capability"});
  CHECK(read.draw.size() == 151);
  CHECK(read.paths == again.paths);
  CHECK(read.meanings == again.meanings);
  CHECK(read.draw == again.draw);
  CHECK(read.values == again.values);
}

TEST_CASE("files that are not studies, or of another schema, are refused") {
  const Folder folder;
  std::ofstream(folder / "text") << "this is no database, and long enough to be read as a header";
  CHECK(message_of([&] { (void)open_study(folder / "text"); }) ==
        (folder / "text").string() + ": is not a study file (written by `backchannel run --out`)");
  CHECK(message_of([&] { (void)open_study(folder / "none"); }) ==
        (folder / "none").string() + ": there is no such study file (`backchannel run --out` writes one)");
  write_study(folder / "a.sqlite", {64});
  Database(folder / "a.sqlite", Access::write).execute("PRAGMA user_version = 99");
  CHECK(message_of([&] { (void)open_study(folder / "a.sqlite"); }) ==
        (folder / "a.sqlite").string() + ": has schema version 99 (this program reads 8)");
}

TEST_CASE("tables are exported as CSV and JSON with what is hostile in them quoted") {
  const Folder folder;
  Database database(folder / "a.sqlite", Access::create);
  database.execute("CREATE TABLE \"t\" (k INTEGER PRIMARY KEY, \"a\"\"b\" TEXT, x REAL)");
  Statement insert = database.prepare("INSERT INTO t VALUES (?, ?, ?)");
  insert.execute({std::int64_t{2}, "say \"hi\", or\nnot", 0.1});
  insert.execute({std::int64_t{1}, "plain'); DROP TABLE t; --", Cell()});
  const auto text = [&](TableFormat format) {
    std::string all;
    export_table(database, "t", format, [&](std::string_view piece) { all += piece; });
    return all;
  };
  CHECK(text(TableFormat::csv) == "k,\"a\"\"b\",x\n1,plain'); DROP TABLE t; --,\n2,\"say \"\"hi\"\", or\nnot\",0.1\n");
  CHECK(nlohmann::json::parse(text(TableFormat::json)) ==
        nlohmann::json::parse(R"([{"k": 1, "a\"b": "plain'); DROP TABLE t; --", "x": null},
                                  {"k": 2, "a\"b": "say \"hi\", or\nnot", "x": 0.1}])"));
  CHECK(message_of([&] { export_table(database, "nothing", TableFormat::csv, [](std::string_view) {}); }) ==
        "--table: there is no table `nothing` (one of t, daily_bins)");
}

TEST_CASE("in CSV no cell is a formula or moves a cursor; numbers stay, also as text") {
  const Folder folder;
  Database database(folder / "a.sqlite", Access::create);
  database.execute("CREATE TABLE t (k INTEGER PRIMARY KEY, \"=x\" TEXT, y REAL)");
  Statement insert = database.prepare("INSERT INTO t VALUES (?, ?, ?)");
  std::int64_t row = 0;
  for (const char* text : {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "-0.5", "+3", "-.inf", "a\x1b[31mb",
                           "c\xc2\x9b"
                           "d",
                           "-a,b"})
    insert.execute({row++, text, -1.5});
  std::string all;
  export_table(database, "t", TableFormat::csv, [&](std::string_view piece) { all += piece; });
  CHECK(all ==
        "k,'=x,y\n0,'=1+1,-1.5\n1,'+cmd,-1.5\n2,'-2+3,-1.5\n3,'@SUM(A1),-1.5\n4, =1,-1.5\n5,-0.5,-1.5\n6,+3,-1.5\n"
        "7,-.inf,-1.5\n8,a [31mb,-1.5\n9,c d,-1.5\n10,\"'-a,b\",-1.5\n");
  all.clear();
  export_table(database, "t", TableFormat::json, [&](std::string_view piece) { all += piece; });
  CHECK(all.find("c\\u009bd") != std::string::npos);
  CHECK(nlohmann::json::parse(all)[9]["=x"] ==
        "c\xc2\x9b"
        "d");
}

TEST_CASE("a transaction that is not committed leaves nothing") {
  const Folder folder;
  Database database(folder / "a.sqlite", Access::create);
  database.execute("CREATE TABLE t (x)");
  {
    Transaction transaction(database);
    database.execute("INSERT INTO t VALUES (1)");
  }
  CHECK(database.integer("SELECT count(*) FROM t") == 0);
}
