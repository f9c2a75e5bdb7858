// What is counted over the runs of a study. All of it are whole numbers, so tallies grow in any order to the same bits,
// and memory does not grow with the number of runs.
//
// Runs 2k and 2k+1 share one draw of the uncertain parameters. Shares are therefore counted over pairs: how often the
// first run of a pair fell into class a and the second into class b. A failed run is counted and otherwise left out;
// its partner then counts alone.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <vector>

#include "sim/crisis/model/ids.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel {

/// A quantity with classes 0 … classes − 1, over pairs of runs.
struct PairTable {
  PairTable() = default;
  explicit PairTable(std::size_t number) : classes(number), together(number * number), alone(number) {}

  std::size_t classes = 0;
  std::vector<std::uint64_t> together;  // [first·classes + second]
  std::vector<std::uint64_t> alone;     // runs without their partner

  void add(std::size_t first, std::size_t second) { ++together[first * classes + second]; }
  void add(std::size_t single) { ++alone[single]; }
  [[nodiscard]] std::uint64_t pairs() const;
  [[nodiscard]] std::uint64_t count(std::size_t first, std::size_t second) const {
    return together[first * classes + second];
  }
  /// Pairs of which both, and of which one run fell into the class.
  [[nodiscard]] std::uint64_t both(std::size_t of) const { return count(of, of); }
  [[nodiscard]] std::uint64_t one(std::size_t of) const;
  bool operator==(const PairTable&) const = default;
};

/// The day on which something first happened, over pairs of runs. Index: the day (1 … horizon) in which the moment
/// lies; horizon + 1: never.
struct PassageTable {
  PassageTable() = default;
  explicit PassageTable(std::size_t horizon);

  std::vector<std::uint64_t> earlier, later;  // of the two runs of a pair
  std::vector<std::uint64_t> alone;

  void add(std::size_t day, std::size_t other);
  void add(std::size_t day) { ++alone[day]; }
  bool operator==(const PassageTable&) const = default;
};

/// A sum in millionths.
struct Total {
  std::uint64_t count = 0;
  std::int64_t millionths = 0;

  void add(double value);
  [[nodiscard]] double mean() const;  // NaN without values
  bool operator==(const Total&) const = default;
};

/// Steps of positions in [0, 1], of which both ends, and every level of an issue with levels, are whole numbers.
struct TermScale {
  std::size_t steps = 4000;

  /// 4,000 steps, or the least number from there on that parts into levels − 1; 0 levels: a plain axis.
  explicit TermScale(std::size_t levels);
  [[nodiscard]] std::size_t step_of(double position) const;
  [[nodiscard]] double position(std::size_t step) const {
    return static_cast<double>(step) / static_cast<double>(steps);
  }
};

/// Positions in [0, 1], rounded to steps.
struct TermTally {
  std::vector<std::uint64_t> counts;  // by step; one more than there are steps
  Total total;

  explicit TermTally(std::size_t levels = 0) : counts(TermScale(levels).steps + 1) {}

  [[nodiscard]] std::size_t steps() const { return counts.size() - 1; }
  [[nodiscard]] double position(std::size_t step) const {
    return static_cast<double>(step) / static_cast<double>(steps());
  }
  void add(double position);
  bool operator==(const TermTally&) const = default;
};

inline constexpr int passages = 7;
inline constexpr std::array<const char*, passages> passage_names{
    "interim", "comprehensive", "strike", "war", "breach", "war_end", "agreement_after_force"};

/// What became of the agreements of a run by its end: none was reached; one is in force (be it an interim text after a
/// comprehensive one fell); none is, after a breach; none is, for a strike or war ended it.
enum class Fate { no_agreement, in_force, broken, ended_by_force };
inline constexpr int fates = 4;
[[nodiscard]] Fate fate_of(const Row& row);
/// On what ground a party broke its word, from its losses L against what honouring keeps, d·G, and its belief q that
/// the other keeps its word (sim/crisis/world/compliance.hpp): losses if L/(d·G) ≥ 1, whatever it believes; mistrust if
/// q < L/(d·G) < 1; else chance, for honouring was the better choice.
enum class Ground { losses, mistrust, chance };
inline constexpr int grounds = 3;
inline constexpr std::array<const char*, grounds> ground_names{"losses", "mistrust", "chance"};
[[nodiscard]] Ground ground_of(const Row& row);
/// What became of a run's first war by the end of the run: a text entered into force after it had begun; it goes on; it
/// is over, and no text came.
enum class Aftermath { no_war, text, goes_on, no_text };
inline constexpr int aftermaths = 4;
[[nodiscard]] Aftermath aftermath_of(const Row& row);
/// The class of `Tally::ending`.
[[nodiscard]] constexpr std::size_t ending_of(std::size_t outcome, std::size_t fate) { return outcome * fates + fate; }

/// The moments of a row in the order of `passage_names`, in days; 0: never.
[[nodiscard]] std::array<double, passages> passage_days(const Row& row);

/// How long fighting lasts, in days: counts of what ended, and of what still went on when its run ended, by the days so
/// far. Index: days.
struct LengthTally {
  LengthTally() = default;
  explicit LengthTally(std::size_t horizon) : ended(horizon + 1), open(horizon + 1) {}

  std::vector<std::uint64_t> ended, open;

  /// Nothing where there are no days.
  void add(double days, bool has_ended);
  bool operator==(const LengthTally&) const = default;
};

/// What a run brings to the tables of pairs.
struct Waiting {
  std::uint64_t run = 0;
  std::size_t outcome = 0, violence = 0, settlement = 0, fate = 0, aftermath = 0;  // classes
  std::array<std::size_t, passages> day{};
  bool operator==(const Waiting&) const = default;
};

class Tally {
 public:
  Tally() = default;
  /// `levels`: by issue its number of levels, 0 for a plain axis.
  Tally(std::span<const std::size_t> levels, std::size_t actors, int horizon);
  Tally(std::size_t issues, std::size_t actors, int horizon);  // plain axes

  /// Rows come in increasing order of run; failed runs are not added here.
  void add(const Row& row);
  void add_failure() { ++failed; }
  /// The same with the run that still waits for its partner counted alone.
  [[nodiscard]] Tally closed() const;
  [[nodiscard]] std::uint64_t attempted() const { return runs + failed; }
  bool operator==(const Tally&) const = default;

  int horizon = 0;         // days
  std::uint64_t runs = 0;  // finished without failure
  std::uint64_t failed = 0;
  PairTable outcome, violence, settlement;
  PairTable ending;  // outcome and fate together: ending_of
  PairTable aftermath;
  std::array<PassageTable, passages> passage;
  std::vector<std::uint64_t> first_striker;                   // by actor; last: nobody struck
  std::vector<std::array<std::uint64_t, grounds>> breaker;    // by actor that broke an agreement first, and ground
  std::vector<std::uint64_t> path;                            // by CoursePath
  std::array<std::vector<TermTally>, scopes.size()> terms;    // by scope and issue, of texts in force at the end
  std::vector<std::uint64_t> duration;                        // by day of the crisis' end; horizon + 1: open at the end
  LengthTally exchange_length, war_length;                    // of the first exchange of force, of the first war
  std::vector<Total> value, perceived_risk, trust, top_rung;  // by actor
  Total escalation, tension, rounds, incidents;

  std::optional<Waiting> waiting;  // a first run whose partner has not come

 private:
  void add_pair(const Waiting& first, const Waiting& second);
  void add_alone(const Waiting& run);
  [[nodiscard]] std::size_t whole_day(double moment) const;
};

/// Whether counts that were read are those of runs: tables as large as those of `like`, sums that follow from the runs.
[[nodiscard]] bool are_counts_of_runs(const Tally& tally, const Tally& like);

void to_json(nlohmann::json& json, const Tally& tally);
void from_json(const nlohmann::json& json, Tally& tally);

}  // namespace backchannel
