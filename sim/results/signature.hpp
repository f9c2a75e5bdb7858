// A signature of runs: a hash over all bits of their rows in order of run. It is the same for every compiler, machine
// level, number of lanes or threads and sanitizer; when that of fixed runs changes, results have changed
// (tests/golden/signature.txt keeps it).
#pragma once

#include <string>

#include "sim/core/hash.hpp"
#include "sim/crisis/row.hpp"
#include "sim/montecarlo/batch.hpp"

namespace backchannel {

/// The fixed runs: the first of this seed.
inline constexpr std::uint64_t signature_seed = 1, signature_runs = 1000;

class Signature {
 public:
  void add(const Row& row);
  void add(const Batch<Row>& batch);
  /// 32 hex digits.
  [[nodiscard]] std::string hex() const { return hash_.hex(); }

 private:
  Hash hash_;
};

}  // namespace backchannel
