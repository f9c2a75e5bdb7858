// The state of a block of runs, a value per lane. Decisions read the public state as it stood last night; what happens
// during a day is collected in `Today` and enters the public state in the phase `record`.
#pragma once

#include <array>
#include <vector>

#include "sim/core/draws.hpp"
#include "sim/core/lanes.hpp"
#include "sim/core/packing.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/crisis/story.hpp"

namespace backchannel {

/// The negotiating table. Everything the talks remember between sessions; packed to the lanes in session and back.
template <int N>
struct TableOf {
  using L = LanesOf<N>;
  using TextOf = std::array<L, max_issues>;
  L open, rounds, exchanges, stage, variance, days_left, next_day, first_day, last_day, budget, boycott_until;
  L temperature;
  std::array<L, 2> clock, hope, first_gap, tries;
  std::array<L, 2> firm;                              // a side refused for an absolute line: its lines are known
  std::array<std::array<L, 4>, 2> memory;             // of the tactics
  std::array<std::array<L, scopes>, 2> path, spoken;  // how far along its path an offer stood; whether one was made
  std::array<std::array<TextOf, scopes>, 2> known;    // a side's last text as the other knows it
  std::array<TextOf, scopes> single;                  // the mediator's text
  std::array<L, scopes> has_single;
  std::array<TextOf, 2> demand;                     // last public demand
  std::array<std::array<L, scopes>, 2> ratifiable;  // how far along it the own capital followed

  /// Calls f(member) for every lanes value in use with so many issues.
  template <class F>
  void each(int issues, F f);
};
using Table = TableOf<lane_count>;
using PackedTable = TableOf<slice_width>;

/// What happened today.
struct Today {
  explicit Today(const Model& model);
  void clear();
  Lanes raises, reliefs, score;
  std::vector<Lanes> posture, pressure, commitment, risk, restraint, hostility, trust, faith;  // by actor
  std::vector<Lanes> acts;                                                                     // by act channel, 1 or 0
  std::vector<Lanes> grave;                                                                    // by dyad
  std::vector<Lanes> struck;                                                                   // by actor: hit today
  std::vector<Lanes> wants_force;  // by strike option: 1 where it would strike today
  Lanes incident, breakdown, imposed_war, imposed_deal, deadline, deadline_by, hour;  // hour: share of the day passed
  Lanes in_principle;                                                                 // a text was agreed: scope + 1
};

struct State {
  explicit State(const Model& model);

  Lanes day;
  // public
  Lanes tension, hope, settlement, calm;
  std::vector<Lanes> posture, strain, pressure, commitment, hawk, risk_shift, hostility, restraint;  // by actor
  Lanes deadline, deadline_by;
  std::vector<Lanes> in_force, original;  // text in force and status quo, by issue
  std::vector<Lanes> on_table;            // text last put, by issue
  Lanes text_on_table;
  // private
  std::vector<Lanes> trust, resolve;  // log odds: i's belief in its adversary's word; that the adversary is resolved
  std::vector<Lanes> trust_start;
  std::vector<std::vector<Lanes>> salience, scale;               // by holder and issue
  std::vector<Lanes> victory, defeat;                            // by holder: see terms_of_war, with no text in force
  std::vector<std::vector<Lanes>> line_real;                     // by holder and issue: 1 if the red line is real
  std::vector<std::vector<Lanes>> belief_error, estimate_error;  // by side and issue, standard normal
  std::vector<Lanes> reservation_error;                          // by side
  std::vector<std::vector<Lanes>> transition;                    // posture: row-major (n × n), then the drift
  // memories
  std::vector<Lanes> history, repeats;  // by act channel: acts of the last 30 days as bits, and their number
  std::vector<Lanes> excitation;        // by dyad
  std::vector<Lanes> cooldown;          // by move: day from which it can be made again
  std::vector<Lanes> happened;          // by event
  std::vector<Lanes> cause,
      chance_at_start;         // by strike option: number of the shock in force; chance at the first occasion
  std::vector<Lanes> setback;  // by actor: share of its shift in power destroyed
  // capitals
  Lanes pending, vote_day;  // scope + 1 of the text before the capitals
  std::vector<Lanes> pending_text;
  // exchange of force
  Lanes exchange_days, exchange_dyad;
  std::vector<Lanes> fighting, hit;  // by actor
  Lanes hosts_hit;
  // compliance
  Lanes signed_day;
  std::array<Lanes, 2> honour_ratio;
  // what the row will tell
  Lanes violence, best, first_striker, interim_day, comprehensive_day, strike_day, war_day, breach_day;
  Lanes crisis_end, score_sum, tension_sum, grave_count, incident_count, strikes_count;
  std::vector<Lanes> top_rung, risk_sum, final_value;  // by actor
  Lanes war_today;
  Table table;
  Today today;
  Story* story = nullptr;  // only when a run is traced
};

template <int N>
template <class F>
void TableOf<N>::each(int issues, F f) {
  for (L* x : {&open, &rounds, &exchanges, &stage, &variance, &days_left, &next_day, &first_day, &last_day, &budget,
               &boycott_until, &temperature})
    f(*x);
  for (auto* pair : {&clock, &hope, &first_gap, &tries, &firm})
    for (L& x : *pair) f(x);
  for (auto& side : memory)
    for (L& x : side) f(x);
  for (auto* by_scope : {&path, &spoken, &ratifiable})
    for (auto& side : *by_scope)
      for (L& x : side) f(x);
  for (L& x : has_single) f(x);
  const auto text = [&](TextOf& t) {
    for (int k = 0; k < issues; ++k) f(t[static_cast<std::size_t>(k)]);
  };
  for (auto& side : known)
    for (auto& t : side) text(t);
  for (auto& t : single) text(t);
  for (auto& t : demand) text(t);
}

}  // namespace backchannel
