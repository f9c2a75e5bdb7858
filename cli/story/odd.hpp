// One scenario in the ODD protocol (Grimm et al. 2020), as Markdown, written from what was loaded. The equations of the
// submodels are those of sim/MODEL.md; here stands which of them act, on whom, and with which numbers.
#pragma once

#include <string>

#include "sim/crisis/model/model.hpp"

namespace backchannel {

[[nodiscard]] std::string odd_of(const Model& model);

}  // namespace backchannel
