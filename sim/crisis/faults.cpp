#include "sim/crisis/faults.hpp"

namespace backchannel {

namespace {

Mask within(const Memory::Guarded& guarded) {
  return at_least(*guarded.variable, guarded.bounds.least) & at_most(*guarded.variable, guarded.bounds.most);
}

}  // namespace

void Faults::look(const Lanes& day) {
  Mask well = Mask::all();
  for (const Memory::Guarded& guarded : guarded_) well &= within(guarded);
  const Mask wrong = !well & equals(what_, 0.0);
  if (!any(wrong)) return;
  day_ = select(wrong, day, day_);
  for (std::size_t n = 0; n < guarded_.size(); ++n) {
    const Mask here = wrong & equals(what_, 0.0) & !within(guarded_[n]);
    what_ = select(here, static_cast<double>(n + 1), what_);
  }
}

std::optional<std::string> Faults::of(int lane) const {
  if (what_[lane] == 0) return std::nullopt;
  const Bounds& bounds = guarded_[static_cast<std::size_t>(what_[lane]) - 1].bounds;
  const bool unit = bounds.least == 0 && bounds.most == 1;
  return bounds.name + (unit ? " is not in [0, 1]" : " is not finite") + " on day " +
         std::to_string(static_cast<int>(day_[lane]));
}

}  // namespace backchannel
