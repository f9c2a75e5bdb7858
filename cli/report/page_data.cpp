#include "cli/report/page_data.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/findings/days.hpp"
#include "analysis/findings/judgements.hpp"
#include "analysis/findings/term_bins.hpp"
#include "cli/report/sentences.hpp"
#include "cli/report/table_rows.hpp"
#include "sim/core/errors.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

Json question(const std::filesystem::path& file, const StoredStudy& study, const Summary& summary) {
  const StudyFacts& facts = study.facts;
  Json json{{"kind", "run"},
            {"file", file.string()},
            {"title", facts.title},
            {"description", facts.description},
            {"start_date", facts.start_date},
            {"horizon", facts.horizon},
            {"seed", std::to_string(facts.seed)},
            {"plays", facts.plays},
            {"scenario_hash", facts.scenario_hash},
            {"results_version", study.identity.results_version},
            {"runs", summary.runs},
            {"failed", summary.failed},
            {"planned", summary.planned ? Json(*summary.planned) : Json(nullptr)}};
  for (const ActorFacts& actor : facts.actors)
    json["actors"].push_back({{"id", actor.id}, {"name", actor.name}, {"party", actor.party}});
  json["issues"] = Json::array();
  for (const IssueFacts& issue : facts.issues)
    json["issues"].push_back({{"title", issue.title}, {"at_zero", issue.at_zero}, {"at_one", issue.at_one}});
  return json;
}

/// Positions in bins of the issue's axis, as numbers of texts; of an issue with levels the level's name behind.
Json term_histogram(const TermTally& tally, const IssueFacts& issue) {
  Json json = Json::array();
  for (const TermBin& bin : term_bins(tally, issue)) {
    json.push_back({bin.from, bin.to, bin.texts});
    if (!bin.level.empty()) json.back().push_back(bin.level);
  }
  return json;
}

Json terms(const StoredStudy& study, const Summary& summary) {
  Json json = Json::array();
  for (std::size_t s = 0; s < summary.deals.size(); ++s) {
    const DealSummary& deal = summary.deals[s];
    if (deal.runs == 0) continue;
    Json issues = Json::array();
    for (const TermSummary& term : deal.terms) {
      const IssueFacts& issue = study.facts.issues[term.issue];
      issues.push_back({{"id", issue.id},
                        {"title", issue.title},
                        {"unit", issue.unit},
                        {"mean", term.mean},
                        {"quartiles", {term.lower, term.median, term.upper}},
                        {"bins", term_histogram(study.record.tally.terms[s][term.issue], issue)}});
    }
    json.push_back({{"scope", deal.scope}, {"runs", deal.runs}, {"issues", issues}});
  }
  return json;
}

double rounded(double value) { return std::round(1e5 * value) / 1e5; }

/// Per day: mean, then the 5, 25, 50, 75 and 95 % points (linear within the bin that holds the rank).
Json fan(const Daily& daily, std::size_t series) {
  const SeriesSpec& spec = daily.series()[series];
  Json days = Json::array();
  for (int day = 1; day <= daily.days(); ++day) {
    if (runs_on_day(daily, series, day) == 0) continue;
    Json row{day, rounded(day_mean(daily, series, day))};
    for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) row.push_back(rounded(day_quantile(daily, series, day, p)));
    days.push_back(row);
  }
  return {{"name", spec.name},
          {"unit", spec.unit},
          {"ended", spec.after == AfterTheEnd::last_value ? "last value" : "left out"},
          {"days", days}};
}

Json fans(const Daily& daily) {
  Json json = Json::array();
  for (std::size_t s = 0; s < daily.series().size(); ++s)
    if (daily.series()[s].name != "state") json.push_back(fan(daily, s));
  return json;
}

/// None without rows, without uncertain numbers or with too few draws.
Json drivers(const std::filesystem::path& file) {
  try {
    return judgements_json(judgements_of(file, {"agreement", "force"}));
  } catch (const BadInput&) {
    return Json::array();
  }
}

}  // namespace

Json page_data(const std::filesystem::path& file, const StoredStudy& study, const Summary& summary, Failures failures) {
  const Database database = open_study(file);
  Json json = question(file, study, summary);
  const bool told = summary.runs > 0 && (failures == Failures::allow || !too_many_failed(summary));
  json["sentences"] = told ? Json(five_sentences(summary)) : Json::array();
  json["summary"] = json_of(summary, std::nullopt, failures);
  json["terms"] = told ? terms(study, summary) : Json::array();
  json["fans"] = told ? fans(study.record.daily) : Json::array();
  json["drivers"] = told ? drivers(file) : Json::array();
  json["parameters"] = table_rows(database,
                                  "SELECT path, kind, mean, low, high, unit, meaning, evidence, written, inert "
                                  "FROM parameters ORDER BY written DESC, parameter");
  json["sessions"] = table_rows(database, sessions_query);
  json["failures"] = table_rows(database, "SELECT run, reason FROM failures ORDER BY point, run LIMIT 20");
  return json;
}

}  // namespace backchannel
