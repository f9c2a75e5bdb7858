#include "sim/core/hash.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace backchannel {

Hash::Hash() : state_((Wide{0x6c62272e07bb0142} << 64) + 0x62b821756295c58d) {}

Hash::Hash(const std::string& hex)
    : state_((Wide{std::stoull(hex.substr(0, 16), nullptr, 16)} << 64) + std::stoull(hex.substr(16), nullptr, 16)) {}

void Hash::mix(std::string_view bytes) {
  constexpr Wide prime = (Wide{1} << 88) + 0x13B;
  for (const char c : bytes) state_ = (state_ ^ static_cast<unsigned char>(c)) * prime;
}

void Hash::add_number(char kind, std::uint64_t number) {
  char bytes[9] = {kind};
  for (int i = 0; i < 8; ++i) bytes[i + 1] = static_cast<char>(number >> (8 * i));
  mix(std::string_view(bytes, sizeof bytes));
}

void Hash::add(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    add_number('i', static_cast<std::uint64_t>(*whole));
  } else if (const auto* real = std::get_if<double>(&cell)) {
    if (std::isnan(*real)) return mix("n");  // as SQLite keeps it; nor does it keep the sign of 0
    add_number('r', std::bit_cast<std::uint64_t>(*real == 0 ? 0.0 : *real));
  } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
    add_number('t', text->size());
    mix(*text);
  } else {
    mix("n");
  }
}

std::string Hash::hex() const {
  return fmt::format("{:016x}{:016x}", static_cast<std::uint64_t>(state_ >> 64), static_cast<std::uint64_t>(state_));
}

}  // namespace backchannel
