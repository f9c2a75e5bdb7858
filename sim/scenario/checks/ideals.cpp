#include "sim/scenario/checks/ideals.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "sim/core/id.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr double near_enough = 0.005;  // a position may be written with two digits
constexpr double seldom = 0.05;        // of the draws of a prior

class Ideals {
 public:
  Ideals(const Scenario& scenario, const Node& root, ParameterTable& table, std::vector<Problem>& problems,
         std::vector<Problem>& notices)
      : scenario_(scenario), root_(root), table_(table), problems_(problems), notices_(notices) {}

  void settle() {
    for (const auto& [id, issue] : scenario_.issues)
      if (issue.levels.size() > 1)
        for (const auto& [actor_id, actor] : scenario_.actors) settle(id, issue, actor_id, actor);
  }

 private:
  void settle(const std::string& issue_id, const Issue& issue, const std::string& actor_id, const Actor& actor) {
    std::vector<double> worths;
    std::vector<std::string> missing;
    for (std::size_t l = 0; l < issue.levels.size(); ++l) {
      const auto worth = issue.levels[l].worth.find(actor_id);
      if (worth == issue.levels[l].worth.end())
        missing.push_back(name_of_level(issue, l));
      else
        worths.push_back(table_[worth->second].prior.mean());
    }
    const std::vector<const Preference*> preferences = preferences_on(issue_id, actor);
    const bool cares = std::any_of(preferences.begin(), preferences.end(), [&](const Preference* preference) {
      return preference->salience.given() && table_[preference->salience].prior.support().second > 0;
    });
    if (missing.empty()) return take_best(issue, actor_id, worths, preferences);
    if (cares)
      report(problems_, place_of_levels(issue_id), issue_id + ".levels",
             fmt::format("no worth for {} on {}", actor_id, fmt::join(missing, ", ")),
             fmt::format("worth: {{{}: 0 to 1}} on every level, or no salience on {}", actor_id, issue_id));
  }

  void take_best(const Issue& issue, const std::string& actor_id, const std::vector<double>& worths,
                 const std::vector<const Preference*>& preferences) {
    const auto [least, most] = std::minmax_element(worths.begin(), worths.end());
    if (*least == *most) return;
    const auto last = static_cast<double>(worths.size() - 1);
    std::vector<double> best;
    for (std::size_t l = 0; l < worths.size(); ++l)
      if (worths[l] == *most) best.push_back(static_cast<double>(l) / last);
    const std::string level = name_of_level(issue, find_index(worths, *most));
    for (const Preference* preference : preferences) {
      if (!preference->ideal.given()) continue;
      const Parameter& ideal = table_[preference->ideal];
      if (!ideal.given)
        table_.fix(preference->ideal, best[0]);
      else if (const double share = share_near(ideal.prior, best, 0.5 / last); share < seldom)
        note(Problem{ideal.place, ideal.path,
                     fmt::format("{} is {} where {} gains most, which is level {} at {}", ideal.prior.describe(),
                                 share > 0 ? "hardly ever" : "not", actor_id, level, shortest(rounded(best[0], 3))),
                     "leave it out, or change the worth of the levels"});
    }
  }

  void note(const Problem& problem) {
    const auto same = [&](const Problem& other) { return other.text() == problem.text(); };
    if (std::none_of(notices_.begin(), notices_.end(), same)) notices_.push_back(problem);
  }

  /// How often one of the best levels is the nearest to the ideal; never if the ideal cannot be there.
  [[nodiscard]] static double share_near(const Prior& ideal, const std::vector<double>& best, double half_gap) {
    constexpr int points = 200;
    const auto [low, high] = ideal.support();
    std::vector<double> possible;
    std::copy_if(best.begin(), best.end(), std::back_inserter(possible),
                 [low = low, high = high](double x) { return low - near_enough <= x && x <= high + near_enough; });
    if (ideal.is_constant()) return possible.empty() ? 0 : 1;
    int near = 0;
    for (int n = 0; n < points; ++n) {
      const double drawn = ideal.quantile((n + 0.5) / points);
      near += std::any_of(possible.begin(), possible.end(), [&](double x) { return std::abs(drawn - x) <= half_gap; });
    }
    return static_cast<double>(near) / points;
  }

  /// Of the actor and of its factions.
  [[nodiscard]] static std::vector<const Preference*> preferences_on(const std::string& issue, const Actor& actor) {
    std::vector<const Preference*> found;
    const auto look = [&](const ById<Preference>& preferences) {
      if (const auto own = preferences.find(issue); own != preferences.end()) found.push_back(&own->second);
    };
    look(actor.preferences);
    for (const auto& [id, faction] : actor.factions) look(faction.preferences);
    return found;
  }

  [[nodiscard]] static std::string name_of_level(const Issue& issue, std::size_t l) {
    return ticked(issue.levels[l].name);
  }

  [[nodiscard]] Place place_of_levels(const std::string& issue) const {
    const Node& written = *root_.find("issues")->find(issue);
    const Node* levels = written.find("levels");
    return levels ? levels->place : written.place;
  }

  const Scenario& scenario_;
  const Node& root_;
  ParameterTable& table_;
  std::vector<Problem>& problems_;
  std::vector<Problem>& notices_;
};

}  // namespace

void settle_ideals(const Scenario& scenario, const Node& root, ParameterTable& table, std::vector<Problem>& problems,
                   std::vector<Problem>& notices) {
  Ideals(scenario, root, table, problems, notices).settle();
}

}  // namespace backchannel
