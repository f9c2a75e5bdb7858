#include "sim/scenario/checks/traps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

std::string days(double number) { return fmt::format("{} day{}", shortest(number), number == 1 ? "" : "s"); }

class Traps {
 public:
  Traps(const Scenario& scenario, const ParameterTable& table, const Node& root)
      : scenario_(scenario), table_(table), root_(root) {}

  std::vector<Problem> find() {
    calendar();
    rounds();
    too_late();
    breakdown();
    lines();
    dates();
    if (scenario_.mediator && scenario_.mechanisms.mediation) patience(scenario_.mediator->patience, "the mediator");
    for (const auto& [id, actor] : scenario_.actors)
      if (actor.role == ActorRole::party) patience(actor.patience, actor.name.empty() ? id : actor.name);
    if (scenario_.mechanisms.events)
      for (const auto& [id, event] : scenario_.events) check_event(event);
    if (scenario_.mechanisms.moves)
      for (const auto& [id, actor] : scenario_.actors)
        for (const auto& [name, move] : actor.moves)
          if (move.when) check(*move.when, move.during, "the move is never made");
    return std::move(found_);
  }

 private:
  void tell(const Place& place, std::string path, std::string what, std::string why) {
    report(found_, place, std::move(path), std::move(what), std::move(why));
  }
  /// At a number that is written; of defaults nobody is told.
  void tell(Param param, std::string what, std::string why) {
    if (table_[param].given) tell(table_[param].place, table_[param].path, std::move(what), std::move(why));
  }

  [[nodiscard]] double low(Param param) const { return table_[param].prior.support().first; }
  [[nodiscard]] double high(Param param) const { return table_[param].prior.support().second; }
  [[nodiscard]] double middle(Param param) const { return table_[param].prior.median(); }
  [[nodiscard]] double horizon() const { return scenario_.horizon; }
  /// Shortest possible recess between two rounds.
  [[nodiscard]] double recess() const {
    const CalendarSpec& spec = scenario_.calendar;
    return high(spec.recess_spread) > 0 ? 0 : std::floor(low(spec.recess_median) + 0.5);
  }

  /// Whether every recess lasts its median.
  [[nodiscard]] bool recess_is_sure() const { return high(scenario_.calendar.recess_spread) <= 0; }

  void calendar() {
    const CalendarSpec& spec = scenario_.calendar;
    if (low(spec.first_session) > horizon())
      tell(spec.first_session, "no session is ever held",
           fmt::format("day {} lies beyond the horizon, day {}", shortest(low(spec.first_session)), scenario_.horizon));
    const auto& mediator = scenario_.mediator;
    const bool brought =
        mediator && scenario_.mechanisms.mediation && high(mediator->skill) > 0 && high(mediator->access) > 0;
    if (scenario_.mechanisms.access && high(scenario_.talks.direct_contact) <= 0 && !brought)
      tell(scenario_.talks.direct_contact, "no session is ever held",
           "the sides do not meet by themselves, and nobody brings them together");
    if (low(spec.boycott) >= horizon())
      tell(spec.boycott, "talks that are broken off never come back",
           fmt::format("{} of a crisis of {}", days(low(spec.boycott)), days(horizon())));
  }

  [[nodiscard]] bool is_default(Param param) const {
    return table_[param].prior == Prior::constant(table_[param].spec.fallback);
  }

  /// At what takes most of the time that rounds need, as far as it is no default: a late first session, long rounds,
  /// long recesses; else at the horizon.
  void tell_of_time(const std::string& what, const std::string& why) {
    const CalendarSpec& spec = scenario_.calendar;
    const double late = low(spec.first_session) - 1, round = spec.session_days;
    const double apart = is_default(spec.recess_median) ? 0 : middle(spec.recess_median);
    const auto place = [&](const char* section, const char* key) {
      const Node* node = root_.find(section);
      if (const Node* inner = node && *key != '\0' ? node->find(key) : nullptr) node = inner;
      return node ? node->place : root_.place;
    };
    if (late > 0 && late >= std::max(round, apart))
      tell(spec.first_session, what, why);
    else if (round > 1 && round >= apart)
      tell(place("calendar", "session_days"), "calendar.session_days", what, why);
    else if (apart > 0)
      tell(spec.recess_median, what, why);
    else
      tell(place("horizon", ""), "horizon", what, why);
  }

  /// A text of a mediator needs stages, and stages need rounds that end: one before an interim text, two before a
  /// comprehensive one.
  void rounds() {
    const CalendarSpec& spec = scenario_.calendar;
    const double first = low(spec.first_session), round = spec.session_days, apart = middle(spec.recess_median);
    if (first > horizon() || scenario_.talks.protocol == Protocol::take_it_or_leave_it) return;
    const bool has_stages = scenario_.mediator && scenario_.mechanisms.mediation;
    const bool comprehensive = std::any_of(scenario_.issues.begin(), scenario_.issues.end(),
                                           [](const auto& entry) { return entry.second.comprehensive; });
    const bool is_as_by_default =
        first <= 1 && round <= 1 && is_default(spec.recess_median);  // a short crisis is meant
    const std::string lasts =
        fmt::format("rounds of {} from day {}, {} in all", days(round), shortest(first), days(horizon()));
    if (has_stages && first + round + recess() > horizon())
      tell_of_time(
          "no text can be agreed: the mediator's stages move when a round ends, and no round follows the first", lasts);
    else if (has_stages && comprehensive && first + 2 * (round + recess()) > horizon())
      tell_of_time(
          "few rounds are left for a comprehensive text: it takes two rounds that ended, and none follows the second "
          "unless one is cut short",
          lasts);
    else if (first + round + apart > horizon() && scenario_.talks.max_rounds > 1 && !is_as_by_default)
      tell_of_time(recess_is_sure() ? "no second round is held: it lies beyond the horizon"
                                    : "in most runs no second round is held: its median lies beyond the horizon",
                   fmt::format("from day {}, {} of talks, {} of recess (median); {} in all", shortest(first),
                               days(round), days(apart), days(horizon())));
  }

  void patience(Param param, const std::string& whose) {
    const CalendarSpec& spec = scenario_.calendar;
    const double to_the_second = spec.session_days + middle(spec.recess_median);
    if (high(param) >= to_the_second || scenario_.talks.max_rounds == 1) return;
    tell(
        param,
        fmt::format("the patience of {} is over before the second round{}", whose,
                    recess_is_sure() ? "" : " in most runs"),
        fmt::format("{} from the first session; the second round comes after {}: {} of talks, {} of recess (median)",
                    days(high(param)), days(to_the_second), days(spec.session_days), days(middle(spec.recess_median))));
  }

  void check_event(const Event& event) {
    if (event.day && std::floor(low(*event.day) + 0.5) > horizon())
      tell(*event.day, "the event never happens",
           fmt::format("day {} lies beyond the horizon, day {}", shortest(low(*event.day)), scenario_.horizon));
    if (event.rate && high(*event.rate) <= 0) tell(*event.rate, "the event never happens", "its rate is 0");
    if (event.when) check(*event.when, event.during, "the event never happens");
  }

  /// What takes so long that it cannot come within the crisis.
  void too_late() {
    const double first = low(scenario_.calendar.first_session);
    for (const auto& [id, actor] : scenario_.actors) {
      if (actor.role != ActorRole::party) continue;
      const double votes = first + std::floor(low(actor.ratification.delay) + 0.5);
      if (first <= horizon() && votes > horizon() && !is_default(actor.ratification.delay))
        tell(actor.ratification.delay, "no text can enter into force",
             fmt::format("capitals vote {} after the talks, on day {} at the earliest; the horizon is day {}",
                         days(low(actor.ratification.delay)), shortest(votes), scenario_.horizon));
    }
    exchange();
  }

  /// What keeps every exchange of force from becoming a war.
  void exchange() {
    const auto written = [&](const char* section, const char* key) {
      const Node* group = root_.find(section);
      return group ? group->find(key) : nullptr;
    };
    const Mechanisms& on = scenario_.mechanisms;
    const bool is_usual = scenario_.force.war_days == ForceSpec{}.war_days;
    const Node* days_of_war = is_usual ? nullptr : written("force", "war_days");
    if (const Node* off = written("mechanisms", "exchange"); off && !on.exchange && can_fight())
      tell(off->place, "mechanisms.exchange", "no strike can become a war",
           "every exchange of force lasts a single day");
    if (days_of_war && (!on.exchange || !can_fight()))
      tell(days_of_war->place, "force.war_days", "cannot act here",
           on.exchange ? "nobody can use force" : switched_off("exchange"));
    else if (days_of_war && scenario_.force.war_days >= scenario_.horizon)
      tell(days_of_war->place, "force.war_days", "no exchange can last long enough to be a war",
           fmt::format("more than {} of a crisis of {}", days(scenario_.force.war_days), days(horizon())));
  }
  [[nodiscard]] bool can_fight() const {
    const auto strikes = [](const auto& dyad) {
      return std::ranges::any_of(dyad.second.force, [](const auto& side) { return side.second.may_strike; });
    };
    return scenario_.mechanisms.force && std::ranges::any_of(scenario_.dyads, strikes);
  }

  /// Absolute lines of the two parties on one issue that leave no position between them.
  void lines() {
    if (!scenario_.mechanisms.red_lines) return;
    for (const auto& [id, issue] : scenario_.issues) {
      if (!issue.interim && !issue.comprehensive) continue;
      std::vector<std::pair<std::string, const RedLine*>> most, least;
      bool is_negotiable = true;
      for (const auto& [actor_id, actor] : scenario_.actors) {
        const auto own = actor.preferences.find(id);
        if (actor.role != ActorRole::party || own == actor.preferences.end()) continue;
        is_negotiable = is_negotiable && own->second.negotiable;
        const RedLine& line = own->second.red_line;
        if (line.kind != LineKind::absolute || low(line.probability) < 1) continue;
        (line.side == LineSide::at_most ? most : least).emplace_back(actor_id, &line);
      }
      if (most.empty() || least.empty() || !is_negotiable) continue;
      const auto& [below, upper] = most.front();
      const auto& [above, lower] = least.front();
      if (high(upper->at) >= low(lower->at)) continue;
      const char* which = issue.interim && issue.comprehensive ? "no text can be agreed"
                          : issue.interim                      ? "no interim text can be agreed"
                                                               : "no comprehensive text can be agreed";
      tell(lower->at, which,
           fmt::format("{} takes at most {} of {}, {} at least {}", below, shortest(high(upper->at)), id, above,
                       shortest(low(lower->at))));
    }
  }

  /// Dates beyond the horizon, on which nothing can follow from them.
  void dates() {
    if (!scenario_.mechanisms.deadline) return;
    if (const auto& date = scenario_.calendar.deadline; date && std::floor(low(*date) + 0.5) > horizon())
      tell(*date, "the date is never reached",
           fmt::format("day {} lies beyond the horizon, day {}", shortest(low(*date)), scenario_.horizon));
    const auto check = [&](Param in, double first_day) {
      const double date = first_day + std::max(1.0, std::floor(low(in) + 0.5));
      if (low(in) > 0 && first_day <= horizon() && date > horizon())
        tell(in, "the date that it sets is never reached",
             fmt::format("{} after day {} at the earliest; the horizon is day {}", days(low(in)), shortest(first_day),
                         scenario_.horizon));
    };
    if (scenario_.mechanisms.events)
      for (const auto& [id, event] : scenario_.events)
        check(event.effects.deadline_in, event.day ? std::max(1.0, std::floor(low(*event.day) + 0.5)) : 1);
    if (scenario_.mechanisms.moves)
      for (const auto& [id, actor] : scenario_.actors)
        for (const auto& [name, move] : actor.moves) check(move.effects.deadline_in, 1);
  }

  /// What follows a breakdown that cannot come.
  void breakdown() {
    const Node* talks = root_.find("talks");
    const Node* group = talks ? talks->find("breakdown") : nullptr;
    const Node* outcome = group ? group->find("outcome") : nullptr;
    if (outcome && scenario_.talks.breakdown.outcome != BreakdownOutcome::status_quo &&
        high(scenario_.talks.breakdown.probability) <= 0)
      tell(outcome->place, "talks.breakdown.outcome", "cannot act here", "talks.breakdown.probability is 0");
  }

  /// Whether something of a move or of an event that can happen is of some sort.
  template <class Sort>
  [[nodiscard]] bool any_act(const Sort& sort) const {
    if (scenario_.mechanisms.moves)
      for (const auto& [id, actor] : scenario_.actors)
        for (const auto& [name, move] : actor.moves) {
          const std::string& against = move.against.given() ? move.against.id : other_party(id);
          if (sort(id, against, move.effects)) return true;
        }
    if (scenario_.mechanisms.events)
      for (const auto& [id, event] : scenario_.events)
        if (sort(event.by.id, event.against.id, event.effects)) return true;
    return false;
  }
  /// The adversary of a party; of others it may be anybody, and so it is "".
  [[nodiscard]] std::string other_party(const std::string& id) const {
    if (scenario_.actors.at(id).role != ActorRole::party) return "";
    for (const auto& [other, actor] : scenario_.actors)
      if (actor.role == ActorRole::party && other != id) return other;
    return "";
  }
  [[nodiscard]] bool is_zero(Param param) const { return !param.given() || (low(param) == 0 && high(param) == 0); }

  [[nodiscard]] bool posture_moves(const std::string& id) const {
    const PostureSpec& own = scenario_.actors.at(id).posture;
    const bool pushed = any_act([&](const std::string& by, const std::string&, const Effects& effects) {
      return by == id && !is_zero(effects.posture);
    });
    if (pushed || !scenario_.mechanisms.posture) return pushed;
    const bool reacts = std::any_of(own.reaction.begin(), own.reaction.end(),
                                    [&](const auto& entry) { return !is_zero(entry.second); });
    return !is_zero(own.grievance) || reacts || (!is_zero(own.start) && !is_zero(own.fatigue));
  }
  [[nodiscard]] bool pressure_moves(const std::string& id) const {
    return any_act([&](const std::string&, const std::string& against, const Effects& effects) {
      return (against == id || against.empty()) && !is_zero(effects.pressure);
    });
  }
  [[nodiscard]] bool commitment_moves(const std::string& id) const {
    const Actor& actor = scenario_.actors.at(id);
    return !is_zero(actor.audience.start) ||
           (!actor.factions.empty() && !is_zero(actor.ratification.refusal_commitment)) ||
           any_act([&](const std::string& by, const std::string&, const Effects& effects) {
             return by == id && !is_zero(effects.commitment);
           });
  }

  /// What a state of an actor stays at where nothing moves it, or between what; none: it can move.
  [[nodiscard]] std::optional<std::pair<double, double>> fixed_range(std::string_view state) const {
    const std::size_t dot = state.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string id(state.substr(dot + 1));
    const auto found = scenario_.actors.find(id);
    if (found == scenario_.actors.end()) return std::nullopt;
    const Actor& actor = found->second;
    const auto at = [&](Param param) { return std::pair{low(param), high(param)}; };
    if (state.starts_with("posture.") && !posture_moves(id)) return at(actor.posture.start);
    if (state.starts_with("pressure.") && !pressure_moves(id)) return at(actor.strain.pressure);
    if (state.starts_with("commitment.") && actor.role == ActorRole::party && !commitment_moves(id))
      return std::pair{0.0, 0.0};
    if (!state.starts_with("strain.")) return std::nullopt;
    // It lies between its start and a pressure that relief can take to 0.
    if (!scenario_.mechanisms.strain) return at(actor.strain.start);
    if (pressure_moves(id)) return std::nullopt;
    return std::pair{0.0, std::max(high(actor.strain.start), high(actor.strain.pressure))};
  }

  /// Tells a condition that no state can meet.
  void check(const Condition& condition, During during, const char* what) {
    const auto stays = fixed_range(condition.state);
    const bool in_dispute = during != During::always && condition.state == "settlement";
    const auto [least, most] = stays ? *stays : in_dispute ? std::pair{0.0, 1.0} : range(condition.state);
    const bool is_above = condition.is == Comparison::above;
    const double bound = is_above ? low(condition.value) : high(condition.value);
    if (is_above ? bound > most : bound < least)
      tell(condition.value, what,
           fmt::format("{} {} {} cannot be: {} {}", condition.state, is_above ? "above" : "below", shortest(bound),
                       in_dispute ? "in a dispute it is"
                       : stays    ? "it stays"
                                  : "it is",
                       least == most ? "at " + shortest(least) : range_text(least, most)));
  }

  /// What a state can be.
  [[nodiscard]] std::pair<double, double> range(std::string_view state) const {
    if (state == "day") return {1, horizon()};
    if (state == "rounds") return {0, std::min<double>(scenario_.talks.max_rounds, most_rounds())};
    if (state == "settlement") return {0, 2};
    if (state.starts_with("posture.")) return {-infinity, infinity};
    return {0, 1};  // tension, hope, strain, commitment, pressure
  }

  [[nodiscard]] double most_rounds() const {
    const double left = horizon() - low(scenario_.calendar.first_session) + 1;
    return std::max(0.0, std::ceil(left / (scenario_.calendar.session_days + recess())));
  }

  const Scenario& scenario_;
  const ParameterTable& table_;
  const Node& root_;
  std::vector<Problem> found_;
};

}  // namespace

std::vector<Problem> find_traps(const Scenario& scenario, const ParameterTable& table, const Node& root) {
  return Traps(scenario, table, root).find();
}

}  // namespace backchannel
