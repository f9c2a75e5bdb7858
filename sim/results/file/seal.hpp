// The seal of a study file: a hash over each table, its layout and its rows, kept as JSON under `seal` in the table
// `study`. It tells whoever reads the file that a table was changed after it was written. Only the layout of the tables
// of sessions, runs and draws is under the seal: the first holds no results, the others have a checksum a batch.
#pragma once

#include <optional>
#include <string>

#include "sim/results/file/database.hpp"

namespace backchannel {

/// Seals the file as it stands; the last step of every transaction that changes more than a session.
void seal(Database& database);

/// The first table that is not the one that was sealed, or that is not under the seal; none if all are.
[[nodiscard]] std::optional<std::string> changed_table(const Database& database);

}  // namespace backchannel
