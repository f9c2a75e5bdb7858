#include "sim/scenario/checks/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "sim/scenario/checks/limits.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {
namespace {

constexpr std::size_t most_issues = 32, most_third_parties = 6;

class Checks {
 public:
  Checks(const Scenario& scenario, const ParameterTable& table, const Node& root, std::vector<Problem>& problems)
      : scenario_(scenario), table_(table), root_(root), problems_(problems) {}

  void run() {
    check_issues();
    check_actors();
    for (const auto& [id, actor] : scenario_.actors) check_actor(id, actor);
    check_dyads();
    check_events();
    check_protocol();
    for (const BrokenLimit& limit : broken_limits(scenario_, table_))
      if (is_sound(limit.keys)) complain(limit.keys, limit.what, limit.allowed);
    for (const HistoricAct& act : scenario_.history) {
      if (act.by.given() && act.by.id == act.against.id)
        complain(act.against.place, "history", act.by.id + " acts against itself", "");
    }
  }

 private:
  using Path = std::vector<std::string>;

  void complain(const Place& place, const std::string& path, const std::string& what, const std::string& allowed) {
    report(problems_, place, path, what, allowed);
  }
  void complain(const Path& keys, const std::string& what, const std::string& allowed) {
    complain(place_of(keys), path_of(keys), what, allowed);
  }
  [[nodiscard]] static std::string path_of(const Path& keys) {
    std::string path;
    for (const std::string& key : keys) path = joined(path, key);
    return path;
  }
  /// Whether nothing is wrong at or below a key: a value that could not be read is not judged by its default.
  [[nodiscard]] bool is_sound(const Path& keys) const {
    const std::string path = path_of(keys);
    return std::none_of(problems_.begin(), problems_.end(), [&](const Problem& problem) {
      return problem.path == path || problem.path.starts_with(path + ".");
    });
  }

  /// The place of the deepest node on the way that is written.
  [[nodiscard]] Place place_of(const Path& keys) const {
    const Node* node = &root_;
    for (const std::string& key : keys) {
      const Node* next = node->find(key);
      if (!next) break;
      node = next;
    }
    return node->place;
  }
  [[nodiscard]] bool is_written(const char* key) const { return root_.find(key) != nullptr; }
  [[nodiscard]] const Prior* prior(Param param) const { return param.given() ? &table_[param].prior : nullptr; }

  void check_issues() {
    const auto& issues = scenario_.issues;
    if (!is_written("issues") || (issues.empty() && place_has_no_keys("issues")))
      complain({"issues"}, is_written("issues") ? "no issue" : "missing", "1 to 32 issues");
    if (issues.size() > most_issues) complain({"issues"}, fmt::format("{} issues", issues.size()), "1 to 32 issues");
    std::map<IssueRole, std::string> roles;
    for (const auto& [id, issue] : issues) {
      const Prior *low = prior(issue.low), *high = prior(issue.high);
      if (low && high && low->is_constant() && *low == *high)
        complain({"issues", id, "high"}, "low and high are both " + low->describe(), "two different values");
      if (issue.levels.size() == 1) complain({"issues", id, "levels"}, "a single level", "two or more levels, or none");
      std::set<std::string> names;
      for (const Level& level : issue.levels)
        if (!level.name.empty() && !names.insert(level.name).second)
          complain({"issues", id, "levels"}, "two levels are called `" + level.name + "`", "names that differ");
      if (issue.role == IssueRole::none) continue;
      if (const auto [first, is_new] = roles.emplace(issue.role, id); !is_new)
        complain({"issues", id, "role"}, "a second issue has the role " + name_of(issue.role),
                 "one issue a role; the first is " + first->second);
    }
  }

  [[nodiscard]] bool place_has_no_keys(const char* key) const {
    const Node* node = root_.find(key);
    return node && node->is(Node::Kind::map) && node->entries.empty();
  }

  void check_actors() {
    if (!is_written("actors")) {
      complain({"actors"}, "missing", "two parties and up to 6 third parties");
      return;
    }
    std::vector<std::string> parties, others;
    for (const auto& [id, actor] : scenario_.actors) (actor.role == ActorRole::party ? parties : others).push_back(id);
    const Node* written = root_.find("actors");
    const bool all_read = std::all_of(written->entries.begin(), written->entries.end(),
                                      [](const auto& entry) { return entry.value.is(Node::Kind::map); });
    if (parties.size() != 2 && written->is(Node::Kind::map) && all_read)
      complain(
          {"actors"}, fmt::format("{} enabled {}", parties.size(), parties.size() == 1 ? "party" : "parties"),
          parties.size() > 2 ? "exactly two parties; role: third_party for everybody else" : "exactly two parties");
    if (others.size() > most_third_parties)
      complain({"actors"}, fmt::format("{} third parties", others.size()), "at most 6");
  }

  void check_actor(const std::string& id, const Actor& actor) {
    if (actor.role == ActorRole::party) check_saliences(id, actor);
    const std::map<std::string, const ById<Param>*> maps = {{"support", &actor.support}, {"trust", &actor.trust}};
    for (const auto& [key, map] : maps)
      if (map->contains(id))
        complain({"actors", id, key, id}, "an actor cannot stand in its own " + key, "another actor");
    if (actor.posture.reaction.contains(id))
      complain({"actors", id, "posture", "reaction", id}, "an actor cannot react to itself", "another actor");
    for (const auto& [name, move] : actor.moves)
      if (move.against.id == id)
        complain({"actors", id, "moves", name, "against"}, "a move against itself", "another actor");
    if (actor.patron.id == id) complain({"actors", id, "patron"}, "an actor cannot be its own patron", "another actor");
  }

  void check_saliences(const std::string& id, const Actor& actor) {
    const auto& preferences = actor.preferences;
    const bool any = std::any_of(preferences.begin(), preferences.end(), [&](const auto& entry) {
      const Prior* salience = prior(entry.second.salience);
      return !salience || salience->support().second > 0;
    });
    const Node* written = root_.find("actors")->find(id)->find("preferences");
    const auto unknown = [&](const auto& entry) { return !scenario_.issues.contains(entry.key); };
    // An unknown issue is told already.
    if (written && std::any_of(written->entries.begin(), written->entries.end(), unknown)) return;
    if (any || preferences.empty() || (written && !written->is(Node::Kind::map))) return;
    const bool is_missing = !written || written->entries.empty();
    complain({"actors", id, "preferences"}, is_missing ? "missing" : "all saliences are 0",
             "a party needs a positive salience on at least one issue");
  }

  void check_dyads() {
    std::map<std::set<std::string>, std::string> pairs;
    for (const auto& [id, dyad] : scenario_.dyads) {
      if (!dyad.first.given() || !dyad.second.given()) continue;
      if (dyad.first.id == dyad.second.id) {
        complain({"dyads", id, "second"}, "both sides are " + dyad.first.id, "two different actors");
        continue;
      }
      const std::set<std::string> sides = {dyad.first.id, dyad.second.id};
      if (const auto [first, is_new] = pairs.emplace(sides, id); !is_new)
        complain({"dyads", id}, "the same two sides as " + first->second, "one dyad for two actors");
      for (const auto& [side, strike] : dyad.force)
        if (!sides.contains(side))
          complain({"dyads", id, "force", side}, side + " is not a side of this dyad",
                   dyad.first.id + " or " + dyad.second.id);
      check_targets(id, dyad);
    }
  }

  void check_targets(const std::string& id, const Dyad& dyad) {
    for (const auto& [attacker, target] : {std::pair(dyad.first.id, dyad.second.id), {dyad.second.id, dyad.first.id}}) {
      const auto own = dyad.force.find(attacker);
      if (own == dyad.force.end() || !own->second.may_strike || dyad.force.contains(target)) continue;
      if (is_sound({"dyads", id, "force"}))
        complain({"dyads", id, "force"}, fmt::format("{} may strike, but {} has no payoffs", attacker, target),
                 fmt::format("{}: {{}} for the defaults", target));
    }
  }

  void check_protocol() {
    if (scenario_.talks.protocol != Protocol::single_text || !is_sound({"mediator"}) || !is_sound({"mechanisms"}))
      return;
    const auto& mediator = scenario_.mediator;
    const bool formulates = mediator && mediator->style != Style::facilitation;
    if (formulates && scenario_.mechanisms.mediation) return;
    std::string allowed = formulates ? "" : "mediator.style formulation or manipulation";
    if (!scenario_.mechanisms.mediation)
      allowed += (formulates ? "" : " and ") + std::string("mechanisms.mediation true");
    complain({"talks", "protocol"}, "single_text needs a mediator who formulates", allowed + ", or another protocol");
  }

  void check_events() {
    for (const auto& [id, event] : scenario_.events) {
      const int causes = event.day.has_value() + event.rate.has_value() + event.when.has_value();
      if (causes == 1) continue;
      complain({"events", id}, causes == 0 ? "nothing says when it happens" : "more than one cause",
               "exactly one of day, rate and when");
    }
  }

  const Scenario& scenario_;
  const ParameterTable& table_;
  const Node& root_;
  std::vector<Problem>& problems_;
};

}  // namespace

void check_scenario(const Scenario& scenario, const ParameterTable& table, const Node& root,
                    std::vector<Problem>& problems) {
  Checks(scenario, table, root, problems).run();
}

}  // namespace backchannel
