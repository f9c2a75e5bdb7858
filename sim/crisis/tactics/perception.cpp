#include "sim/crisis/tactics/perception.hpp"

#include "sim/crisis/state/runs.hpp"

namespace backchannel {

Slice Opinion::breaking_cost(const Text& x) const {
  const Signing signed_one = signing(other_, x, scope_);
  const Slice refusing = worth_of_refusing(other_, x) + other_.risk * cost_;
  const Slice taking = worth_of_signing(other_, signed_one, x, scope_) + signed_one.exposed * cost_;
  return (refusing - taking) / (other_.risk - signed_one.exposed).max(1e-9);
}

Slice Settings::operator[](Param TacticSpec::*number) const { return few_[spec_.*number]; }

std::optional<Slice> Settings::operator[](std::optional<Param> TacticSpec::*number) const {
  const std::optional<Param>& given = spec_.*number;
  return given ? std::optional(few_[*given]) : std::nullopt;
}

}  // namespace backchannel
