// Whether a study file still holds what was written to it. Every batch has a checksum over its rows and failures (see
// check_rows); the seal, a value of the table `study`, is one over the tally and the daily series; the number of rows
// of every table follows from the runs. Rows taken out by hand, or a series changed, are found that way.
#pragma once

#include <string>

#include "sim/results/study_file.hpp"

namespace backchannel {

/// Throws BadInput for the first thing that is missing or changed. The study has been read from this database.
void check_whole(const Database& database, const StoredStudy& study, const std::string& file);

/// The hash over the tally and the daily series as they stand in the file.
[[nodiscard]] std::string seal_of(const Database& database);

}  // namespace backchannel
