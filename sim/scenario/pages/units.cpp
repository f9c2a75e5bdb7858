#include "sim/scenario/pages/units.hpp"

#include <string_view>

namespace backchannel {

std::string unit_of(const Parameter& parameter, const Scenario& scenario) {
  if (std::string_view(parameter.spec.unit) != "unit") return parameter.spec.unit;
  const auto issue = scenario.issues.find(parameter.path.substr(0, parameter.path.rfind('.')));
  return issue == scenario.issues.end() ? "" : issue->second.unit;
}

}  // namespace backchannel
