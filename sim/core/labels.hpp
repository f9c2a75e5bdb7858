// What things with an id and a title are called where several stand side by side: in a legend, a table, a list.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace backchannel {

struct Titled {
  std::string id;     // differs from those of the others
  std::string title;  // for people; may be empty, or the same as another's
};

/// A label for each, no two equal: the title, or the id where there is no title; where another has the same, the id
/// stands behind it: `cost of war (x)`, `cost of war (y)`. One that is called like its id keeps that alone: next to the
/// factor `placebo` one titled "placebo" is `placebo (z)`.
[[nodiscard]] std::vector<std::string> distinct_labels(std::span<const Titled> things);

}  // namespace backchannel
