#include "cli/report/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/findings/days.hpp"
#include "analysis/findings/judgements.hpp"
#include "analysis/findings/term_bins.hpp"
#include "analysis/text/words.hpp"
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
            {"set", facts.set},
            {"start_date", facts.start_date},
            {"horizon", facts.horizon},
            {"seed", std::to_string(facts.seed)},
            {"plays", facts.plays},
            {"judged", facts.judged},
            {"scenario_hash", facts.scenario_hash},
            {"results_version", study.identity.results_version},
            {"runs", summary.runs},
            {"failed", summary.failed},
            {"planned", summary.planned ? Json(*summary.planned) : Json(nullptr)}};
  return json;
}

Json actors(const StudyFacts& facts) {
  Json json = Json::array();
  for (const std::size_t a : in_order(facts.actors)) {
    const ActorFacts& actor = facts.actors[a];
    json.push_back({{"id", actor.id}, {"name", actor.name}, {"party", actor.party}});
  }
  return json;
}

Json issues(const StudyFacts& facts) {
  Json json = Json::array();
  for (const std::size_t k : in_order(facts.issues)) {
    const IssueFacts& issue = facts.issues[k];
    json.push_back({{"id", issue.id},
                    {"title", issue.title},
                    {"unit", issue.unit},
                    {"at_zero", issue.at_zero},
                    {"at_one", issue.at_one}});
    if (!issue.levels.empty()) json.back()["levels"] = issue.levels;
  }
  return json;
}

/// Bins of the issue's axis as [from, to, texts], in the order of its levels where it has them.
Json histogram(const TermTally& tally, const IssueFacts& issue) {
  Json json = Json::array();
  for (const TermBin& bin : term_bins(tally, issue)) json.push_back({bin.from, bin.to, bin.texts});
  return json;
}

/// Quartiles of an issue with levels as indices of them, of others in the unit of the issue, as they are told.
Json term(const TermSummary& term, const TermTally& tally, const IssueFacts& issue) {
  const auto place = [&](double value) {
    return issue.levels.empty() ? Json(term_text(value, issue))
                                : Json(issue.level_at((value - issue.low) / (issue.high - issue.low)));
  };
  return {{"id", issue.id},
          {"quartiles", {place(term.lower), place(term.median), place(term.upper)}},
          {"bins", histogram(tally, issue)}};
}

Json terms(const StoredStudy& study, const Summary& summary) {
  Json json = Json::array();
  for (std::size_t s = 0; s < summary.deals.size(); ++s) {
    const DealSummary& deal = summary.deals[s];
    if (deal.runs == 0) continue;
    Json issues = Json::array();
    for (const TermSummary& summed : deal.terms)
      issues.push_back(term(summed, study.record.tally.terms[s][summed.issue], study.facts.issues[summed.issue]));
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

/// The numbers that stand above the noise, with what the page tells of them.
Json above_noise(const Json& all, const JudgementSensitivity& result) {
  Json json = Json::array();
  for (std::size_t p = 0; p < all.size(); ++p) {
    if (all[p]["first"].is_null() || !all[p]["above_floor"]) continue;
    Json& told = json.emplace_back();
    for (const char* key : {"path", "title", "meaning", "first", "standard_error", "thirds"}) told[key] = all[p][key];
    told["direction"] = direction_name(direction_of(result.parameters[p].thirds.mean));
  }
  return json;
}

/// None without rows, without uncertain numbers or with too few draws.
Json drivers(const std::filesystem::path& file) {
  try {
    const std::vector<JudgementSensitivity> results = judgements_of(file, driven_outcomes());
    Json json = judgements_json(results);
    for (std::size_t r = 0; r < results.size(); ++r) {
      json[r]["uncertain"] = results[r].parameters.size();
      json[r]["parameters"] = above_noise(json[r]["parameters"], results[r]);
    }
    return json;
  } catch (const BadInput&) {
    return Json::array();
  }
}

/// Rows of path, kind, mean, low, high, unit, meaning, evidence, written, inert, title; in place of a meaning that an
/// earlier row has stands the number of that row.
Json parameters(const Database& database, const StudyFacts& facts) {
  Json rows = table_rows(database,
                         "SELECT path, kind, mean, low, high, unit, meaning, evidence, written, inert "
                         "FROM parameters ORDER BY written DESC, parameter");
  std::map<std::string, std::size_t> told;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    constexpr std::size_t meaning = 6;
    rows[r].push_back(path_title(facts, rows[r][0]));
    if (!rows[r][meaning].is_string()) continue;
    const auto [first, is_new] = told.emplace(rows[r][meaning].get<std::string>(), r);
    if (!is_new) rows[r][meaning] = first->second;
  }
  return rows;
}

}  // namespace

Json page_data(const std::filesystem::path& file, const StoredStudy& study, const Summary& summary, Failures failures) {
  const Database database = open_study(file);
  Json json = question(file, study, summary);
  const bool told = summary.runs > 0 && (failures == Failures::allow || !too_many_failed(summary));
  json["sentences"] = told ? Json(five_sentences(summary)) : Json::array();
  json["summary"] = json_of(summary, std::nullopt, failures);
  json["actors"] = actors(study.facts);
  json["issues"] = issues(study.facts);
  json["terms"] = told ? terms(study, summary) : Json::array();
  json["fans"] = told ? fans(study.record.daily) : Json::array();
  json["drivers"] = told ? drivers(file) : Json::array();
  json["parameters"] = parameters(database, study.facts);
  json["sessions"] = table_rows(database, sessions_query);
  json["failures"] = table_rows(database, "SELECT run, reason FROM failures ORDER BY point, run LIMIT 20");
  return json;
}

}  // namespace backchannel
