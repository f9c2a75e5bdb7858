// What a block of runs remembers from day to day. A variable is declared once, where it lives, with the value that a
// run begins with and, if it has any, the bounds that it must keep; that enters it into the memory, which clears, packs
// and guards everything without a second list.
#pragma once

#include <bit>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/id.hpp"
#include "sim/core/lanes.hpp"
#include "sim/core/packing.hpp"

namespace backchannel {

/// What a variable must never leave, and its name for whoever is told.
struct Bounds {
  std::string name;
  double least = -std::numeric_limits<double>::max(), most = std::numeric_limits<double>::max();  // finite
};

/// The variables of a block, in the order of their declaration. It must outlive none of them.
template <int N>
class MemoryOf {
 public:
  struct Guarded {
    const LanesOf<N>* variable;
    Bounds bounds;
  };

  MemoryOf() = default;
  MemoryOf(const MemoryOf&) = delete;
  MemoryOf& operator=(const MemoryOf&) = delete;

  void enter(LanesOf<N>& variable, double start) {
    variable.setConstant(start);
    kept_.push_back({&variable, start});
    if (start == 0)
      begin_at_0_.push_back(&variable);
    else
      begin_elsewhere_.push_back({&variable, start});
  }
  void guard(const LanesOf<N>& variable, Bounds bounds) { guarded_.push_back({&variable, std::move(bounds)}); }

  /// Everything as runs begin, in all lanes or in those of a pack.
  void clear() {
    for (const auto& [variable, start] : kept_) variable->setConstant(start);
  }
  /// The same of eight lanes side by side.
  void clear_neighbours(int first) {
    const Eight zero = 0.0;
    for (LanesOf<N>* variable : begin_at_0_) zero.store(variable->data() + first);
    for (const auto& [variable, start] : begin_elsewhere_) Eight(start).store(variable->data() + first);
  }
  void clear(const Pack& pack) {
    for (const auto& [variable, start] : kept_)
      for (int place = 0; place < pack.size; ++place) (*variable)[pack.lane[place]] = start;
  }

  /// Copies to, or back from, another memory of the same variables, a place for each lane of a pack.
  void pack_into(MemoryOf<slice_width>& packed, const Pack& pack) const {
    for (std::size_t n = 0; n < kept_.size(); ++n) *packed.kept_[n].variable = gathered(*kept_[n].variable, pack);
  }
  void unpack_from(const MemoryOf<slice_width>& packed, const Pack& pack) {
    for (std::size_t n = 0; n < kept_.size(); ++n) scatter(*packed.kept_[n].variable, *kept_[n].variable, pack);
  }

  [[nodiscard]] const std::vector<Guarded>& guarded() const { return guarded_; }

 private:
  template <int M>
  friend class MemoryOf;
  struct Kept {
    LanesOf<N>* variable;
    double start;
  };
  std::vector<Kept> kept_;
  std::vector<LanesOf<N>*> begin_at_0_;  // of those kept, as the next
  std::vector<Kept> begin_elsewhere_;
  std::vector<Guarded> guarded_;
};
using Memory = MemoryOf<lane_count>;

/// One number of each run.
template <int N>
class VariableOf : public KeptLanes<N> {
 public:
  explicit VariableOf(MemoryOf<N>& memory, double start = 0) { memory.enter(*this, start); }
  VariableOf(MemoryOf<N>& memory, double start, Bounds bounds) : VariableOf(memory, start) {
    memory.guard(*this, std::move(bounds));
  }
  VariableOf(const VariableOf&) = delete;
  VariableOf& operator=(const VariableOf&) = delete;
  template <class Expression>
  VariableOf& operator=(const Expression& value) {
    KeptLanes<N>::operator=(value);
    return *this;
  }
};
using Variable = VariableOf<lane_count>;

/// One number of each run for each thing of a list. Bounds are kept by each; their name goes before that of the thing.
template <class K>
class Variables {
 public:
  template <class Thing>
  Variables(Memory& memory, const Table<K, Thing>& things, double start = 0) : items_(things.size()) {
    for (Lanes& variable : items_) memory.enter(variable, start);
  }
  template <class Thing>
  Variables(Memory& memory, const Table<K, Thing>& things, double start, const Bounds& bounds)
      : Variables(memory, things, start) {
    for (const K k : things.ids())
      memory.guard(items_[index_of(k)], {bounds.name + name_of(things[k]), bounds.least, bounds.most});
  }
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

  Lanes& operator[](K key) { return items_[index_of(key)]; }
  const Lanes& operator[](K key) const { return items_[index_of(key)]; }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] Ids<K> ids() const { return Ids<K>(items_.size()); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  static const std::string& name_of(const std::string& thing) { return thing; }
  static const std::string& name_of(const auto& thing) { return thing.id; }

  std::vector<KeptLanes<lane_count>> items_;
};

/// A flag of each run for each thing of a list, a bit each; down as runs begin.
template <class K>
class Flags {
 public:
  static constexpr std::size_t in_word = 64;

  template <class Thing>
  Flags(Memory& memory, const Table<K, Thing>& things) : words_((things.size() + in_word - 1) / in_word) {
    for (Lanes& word : words_) memory.enter(word, 0);
  }
  Flags(const Flags&) = delete;
  Flags& operator=(const Flags&) = delete;

  Lanes& word_of(K key) { return words_[index_of(key) / in_word]; }
  [[nodiscard]] static int bit_of(K key) { return static_cast<int>(index_of(key) % in_word); }
  /// f(key, where) for the flags that are up anywhere among eight runs; words(word) reads theirs.
  template <class Words, class F>
  void each_up(const Words& words, F f) const {
    for (std::size_t w = 0; w < words_.size(); ++w) {
      const Eight word = words(words_[w]);
      for (std::uint64_t left = bits_in_any(word); left != 0; left &= left - 1) {
        const int bit = std::countr_zero(left);
        f(K{w * in_word + bit}, has_bit(word, bit));
      }
    }
  }

 private:
  std::vector<KeptLanes<lane_count>> words_;
};

/// Numbers of a run that are read together and that it keeps from its start: a row of them a lane, of which a pack gets
/// every number as eight. A run that begins writes all of its row.
class Rows {
 public:
  /// Rows are read by four numbers.
  static constexpr std::size_t step = 4;
  static constexpr std::size_t rounded(std::size_t numbers) { return (numbers + step - 1) / step * step; }

  explicit Rows(std::size_t numbers) : width_(rounded(numbers)), items_(lane_count * width_) {}

  [[nodiscard]] std::size_t width() const { return width_; }
  void put(const Pack& pack, std::size_t number, const Eight& value) {
    for (int place = 0; place < pack.size; ++place) row(pack, place)[number] = value[place];
  }
  /// The numbers from `first` on; how many are asked for is a multiple of `step`.
  void read(const Pack& pack, std::size_t first, std::span<Eight> numbers) const {
    for (std::size_t n = 0; n < numbers.size(); n += step) {
      const auto at = [&](int place) { return four(row(pack, place) + first + n); };
      const Columns low(at(0), at(1), at(2), at(3)), high(at(4), at(5), at(6), at(7));
      for (std::size_t k = 0; k < step; ++k) {
        __builtin_memcpy(numbers[n + k].data(), &low.column[k], sizeof(Four));
        __builtin_memcpy(numbers[n + k].data() + step, &high.column[k], sizeof(Four));
      }
    }
  }

 private:
  using Four [[gnu::vector_size(32)]] = double;
  static Four four(const double* from) {
    Four x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
  }
  /// Four rows of four, turned.
  struct Columns {
    Columns(const Four& a, const Four& b, const Four& c, const Four& d) {
      const Four ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6),
                 ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
      const Four cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6),
                 cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
      column[0] = __builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5);
      column[1] = __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5);
      column[2] = __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7);
      column[3] = __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7);
    }
    Four column[step];
  };

  double* row(const Pack& pack, int place) { return items_.data() + width_ * pack.lane[place]; }
  const double* row(const Pack& pack, int place) const { return items_.data() + width_ * pack.lane[place]; }

  std::size_t width_;
  std::vector<double> items_;
};

}  // namespace backchannel
