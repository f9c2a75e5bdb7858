// `--set path=value` as a change of the tree, so that what is set is checked like what is written.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/checks/declared.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/tree.hpp"

namespace backchannel {

/// The keys of a path, with the section before one that begins with an id of the scenario.
[[nodiscard]] std::vector<std::string> full_path(const std::string& path, const Node& root);

/// Where a change was said; else "--set path=value".
[[nodiscard]] Place place_of(const Override& change);

/// A notice for each that has no effect, since a later one sets the same or all that holds it to something else.
[[nodiscard]] std::vector<std::string> lost_settings(std::span<const Override> settings);

/// For people: "mediator.skill=0.4, horizon=60"; each path once, with what was said last, of groups the path alone.
[[nodiscard]] std::string set_words(std::span<const Override> settings);

/// Whether nothing is wrong at a path of a changed tree, below it, or on the way to it.
using Works = std::function<bool(const Node& changed, const std::string& path)>;

/// Applies the overrides in their order; places of what they set are theirs, else "--set path=value". An id that is
/// near to an unknown one is only suggested if what is set works there.
void apply_overrides(std::span<const Override> overrides, Node& root, std::vector<Problem>& problems,
                     const Works& works = {});

}  // namespace backchannel
