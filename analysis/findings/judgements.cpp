#include "analysis/findings/judgements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/statistics/intervals.hpp"
#include "analysis/text/text_table.hpp"
#include "sim/core/errors.hpp"
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

/// Both runs of each draw that is complete, in order of draw.
struct Pairs {
  std::vector<std::size_t> draw;                   // index in the table of draws
  std::vector<std::vector<double>> first, second;  // by outcome
};

Pairs read_pairs(const Database& database, const StudyFacts& study, const DrawTable& draws,
                 const std::vector<OutcomeOfInterest>& wanted) {
  Pairs pairs{{}, std::vector<std::vector<double>>(wanted.size()), std::vector<std::vector<double>>(wanted.size())};
  std::optional<Row> before;
  each_row(database, study, [&](const Row& row) {
    const std::size_t draw = row.run / 2;
    if (before && row.run % 2 == 1 && before->run == row.run - 1 && draw < draws.draw.size()) {
      pairs.draw.push_back(draw);
      for (std::size_t o = 0; o < wanted.size(); ++o) {
        pairs.first[o].push_back(wanted[o].value(*before));
        pairs.second[o].push_back(wanted[o].value(row));
      }
    }
    before = row;
  });
  return pairs;
}

struct Inputs {
  std::vector<std::string> paths, meanings;
  std::vector<std::vector<double>> values;
};

/// The draws whose runs both finished.
Inputs inputs_of(const DrawTable& table, const std::vector<std::size_t>& draws) {
  Inputs inputs{table.paths, table.meanings, std::vector<std::vector<double>>(table.paths.size())};
  for (std::size_t i = 0; i < inputs.values.size(); ++i)
    for (const std::size_t draw : draws) inputs.values[i].push_back(table.values[i][draw]);
  return inputs;
}

double average(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += (x[k] + y[k]) / 2;
  return sum / static_cast<double>(x.size());
}

JudgementSensitivity judge(const OutcomeFacts& outcome, const Inputs& inputs, const std::vector<double>& first,
                           const std::vector<double>& second) {
  JudgementSensitivity result{outcome, first.size(), average(first, second), judgement_share(first, second), {}, {}};
  const auto indices = given_data_indices(inputs.values, first, second);
  for (std::size_t i = 0; i < inputs.paths.size(); ++i)
    result.parameters.push_back({inputs.paths[i], inputs.meanings[i], indices[i]});
  std::ranges::stable_sort(result.parameters, [](const Judgement& a, const Judgement& b) {
    return std::isnan(b.index.value) < std::isnan(a.index.value) || a.index.value > b.index.value;
  });
  result.placebo = indices.back();
  return result;
}

std::vector<std::string> row_of(const std::string& name, const GivenDataIndex& index, const std::string& meaning) {
  return {name, small_bar(index.value, 16),
          fmt::format("{:.3f} ± {:.3f}", index.value, normal_quantile(0.95) * index.standard_error),
          fmt::format("{:.3f}", index.floor), meaning};
}

std::string head_of(const JudgementSensitivity& result) {
  const bool share = result.outcome.kind == OutcomeKind::share;
  return fmt::format(
      "{}: {}{} over {} draws of the judgements; they decide {:.0f} % [{:.0f}, {:.0f}] of its variance, luck the "
      "rest\n",
      result.outcome.title, brief_number(result.mean, share), share ? " %" : "", result.draws,
      100 * result.judgement.share, 100 * result.judgement.interval.low, 100 * result.judgement.interval.high);
}

}  // namespace

std::vector<JudgementSensitivity> judgements_of(const std::filesystem::path& file,
                                                const std::vector<std::string>& wanted) {
  const Database database = open_study(file);
  if (study_kind(database) != StudyKind::run)
    refuse(file, "holds a sweep, not the runs of one scenario", "a file of `backchannel run --out`");
  if (database.text("SELECT value FROM study WHERE key = 'rows'") != "kept")
    refuse(file, "holds no rows of runs", "run again with --keep-rows");
  const StudyFacts study = read_facts(database, file);
  std::vector<OutcomeOfInterest> outcomes_wanted;
  for (const std::string& id : wanted) {
    const auto outcome = find_outcome(id, study);
    if (!outcome) refuse(file, "unknown outcome `" + id + "`", suggestion(id, outcome_ids(study)));
    outcomes_wanted.push_back(*outcome);
  }
  const DrawTable draws = read_draws(database);
  const Pairs pairs = read_pairs(database, study, draws, outcomes_wanted);
  const Inputs inputs = inputs_of(draws, pairs.draw);
  if (inputs.paths.empty()) refuse(file, "no number of the scenario is uncertain", "priors in place of constants");
  if (pairs.draw.size() < least_draws)
    refuse(file, fmt::format("{} draws tell nothing of sensitivity", pairs.draw.size()),
           fmt::format("at least {}, {} runs; better thousands", least_draws, 2 * least_draws));
  std::vector<JudgementSensitivity> results;
  for (std::size_t o = 0; o < wanted.size(); ++o)
    results.push_back(judge(outcomes_wanted[o].facts, inputs, pairs.first[o], pairs.second[o]));
  return results;
}

std::string judgements_text(const std::vector<JudgementSensitivity>& results, std::size_t most) {
  std::string text;
  for (const JudgementSensitivity& result : results) {
    text += head_of(result);
    if (!(result.judgement.raw_interval.low > 0)) {
      text +=
          wrapped_text("Judgement cannot be told from luck here: no index is given. More runs would.", 110, 2) + "\n";
      continue;
    }
    TextTable table(2, LastColumn::words);
    table.add({"", "", "first order", "floor", "meaning"});
    std::size_t above = 0;
    for (const Judgement& parameter : result.parameters) above += parameter.index.above_floor();
    for (std::size_t i = 0; i < std::min(most, result.parameters.size()); ++i)
      if (const Judgement& p = result.parameters[i]; p.index.above_floor())
        table.add(row_of(p.path, p.index, p.meaning));
    table.add(row_of("placebo", result.placebo, "random numbers: what nothing looks like"));
    text += table.text();
    text +=
        wrapped_text(fmt::format("{} of {} uncertain numbers lie above their floor; {:.0f} would if none mattered.",
                                 above, result.parameters.size(), 0.05 * static_cast<double>(result.parameters.size())),
                     110, 2) +
        "\n";
  }
  return text +
         wrapped_text(
             "First order: the share of judgement's part of the variance that goes when the number is known. The "
             "floor is what an inert number exceeds once in twenty. Small or negative values are sampling error "
             "around 0; interactions are not seen, so the indices need not sum to 1.",
             110, 2);
}

nlohmann::ordered_json judgements_json(const std::vector<JudgementSensitivity>& results) {
  const auto number = [](const GivenDataIndex& x) {
    return nlohmann::ordered_json{
        {"first", x.value}, {"standard_error", x.standard_error}, {"floor", x.floor}, {"above_floor", x.above_floor()}};
  };
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const JudgementSensitivity& result : results) {
    nlohmann::ordered_json one{{"outcome", result.outcome.id},
                               {"title", result.outcome.title},
                               {"method", "given_data"},
                               {"draws", result.draws},
                               {"mean", result.mean},
                               {"judgement_share", result.judgement.share},
                               {"judgement_ci95", {result.judgement.interval.low, result.judgement.interval.high}},
                               {"placebo", number(result.placebo)},
                               {"parameters", nlohmann::ordered_json::array()}};
    for (const Judgement& parameter : result.parameters) {
      nlohmann::ordered_json p{{"path", parameter.path}};
      p.update(number(parameter.index));
      one["parameters"].push_back(std::move(p));
    }
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace backchannel
