// What drives the outcomes of a study, as text and as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/intervals.hpp"
#include "analysis/text/json.hpp"
#include "analysis/text/sweep_text.hpp"
#include "analysis/text/text_table.hpp"

namespace backchannel {
namespace {

std::string index_cell(const Index& index) {
  if (std::isnan(index.value)) return "–";
  return fmt::format("{} [{}, {}]", fixed(index.value, 2), fixed(index.interval.low, 2), fixed(index.interval.high, 2));
}

/// "12.0 – 20.5 – 31.2, rises": the outcome in the thirds of the points sorted by the factor; no direction within the
/// noise. Of a factor of words the outcome at each: "facilitation 10.2, formulation 19.9".
std::string thirds_cell(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  if (factor.placebo || !result.told) return "";
  std::string text;
  for (const LevelMean& level : factor.levels)
    text += (text.empty() ? "" : ", ") + level.words + " " + brief_number(level.mean, is_share(result.outcome));
  if (!factor.levels.empty()) return text;
  for (const double mean : factor.thirds)
    text += (text.empty() ? "" : " – ") + brief_number(mean, is_share(result.outcome));
  const auto direction = direction_of(result, factor);
  return direction ? text + ", " + direction_name(*direction) : text;
}

std::string mark(const FactorSensitivity& factor, bool told) {
  return factor.placebo || factor.above_noise || !told ? "" : "within the noise";
}

std::vector<std::string> title_row(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::sobol:
      return {"", "", "first order", "total", "in its thirds"};
    case SensitivityMethod::morris:
      return {"", "", "mu*", "sigma", "mu"};
    case SensitivityMethod::one_at_a_time:
      return {"", "", "lowest", "at", "highest", "at"};
    case SensitivityMethod::given_data:
      return {"", "", "first order", "floor", "in its thirds"};
  }
  return {};
}

std::vector<std::string> factor_row(const OutcomeSensitivity& result, const FactorSensitivity& factor, double largest) {
  const bool share = is_share(result.outcome);
  const double scale = result.method == SensitivityMethod::sobol || result.method == SensitivityMethod::given_data
                           ? 1
                           : std::max(largest, 1e-300);
  const auto signed_number = [&](double x) { return fmt::format("{}{}", x > 0 ? "+" : "", brief_number(x, share)); };
  std::vector<std::string> row{factor.title, small_bar(size_of(result, factor) / scale, 16)};
  switch (result.method) {
    case SensitivityMethod::sobol:
      row.insert(row.end(), {index_cell(factor.first), index_cell(factor.total), thirds_cell(result, factor)});
      break;
    case SensitivityMethod::morris:
      row.push_back(fmt::format("{} ± {}", brief_number(factor.effect.mu_star, share),
                                brief_number(normal_quantile(0.95) * factor.effect.mu_star_error, share)));
      row.insert(row.end(), {brief_number(factor.effect.sigma, share), signed_number(factor.effect.mu)});
      break;
    case SensitivityMethod::one_at_a_time:
      row.insert(row.end(),
                 {signed_number(factor.lowest), factor.lowest_at, signed_number(factor.highest), factor.highest_at});
      break;
    case SensitivityMethod::given_data:
      row.insert(row.end(), {index_cell(factor.first), fixed(factor.floor, 3), thirds_cell(result, factor)});
      break;
  }
  row.push_back(mark(factor, result.told));
  return row;
}

std::string head_of(const OutcomeSensitivity& result) {
  const bool share = is_share(result.outcome);
  std::string text = fmt::format("{}{}: {}{}", result.outcome.title,
                                 share || result.outcome.unit.empty() ? "" : " (" + result.outcome.unit + ")",
                                 brief_number(result.mean, share), share ? " %" : "");
  if (result.method == SensitivityMethod::one_at_a_time) return text + " as it is\n";
  text += fmt::format(" on average over {} points", result.points);
  if (!result.told) return text + "; what drives it cannot be told from the noise of its runs\n";
  if (result.method != SensitivityMethod::morris)
    text += fmt::format(
        "; standard deviation {} over the factors' space, beside a replication noise of {} a point, taken out",
        brief_number(result.spread, share), brief_number(result.noise, share));
  return text + "\n";
}

/// Each remark once, with the factors that it is about.
std::string remarks(const OutcomeSensitivity& result, std::size_t page_columns) {
  std::vector<std::pair<std::string, std::string>> about;
  for (const FactorSensitivity& factor : result.factors) {
    if (factor.remark.empty()) continue;
    const auto known = std::ranges::find(about, factor.remark, [](const auto& entry) { return entry.first; });
    if (known == about.end())
      about.emplace_back(factor.remark, factor.title);
    else
      known->second += ", " + factor.title;
  }
  std::string text;
  for (const auto& [remark, titles] : about) text += wrapped_text(titles + ": " + remark + ".", page_columns, 2);
  return text;
}

const char* legend(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::sobol:
      return "First order: the share of the variance that goes when the factor is known. Total: the share that is left "
             "when all others are known; what it exceeds the first order by acts through interactions. Brackets are 95 "
             "% "
             "bootstrap intervals over blocks, which are more even than random ones: they are cautious. Beside them "
             "the outcome in the thirds of the points sorted by the factor. Replication noise is taken out by products "
             "of "
             "independent halves of the runs, so that an inert factor has 0 on average, and may come out negative. The "
             "placebo moves nothing but the random numbers: a total whose interval does not lie above the placebo's is "
             "within the "
             "noise.";
    case SensitivityMethod::morris:
      return "mu*: mean size of the change of the outcome over the factor's whole range, ± 1.96 standard errors; mu: "
             "with its sign; sigma: its standard deviation, which is large where the factor bends or interacts. The "
             "placebo moves nothing but the random numbers: a factor is within the noise unless mu* less 1.96 standard "
             "errors exceeds the placebo's mu* and 1.96 of its.";
    case SensitivityMethod::one_at_a_time:
      return "The largest and least outcome while one factor moves and all else stays, less the outcome as it is. "
             "Interactions are not seen. Within the noise: no more than the placebo, which moves nothing but the "
             "random numbers, or every change lies within the 95 % interval of a difference of independent runs.";
    case SensitivityMethod::given_data:
      return "First order, from points that vary all factors at once: the share of the variance that goes when the "
             "factor is known, luck taken out; beside it the outcome in the thirds of the points sorted by the factor, "
             "or at each of its words. "
             "The floor is what an inert factor exceeds once in twenty; the placebo is one. Interactions are not seen: "
             "the indices need not sum to 1.";
  }
  return "";
}

const char* method_name(SensitivityMethod method) {
  switch (method) {
    case SensitivityMethod::sobol:
      return "sobol";
    case SensitivityMethod::morris:
      return "morris";
    case SensitivityMethod::one_at_a_time:
      return "one_at_a_time";
    case SensitivityMethod::given_data:
      return "given_data";
  }
  return "";
}

Json json_of(const Index& index) { return {{"value", json_number(index.value)}, {"ci95", json_of(index.interval)}}; }

/// The outcome in the thirds of a factor, or at each of its values.
Json json_of_values(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  if (!factor.levels.empty()) {
    Json json{{"values", Json::array()}, {"monotone", nullptr}};
    for (const LevelMean& level : factor.levels)
      json["values"].push_back({{"value", level.words}, {"mean", json_number(level.mean)}});
    return json;
  }
  Json json = json_of_thirds(factor.thirds);
  if (!direction_of(result, factor)) json["monotone"] = nullptr;
  return json;
}

nlohmann::ordered_json json_of(const OutcomeSensitivity& result, const FactorSensitivity& factor) {
  nlohmann::ordered_json json{{"factor", factor.id}, {"title", factor.title}, {"placebo", factor.placebo}};
  switch (result.method) {
    case SensitivityMethod::sobol:
      json["first"] = json_of(factor.first);
      json["total"] = json_of(factor.total);
      json.update(json_of_values(result, factor));
      break;
    case SensitivityMethod::morris:
      json["mu_star"] = factor.effect.mu_star;
      json["mu_star_standard_error"] = factor.effect.mu_star_error;
      json["sigma"] = factor.effect.sigma;
      json["mu"] = factor.effect.mu;
      break;
    case SensitivityMethod::one_at_a_time:
      json["lowest"] = {{"change", factor.lowest}, {"at", factor.lowest_at}};
      json["highest"] = {{"change", factor.highest}, {"at", factor.highest_at}};
      break;
    case SensitivityMethod::given_data:
      json["first"] = json_of(factor.first);
      json["floor"] = json_number(factor.floor);
      json.update(json_of_values(result, factor));
      break;
  }
  json["above_noise"] = factor.above_noise;
  if (!factor.remark.empty()) json["remark"] = factor.remark;
  return json;
}

}  // namespace

std::string sensitivity_text(const std::vector<OutcomeSensitivity>& results, std::size_t page_columns) {
  std::string text;
  for (const OutcomeSensitivity& result : results) {
    text += head_of(result);
    if (!result.told) {
      text += "\n";
      continue;
    }
    const auto factors = by_size(result);
    double largest = 0;
    for (const FactorSensitivity& factor : factors) largest = std::max(largest, size_of(result, factor));
    TextTable table(2, LastColumn::words);
    table.add(title_row(result.method));
    for (const FactorSensitivity& factor : factors) table.add(factor_row(result, factor, largest));
    text += table.text() + remarks(result, page_columns) + "\n";
  }
  if (!results.empty()) text += wrapped_text(legend(results[0].method), page_columns, 2);
  return text;
}

nlohmann::ordered_json sensitivity_json(const std::vector<OutcomeSensitivity>& results) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const OutcomeSensitivity& result : results) {
    nlohmann::ordered_json one{{"outcome", result.outcome.id}, {"method", method_name(result.method)},
                               {"points", result.points},      {"told", result.told},
                               {"mean", result.mean},          {"spread", result.spread},
                               {"noise", result.noise},        {"factors", nlohmann::ordered_json::array()}};
    for (const FactorSensitivity& factor : by_size(result)) one["factors"].push_back(json_of(result, factor));
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace backchannel
