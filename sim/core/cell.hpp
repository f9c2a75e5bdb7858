// A value of a table.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace backchannel {

/// Nothing, a whole number, a number, text. Text must outlive the statement it is bound to.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view>;

}  // namespace backchannel
