// JSON Schema (draft 7) of the files that people write, for editors that complete and check as they type. That of
// scenarios comes from the descriptions that the reader uses; what ties keys to each other (ids that must exist, keys
// that act only under a condition, the shape of a prior's numbers) is told by `validate` alone. Those of studies and
// policies stand beside their readers (sim/study); tests/cli/schemas.py holds them to the shipped files.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/study/input_kind.hpp"

namespace backchannel {

[[nodiscard]] nlohmann::ordered_json schema_of(InputKind kind);

}  // namespace backchannel
