// Guards of a run, looked at on every day: a public state that is not finite, a tension or a text in force outside
// [0, 1]. The first fault of a run is kept with its day; the run is played to its end beside the others.
#pragma once

#include <optional>
#include <string>

#include "sim/crisis/state/state.hpp"

namespace backchannel {

class Faults {
 public:
  /// A run starts in a lane.
  void clear(int lane) { what_[lane] = 0; }
  /// Looks at today's state; a sum a quantity, and only where something is wrong a second look.
  void look(const State& state);
  /// What went wrong first, and when.
  [[nodiscard]] std::optional<std::string> of(int lane, const Model& model) const;

 private:
  Lanes what_ = lanes(0), day_ = lanes(0);  // what_: 0 nothing, else 1 + an index of faults.cpp
};

}  // namespace backchannel
