// Units of numbers as they are told.
#pragma once

#include <string>

#include "sim/scenario/parameters.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

/// The unit of a number: of the ends of an issue's axis that of the issue, of others what the schema says.
[[nodiscard]] std::string unit_of(const Parameter& parameter, const Scenario& scenario);

}  // namespace backchannel
