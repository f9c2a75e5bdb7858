#include "cli/report/stored_facts.hpp"

#include "sim/core/errors.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/scenario/reader.hpp"

namespace backchannel {

std::shared_ptr<const Model> stored_model(const std::string& resolved_yaml) {
  try {
    return std::make_shared<const Model>(read_scenario_text(resolved_yaml, ""));
  } catch (const BadInput&) {
    return nullptr;
  }
}

std::optional<StudyFacts> stored_facts(const std::string& resolved_yaml) {
  const auto model = stored_model(resolved_yaml);
  return model ? std::optional(facts_of(*model, 0)) : std::nullopt;
}

}  // namespace backchannel
