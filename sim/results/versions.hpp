// Versions that decide whether results can stand beside each other.
#pragma once

namespace backchannel {

/// Counts up with every release in which the same scenario, seed and run give another row. A study of another results
/// version is neither resumed nor extended. Each step is named in CHANGELOG under "Results change".
inline constexpr int results_version = 1;

/// Counts up whenever tables or columns of the study file change their names or meaning.
inline constexpr int schema_version = 8;

}  // namespace backchannel
