// The rows of a query as JSON, an array a row; what is not a finite number or text is null.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "sim/results/file/database.hpp"

namespace backchannel {

inline constexpr std::string_view sessions_query =
    "SELECT started, command, build, threads, runs, seconds, ended FROM session ORDER BY session";

[[nodiscard]] nlohmann::ordered_json table_rows(const Database& database, std::string_view sql);

}  // namespace backchannel
