// The runs that are advanced now, as one word: all lanes of a block (`Runs`), or the few of a pack (`Few`). Both speak
// alike, so that a mechanism is written once:
//   runs[param]            a parameter, a number for each run
//   runs(variable)         a variable of the state
//   runs.put, add, raise   change one, where a mask says so
//   runs.chance, draws()   random numbers, keyed by run and day
//   runs.tell              an event of the story of the traced run
#pragma once

#include <algorithm>
#include <optional>

#include "sim/core/draws.hpp"
#include "sim/core/packing.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/crisis/state/story.hpp"

namespace backchannel {

template <int N>
class RunsOf;
using Runs = RunsOf<lane_count>;
using Few = RunsOf<slice_width>;

/// All lanes. Lanes without a run are advanced with the others; `running` leaves them out where work is packed.
template <>
class RunsOf<lane_count> {
 public:
  RunsOf(const Values& values, const Draws& draws, const Lanes& day, const Mask& running, Story* story = nullptr)
      : values_(values), draws_(draws), day_(day), running_(running), story_(story) {}

  const Lanes& operator[](Param p) const { return values_[p]; }
  const Lanes& operator()(const Lanes& variable) const { return variable; }
  [[nodiscard]] const Lanes& day() const { return day_; }
  [[nodiscard]] const Mask& running() const { return running_; }
  [[nodiscard]] const Draws& draws() const { return draws_; }
  [[nodiscard]] const Values& values() const { return values_; }
  [[nodiscard]] Story* story() const { return story_; }

  void put(Lanes& variable, const Operand auto& value, const Mask& where) const {
    variable = select(where, value, variable);
  }
  void put(Lanes& variable, const Lanes& value) const { variable = value; }
  void add(Lanes& variable, const LaneLike auto& amount) const { variable += amount; }
  /// Puts a flag up.
  void raise(Lanes& flag, const Mask& where) const { flag = flag.max(where.on()); }
  [[nodiscard]] Mask chance(Stream of, const Operand auto& p) const { return draws_.chance(of, p); }

  /// f(few) for packs of the runs that are on.
  template <class F>
  void in_packs(const Mask& where, F f, Usage* usage = nullptr) const;

  /// The traced run, if it is among these: event is what is told, or a function of the lane that makes it.
  template <class E>
  void tell(const Mask& where, E event) const {
    if (story_ != nullptr && where[story_->lane]) story_->enter(day_[story_->lane], story_->lane, event);
  }

 private:
  const Values& values_;
  const Draws& draws_;
  const Lanes& day_;
  const Mask& running_;
  Story* story_;
};

/// The runs of a pack, each at its place.
template <>
class RunsOf<slice_width> {
 public:
  RunsOf(const Runs& all, const Pack& pack)
      : all_(all), pack_(pack), draws_(all.draws().packed(pack)), day_(gathered(all.day(), pack)) {}

  Slice operator[](Param p) const { return all_.values().gathered(p, pack_); }
  Slice operator()(const Lanes& variable) const { return gathered(variable, pack_); }
  [[nodiscard]] const Slice& day() const { return day_; }
  [[nodiscard]] const SliceMask& active() const { return pack_.active; }
  [[nodiscard]] const SliceDraws& draws() const { return draws_; }
  [[nodiscard]] const Runs& all() const { return all_; }
  [[nodiscard]] const Pack& pack() const { return pack_; }

  void put(Lanes& variable, const Slice& value, const SliceMask& where) const {
    scatter(select(where, value, gathered(variable, pack_)), variable, pack_);
  }
  void put(Lanes& variable, const Slice& value) const { scatter(value, variable, pack_); }
  void add(Lanes& variable, const Slice& amount) const { scatter(gathered(variable, pack_) + amount, variable, pack_); }
  void raise(Lanes& flag, const SliceMask& where) const {
    scatter(gathered(flag, pack_).max(where.on()), flag, pack_);
  }
  [[nodiscard]] SliceMask chance(Stream of, const Slice& p) const { return draws_.chance(of, p); }

  /// f(few) for those that are on.
  template <class F>
  void among(const SliceMask& where, F f) const {
    if (!any(where)) return;
    Mask chosen = Mask::none();
    scatter(where, chosen, pack_);
    for_each_pack(chosen, [&](const Pack& pack) { f(Few(all_, pack)); });
  }

  template <class E>
  void tell(const SliceMask& where, E event) const {
    if (const auto place = traced(); place && where[*place]) all_.story()->enter(day_[*place], *place, event);
  }

 private:
  /// The place of the traced run.
  [[nodiscard]] std::optional<int> traced() const {
    if (all_.story() == nullptr) return std::nullopt;
    const auto end = pack_.lane.begin() + pack_.size;
    const auto found = std::find(pack_.lane.begin(), end, all_.story()->lane);
    return found == end ? std::nullopt : std::optional<int>(static_cast<int>(found - pack_.lane.begin()));
  }

  const Runs& all_;
  const Pack& pack_;
  SliceDraws draws_;
  Slice day_;
};

template <class F>
void Runs::in_packs(const Mask& where, F f, Usage* usage) const {
  for_each_pack(
      where, [&](const Pack& pack) { f(Few(*this, pack)); }, usage);
}

}  // namespace backchannel
