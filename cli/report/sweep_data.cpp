#include "cli/report/sweep_data.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/findings/sweep_sensitivity.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/report/table_rows.hpp"
#include "sim/core/errors.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json factors(const SweepFacts& facts) {
  Json json = Json::array();
  for (const FactorFacts& factor : facts.factors)
    json.push_back({{"id", factor.id},
                    {"title", factor.title.empty() ? factor.id : factor.title},
                    {"kind", factor.kind},
                    {"paths", factor.paths},
                    {"unit", factor.unit},
                    {"low", number(factor.low)},
                    {"high", number(factor.high)},
                    {"levels", factor.levels}});
  return json;
}

Json value_of(const std::optional<FactorValue>& value) {
  if (!value) return nullptr;
  return {{"position", value->position},
          {"number", value->number ? number(*value->number) : Json(nullptr)},
          {"text", value->text}};
}

Json points(const StoredSweep& sweep) {
  Json json = Json::array();
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    const PointFacts& facts = sweep.facts.points[p];
    const PointResult& result = sweep.results[p];
    Json values = Json::array(), estimates = Json::array();
    for (const auto& value : facts.values) values.push_back(value_of(value));
    for (const PointEstimate& e : result.estimates)
      estimates.push_back(Json::array({number(e.mean), number(e.low), number(e.high), number(e.standard_error)}));
    json.push_back({{"label", facts.label},
                    {"values", values},
                    {"runs", result.runs},
                    {"failed", result.failed},
                    {"estimates", estimates}});
  }
  return json;
}

Json comparison_of(const ComparisonFacts& comparison) {
  Json differences = Json::array(), flips = Json::array();
  for (const DifferenceFacts& d : comparison.differences)
    differences.push_back({{"difference", number(d.difference)},
                           {"low", number(d.low)},
                           {"high", number(d.high)},
                           {"into", d.into},
                           {"out_of", d.out_of},
                           {"variance_reduction", number(d.variance_reduction)}});
  for (const FlipFacts& flip : comparison.flips)
    flips.push_back({{"run", flip.run},
                     {"before", outcome_names[static_cast<std::size_t>(flip.before)]},
                     {"after", outcome_names[static_cast<std::size_t>(flip.after)]},
                     {"parted", flip.parted}});
  return {{"differences", differences}, {"transitions", comparison.transitions}, {"flips", flips}};
}

/// None for a design that cannot tell, or of which too little was played.
Json sensitivity(const StoredSweep& sweep, const std::string& file) {
  if (!tells_sensitivity(sweep.facts)) return Json::array();
  try {
    return sensitivity_json(sensitivity_of(sweep, file));
  } catch (const BadInput&) {
    return Json::array();
  }
}

}  // namespace

Json sweep_data(const std::filesystem::path& file, const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  const Database database = open_study(file);
  Json json{{"kind", facts.kind == StudyKind::comparison ? "comparison" : "sweep"},
            {"file", file.string()},
            {"title", facts.title},
            {"start_date", facts.start_date},
            {"horizon", facts.horizon},
            {"seed", std::to_string(facts.seed)},
            {"scenario_hash", facts.scenario_hash},
            {"design", facts.design},
            {"random_numbers", facts.random_numbers},
            {"runs", facts.runs_per_point},
            {"planned", facts.points.size()},
            {"outcomes", Json::array()},
            {"factors", factors(facts)},
            {"points", points(sweep)},
            {"sensitivity", sensitivity(sweep, file.string())},
            {"comparison", sweep.comparison ? comparison_of(*sweep.comparison) : Json(nullptr)}};
  for (const OutcomeFacts& outcome : facts.outcomes)
    json["outcomes"].push_back({{"id", outcome.id},
                                {"title", outcome.title},
                                {"unit", outcome.unit},
                                {"share", outcome.kind == OutcomeKind::share}});
  json["sessions"] = table_rows(database, sessions_query);
  return json;
}

}  // namespace backchannel
