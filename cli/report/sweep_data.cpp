#include "cli/report/sweep_data.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/findings/point_spread.hpp"
#include "analysis/findings/sweep_sensitivity.hpp"
#include "analysis/text/sweep_text.hpp"
#include "cli/report/stored_facts.hpp"
#include "cli/report/table_rows.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/text.hpp"
#include "sim/results/file/study_file.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json factors(const SweepFacts& facts) {
  Json json = Json::array();
  for (const FactorFacts& factor : facts.factors)
    json.push_back({{"id", factor.id},
                    {"title", factor.title},
                    {"kind", factor.kind},
                    {"paths", factor.paths},
                    {"unit", factor.unit},
                    {"none_at", factor.none_at ? number(*factor.none_at) : Json(nullptr)},
                    {"low", number(factor.low)},
                    {"high", number(factor.high)},
                    {"levels", factor.levels}});
  return json;
}

Json value_of(const std::optional<FactorValue>& value) {
  if (!value) return nullptr;
  return {{"position", value->position},
          {"number", value->number ? number(*value->number) : Json(nullptr)},
          {"text", value->words()}};
}

Json points(const StoredSweep& sweep) {
  Json json = Json::array();
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    const PointFacts& facts = sweep.facts.points[p];
    const PointResult& result = sweep.results[p];
    Json values = Json::array(), estimates = Json::array();
    for (const auto& value : facts.values) values.push_back(value_of(value));
    for (const PointEstimate& e : result.estimates)
      estimates.push_back(Json::array({number(e.mean), number(e.low), number(e.high), number(e.standard_error),
                                       number(e.prior_low), number(e.prior_high)}));
    json.push_back({{"label", facts.label},
                    {"values", values},
                    {"runs", result.runs},
                    {"failed", result.failed},
                    {"estimates", estimates}});
  }
  return json;
}

Json spread(const StoredSweep& sweep, std::size_t outcome) {
  const std::optional<PointSpread> spread = spread_of(sweep, outcome);
  if (!spread) return nullptr;
  return {{"mean", number(spread->mean)}, {"between", number(spread->between)}, {"kept", number(spread->kept)}};
}

Json outcomes_of(const StoredSweep& sweep) {
  Json json = Json::array();
  for (std::size_t o = 0; o < sweep.facts.outcomes.size(); ++o) {
    const OutcomeFacts& outcome = sweep.facts.outcomes[o];
    json.push_back({{"id", outcome.id},
                    {"title", outcome.title},
                    {"unit", outcome.unit},
                    {"share", outcome.kind == OutcomeKind::share},
                    {"spread", spread(sweep, o)}});
  }
  return json;
}

/// Both sides of a comparison, as the study file has them, with a title for every path, in their headings too.
Json change(const std::string& file, const SweepFacts& facts, const std::optional<StudyFacts>& base) {
  try {
    Json sides = Json::parse(facts.study_text);
    for (Json& side : sides) {
      auto heading = side.at("title").get<std::string>();
      for (Json& setting : side["set"]) {
        const auto path = setting.at("path").get<std::string>(), value = setting.at("value").get<std::string>();
        const std::string title = base ? path_title(*base, path) : spaced(path), words = path + "=" + value;
        setting["title"] = title;
        if (const std::size_t at = heading.find(words); at != std::string::npos)
          heading.replace(at, words.size(), title + " " + value);
      }
      side["title"] = heading;
    }
    return sides;
  } catch (const Json::exception&) {
    throw BadInput(
        {Problem{Place{file}, "", "the comparison was made by another version of this program", "make it again"}});
  }
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
    flips.push_back(
        {{"run", flip.run}, {"before", name_of(flip.before)}, {"after", name_of(flip.after)}, {"parted", flip.parted}});
  return {{"differences", differences}, {"transitions", comparison.transitions}, {"flips", flips}};
}

/// None for a design that cannot tell, or of which too little was played.
Json sensitivity(const StoredSweep& sweep, const std::string& file) {
  if (!tells_sensitivity(sweep.facts)) return Json::array();
  try {
    const std::vector<OutcomeSensitivity> results = sensitivity_of(sweep, file);
    Json json = sensitivity_json(results);
    for (std::size_t o = 0; o < results.size(); ++o) {
      const std::vector<FactorSensitivity> factors = by_size(results[o]);
      for (std::size_t f = 0; f < factors.size(); ++f)
        if (const auto direction = direction_of(results[o], factors[f]))
          json[o]["factors"][f]["direction"] = direction_name(*direction);
    }
    return json;
  } catch (const BadInput&) {
    return Json::array();
  }
}

}  // namespace

Json sweep_data(const std::filesystem::path& file, const StoredSweep& sweep) {
  const SweepFacts& facts = sweep.facts;
  const std::optional<StudyFacts> base = stored_facts(facts.resolved_yaml);
  const Database database = open_study(file);
  Json json{{"kind", facts.kind == StudyKind::comparison ? "comparison" : "sweep"},
            {"file", file.string()},
            {"title", facts.title},
            {"set", facts.set},
            {"start_date", facts.start_date},
            {"horizon", facts.horizon},
            {"seed", std::to_string(facts.seed)},
            {"scenario_hash", facts.scenario_hash},
            {"judged", base ? base->judged : true},
            {"design", facts.design},
            {"random_numbers", facts.random_numbers},
            {"runs", facts.runs_per_point},
            {"runs_each", runs_each(sweep)},
            {"planned", facts.points.size()},
            {"unfinished", unfinished_text(sweep)},
            {"outcomes", outcomes_of(sweep)},
            {"factors", factors(facts)},
            {"points", points(sweep)},
            {"sensitivity", sensitivity(sweep, file.string())},
            {"comparison", sweep.comparison ? comparison_of(*sweep.comparison) : Json(nullptr)}};
  if (facts.kind == StudyKind::comparison) json["change"] = change(file.string(), facts, base);
  json["sessions"] = table_rows(database, sessions_query);
  return json;
}

}  // namespace backchannel
