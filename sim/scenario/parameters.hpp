// The table of every number of a scenario: its path, prior, range and evidence. Paths are what `--set`, sweeps,
// interventions and sensitivity studies speak of: keys joined by dots, where the maps issues, actors, dyads and
// events are left out (`iran.war.cost`, `us_iran.incidents.base`, `mediator.skill`).
// The order of the table follows the schema and the ids, never the order in the YAML file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/errors.hpp"
#include "sim/scenario/key_spec.hpp"
#include "sim/scenario/param.hpp"
#include "sim/scenario/prior.hpp"

namespace backchannel {

enum class Basis { none, fact, judgement };

/// Where a number comes from.
struct Evidence {
  Basis basis = Basis::none;
  std::string source, note;
  bool operator==(const Evidence&) const = default;
};

struct Parameter {
  std::string path;
  Place place;  // of the value; of the group that misses it if the number is not written
  Prior prior;
  bool is_private = false;  // the other side knows only the prior
  Evidence evidence;
  NumberSpec spec{};
  bool given = false;  // written in the file (or set), not a default
  std::string inert;   // why the number cannot act in this scenario; empty: it acts
};

class ParameterTable {
 public:
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] const Parameter& operator[](Param param) const { return entries_[param.index]; }
  [[nodiscard]] auto begin() const { return entries_.begin(); }
  [[nodiscard]] auto end() const { return entries_.end(); }
  /// The number with this path; the long form `actors.iran.war.cost` is understood too.
  [[nodiscard]] std::optional<Param> find(std::string_view path) const;

  /// Enters a number; its path must be new.
  Param add(Parameter parameter);
  /// Takes back the entries from `size` on.
  void shrink(std::size_t size);
  /// Makes a number a constant (a mechanism that is switched off, a point of a design).
  void fix(Param param, double value) { entries_[param.index].prior = Prior::constant(value); }
  /// States why a number cannot act in this scenario.
  void note_inert(Param param, std::string why) { entries_[param.index].inert = std::move(why); }

 private:
  std::vector<Parameter> entries_;
  std::map<std::string, Param, std::less<>> by_path_;
};

/// Why `low` and `high` of an issue cannot act.
inline constexpr const char* unit_of_an_axis = "it is the unit of the axis and changes what is printed only";

/// Why the numbers of a mechanism cannot act: "mechanisms.incidents is off".
[[nodiscard]] std::string switched_off(std::string_view mechanism);

/// One line for each written number that was noted as inert: "file:line:column: path: cannot act here (why)"; one for
/// all numbers of a mechanism that is switched off; and one, the last, for all ends of axes together.
[[nodiscard]] std::vector<std::string> inert_notices(const ParameterTable& table);

}  // namespace backchannel
