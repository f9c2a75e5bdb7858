// Typed indices: which actor, which issue, which side. An index of one kind cannot be taken for one of another, and
// what is indexed says by what. And plain ones, into any range.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace backchannel {

/// One of the things of a kind, in their order; `Id{}`: none of them.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  template <std::integral Index>
  constexpr explicit Id(Index index) : index_(static_cast<std::int32_t>(index)) {}

  /// Whether it is one of them.
  [[nodiscard]] constexpr bool given() const { return index_ >= 0; }
  [[nodiscard]] constexpr std::size_t index() const { return static_cast<std::size_t>(index_); }
  /// As files and lanes keep it: −1 for none.
  [[nodiscard]] constexpr int number() const { return index_; }
  auto operator<=>(const Id&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 in it

 private:
  std::int32_t index_ = -1;
};

/// Of an id, of an enumerator in its order; an index stays one.
template <class K>
constexpr std::size_t index_of(K key) {
  if constexpr (requires { key.index(); }) {
    return key.index();
  } else {
    static_assert(std::is_enum_v<K> || std::unsigned_integral<K>);
    return static_cast<std::size_t>(key);
  }
}

/// The ids 0 … size − 1, for loops.
template <class K>
class Ids {
 public:
  class Iterator {
   public:
    constexpr explicit Iterator(std::size_t at) : at_(at) {}
    constexpr K operator*() const { return K{at_}; }
    constexpr Iterator& operator++() {
      ++at_;
      return *this;
    }
    auto operator<=>(const Iterator&) const = default;

   private:
    std::size_t at_;
  };
  constexpr explicit Ids(std::size_t size) : size_(size) {}
  [[nodiscard]] constexpr Iterator begin() const { return Iterator(0); }
  [[nodiscard]] constexpr Iterator end() const { return Iterator(size_); }

 private:
  std::size_t size_;
};

/// A value for each id.
template <class K, class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t size) : items_(size) {}
  Table(std::size_t size, const T& value) : items_(size, value) {}

  T& operator[](K key) { return items_[index_of(key)]; }
  const T& operator[](K key) const { return items_[index_of(key)]; }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] Ids<K> ids() const { return Ids<K>(items_.size()); }
  K push_back(T item) {
    items_.push_back(std::move(item));
    return K{items_.size() - 1};
  }
  void resize(std::size_t size) { items_.resize(size); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  T& back() { return items_.back(); }
  [[nodiscard]] std::span<const T> all() const { return items_; }
  bool operator==(const Table&) const = default;

 private:
  std::vector<T> items_;
};

/// The same in place, for no more than N ids.
template <class K, class T, std::size_t N>
struct Places {
  std::array<T, N> items;

  constexpr T& operator[](K key) { return items[index_of(key)]; }
  constexpr const T& operator[](K key) const { return items[index_of(key)]; }
  void fill(const T& value) { items.fill(value); }
  auto begin() { return items.begin(); }
  auto end() { return items.end(); }
  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
};

/// A value for each of the N enumerators of an enum class.
template <class E, class T, std::size_t N>
class Each {
 public:
  /// Numbers, flags and pointers are 0; lanes are left as they are.
  constexpr Each() {
    if constexpr (std::is_trivially_default_constructible_v<T>) items_ = {};
  }
  template <class... Values>
  requires(sizeof...(Values) == N && (std::convertible_to<Values, T> && ...)) constexpr Each(Values&&... values)
      : items_{T(std::forward<Values>(values))...} {}
  /// Values that cannot be moved, each made in its place from the same arguments.
  template <class... Arguments>
  explicit Each(std::in_place_t, Arguments&&... arguments) : Each(std::make_index_sequence<N>{}, arguments...) {}

  constexpr T& operator[](E key) { return items_[index_of(key)]; }
  constexpr const T& operator[](E key) const { return items_[index_of(key)]; }
  void fill(const T& value) { items_.fill(value); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  template <std::size_t... I, class... Arguments>
  Each(std::index_sequence<I...>, Arguments&... arguments) : items_{(static_cast<void>(I), T(arguments...))...} {}

  std::array<T, N> items_;
};

// ---------------------------------------------------------------------------------------------- plain indices
/// The index of the item at which an iterator stands; the size of the range at its end.
template <class Range, class Iterator>
[[nodiscard]] constexpr std::size_t index_at(const Range& range, Iterator at) {
  return static_cast<std::size_t>(at - std::begin(range));
}

/// The index of the first item whose projection equals a value; the size of the range if there is none.
template <class Range, class Value, class Projection = std::identity>
[[nodiscard]] constexpr std::size_t find_index(const Range& range, const Value& value, Projection projection = {}) {
  return index_at(range, std::ranges::find(range, value, projection));
}

/// Of `count` values spread evenly over [0, 1] from end to end, the one nearest to a position; halves are rounded up.
[[nodiscard]] inline std::size_t nearest_index(double position, std::size_t count) {
  const long last = static_cast<long>(count) - 1;
  return static_cast<std::size_t>(std::clamp(std::lround(position * static_cast<double>(last)), 0L, last));
}

}  // namespace backchannel
