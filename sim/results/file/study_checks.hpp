// Whether a study file still holds what was written to it. Every batch has a checksum over its rows and failures, and
// one over its draws of the priors; the number of rows of every table follows from the runs; the seal (seal.hpp) holds
// for all other tables. Whatever was changed by hand is found that way.
#pragma once

#include <string>

#include "sim/results/file/study_file.hpp"

namespace backchannel {

/// Throws BadInput for the first thing that is missing or changed. The study has been read from this database.
void check_whole(const Database& database, const StoredStudy& study, const std::string& file);

}  // namespace backchannel
