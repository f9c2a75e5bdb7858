// A table of a study file as CSV (RFC 4180: quotes where needed, empty: nothing there) or JSON (an array with an object
// a line, null: nothing there), piece by piece: memory does not grow with the table. Numbers read back to the same
// bits. In CSV, text is what a terminal and a spreadsheet show as text (csv_field.hpp).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sim/results/file/database.hpp"

namespace backchannel {

enum class TableFormat { csv, json };
using TextSink = std::function<void(std::string_view)>;

/// Throws BadInput for a table that is not there, with the names of those that are.
void export_table(const Database& database, const std::string& table, TableFormat format, const TextSink& sink);
/// The table of runs of the one design point, without the column `point`.
void export_runs(const Database& database, TableFormat format, const TextSink& sink);

}  // namespace backchannel
