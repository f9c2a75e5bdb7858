// Every number of the flagship does something: set to an end of its range it changes some row, or the loader has said
// why it cannot act here. First among 64 runs, then, where none of those changed, among 512 and among 8,192. Where
// several numbers have a limit together (incidents, arms races) the end is brought nearer until it is within it.
#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <memory>

#include "sim/crisis/kernel.hpp"
#include "sim/montecarlo/batch.hpp"

using namespace backchannel;

namespace {

const std::filesystem::path scenario = std::filesystem::path(PROJECT_ROOT) / "scenarios/flagship/oman-2026.yaml";

std::vector<Row> rows(const std::vector<Override>& overrides, std::uint64_t runs) {
  CrisisKernel kernel(std::make_shared<const Model>(read_scenario(scenario, overrides)), 1);
  return play_batch(kernel, 1, 0, runs).rows;
}

bool same(const Row& a, const Row& b) {
  return a.outcome == b.outcome && a.end_day == b.end_day && a.rounds == b.rounds && a.escalation == b.escalation &&
         a.tension == b.tension && a.terms == b.terms && a.value == b.value && a.trust == b.trust &&
         a.top_rung == b.top_rung && a.perceived_risk == b.perceived_risk;
}

std::string written(double x) {
  if (std::isinf(x)) return ".inf";
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", x);
  return text;
}

/// Rows with a number at `end`, or as near to it in steps of a third as the reader lets it.
std::vector<Row> rows_at(const Parameter& parameter, double end, std::uint64_t runs) {
  for (double value = end, mean = parameter.prior.mean();; value = mean + (value - mean) / 3) try {
      return rows({{parameter.path, written(value)}}, runs);
    } catch (const BadInput&) {
      if (std::abs(value - mean) <= 1e-3 * std::abs(end - mean)) throw;
    }
}

bool acts(const Parameter& parameter, const std::vector<Row>& base) {
  for (const double end : {parameter.spec.low, parameter.spec.high}) {
    if (parameter.prior.is_constant() && parameter.prior.mean() == end) continue;
    const auto moved = rows_at(parameter, end, base.size());
    for (std::size_t n = 0; n < base.size(); ++n)
      if (!same(base[n], moved[n])) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every number of the flagship acts at an end of its range, or the loader says why not") {
  const Model model(read_scenario(scenario));
  const auto few = rows({}, 64), more = rows({}, 512), many = rows({}, 8192);
  int inert = 0;
  for (const Parameter& parameter : model.loaded.parameters) {
    if (!parameter.inert.empty()) {
      ++inert;
      continue;
    }
    CAPTURE(parameter.path);
    CHECK((acts(parameter, few) || acts(parameter, more) || acts(parameter, many)));
  }
  CHECK(inert > 0);
  CHECK(inert < 100);
}

TEST_CASE("a number that is noted as inert changes nothing") {
  const Model model(read_scenario(scenario));
  const auto base = rows({}, 64);
  for (const Parameter& parameter : model.loaded.parameters) {
    if (parameter.inert.empty()) continue;
    CAPTURE(parameter.path);
    CHECK_FALSE(acts(parameter, base));
  }
}
