// A running 128-bit FNV-1a hash over values of tables: each value goes in with its type and length, so that no two
// different sequences read alike. It guards against mistakes, not against malice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sim/core/cell.hpp"

namespace backchannel {

class Hash {
 public:
  Hash();
  /// Goes on from a hash printed before.
  explicit Hash(const std::string& hex);

  void add(const Cell& cell);
  /// 32 hex digits.
  [[nodiscard]] std::string hex() const;

 private:
  __extension__ using Wide = unsigned __int128;
  void mix(std::string_view bytes);
  void add_number(char kind, std::uint64_t number);
  Wide state_;
};

}  // namespace backchannel
