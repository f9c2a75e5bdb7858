// Guards of a run, looked at on every day: a guarded variable (memory.hpp) that is not finite or leaves its bounds. The
// first fault of a run is kept with its day; the run is played to its end beside the others.
#pragma once

#include <optional>
#include <string>

#include "sim/core/memory.hpp"
#include "sim/crisis/state/runs.hpp"

namespace backchannel {

class Faults {
 public:
  explicit Faults(const Memory& memory);

  /// A run starts in a lane.
  void clear(int lane) { what_[lane] = 0; }
  /// Looks at today's state; a sum a variable, and only where something is wrong a second look.
  void look(const Runs& runs);
  /// What went wrong first, and when.
  [[nodiscard]] std::optional<std::string> of(int lane) const;

 private:
  /// What is looked at every day, apart from its name.
  struct Watched {
    const Lanes* variable;
    double least, most;  // in units of the variable
  };
  static SliceMask within(const Abreast& runs, const Watched& look);
  void note(const Abreast& runs, const SliceMask& wrong);

  const std::vector<Memory::Guarded>& guarded_;
  std::vector<Watched> looks_, bounded_;    // bounded_: those with bounds of their own
  std::vector<const Lanes*> unbounded_;     // the others, which must be finite
  Lanes what_ = lanes(0), day_ = lanes(0);  // what_: 0 nothing, else 1 + the place of what is guarded
};

}  // namespace backchannel
