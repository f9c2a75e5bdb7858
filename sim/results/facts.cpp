#include "sim/results/facts.hpp"

#include "sim/scenario/writer.hpp"

namespace backchannel {

StudyFacts facts_of(const Model& model, std::uint64_t seed) {
  const Scenario& scenario = model.scenario;
  StudyFacts facts{.title = scenario.title,
                   .description = scenario.description,
                   .scenario_text = model.loaded.text,
                   .resolved_yaml = resolved_yaml(scenario, model.loaded.parameters),
                   .scenario_hash = model.loaded.hash,
                   .seed = seed,
                   .start_date = scenario.start_date,
                   .horizon = scenario.horizon,
                   .issues = {},
                   .actors = {},
                   .mediated = scenario.mediator.has_value(),
                   .ladder = scenario.ladder};
  for (const IssueId k : model.agenda.ids()) {
    const Issue& issue = *model.agenda.issue[k];
    const std::string& id = model.agenda.id[k];
    facts.issues.push_back({id,
                            issue.title.empty() ? id : issue.title,
                            issue.unit,
                            issue.at_zero,
                            issue.at_one,
                            model.mean(issue.low),
                            model.mean(issue.high),
                            {model.agenda.moves[Scope::interim][k], model.agenda.moves[Scope::comprehensive][k]}});
  }
  for (const CompiledActor& actor : model.actors)
    facts.actors.push_back(
        {actor.id, actor.name.empty() ? actor.id : actor.name, actor.side.has_value(), actor.values});
  return facts;
}

}  // namespace backchannel
