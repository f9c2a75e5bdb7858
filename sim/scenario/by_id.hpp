// What the keys of a scenario are made of beside words and numbers: maps by id, references to ids.
#pragma once

#include <map>
#include <string>

#include "sim/core/errors.hpp"

namespace backchannel {

class KeyVisitor;  // visitor.hpp

/// Ordered by id: the order in the YAML file has no meaning.
template <class T>
using ById = std::map<std::string, T>;

/// A reference to something with an id, and where it was written (for messages).
struct Reference {
  std::string id;
  Place place;
  [[nodiscard]] bool given() const { return !id.empty(); }
};

}  // namespace backchannel
