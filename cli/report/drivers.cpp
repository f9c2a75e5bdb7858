#include "cli/report/drivers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/sensitivity.hpp"
#include "analysis/variance.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t least_draws = 100;
constexpr std::size_t most_draws = 10'000;  // some seconds of permutations

struct DriverOutcome {
  const char *name, *sql;
};
constexpr std::array outcomes_driven{DriverOutcome{"agreement", "settlement <> 'none'"},
                                     DriverOutcome{"force", "violence IN ('strike', 'war')"}};

/// Draws with both of their runs: the values drawn, by parameter, and what came of the two runs, by outcome.
struct CompleteDraws {
  std::vector<std::string> paths;
  std::vector<std::vector<double>> inputs;
  std::array<std::vector<double>, outcomes_driven.size()> first, second;
};

CompleteDraws read_draws(const Database& database) {
  std::string columns;
  for (const DriverOutcome& outcome : outcomes_driven) columns += fmt::format(", a.{0}, b.{0}", outcome.name);
  Statement query = database.prepare(
      fmt::format("WITH told AS (SELECT run, {} AS {}, {} AS {} FROM runs WHERE point = 0) "
                  "SELECT draws.*{} FROM draws JOIN told a ON a.run = 2 * draws.draw JOIN told b ON b.run = a.run + 1 "
                  "WHERE draws.point = 0 ORDER BY draws.draw LIMIT {}",
                  outcomes_driven[0].sql, outcomes_driven[0].name, outcomes_driven[1].sql, outcomes_driven[1].name,
                  columns, most_draws));
  constexpr int before = 2;  // point, draw
  const int numbers = query.columns() - before - 2 * static_cast<int>(outcomes_driven.size());
  CompleteDraws draws;
  for (int i = 0; i < numbers; ++i) draws.paths.emplace_back(query.name(before + i));
  draws.inputs.resize(draws.paths.size());
  while (query.step()) {
    for (int i = 0; i < numbers; ++i) draws.inputs[static_cast<std::size_t>(i)].push_back(query.real(before + i));
    for (std::size_t o = 0; o < outcomes_driven.size(); ++o) {
      const int column = before + numbers + 2 * static_cast<int>(o);
      draws.first[o].push_back(query.real(column));
      draws.second[o].push_back(query.real(column + 1));
    }
  }
  return draws;
}

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json json_of(const GivenDataIndex& index) {
  return {{"first", number(index.value)},
          {"standard_error", number(index.standard_error)},
          {"floor", number(index.floor)},
          {"above_floor", index.above_floor()}};
}

Json driver(const DriverOutcome& outcome, const CompleteDraws& draws, std::span<const double> first,
            std::span<const double> second) {
  const VarianceShare judgement = judgement_share(first, second);
  Json json{{"outcome", outcome.name},
            {"draws", first.size()},
            {"judgement_share", number(judgement.share)},
            {"judgement_ci95", {number(judgement.interval.low), number(judgement.interval.high)}},
            {"parameters", Json::array()}};
  if (!(judgement.raw_interval.low > 0)) return json;  // judgement cannot be told from luck
  const std::vector<GivenDataIndex> indices = given_data_indices(draws.inputs, first, second);
  std::vector<std::size_t> order(draws.paths.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, std::greater{},
                           [&](std::size_t i) { return std::isfinite(indices[i].value) ? indices[i].value : -1; });
  for (const std::size_t i : order) {
    Json parameter{{"path", draws.paths[i]}};
    parameter.update(json_of(indices[i]));
    json["parameters"].push_back(std::move(parameter));
  }
  json["placebo"] = json_of(indices.back());
  return json;
}

}  // namespace

Json drivers(const Database& database) {
  Json json = Json::array();
  if (database.text("SELECT value FROM study WHERE key = 'plays_per_draw'") != "2") return json;
  const CompleteDraws draws = read_draws(database);
  if (draws.paths.empty() || draws.first[0].size() < least_draws) return json;
  for (std::size_t o = 0; o < outcomes_driven.size(); ++o)
    json.push_back(driver(outcomes_driven[o], draws, draws.first[o], draws.second[o]));
  return json;
}

}  // namespace backchannel
