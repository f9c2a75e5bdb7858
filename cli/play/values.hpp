// How values of options are read, alike for every command. Each is put on an option by `transform(...)`, so that what
// is refused is refused in our own words.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace backchannel {

inline constexpr std::uint64_t largest_seed = ~std::uint64_t{0};
inline constexpr std::uint64_t most_runs = 1'000'000'000'000;
inline constexpr std::uint64_t longest_horizon = 36500;

/// Of an option --threads: 0 means one a processor.
[[nodiscard]] int threads_or_all(int threads);

/// A whole number in decimal digits (leading zeros mean nothing: 010 is ten) or as 1e5, 2.5e4.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);
/// A number.
[[nodiscard]] CLI::Validator real_number(double low, double high);
/// One of some words.
[[nodiscard]] CLI::Validator word_of(std::vector<std::string> words);
/// Anything but nothing.
[[nodiscard]] CLI::Validator some_text();

}  // namespace backchannel
