#include "cli/story/dates.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace backchannel {
namespace {

constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};

struct Parts {
  int year;
  unsigned month, day;
  [[nodiscard]] std::string name() const { return months[month - 1]; }
};

Parts parts_of(int days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())};
}

}  // namespace

int first_day_of(double moment) { return static_cast<int>(std::ceil(moment)); }

Dates::Dates(const std::string& start) {
  int year = 1970;
  unsigned month = 1, day = 1;
  std::sscanf(start.c_str(), "%d-%u-%u", &year, &month, &day);
  const std::chrono::sys_days date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
  first_ = static_cast<int>(date.time_since_epoch().count());
}

std::string Dates::iso(int day) const {
  const Parts date = parts_of(first_ + day - 1);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string Dates::day_month(int day) const {
  const Parts date = parts_of(first_ + day - 1);
  return fmt::format("{:>2} {}", date.day, date.name().substr(0, 3));
}

std::string Dates::with_month(int day) const {
  const Parts date = parts_of(first_ + day - 1);
  return fmt::format("{} {}", date.day, date.name());
}

std::string Dates::with_year(int day) const {
  return fmt::format("{} {}", with_month(day), parts_of(first_ + day - 1).year);
}

}  // namespace backchannel
