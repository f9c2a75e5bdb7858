// A table for the terminal: columns as wide as their cells, the first ones aligned left, numbers right. Cells are made
// safe (sim/core/text.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/core/text.hpp"

namespace backchannel {

enum class LastColumn { numbers, words };

class TextTable {
 public:
  /// `left`: number of columns aligned left, beside the last one if it holds words.
  explicit TextTable(std::size_t left, LastColumn last = LastColumn::numbers) : left_(left), last_(last) {}

  void add(std::vector<std::string> row);
  /// Rows as lines, each after `indent` spaces.
  [[nodiscard]] std::string text(std::size_t indent = 2) const;

 private:
  std::size_t left_;
  LastColumn last_;
  std::vector<std::vector<std::string>> rows_;
};

/// A share as "31.2", a mean with three digits.
[[nodiscard]] std::string brief_number(double value, bool is_share);
/// Half a bar for a value in [0, 1]: "████▌".
[[nodiscard]] std::string small_bar(double value, int width);

}  // namespace backchannel
