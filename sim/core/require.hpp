// A condition on what a function is given: where it does not hold, the caller is wrong.
#pragma once

#include <stdexcept>

namespace backchannel {

/// Throws std::invalid_argument with the message unless the condition holds.
inline void require(bool condition, const char* message) {
  if (!condition) throw std::invalid_argument(message);
}

}  // namespace backchannel
