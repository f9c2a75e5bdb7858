#include "sim/crisis/faults.hpp"

namespace backchannel {

Faults::Faults(const Memory& memory) : guarded_(memory.guarded()) {
  const Bounds finite;
  for (const auto& [variable, bounds] : guarded_) {
    looks_.push_back({variable, bounds.least, bounds.most});
    if (bounds.least != finite.least || bounds.most != finite.most)
      bounded_.push_back(looks_.back());
    else
      unbounded_.push_back(variable);
  }
}

void Faults::look(const Runs& runs) {
  runs.each([&](const Abreast& here) {
    Slice sum = 0.0;  // stays 0 where all are finite
    for (const Lanes* variable : unbounded_) sum += 0.0 * here(*variable);
    SliceMask well = equals(sum, 0.0);
    for (const Watched& look : bounded_) well &= within(here, look);
    if (any(!well)) note(here, !well & equals(here(what_), 0.0));
  });
}

SliceMask Faults::within(const Abreast& runs, const Watched& look) {
  const Slice now = runs(*look.variable);
  return at_least(now, look.least) & at_most(now, look.most);
}

void Faults::note(const Abreast& runs, const SliceMask& wrong) {
  runs.put(day_, runs.day(), wrong);
  for (std::size_t n = 0; n < looks_.size(); ++n)
    runs.put(what_, static_cast<double>(n + 1), wrong & equals(runs(what_), 0.0) & !within(runs, looks_[n]));
}

std::optional<std::string> Faults::of(int lane) const {
  if (what_[lane] == 0) return std::nullopt;
  const Bounds& bounds = guarded_[static_cast<std::size_t>(what_[lane]) - 1].bounds;
  const bool unit = bounds.least == 0 && bounds.most == 1;
  return bounds.name + (unit ? " is not in [0, 1]" : " is not finite") + " on day " +
         std::to_string(static_cast<int>(day_[lane]));
}

}  // namespace backchannel
