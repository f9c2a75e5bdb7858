// A nested design: DRAWS draws of the priors, each played RUNS times.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/play/listener.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/results/counts/nested.hpp"

namespace backchannel {

/// "200x50" or "200×50", 20 to 100,000 draws of 2 to 1,000 runs; throws BadInput.
[[nodiscard]] NestedDesign nested_design(const std::string& text);

/// None if it was stopped.
[[nodiscard]] std::optional<NestedCounts> play_nested(const std::shared_ptr<const Model>& model, std::uint64_t seed,
                                                      const NestedDesign& design, int threads, Listener& listener);

}  // namespace backchannel
