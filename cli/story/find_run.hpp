// A run of a study that ended in a certain way: runs are played in their order until it is found.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "sim/crisis/model/model.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

struct RunSearch {
  std::uint64_t seed = 1;
  std::uint64_t nth = 1;   // the first one, the second one, …
  std::uint64_t runs = 0;  // looked through at most
};

struct Found {
  std::optional<std::uint64_t> run;  // nothing: there are not so many
  std::uint64_t looked_at = 0;       // runs, up to it
  std::uint64_t alike = 0;           // of them, this one included
  bool given_up = false;             // the search was stopped before its end
};

/// A failed run is none. `go_on` hears every thousand runs what was found so far; once it says no, the search is given
/// up.
[[nodiscard]] Found find_run(
    const std::shared_ptr<const Model>& model, const RunSearch& search, const std::function<bool(const Row&)>& wanted,
    const std::function<bool(const Found&)>& go_on = [](const Found&) { return true; });

}  // namespace backchannel
