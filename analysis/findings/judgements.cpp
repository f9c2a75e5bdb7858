#include "analysis/findings/judgements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/moments.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/labels.hpp"
#include "sim/results/counts/tally.hpp"
#include "sim/results/file/columns.hpp"
#include "sim/results/file/study_file.hpp"
#include "sim/results/file/sweep_file.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel {
namespace {

constexpr std::size_t least_draws = 40;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{file.string()}, "", std::move(what), std::move(allowed)}});
}

std::vector<double> averages(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> result(x.size());
  for (std::size_t k = 0; k < x.size(); ++k) result[k] = (x[k] + y[k]) / 2;
  return result;
}

/// The drawn numbers over the draws that count.
struct Inputs {
  const DrawTable& table;
  std::vector<std::string> titles;
  std::vector<std::vector<double>> values;  // by number
  std::vector<ThirdRows> rows;
  std::vector<std::array<std::array<double, outcomes>, 3>> classes, in_force;
};

Inputs inputs_of(const DrawTable& table, const StudyFacts& study, const std::vector<std::size_t>& draws,
                 const std::array<std::vector<std::size_t>, 2>& endings) {
  Inputs inputs{table, {}, std::vector<std::vector<double>>(table.paths.size()), {}, {}, {}};
  std::vector<Titled> titled;
  for (const std::string& path : table.paths) titled.push_back({path, path_title(study, path)});
  inputs.titles = distinct_labels(titled);
  for (std::size_t i = 0; i < inputs.values.size(); ++i) {
    for (const std::size_t draw : draws) inputs.values[i].push_back(table.values[i][draw]);
    inputs.rows.push_back(thirds_of(inputs.values[i]));
    auto &shares = inputs.classes.emplace_back(), &kept = inputs.in_force.emplace_back();
    for (std::size_t t = 0; t < 3; ++t)
      for (const std::size_t row : inputs.rows[i][t])
        for (const auto& of_run : endings) {
          const double one = 0.5 / static_cast<double>(inputs.rows[i][t].size());
          const std::size_t outcome = of_run[row] / fates;
          shares[t][outcome] += one;
          if (of_run[row] == ending_of(outcome, index_of(Fate::in_force))) kept[t][outcome] += one;
        }
  }
  return inputs;
}

/// Of a share by its pairs, which says more of rare outcomes than their numbers do.
VarianceShare judgement_share_of(const OutcomeFacts& outcome, const std::vector<double>& first,
                                 const std::vector<double>& second) {
  if (outcome.kind != OutcomeKind::share) return judgement_share(first, second);
  PairCounts counts;
  for (std::size_t k = 0; k < first.size(); ++k)
    ++(first[k] != second[k] ? counts.one : first[k] > 0.5 ? counts.both : counts.none);
  return judgement_share(counts);
}

JudgementSensitivity judge_one(const OutcomeFacts& outcome, const Inputs& inputs, const std::vector<double>& first,
                               const std::vector<double>& second) {
  const std::vector<double> both = averages(first, second);
  JudgementSensitivity result{outcome, first.size(), average(both), judgement_share_of(outcome, first, second), {}, {}};
  const auto indices = given_data_indices(inputs.values, first, second);
  for (std::size_t i = 0; i < inputs.values.size(); ++i)
    result.parameters.push_back({inputs.table.paths[i], inputs.titles[i], inputs.table.units[i],
                                 inputs.table.meanings[i], indices[i], thirds(inputs.values[i], inputs.rows[i], both),
                                 inputs.classes[i], inputs.in_force[i]});
  std::ranges::stable_sort(result.parameters, [](const Judgement& a, const Judgement& b) {
    return std::isnan(b.index.value) < std::isnan(a.index.value) || a.index.value > b.index.value;
  });
  result.placebo = indices.back();
  return result;
}

}  // namespace

std::vector<const Judgement*> told_judgements(const JudgementSensitivity& result, std::size_t most) {
  std::vector<const Judgement*> told;
  for (const Judgement& parameter : result.parameters)
    if (told.size() < most && result.is_told() && parameter.index.above_floor()) told.push_back(&parameter);
  return told;
}

std::vector<std::string> driven_outcomes() { return {"agreement", "agreement_in_force", "force"}; }

JudgementCollector::JudgementCollector(const StudyFacts& study, const std::vector<std::string>& wanted)
    : study_(study) {
  for (const std::string& id : wanted) {
    auto outcome = find_outcome(id, study);
    require(outcome.has_value(), "an unknown outcome");
    wanted_.push_back(std::move(*outcome));
  }
  for (auto& of_run : value_) of_run.resize(wanted_.size());
}

void JudgementCollector::add(const Row& row) {
  if (row.run >= runs_with_draws) return;
  Waiting now{row.run, ending_of(index_of(row.outcome), index_of(fate_of(row))), {}};
  for (const OutcomeOfInterest& outcome : wanted_) now.values.push_back(outcome.value(row));
  if (waiting_ && row.run % 2 == 1 && waiting_->run + 1 == row.run) {
    draw_.push_back(row.run / 2);
    for (std::size_t r = 0; r < 2; ++r) {
      const Waiting& run = r == 0 ? *waiting_ : now;
      ending_[r].push_back(run.ending);
      for (std::size_t o = 0; o < wanted_.size(); ++o) value_[r][o].push_back(run.values[o]);
    }
  }
  waiting_ = std::move(now);
}

std::vector<JudgementSensitivity> JudgementCollector::judge(const DrawTable& draws) const {
  const auto known = std::ranges::lower_bound(draw_, draws.draw.size());  // a file may hold fewer draws than runs
  if (draws.paths.empty() || known - draw_.begin() < static_cast<std::ptrdiff_t>(least_draws)) return {};
  require(known == draw_.end(), "runs without their draws");
  const Inputs inputs = inputs_of(draws, study_, draw_, ending_);
  std::vector<JudgementSensitivity> results;
  for (std::size_t o = 0; o < wanted_.size(); ++o)
    results.push_back(judge_one(wanted_[o].facts, inputs, value_[0][o], value_[1][o]));
  return results;
}

std::vector<JudgementSensitivity> judgements_of(const std::filesystem::path& file,
                                                const std::vector<std::string>& wanted) {
  const Database database = open_study(file);
  if (study_kind(database) != StudyKind::run)
    refuse(file, "holds a sweep, not the runs of one scenario", "a file of `backchannel run --out`");
  if (database.text("SELECT value FROM study WHERE key = 'rows'") != "kept")
    refuse(file, "holds no rows of runs", "run again with --keep-rows");
  const StudyFacts study = read_facts(database, file);
  for (const std::string& id : wanted)
    if (!find_outcome(id, study))
      refuse(file, "unknown outcome `" + id + "`", outcome_meant(id, outcome_ids(study), study.horizon));
  const DrawTable draws = read_draws(database);
  if (draws.paths.empty()) refuse(file, "no number of the scenario is uncertain", "priors in place of constants");
  JudgementCollector collector(study, wanted);
  each_row(database, study, [&](const Row& row) { collector.add(row); });
  if (collector.whole_draws() < least_draws)
    refuse(file,
           fmt::format("{} draw{} nothing of sensitivity", collector.whole_draws(),
                       collector.whole_draws() == 1 ? " tells" : "s tell"),
           fmt::format("at least {}, {} runs; better thousands", least_draws, 2 * least_draws));
  return collector.judge(draws);
}

}  // namespace backchannel
