// How values of options are read, alike for every command, and refused in our own words.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace backchannel {

inline constexpr std::uint64_t largest_seed = ~std::uint64_t{0};
inline constexpr std::uint64_t most_runs = 4'000'000'000;  // what a count by day holds (daily.hpp)

/// Puts a value into the form in which it is stored; says what is wrong with it, nothing if it is good.
using Reading = std::function<std::string(std::string& text)>;

/// A whole number in decimal digits (leading zeros mean nothing: 010 is ten) or as 1e5, 2.5e4.
[[nodiscard]] Reading whole_number(std::uint64_t low, std::uint64_t high);
/// A number.
[[nodiscard]] Reading real_number(double low, double high);
/// One of some words.
[[nodiscard]] Reading word_of(std::vector<std::string> words);
/// Anything but nothing.
[[nodiscard]] Reading some_text();

}  // namespace backchannel
