#include "analysis/findings/judgements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/statistics/intervals.hpp"
#include "analysis/text/text_table.hpp"
#include "sim/core/errors.hpp"
#include "sim/crisis/row.hpp"
#include "sim/results/study_file.hpp"
#include "sim/results/sweep_file.hpp"

namespace backchannel {
namespace {

constexpr std::size_t least_draws = 40;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string what, std::string allowed) {
  throw BadInput({Problem{Place{file.string()}, "", std::move(what), std::move(allowed)}});
}

/// What stands for an outcome in the table of runs, as SQL.
std::map<std::string, std::string> expressions() {
  std::map<std::string, std::string> sql{{"agreement", "settlement <> 'none'"},
                                         {"agreement_in_force", "in_force <> 'none'"},
                                         {"force", "violence IN ('strike', 'war')"}};
  for (const char* name : outcome_names) sql[name] = fmt::format("outcome = '{}'", name);
  for (const char* name : {"escalation", "tension", "rounds", "incidents"}) sql[name] = name;
  return sql;
}

bool is_mean(const std::string& outcome) {
  return outcome == "escalation" || outcome == "tension" || outcome == "rounds" || outcome == "incidents";
}

/// Both runs of each draw that is complete, in order of draw.
struct Pairs {
  std::vector<std::int64_t> draw;
  std::vector<std::vector<double>> first, second;  // by outcome
};

Pairs read_pairs(const Database& database, const std::vector<std::string>& wanted) {
  std::string columns;
  for (const std::string& outcome : wanted) columns += ", " + expressions().at(outcome);
  Pairs pairs{{}, std::vector<std::vector<double>>(wanted.size()), std::vector<std::vector<double>>(wanted.size())};
  Statement rows = database.prepare("SELECT run" + columns +
                                    " FROM runs WHERE point = 0 AND draw IN (SELECT draw FROM draws WHERE point = 0) "
                                    "ORDER BY run");
  std::int64_t last = -2;
  std::vector<double> before(wanted.size());
  while (rows.step()) {
    const std::int64_t run = rows.integer(0);
    const bool completes = run % 2 == 1 && last == run - 1;
    if (completes) pairs.draw.push_back(run / 2);
    for (std::size_t o = 0; o < wanted.size(); ++o) {
      const double value = rows.real(static_cast<int>(o) + 1);
      if (completes) {
        pairs.first[o].push_back(before[o]);
        pairs.second[o].push_back(value);
      }
      before[o] = value;
    }
    last = run;
  }
  return pairs;
}

struct Inputs {
  std::vector<std::string> paths, meanings;
  std::vector<std::vector<double>> values;
};

Inputs read_inputs(const Database& database, const std::vector<std::int64_t>& draws) {
  Inputs inputs;
  Statement rows = database.prepare("SELECT * FROM draws WHERE point = 0 ORDER BY draw");
  for (int c = 2; c < rows.columns(); ++c) {
    const std::string path(rows.name(c));
    inputs.meanings.push_back(database.text("SELECT meaning FROM parameters WHERE path = ?", {Cell(path)}));
    inputs.paths.push_back(path);
  }
  inputs.values.resize(inputs.paths.size());
  std::size_t next = 0;
  while (rows.step()) {
    if (next == draws.size() || rows.integer(1) != draws[next]) continue;
    for (std::size_t i = 0; i < inputs.values.size(); ++i)
      inputs.values[i].push_back(rows.real(static_cast<int>(i) + 2));
    ++next;
  }
  return inputs;
}

double average(const std::vector<double>& x, const std::vector<double>& y) {
  double sum = 0;
  for (std::size_t k = 0; k < x.size(); ++k) sum += (x[k] + y[k]) / 2;
  return sum / static_cast<double>(x.size());
}

JudgementSensitivity judge(const std::string& outcome, const Inputs& inputs, const std::vector<double>& first,
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
  const bool share = !is_mean(result.outcome);
  return fmt::format(
      "{}: {}{} over {} draws of the judgements; they decide {:.0f} % [{:.0f}, {:.0f}] of its variance, luck the "
      "rest\n",
      result.outcome, brief_number(result.mean, share), share ? " %" : "", result.draws, 100 * result.judgement.share,
      100 * result.judgement.interval.low, 100 * result.judgement.interval.high);
}

}  // namespace

std::vector<std::string> judgement_outcomes() {
  std::vector<std::string> names;
  for (const auto& [name, sql] : expressions()) names.push_back(name);
  return names;
}

std::vector<JudgementSensitivity> judgements_of(const std::filesystem::path& file,
                                                const std::vector<std::string>& wanted) {
  const Database database = open_study(file);
  if (study_kind(database) != StudyKind::run)
    refuse(file, "holds a sweep, not the runs of one scenario", "a file of `backchannel run --out`");
  if (database.text("SELECT value FROM study WHERE key = 'rows'") != "kept")
    refuse(file, "holds no rows of runs", "run again with --keep-rows");
  const Pairs pairs = read_pairs(database, wanted);
  const Inputs inputs = read_inputs(database, pairs.draw);
  if (inputs.paths.empty()) refuse(file, "no number of the scenario is uncertain", "priors in place of constants");
  if (pairs.draw.size() < least_draws)
    refuse(file, fmt::format("{} draws tell nothing of sensitivity", pairs.draw.size()),
           fmt::format("at least {}, {} runs; better thousands", least_draws, 2 * least_draws));
  std::vector<JudgementSensitivity> results;
  for (std::size_t o = 0; o < wanted.size(); ++o)
    results.push_back(judge(wanted[o], inputs, pairs.first[o], pairs.second[o]));
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
    nlohmann::ordered_json one{{"outcome", result.outcome},
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
