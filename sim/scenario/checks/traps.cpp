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
    if (scenario_.mediator && scenario_.mechanisms.mediation) patience(scenario_.mediator->patience, "the mediator");
    for (const auto& [id, actor] : scenario_.actors)
      if (actor.role == ActorRole::party) patience(actor.patience, actor.name.empty() ? id : actor.name);
    if (scenario_.mechanisms.events)
      for (const auto& [id, event] : scenario_.events) check_event(event);
    if (scenario_.mechanisms.moves)
      for (const auto& [id, actor] : scenario_.actors)
        for (const auto& [name, move] : actor.moves)
          if (move.when) check(*move.when, "the move is never made");
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
      tell_of_time("no second round is held: it lies beyond the horizon",
                   fmt::format("from day {}, {} of talks, {} of recess (median); {} in all", shortest(first),
                               days(round), days(apart), days(horizon())));
  }

  void patience(Param param, const std::string& whose) {
    const CalendarSpec& spec = scenario_.calendar;
    const double to_the_second = spec.session_days + middle(spec.recess_median);
    if (high(param) >= to_the_second || scenario_.talks.max_rounds == 1) return;
    tell(
        param, fmt::format("the patience of {} is over before the second round", whose),
        fmt::format("{} from the first session; the second round comes after {}: {} of talks, {} of recess (median)",
                    days(high(param)), days(to_the_second), days(spec.session_days), days(middle(spec.recess_median))));
  }

  void check_event(const Event& event) {
    if (event.day && std::floor(low(*event.day) + 0.5) > horizon())
      tell(*event.day, "the event never happens",
           fmt::format("day {} lies beyond the horizon, day {}", shortest(low(*event.day)), scenario_.horizon));
    if (event.rate && high(*event.rate) <= 0) tell(*event.rate, "the event never happens", "its rate is 0");
    if (event.when) check(*event.when, "the event never happens");
  }

  /// Tells a condition that no state can meet.
  void check(const Condition& condition, const char* what) {
    const auto [least, most] = range(condition.state);
    const bool is_above = condition.is == Comparison::above;
    const double bound = is_above ? low(condition.value) : high(condition.value);
    if (is_above ? bound > most : bound < least)
      tell(condition.value, what,
           fmt::format("{} {} {} cannot be: it is {}", condition.state, is_above ? "above" : "below", shortest(bound),
                       range_text(least, most)));
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
