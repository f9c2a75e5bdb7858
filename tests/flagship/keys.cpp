// Every key of the format acts: changed where it stands in some shipped scenario, it changes a row among 64 runs (of
// the flagship 512), the story of a run or what `odd` says of the scenario. Of numbers `odd` is not asked: it prints
// each.
#include <doctest/doctest.h>

#include <cmath>
#include <memory>
#include <optional>
#include <set>

#include "cli/story/chronicle.hpp"
#include "cli/story/odd.hpp"
#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"
#include "sim/scenario/pages/catalogue.hpp"
#include "sim/scenario/scalars.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

const std::filesystem::path folder = std::filesystem::path(PROJECT_ROOT) / "scenarios";

/// Not looked at: the unit of an axis, which only numbers in print show, and what cannot be changed alone, since there
/// are two parties and force speaks of the sides of its dyad.
const std::set<std::string> left_out = {"<issue>.low", "<issue>.high", "<actor>.role", "<dyad>.first", "<dyad>.second"};

/// Scenarios, with what brings further keys into play.
struct Setting {
  const char* name;
  std::vector<Override> changes;
};
const std::vector<Setting> settings = {
    {"tutorial/6_the_valley.yaml", {}},
    {"tutorial/6_the_valley.yaml",
     {{"mediator", "{style: manipulation, skill: 0.8, leverage: {budget: 50, sweetener: 3, fade: 60}}", {}}}},
    {"tutorial/6_the_valley.yaml",
     {{"south.tactic", "{kind: tit_for_tat, imitation: generous}", {}},
      {"mediator", "{style: facilitation, skill: 0.8, ideas: 0.5}", {}}}},
    {"tutorial/6_the_valley.yaml", {{"north.tactic", "{kind: tit_for_tat, imitation: averaged}", {}}}},
    {"tutorial/6_the_valley.yaml",
     {{"mediator", "{style: formulation, search: votes, votes: {voter: {north: annealer, south: annealer}}}", {}}}},
    {"tutorial/6_the_valley.yaml",
     {{"talks", "{direct_contact: 0.4, interim_track: 0.3, misreading: 0.1}", {}},
      {"calendar", "{recess_median: 14, deadline: 60, deadline_by: north, extension: 0.2}", {}},
      {"mediator",
       "{style: manipulation, skill: 0.9, access: 0.5, agenda: 0.3, extension: 0.5, cover: 0.5, guarantee: 0.5, "
       "reopening: 0.05, holds_at_table: 0.5, softens_boycott: 0.5, incident_channel: 0.5}",
       {}},
      {"north.tactic.risk_cap", "0.5", {}},
      {"pass.incidents.grave_share", "0.5", {}}}},
    {"tutorial/6_the_valley.yaml",
     {{"force",
       "{rate: 1, ceasefire: 0.2, host_presses: 0.2, host_struck: 0.5, learning: 2, spoils: 0.5, war_days: 2}",
       {}},
      {"north.hosts", "[the coast]", {}},
      {"mediator", "{style: facilitation, skill: 0.8, ceasefire: 0.2}", {}},
      {"north.strain", "{pain: 0.3, fighting: 0.05}", {}}}},
    {"tutorial/6_the_valley.yaml",
     {{"north.tactic", "{kind: equilibrium}", {}}, {"south.tactic", "{kind: equilibrium}", {}}}}};

struct Looks {
  std::vector<Row> rows;
  std::string story, odd;
};

bool same(const Row& a, const Row& b) {
  return a.outcome == b.outcome && a.end_day == b.end_day && a.rounds == b.rounds && a.escalation == b.escalation &&
         a.tension == b.tension && a.terms == b.terms && a.value == b.value && a.trust == b.trust &&
         a.top_rung == b.top_rung && a.perceived_risk == b.perceived_risk && a.path == b.path &&
         a.first_striker == b.first_striker && a.incidents == b.incidents;
}

/// `odd` without its tables of mechanisms and of numbers, which print every switch and number; the story of two runs.
Looks look(std::shared_ptr<const Model> model, std::uint64_t runs) {
  Looks looks;
  const std::string odd = odd_of(*model);
  looks.odd = odd.substr(odd.find("## 1."), odd.find("## 7.") - odd.find("## 1."));
  for (const std::uint64_t run : {1, 2}) looks.story += told_text(replay(model, 1, run));
  CrisisKernel kernel(std::move(model), 1);
  looks.rows = play_batch(kernel, 1, 0, runs).rows;
  return looks;
}

/// A scenario, and what it looks like as it is.
struct Base {
  Base(const Setting& setting, std::uint64_t of_runs)
      : file(folder / setting.name),
        set(setting.changes),
        runs(of_runs),
        loaded(read_scenario(file, set)),
        as_it_is(look(std::make_shared<const Model>(read_scenario(file, set)), runs)) {}

  [[nodiscard]] Looks changed(const Override& change) const {
    std::vector<Override> changes = set;
    changes.push_back(change);
    return look(std::make_shared<const Model>(read_scenario(file, changes)), runs);
  }

  std::filesystem::path file;
  std::vector<Override> set;
  std::uint64_t runs;
  LoadedScenario loaded;
  Looks as_it_is;
};

std::vector<std::string> other_numbers(const KeyInfo& key, const KeyValue& value, const Base& base) {
  if (const auto param = base.loaded.parameters.find(value.path)) {
    const NumberSpec& spec = base.loaded.parameters[*param].spec;
    return {shortest(spec.low), shortest(spec.high), "1", "0", "30", "0.5"};
  }
  if (key.kind == "whole number") return {"1", "2", "30"};
  return {"1", "0.5", "20", "none"};
}

/// What might stand there instead.
std::vector<std::string> others(const KeyInfo& key, const KeyValue& value, const Base& base) {
  if (key.kind == "number" || key.kind == "day" || key.kind == "whole number") return other_numbers(key, value, base);
  if (key.kind == "flag") return {value.value == "true" ? "false" : "true"};
  if (!key.choices.empty()) return key.choices;
  if (key.kind == "date") return {"2027-03-04"};
  if (key.kind == "list") return {"[\"one\", \"two\"]", "[]"};
  if (key.kind == "text") return {"\"other words\""};
  std::vector<std::string> ids{"none"};
  for (const auto& [id, actor] : base.loaded.scenario->actors) ids.push_back(id);
  for (const auto& [id, issue] : base.loaded.scenario->issues) ids.push_back(id);
  if (key.path.ends_with(".state")) ids = {"tension", "day", "rounds", "hope", "settlement"};
  return ids;
}

bool differs(const Looks& a, const Looks& b, bool is_number) {
  if (a.story != b.story || (!is_number && a.odd != b.odd)) return true;
  for (std::size_t n = 0; n < a.rows.size(); ++n)
    if (!same(a.rows[n], b.rows[n])) return true;
  return false;
}

bool acts(const KeyInfo& key, const KeyValue& value, const Base& base) {
  const bool is_number = key.kind == "number" || key.kind == "day";
  for (const std::string& other : others(key, value, base)) try {
      if (other == value.value) continue;
      if (differs(base.as_it_is, base.changed({value.path, other, {}}), is_number)) return true;
    } catch (const BadInput&) {  // may not stand there
    }
  return false;
}

/// Whether a key has no keys below it.
bool is_leaf(const KeyInfo& key) {
  return key.kind != "map" && key.kind != "group" && std::ranges::none_of(catalogue(), [&](const KeyInfo& other) {
           return other.path.starts_with(key.path + ".");
         });
}

}  // namespace

TEST_CASE("every key of the format acts in some shipped scenario") {
  std::vector<std::string> theory;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "theory"))
    theory.push_back("theory/" + entry.path().filename().string());
  std::sort(theory.begin(), theory.end());
  std::vector<std::pair<Setting, std::uint64_t>> places;
  for (const Setting& setting : settings) places.emplace_back(setting, 64);
  for (const std::string& name : theory) places.emplace_back(Setting{name.c_str(), {}}, 64);
  for (const std::uint64_t runs : {64, 512}) places.emplace_back(Setting{"flagship/oman-2026.yaml", {}}, runs);
  std::vector<std::unique_ptr<Base>> bases(places.size());
  for (const KeyInfo& key : catalogue()) {
    if (!is_leaf(key) || left_out.contains(key.path)) continue;
    bool acted = false;
    for (std::size_t n = 0; n < places.size() && !acted; ++n) {
      if (!bases[n]) bases[n] = std::make_unique<Base>(places[n].first, places[n].second);
      const Base& here = *bases[n];
      int tried = 0;
      const std::vector<Explanation> explained = explain(key.path, &here.loaded);
      for (const KeyValue& value : explained.front().values)
        if (!acted && value.inert.empty() && ++tried <= 6) acted = acts(key, value, here);
    }
    CAPTURE(key.path);
    CHECK(acted);
  }
}

}  // namespace backchannel
