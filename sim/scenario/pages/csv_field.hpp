// A field of CSV (RFC 4180) that a terminal and a spreadsheet show as text.
#pragma once

#include <string>
#include <string_view>

namespace backchannel {

/// Safe text (sim/core/text.hpp), lines kept; in quotes where needed, and with ' before what a spreadsheet would
/// calculate: what begins with = + - @ and is no number.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace backchannel
