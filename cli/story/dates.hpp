// Calendar dates of a scenario's days: day 1 is `start_date`.
#pragma once

#include <string>

namespace backchannel {

/// The first whole day that is not before a moment.
[[nodiscard]] int first_day_of(double moment);

class Dates {
 public:
  /// `start`: an ISO date that exists.
  explicit Dates(const std::string& start);

  [[nodiscard]] std::string iso(int day) const;         // 2026-02-17
  [[nodiscard]] std::string day_month(int day) const;   // 17 Feb
  [[nodiscard]] std::string with_year(int day) const;   // 17 February 2026
  [[nodiscard]] std::string with_month(int day) const;  // 17 February

 private:
  int first_ = 0;  // days from 1970-01-01 of day 1
};

}  // namespace backchannel
