// Typed indices, and lanes found by them: an actor's index cannot be used where an issue's is meant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "sim/core/lanes.hpp"

namespace backchannel {

template <class Tag>
struct Id {
  std::uint32_t value = 0;
  friend auto operator<=>(const Id&, const Id&) = default;
};

using ActorId = Id<struct ActorTag>;
using IssueId = Id<struct IssueTag>;
using MoveId = Id<struct MoveTag>;
using DyadId = Id<struct DyadTag>;
using EventId = Id<struct EventTag>;
using FactionId = Id<struct FactionTag>;

// Field<ActorId>, Field<ActorId, IssueId>: one LanesOf<N> for each index or pair of indices, allocated once; the second
// index runs fastest.
template <class A, class B = void, int N = lane_count>
class Field {
 public:
  Field() = default;
  Field(std::size_t rows, std::size_t columns) : columns_(columns), lanes_(rows * columns, filled<N>(0.0)) {}

  LanesOf<N>& operator()(A a, B b) { return lanes_[a.value * columns_ + b.value]; }
  const LanesOf<N>& operator()(A a, B b) const { return lanes_[a.value * columns_ + b.value]; }
  std::size_t rows() const { return columns_ == 0 ? 0 : lanes_.size() / columns_; }
  std::size_t columns() const { return columns_; }
  std::size_t size() const { return lanes_.size(); }
  auto begin() { return lanes_.begin(); }
  auto end() { return lanes_.end(); }
  auto begin() const { return lanes_.begin(); }
  auto end() const { return lanes_.end(); }
  void fill(double value) { lanes_.assign(lanes_.size(), filled<N>(value)); }
  void fill(int lane, double value) {
    for (auto& each : lanes_) each[lane] = value;
  }

 private:
  std::size_t columns_ = 0;
  std::vector<LanesOf<N>> lanes_;
};

template <class A, int N>
class Field<A, void, N> {
 public:
  Field() = default;
  explicit Field(std::size_t size) : lanes_(size, filled<N>(0.0)) {}

  LanesOf<N>& operator()(A a) { return lanes_[a.value]; }
  const LanesOf<N>& operator()(A a) const { return lanes_[a.value]; }
  std::size_t size() const { return lanes_.size(); }
  auto begin() { return lanes_.begin(); }
  auto end() { return lanes_.end(); }
  auto begin() const { return lanes_.begin(); }
  auto end() const { return lanes_.end(); }
  void fill(double value) { lanes_.assign(lanes_.size(), filled<N>(value)); }
  void fill(int lane, double value) {
    for (auto& each : lanes_) each[lane] = value;
  }

 private:
  std::vector<LanesOf<N>> lanes_;
};

}  // namespace backchannel
