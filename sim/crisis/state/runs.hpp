// The runs that are advanced now, as one word. A mechanism advances `Runs`, all that a block plays, eight at a time:
// eight that stand side by side (`Abreast`), or, where only some need it, the few of a pack (`Few`). Both speak alike:
//   runs[param]            a parameter, a number for each run
//   runs(variable)         a variable of the state
//   runs.put, add, raise   change one, where a mask says so
//   runs.chance, draws()   random numbers, keyed by run and day
//   runs.tell              an event of the story of the traced run
#pragma once

#include "sim/core/draws.hpp"
#include "sim/core/memory.hpp"
#include "sim/core/packing.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/crisis/state/story.hpp"

namespace backchannel {

class Abreast;
class Few;

/// All lanes. Those without a run are advanced beside others that have one; `running` leaves them out where work is
/// packed.
class Runs {
 public:
  Runs(const Values& values, const Draws& draws, const Lanes& day, const Mask& running, Story* story = nullptr)
      : values_(values), draws_(draws), day_(day), running_(running), story_(story) {}

  [[nodiscard]] const Lanes& day() const { return day_; }
  [[nodiscard]] const Mask& running() const { return running_; }
  [[nodiscard]] const Draws& draws() const { return draws_; }
  [[nodiscard]] const Values& values() const { return values_; }
  [[nodiscard]] Story* story() const { return story_; }

  /// f(abreast) of all eights in which some run is on its way; the others rest.
  template <class F>
  void each(F f) const;
  /// The runs on their way of which f(abreast) says so.
  template <class F>
  [[nodiscard]] Mask where(F f) const;
  /// f(few) for packs of the runs that are on.
  template <class F>
  void in_packs(const Mask& where, F f, Usage* usage = nullptr) const;

 private:
  const Values& values_;
  const Draws& draws_;
  const Lanes& day_;
  const Mask& running_;
  Story* story_;
};

/// Eight lanes side by side, from `first` on.
class Abreast {
 public:
  Abreast(const Runs& all, int first)
      : all_(all), first_(first), running_(neighbours(all.running(), first)), day_((*this)(all.day())) {}

  Slice operator[](Param p) const { return all_.values().neighbours(p, first_); }
  Slice operator()(const Lanes& variable) const { return neighbours(variable, first_); }
  [[nodiscard]] const Slice& day() const { return day_; }
  /// Those that are on their way.
  [[nodiscard]] const SliceMask& active() const { return running_; }
  [[nodiscard]] const SliceDraws& draws() const { return all_.draws().neighbours(first_); }
  [[nodiscard]] int first() const { return first_; }

  void put(Lanes& variable, const Slice& value, const SliceMask& where) const {
    put(variable, select(where, value, (*this)(variable)));
  }
  void put(Lanes& variable, const Slice& value) const { put_neighbours(value, variable, first_); }
  void add(Lanes& variable, const Slice& amount) const { put(variable, (*this)(variable) + amount); }
  void add(Lanes& variable, const Slice& amount, const SliceMask& where) const {
    put(variable, (*this)(variable) + amount, where);
  }
  /// Puts a flag up.
  void raise(Lanes& flag, const SliceMask& where) const { put(flag, (*this)(flag).max(where.on())); }
  template <class K>
  void raise(Flags<K>& flags, K key, const SliceMask& where) const {
    Lanes& word = flags.word_of(key);
    put(word, with_bit((*this)(word), Flags<K>::bit_of(key), where));
  }
  [[nodiscard]] SliceMask chance(Stream of, const Slice& p) const { return draws().chance(of, p); }

  /// The traced run, if it is among these: event is what is told, or a function of the place that makes it.
  template <class E>
  void tell(const SliceMask& where, E event) const {
    if (all_.story() == nullptr) return;
    const int place = all_.story()->lane - first_;
    if (place >= 0 && place < slice_width && where[place]) all_.story()->enter(day_[place], place, event);
  }

 private:
  const Runs& all_;
  int first_;
  SliceMask running_;
  Slice day_;
};

/// The runs of a pack, each at its place.
class Few {
 public:
  Few(const Runs& all, const Pack& pack)
      : all_(all),
        pack_(pack),
        draws_(all.draws().packed(pack)),
        day_(gathered(all.day(), pack)),
        traced_(all.story() == nullptr ? nobody : place_of(all.story()->lane)) {}

  Slice operator[](Param p) const { return all_.values().gathered(p, pack_); }
  Slice operator()(const Lanes& variable) const { return gathered(variable, pack_); }
  [[nodiscard]] const Slice& day() const { return day_; }
  [[nodiscard]] const SliceMask& active() const { return pack_.active; }
  [[nodiscard]] const SliceDraws& draws() const { return draws_; }
  [[nodiscard]] const Runs& all() const { return all_; }
  [[nodiscard]] const Pack& pack() const { return pack_; }

  void put(Lanes& variable, const Slice& value, const SliceMask& where) const {
    for (unsigned left = (where & active()).bits(); left != 0; left &= left - 1) {
      const int place = std::countr_zero(left);
      variable[pack_.lane[place]] = value[place];
    }
  }
  void put(Lanes& variable, const Slice& value) const { scatter(value, variable, pack_); }
  void add(Lanes& variable, const Slice& amount) const { scatter(gathered(variable, pack_) + amount, variable, pack_); }
  void add(Lanes& variable, const Slice& amount, const SliceMask& where) const {
    for (unsigned left = (where & active()).bits(); left != 0; left &= left - 1) {
      const int place = std::countr_zero(left);
      variable[pack_.lane[place]] += amount[place];
    }
  }
  void raise(Lanes& flag, const SliceMask& where) const { scatter(gathered(flag, pack_).max(where.on()), flag, pack_); }
  template <class K>
  void raise(Flags<K>& flags, K key, const SliceMask& where) const {
    Lanes& word = flags.word_of(key);
    put(word, with_bit((*this)(word), Flags<K>::bit_of(key), where));
  }
  [[nodiscard]] SliceMask chance(Stream of, const Slice& p) const { return draws_.chance(of, p); }

  /// Whether the traced run is among these.
  [[nodiscard]] bool tells() const { return traced_ != nobody; }

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
    if (tells() && where[traced_]) all_.story()->enter(day_[traced_], traced_, event);
  }

 private:
  static constexpr int nobody = -1;
  [[nodiscard]] int place_of(int lane) const {
    for (int place = 0; place < pack_.size; ++place)
      if (pack_.lane[place] == lane) return place;
    return nobody;
  }

  const Runs& all_;
  const Pack& pack_;
  SliceDraws draws_;
  Slice day_;
  int traced_;  // the place of the traced run
};

template <class F>
void Runs::each(F f) const {
  for (int first = 0; first < lane_count; first += slice_width)
    if (any(neighbours(running_, first))) f(Abreast(*this, first));
}

template <class F>
Mask Runs::where(F f) const {
  return eight_by_eight([&](int first) {
    if (!any(neighbours(running_, first))) return SliceMask::none();
    const Abreast runs(*this, first);
    return SliceMask(f(runs) & runs.active());
  });
}

template <class F>
void Runs::in_packs(const Mask& where, F f, Usage* usage) const {
  for_each_pack(
      where, [&](const Pack& pack) { f(Few(*this, pack)); }, usage);
}

}  // namespace backchannel
