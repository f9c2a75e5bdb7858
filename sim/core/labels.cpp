#include "sim/core/labels.hpp"

#include <map>

namespace backchannel {

std::vector<std::string> distinct_labels(std::span<const Titled> things) {
  std::vector<std::string> labels;
  for (const Titled& thing : things) labels.push_back(thing.title.empty() ? thing.id : thing.title);
  for (bool changed = true; changed;) {  // again: a label with its id may be the title of a third
    changed = false;
    std::map<std::string, int> uses;
    for (const std::string& label : labels) ++uses[label];
    for (std::size_t i = 0; i < labels.size(); ++i) {
      if (uses[labels[i]] == 1 || labels[i] == things[i].id) continue;
      labels[i] += " (" + things[i].id + ")";
      changed = true;
    }
  }
  return labels;
}

}  // namespace backchannel
