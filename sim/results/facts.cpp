#include "sim/results/facts.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/core/id.hpp"
#include "sim/core/labels.hpp"
#include "sim/core/text.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/scenario/pages/writer.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

/// Where an id stands in a list.
int index_at(const std::vector<std::string>& ids, const std::string& id) {
  return static_cast<int>(std::ranges::find(ids, id) - ids.begin());
}

template <class Facts>
std::vector<std::size_t> ordered(const std::vector<Facts>& facts) {
  std::vector<std::size_t> order(facts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return facts[i].place; });
  return order;
}

/// What has no title is called by its id in words; titles that are equal are told apart by the ids.
template <class Facts>
void tell_apart(std::vector<Facts>& facts, std::string Facts::*title) {
  std::vector<Titled> things;
  for (const Facts& one : facts) {
    const bool is_named = !(one.*title).empty() && one.*title != one.id;
    things.push_back({one.id, is_named ? one.*title : spaced(one.id)});
  }
  const std::vector<std::string> labels = distinct_labels(things);
  for (std::size_t i = 0; i < facts.size(); ++i) facts[i].*title = labels[i];
}

}  // namespace

double IssueFacts::physical(double position) const {
  constexpr int digits = 12;
  constexpr double noise = 1e-15;  // of the larger end
  const double exact = low + position * (high - low), near = rounded(exact, digits);
  return std::abs(near - exact) <= noise * std::max(std::abs(low), std::abs(high)) ? near : exact;
}

std::size_t IssueFacts::level_at(double position) const { return nearest_index(position, levels.size()); }

std::vector<IssueFacts> issue_facts(const Model& model) {
  std::vector<IssueFacts> issues;
  for (const IssueId k : model.agenda.ids()) {
    const Issue& issue = *model.agenda.issue[k];
    IssueFacts facts{model.agenda.id[k],
                     issue.title,
                     issue.unit,
                     issue.at_zero,
                     issue.at_one,
                     model.mean(issue.low),
                     model.mean(issue.high),
                     {model.agenda.moves[Scope::interim][k], model.agenda.moves[Scope::comprehensive][k]}};
    for (const Level& level : issue.levels) facts.levels.push_back(level.name);
    facts.place = index_at(model.loaded.issues_as_written, facts.id);
    const bool stands_at_levels = issue.levels.empty() || issue.discrete;  // a text near a level is not at it
    if (const double now = model.mean(issue.status_quo); stands_at_levels && model.constant(issue.status_quo, now))
      facts.status_quo = now;
    issues.push_back(std::move(facts));
  }
  tell_apart(issues, &IssueFacts::title);
  return issues;
}

std::vector<ActorFacts> actor_facts(const Model& model) {
  std::vector<ActorFacts> actors;
  const auto& written = model.loaded.actors_as_written;
  for (const CompiledActor& actor : model.actors) {
    const bool is_party = actor.side.has_value();
    const int place = index_at(written, actor.id) + (is_party ? 0 : static_cast<int>(written.size()));
    actors.push_back({actor.id, actor.name, is_party, actor.values, place});
  }
  const std::vector<std::size_t> order = ordered(actors);
  for (std::size_t i = 0; i < order.size(); ++i) actors[order[i]].place = static_cast<int>(i);
  tell_apart(actors, &ActorFacts::name);
  return actors;
}

StudyFacts facts_of(const Model& model, std::uint64_t seed) {
  const Scenario& scenario = model.scenario;
  return {
      .title = scenario.title,
      .description = scenario.description,
      .scenario_text = model.loaded.text,
      .resolved_yaml = resolved_yaml(scenario, model.loaded.parameters),
      .scenario_hash = model.loaded.hash,
      .set = model.loaded.set,
      .seed = seed,
      .start_date = scenario.start_date,
      .horizon = scenario.horizon,
      .issues = issue_facts(model),
      .actors = actor_facts(model),
      .mediated = scenario.mediator.has_value(),
      .judged = std::ranges::any_of(model.loaded.parameters, [](const Parameter& p) { return !p.prior.is_constant(); }),
      .ladder = scenario.ladder};
}

std::vector<std::size_t> in_order(const std::vector<IssueFacts>& issues) { return ordered(issues); }
std::vector<std::size_t> in_order(const std::vector<ActorFacts>& actors) { return ordered(actors); }

std::string name_of(const StudyFacts& study, const std::string& actor) {
  const auto found = std::ranges::find(study.actors, actor, &ActorFacts::id);
  return found == study.actors.end() ? actor : found->name;
}

std::string path_title(const StudyFacts& study, const std::string& path) {
  std::string title;
  std::size_t keys = 0;
  for (std::size_t from = 0; from <= path.size(); ++keys) {
    const std::size_t end = std::min(path.find('.', from), path.size());
    const std::string key = path.substr(from, end - from);
    const auto issue = std::ranges::find(study.issues, key, &IssueFacts::id);
    title += keys == 0 ? "" : keys == 1 ? ": " : " ";
    title += issue != study.issues.end()  ? issue->title
             : name_of(study, key) == key ? spaced(key)
                                          : name_of(study, key);
    from = end + 1;
  }
  return title;
}

}  // namespace backchannel
