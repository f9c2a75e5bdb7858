// Numbers of a run that are read together: a row of them a lane, of which a pack gets every number as eight.
#pragma once

#include <span>
#include <vector>

#include "sim/core/packing.hpp"

namespace backchannel {

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
      const Four ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
      const Four cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
      column[0] = __builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5);
      column[1] = __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5);
      column[2] = __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7);
      column[3] = __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7);
    }
    Four column[step];
  };

  double* row(const Pack& pack, int place) { return items_.data() + static_cast<std::size_t>(pack.lane[place]) * width_; }
  const double* row(const Pack& pack, int place) const {
    return items_.data() + static_cast<std::size_t>(pack.lane[place]) * width_;
  }

  std::size_t width_;
  std::vector<double> items_;
};

}  // namespace backchannel
