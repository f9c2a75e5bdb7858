// The seal of a study file: a hash over each table, kept as JSON under `seal` in the table `study`. It tells whoever
// reads the file that a table was changed after it was written. Not under the seal are facts of sessions, and what
// grows with the runs and has a checksum a batch instead (runs, failures, draws).
#pragma once

#include <optional>
#include <string>

#include "sim/results/file/database.hpp"

namespace backchannel {

/// Seals the file as it stands; within the transaction of the caller.
void seal(Database& database);

/// Takes the seal off: for a file that is worked on and sealed when that ends.
void break_seal(Database& database);

/// The first table that is not the one that was sealed; none if all are, or if there is no seal.
[[nodiscard]] std::optional<std::string> changed_table(const Database& database);

}  // namespace backchannel
