#include "analysis/findings/study_data.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "sim/crisis/row.hpp"
#include "sim/results/tally.hpp"

namespace backchannel {

namespace {

int class_of(const std::string& name) {
  const auto at = std::ranges::find(outcome_names, name);
  return at == outcome_names.end() ? -1 : static_cast<int>(at - outcome_names.begin());
}

struct DrawTable {
  std::vector<std::string> paths;
  std::vector<std::int64_t> draw;
  std::vector<std::vector<double>> values;  // by path
};

DrawTable read_draws(const Database& database) {
  constexpr int first_value = 2;  // after point and draw
  DrawTable table;
  Statement rows = database.prepare("SELECT * FROM draws WHERE point = 0 ORDER BY draw");
  for (int c = first_value; c < rows.columns(); ++c) table.paths.emplace_back(rows.name(c));
  table.values.resize(table.paths.size());
  while (rows.step()) {
    table.draw.push_back(rows.integer(1));
    for (std::size_t i = 0; i < table.paths.size(); ++i)
      table.values[i].push_back(rows.real(first_value + static_cast<int>(i)));
  }
  return table;
}

}  // namespace

std::vector<FirstPassage> read_first_events(const Database& database, int horizon) {
  std::vector<FirstPassage> events;
  Statement rows = database.prepare(
      "SELECT run, min(coalesce(interim_day, 1e9), coalesce(comprehensive_day, 1e9)), "
      "min(coalesce(strike_day, 1e9), coalesce(war_day, 1e9)) FROM runs WHERE point = 0 ORDER BY run");
  while (rows.step()) {
    const double agreement = std::ceil(rows.real(1)), force = std::ceil(rows.real(2));
    FirstPassage passage{static_cast<std::uint64_t>(rows.integer(0)), std::min(agreement, force), censored};
    if (passage.day > horizon)
      passage.day = horizon;
    else
      passage.cause = static_cast<int>(rows.real(1) <= rows.real(2) ? FirstEvent::agreement : FirstEvent::force);
    events.push_back(passage);
  }
  return events;
}

std::vector<FirstEventSummary> summarise_first_events(std::span<const FirstPassage> events, int horizon) {
  if (events.empty()) return {};
  const CompetingRisks risks(events, first_events);
  std::vector<double> days(static_cast<std::size_t>(horizon));
  std::iota(days.begin(), days.end(), 1.0);
  std::vector<FirstEventSummary> summaries;
  constexpr std::array<const char*, first_events> names{"agreement", "force"};
  for (int cause = 0; cause < first_events; ++cause)
    summaries.push_back({names[static_cast<std::size_t>(cause)], risks.incidence(cause, days),
                         risks.time_lost(cause, static_cast<double>(horizon))});
  return summaries;
}

std::span<const Driver> told_drivers(const DriverTable& table) {
  constexpr std::size_t most = 8;
  std::size_t told = 0;
  while (told < std::min(most, table.drivers.size()) && table.drivers[told].terciles.effect > table.floor) ++told;
  return {table.drivers.data(), told};
}

std::optional<DriverTable> read_drivers(const Database& database) {
  const DrawTable table = read_draws(database);
  if (table.paths.empty() || table.draw.size() < 30) return std::nullopt;
  std::vector<int> first(table.draw.size(), -1), second(table.draw.size(), -1);
  Statement rows = database.prepare("SELECT run, draw, outcome FROM runs WHERE point = 0 AND draw <= ? ORDER BY run");
  rows.bind({table.draw.back()});
  std::size_t k = 0;
  bool any = false;
  while (rows.step()) {
    while (k + 1 < table.draw.size() && table.draw[k] < rows.integer(1)) ++k;
    (rows.integer(0) % 2 == 0 ? first : second)[k] = class_of(rows.text(2));
    any = true;
  }
  if (!any) return std::nullopt;
  std::map<std::string, std::string> unit;
  for (Statement units = database.prepare("SELECT path, unit FROM parameters"); units.step();)
    unit[units.text(0)] = units.text(1);
  const Terciles found = terciles(table.values, first, second, outcomes);
  DriverTable drivers{.drivers = {}, .floor = found.floor, .draws = table.draw.size()};
  for (const TercileEffect& effect : found.effects)
    drivers.drivers.push_back({table.paths[effect.input], unit[table.paths[effect.input]], effect});
  return drivers;
}

std::vector<TermQuartiles> read_terms(const Database& database, const StudyFacts& study) {
  std::vector<TermQuartiles> result;
  for (std::size_t scope = 0; scope < scopes.size(); ++scope)
    for (std::size_t k = 0; k < study.issues.size(); ++k) {
      const IssueFacts& issue = study.issues[k];
      if (!issue.in_text[scope]) continue;
      Statement rows = database.prepare("SELECT run, " + sql_name("term_" + issue.id) +
                                        " FROM runs WHERE point = 0 AND in_force = ? ORDER BY run");
      rows.bind({Cell(settlement_names[scope + 1])});
      std::vector<std::uint64_t> runs;
      std::vector<double> values;
      while (rows.step()) {
        runs.push_back(static_cast<std::uint64_t>(rows.integer(0)));
        const double position = static_cast<double>(TermTally::step_of(rows.real(1))) / TermTally::steps;
        values.push_back(issue.low + position * (issue.high - issue.low));
      }
      if (!runs.empty()) result.push_back({scope, k, estimate_run_quartiles(runs, values)});
    }
  return result;
}

StudyDetails read_details(const Database& database, const StudyFacts& study) {
  return {summarise_first_events(read_first_events(database, study.horizon), study.horizon), read_drivers(database),
          read_terms(database, study)};
}

}  // namespace backchannel
