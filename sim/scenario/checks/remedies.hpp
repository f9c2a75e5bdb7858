// What a message suggests is tried before it is printed: the remedies of each problem are made in the tree and the
// whole is read again. A remedy that is refused next is not told.
#pragma once

#include <functional>
#include <vector>

#include "sim/scenario/tree.hpp"

namespace backchannel {

/// Puts the first remedy that works into the `allowed` of each problem; `read` returns the problems of a changed tree.
/// A key that is right though its value is refused there is told with the reason.
void try_remedies(const Node& root, std::vector<Problem>& problems,
                  const std::function<std::vector<Problem>(const Node&)>& read);

}  // namespace backchannel
