#include "sim/results/signature.hpp"

#include <bit>

namespace backchannel {

void Signature::add(const Row& row) {
  const auto whole = [&](auto x) { hash_.add(Cell(static_cast<std::int64_t>(x))); };
  const auto bits = [&](double x) { whole(std::bit_cast<std::int64_t>(x)); };
  whole(row.run);
  whole(row.outcome);
  whole(row.violence);
  whole(row.settlement);
  whole(row.talks_alive);
  whole(row.path);
  whole(row.first_striker);
  for (const double x :
       {row.interim_day, row.comprehensive_day, row.strike_day, row.war_day, row.breach_day, row.crisis_end,
        row.exchange_days, row.exchange_end_day, row.war_days, row.war_end_day, row.after_force_day, row.after_war_day,
        row.end_day, row.rounds, row.incidents, row.grave_incidents, row.strikes, row.escalation, row.tension})
    bits(x);
  for (const double x : row.terms) bits(x);
  for (const auto* by_actor : {&row.value, &row.top_rung, &row.trust, &row.perceived_risk})
    for (const double x : *by_actor) bits(x);
}

void Signature::add(const Batch<Row>& batch) {
  for (const Row& row : batch.rows) add(row);
  for (const Failure& failure : batch.failures) hash_.add(std::string_view(failure.reason));
}

}  // namespace backchannel
