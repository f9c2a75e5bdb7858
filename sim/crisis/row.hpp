// What a run leaves behind (MODEL 7.12), apart from how it was computed: what studies store and analyses read. Violence
// and agreement are separate axes; the six classes put violence first.
#pragma once

#include <array>
#include <cstdint>

#include "sim/crisis/model/ids.hpp"

namespace backchannel {

inline constexpr std::array<const char*, 4> violence_names{"none", "incident", "strike", "war"};
inline constexpr std::array<const char*, 3> settlement_names{"none", "interim", "comprehensive"};

enum class Outcome : std::uint8_t {
  comprehensive_agreement,
  interim_agreement,
  talks_continue,
  collapse_without_force,
  limited_strike,
  regional_war
};
inline constexpr int outcomes = 6;
inline constexpr std::array<Outcome, outcomes> all_outcomes{
    Outcome::comprehensive_agreement, Outcome::interim_agreement, Outcome::talks_continue,
    Outcome::collapse_without_force,  Outcome::limited_strike,    Outcome::regional_war};
inline constexpr std::array<const char*, outcomes> outcome_names{"comprehensive_agreement", "interim_agreement",
                                                                 "talks_continue",          "collapse_without_force",
                                                                 "limited_strike",          "regional_war"};
[[nodiscard]] constexpr const char* name_of(Outcome outcome) { return outcome_names[index_of(outcome)]; }

enum class CoursePath : std::uint8_t { plain, deal_then_breach, force_then_deal, deal_then_force };
inline constexpr std::array<const char*, 4> path_names{"plain", "deal_then_breach", "force_then_deal",
                                                       "deal_then_force"};
[[nodiscard]] constexpr const char* name_of(CoursePath path) { return path_names[index_of(path)]; }

/// What a run leaves behind. Days are days of the scenario (fractions where a rate decided), 0: never.
struct Row {
  std::uint64_t run = 0;
  Outcome outcome = Outcome::talks_continue;
  Violence violence = Violence::none;
  Settlement settlement = Settlement::none;  // the best ever signed
  Settlement in_force = Settlement::none;    // at the end
  bool talks_alive = false;
  CoursePath path = CoursePath::plain;
  int first_striker = -1;                                         // actor, −1: nobody
  double interim_day = 0, comprehensive_day = 0, strike_day = 0;  // days
  double war_day = 0, breach_day = 0, crisis_end = 0;             // days
  double exchange_days = 0, exchange_end_day = 0;                 // of the first exchange: its length, its end
  double war_days = 0, war_end_day = 0;                           // the same of the first that became a war
  double after_force_day = 0, after_war_day = 0;  // of the first text in force after the first strike, the first war
  int breach_by = -1;                             // actor that broke its word first, −1: nobody
  double breach_ratio = 0,
         breach_trust = 0;  // its losses against what honouring keeps (compliance.hpp), at most 10⁶; q_ij
  double end_day = 0;       // from 1
  double rounds = 0, incidents = 0, grave_incidents = 0, strikes = 0;             // counts
  double escalation = 0, tension = 0;                                             // means over days
  std::array<double, max_issues> terms{};                                         // text in force at the end, by issue
  std::array<double, max_actors> value{}, top_rung{}, trust{}, perceived_risk{};  // by actor; risk: mean over days

  [[nodiscard]] bool agreed() const { return settlement != Settlement::none; }
  [[nodiscard]] bool text_in_force() const { return in_force != Settlement::none; }
  [[nodiscard]] bool force_used() const { return violence >= Violence::strike; }
};

/// The class of a run from its axes.
Outcome classify(Violence violence, Settlement settlement, bool talks_alive);

}  // namespace backchannel
