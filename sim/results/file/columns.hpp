// The columns of the table of runs: name, type, unit, meaning, and how a value goes from a row into its cell and back.
// The study file, runs.csv, the data dictionary and whoever reads rows again are all made from this one table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/crisis/row.hpp"
#include "sim/results/facts.hpp"
#include "sim/results/file/database.hpp"

namespace backchannel {

struct RunColumn {
  std::string name;
  const char* type;  // of SQLite: TEXT, INTEGER, REAL
  std::string unit, meaning;
  std::function<Cell(const Row&)> value;            // text lives as long as the facts
  std::function<void(Row&, const Cell&)> put = {};  // the other way; empty: follows from the others
};

/// `study` must outlive the columns.
[[nodiscard]] std::vector<RunColumn> run_columns(const StudyFacts& study);

/// Calls `see` for the row of every finished run in order; nothing where rows were not kept. Of a row read again, terms
/// stand only where a text is in force, and values only of actors with preferences. Throws BadInput for a value
/// that no row has.
void each_row(const Database& database, const StudyFacts& study, const std::function<void(const Row&)>& see);

}  // namespace backchannel
