#include "sim/crisis/tactics/perception.hpp"

#include "sim/crisis/state/runs.hpp"

namespace backchannel {

Slice Opinion::breaking_cost(const Text& x) const {
  const Slice left = signing(other_, x, scope_).exposed;
  const Slice refusing = worth_of_refusing(other_, x) + other_.risk * cost_;
  const Slice signed_one = worth_of_signing(other_, x, scope_) + left * cost_;
  return (refusing - signed_one) / (other_.risk - left).max(1e-9);
}

Slice Settings::operator[](Param TacticSpec::*number) const { return few_[spec_.*number]; }

std::optional<Slice> Settings::operator[](std::optional<Param> TacticSpec::*number) const {
  const std::optional<Param>& given = spec_.*number;
  return given ? std::optional(few_[*given]) : std::nullopt;
}

}  // namespace backchannel
