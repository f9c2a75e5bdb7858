// The strict reader: YAML to a Scenario and its table of numbers. Throws BadInput with every problem of the file at
// once: unknown, duplicate, missing, ill-typed and out-of-range keys, dangling references, keys without effect here.
//
// An actor with `enabled: false` is checked and then left out with everything that exists only through it: dyads,
// moves, promises, events and acts of the history that name it, entries keyed by it, references to it.
// In a faction's preferences, keys that are not written are the party's own (the same handles).
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/scenario/parameters.hpp"

namespace backchannel {

struct Scenario;  // scenario.hpp, for those who ask for its keys

/// `--set path=value`: the value is YAML (a number, a prior, a choice, a flag, a whole group; `none` removes).
/// `place` is where it was said, for messages: a line of a file, or an option ("--with path=value").
struct Override {
  std::string path, value;
  Place place{};
};

struct LoadedScenario {
  std::shared_ptr<const Scenario> scenario;
  ParameterTable parameters;
  std::string text;                  // the file as it was read
  std::string hash;                  // 32 hex digits over the resolved scenario, overrides included
  std::string set;                   // what options changed of the file (set_words)
  std::vector<Problem> told;         // what a reader of the results should know
  std::vector<std::string> notices;  // the same as text
  std::vector<std::string> issues_as_written,
      actors_as_written;  // ids in the order of the file; the scenario sorts them
};

[[nodiscard]] LoadedScenario read_scenario(const std::filesystem::path& file, std::span<const Override> overrides = {});
/// From text; `name` stands for the file in messages.
[[nodiscard]] LoadedScenario read_scenario_text(std::string text, const std::string& name,
                                                std::span<const Override> overrides = {});

/// Splits the "path=value" of an option; throws BadInput if there is no `=`.
[[nodiscard]] Override parse_override(const std::string& argument, const std::string& option = "--set");

}  // namespace backchannel
