// Life after force on the flagship: what shortens fighting and lets texts follow, with common random numbers; and that
// the days of a run do not depend on how many are to come.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

constexpr std::uint64_t runs = 8192;
const std::string flagship = "flagship/oman-2026.yaml";

const std::vector<Row>& rows_of(const Settings& set) {
  static std::map<std::string, std::vector<Row>> played;
  std::string key;
  for (const std::string& s : set) key += " " + s;
  auto found = played.find(key);
  if (found == played.end()) found = played.emplace(key, play(model_from(flagship, set), runs)).first;
  return found->second;
}

/// The first exchange begins alike before and after the change, which acts in fighting alone; so do those who never
/// fight.
double days_fought(const Row& row) { return row.exchange_days; }
double war(const Row& row) { return row.war_day > 0 ? 1 : 0; }
double text_after_force(const Row& row) { return row.after_force_day > 0 ? 1 : 0; }

Difference change(const Settings& low, const Settings& high, double (*f)(const Row&), const std::string& what) {
  const auto &before = rows_of(low), &after = rows_of(high);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].strike_day != after[i].strike_day) FAIL("the first strike comes on another day");
  const Difference d = paired(before, after, f);
  MESSAGE(what << ": " << d.mean << " (z " << d.z() << ")");
  return d;
}

void check_shortens(const Settings& low, const Settings& high) {
  CAPTURE(high.back());
  CHECK(change(low, high, days_fought, "days of the first exchange").z() < -3);
}

TEST_CASE("what ends fighting shortens it") {
  check_shortens({"mediator.ceasefire=0"}, {"mediator.ceasefire=0.1"});
  check_shortens({"force.ceasefire=0"}, {"force.ceasefire=0.05"});
  check_shortens({"force.host_presses=0"}, {"force.host_presses=0.4"});
}

TEST_CASE("who is worn down by fighting ceases sooner, and signs") {
  // Iran is hurt before the first shot: what fighting adds hardly shortens it, but Iran signs more readily after it.
  check_shortens({"us.strain.fighting=0"}, {"us.strain.fighting=0.03"});
  const Settings spared{"iran.strain.fighting=0"}, worn{"iran.strain.fighting=0.1"};
  CHECK(change(spared, worn, text_after_force, "texts after force").z() > 3);
}

TEST_CASE("ceasefires keep exchanges from becoming wars, and let texts follow") {
  CHECK(change({"mediator.ceasefire=0"}, {"mediator.ceasefire=0.1"}, war, "wars").z() < -3);
  CHECK(change({"mechanisms.ceasefire=false"}, {}, text_after_force, "texts after force").z() > 3);
}

// ---------------------------------------------------------------------------------------------- the horizon
/// A day as it is known by day `until`.
double seen(double day, double until) { return day > 0 && std::ceil(day) <= until ? day : 0; }

TEST_CASE("the days of a run do not depend on how many are to come") {
  constexpr std::uint64_t few = 1024;
  const auto rows_until = [](int days) { return play(model_from(flagship, {"horizon=" + std::to_string(days)}), few); };
  const auto whole = rows_until(200);
  for (const int days : {90, 150}) {
    CAPTURE(days);
    const auto cut = rows_until(days);
    int differ = 0, passed = 0;
    for (std::size_t i = 0; i < cut.size(); ++i)
      for (const auto passage :
           {&Row::interim_day, &Row::comprehensive_day, &Row::strike_day, &Row::war_day, &Row::breach_day,
            &Row::crisis_end, &Row::exchange_end_day, &Row::war_end_day, &Row::after_force_day, &Row::after_war_day}) {
        differ += cut[i].*passage != seen(whole[i].*passage, days);
        passed += cut[i].*passage > 0;
      }
    CHECK(differ == 0);
    CHECK(passed > 500);
  }
}

}  // namespace
}  // namespace backchannel::testing
