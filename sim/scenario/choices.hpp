// The choices of the scenario format: each is an enumeration whose enumerators are the words of the YAML. The words stand
// once, here; readers, messages and the contracts of tests take them from `names` and loop over `all_of`.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace backchannel {

namespace choices {

/// The words of a text such as "none, soft, absolute".
template <std::size_t N>
constexpr std::array<std::string_view, N> words(std::string_view text) {
  std::array<std::string_view, N> result;
  for (std::string_view& word : result) {
    const std::size_t end = std::min(text.find(','), text.size());
    word = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return result;
}

constexpr std::size_t count(std::string_view text) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
}

}  // namespace choices

/// An enumeration and its names in the order of the enumerators.
#define BACKCHANNEL_CHOICE(Enum, ...) \
  enum class Enum { __VA_ARGS__ };    \
  constexpr auto names(Enum) { return choices::words<choices::count(#__VA_ARGS__)>(#__VA_ARGS__); }

BACKCHANNEL_CHOICE(IssueGroup, nuclear, regional, economic, security, other)
BACKCHANNEL_CHOICE(IssueRole, none, verification, relief, cap)
BACKCHANNEL_CHOICE(ActorRole, party, third_party)
BACKCHANNEL_CHOICE(LineKind, none, soft, absolute)
BACKCHANNEL_CHOICE(LineSide, at_most, at_least)
BACKCHANNEL_CHOICE(TacticKind, time_dependent, tit_for_tat, hardliner, equilibrium, risk_return, attrition)
BACKCHANNEL_CHOICE(TimeForm, polynomial, exponential)
BACKCHANNEL_CHOICE(TitForTatForm, relative, averaged, generous)
BACKCHANNEL_CHOICE(MoveKind, signal, threat, deployment, exercise, sanction, relief, covert, statement)
BACKCHANNEL_CHOICE(ActKind, none, reassurance, hostile_words, provocation, sanction, breach, incident, grave_incident,
                   strike)
BACKCHANNEL_CHOICE(Category, de_escalation, neutral, posturing, non_violent, violent, nuclear)
BACKCHANNEL_CHOICE(Comparison, above, below)
/// In which part of a crisis an act makes sense: always, in a dispute (no comprehensive text in force), or during talks
/// (a dispute with the table open or a text before the capitals).
BACKCHANNEL_CHOICE(During, always, dispute, talks)
BACKCHANNEL_CHOICE(PromiseKind, sweetener, snapback, veto_threat)
BACKCHANNEL_CHOICE(Style, facilitation, formulation, manipulation)
BACKCHANNEL_CHOICE(Search, objective, votes)
BACKCHANNEL_CHOICE(Objective, nash, kalai_smorodinsky, egalitarian)
BACKCHANNEL_CHOICE(Voter, hill_climber, annealer)
BACKCHANNEL_CHOICE(Protocol, simultaneous, alternating, single_text, take_it_or_leave_it)
BACKCHANNEL_CHOICE(Knowledge, complete, estimated)
BACKCHANNEL_CHOICE(BreakdownOutcome, war, status_quo)
BACKCHANNEL_CHOICE(EventOutcome, none, deal, war)
#undef BACKCHANNEL_CHOICE

/// Every enumerator, in order.
template <class Enum>
[[nodiscard]] constexpr auto all_of() {
  std::array<Enum, names(Enum{}).size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Enum>(i);
  return all;
}

template <class Enum>
[[nodiscard]] std::vector<std::string> names_of() {
  constexpr auto all = names(Enum{});
  return {all.begin(), all.end()};
}

template <class Enum>
[[nodiscard]] std::string name_of(Enum value) {
  return std::string(names(Enum{})[static_cast<std::size_t>(value)]);
}

}  // namespace backchannel
