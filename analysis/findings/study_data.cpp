#include "analysis/findings/study_data.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/results/counts/tally.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/results/outcome_list.hpp"

namespace backchannel {

namespace {

FirstPassage first_event(const Row& row, int horizon) {
  constexpr double never = std::numeric_limits<double>::infinity();
  const auto moment = [](double day) { return day > 0 ? day : never; };  // NOLINT(bugprone-narrowing-conversions)
  const double agreement = moment(first_agreement(row)), force = moment(first_force(row));
  const double day = std::ceil(std::min(agreement, force));
  if (day > horizon) return {row.run, static_cast<double>(horizon), censored};
  return {row.run, day, static_cast<int>(agreement <= force ? FirstEvent::agreement : FirstEvent::force)};
}

}  // namespace

std::vector<FirstEventSummary> summarise_first_events(std::span<const FirstPassage> events, int horizon) {
  if (events.empty()) return {};
  const CompetingRisks risks(events, first_events);
  std::vector<double> days(horizon);
  std::iota(days.begin(), days.end(), 1.0);
  std::vector<FirstEventSummary> summaries;
  constexpr std::array<const char*, first_events> names{"agreement", "force"};
  for (int cause = 0; cause < first_events; ++cause)
    summaries.push_back(
        {names[cause], risks.incidence(cause, days), risks.time_lost(cause, static_cast<double>(horizon))});
  return summaries;
}

DetailsCollector::DetailsCollector(const StudyFacts& study) : study_(study), judgements_(study, driven_outcomes()) {
  for (const IssueFacts& issue : study.issues) scales_.emplace_back(issue.levels.size());
  for (Texts& texts : texts_) texts.steps.resize(study.issues.size());
}

void DetailsCollector::add(const Row& row) {
  events_.push_back(first_event(row, study_.horizon));
  if (const auto length = exchange_length(row)) exchanges_.push_back(*length);
  if (const auto length = war_length(row)) wars_.push_back(*length);
  judgements_.add(row);
  if (!row.text_in_force()) return;
  Texts& texts = texts_[scope_place(row.in_force)];
  texts.runs.push_back(row.run);
  for (std::size_t k = 0; k < texts.steps.size(); ++k)
    texts.steps[k].push_back(static_cast<std::uint16_t>(scales_[k].step_of(row.terms[k])));
}

std::vector<TermQuartiles> DetailsCollector::terms() const {
  std::vector<TermQuartiles> result;
  for (std::size_t scope = 0; scope < scopes.size(); ++scope)
    for (std::size_t k = 0; k < study_.issues.size(); ++k) {
      const IssueFacts& issue = study_.issues[k];
      const Texts& texts = texts_[scope];
      if (!issue.in_text[scope] || texts.runs.empty()) continue;
      std::vector<double> values;
      for (const std::uint16_t step : texts.steps[k]) values.push_back(issue.physical(scales_[k].position(step)));
      result.push_back({scope, k, estimate_run_quartiles(texts.runs, values)});
    }
  return result;
}

StudyDetails DetailsCollector::details(const DrawTable& draws) const {
  return {summarise_first_events(events_, study_.horizon), judgements_.judge(draws), terms(),
          length_intervals(exchanges_), length_intervals(wars_)};
}

std::vector<FirstEventSummary> read_first_events(const Database& database, const StudyFacts& study) {
  std::vector<FirstPassage> events;
  each_row(database, study, [&](const Row& row) { events.push_back(first_event(row, study.horizon)); });
  return summarise_first_events(events, study.horizon);
}

std::vector<JudgementSensitivity> read_drivers(const Database& database, const StudyFacts& study) {
  JudgementCollector collector(study, driven_outcomes());
  each_row(database, study, [&](const Row& row) { collector.add(row); });
  return collector.judge(read_draws(database));
}

StudyDetails read_details(const Database& database, const StudyFacts& study) {
  DetailsCollector collector(study);
  each_row(database, study, [&](const Row& row) { collector.add(row); });
  return collector.details(read_draws(database));
}

}  // namespace backchannel
