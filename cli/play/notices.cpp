#include "cli/play/notices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "sim/scenario/messages.hpp"

namespace backchannel {

namespace {

bool same(const Place& a, const Place& b) { return a.file == b.file && a.line == b.line && a.column == b.column; }

/// Why a path cannot act in a model; empty if it can, or is no single number.
std::string why_inert(const Model& model, const std::string& path) {
  const auto param = model.loaded.parameters.find(path);
  return param ? model.loaded.parameters[*param].inert : "";
}

bool equal(const PointResult& a, const PointResult& b) {
  for (std::size_t o = 0; o < a.estimates.size(); ++o) {
    const double left = a.estimates[o].mean, right = b.estimates[o].mean;
    if (left != right && !(std::isnan(left) && std::isnan(right))) return false;
  }
  return a.runs == b.runs;
}

/// What stands at all factors but one, and the seed: points of one key differ in that factor only.
std::vector<double> all_else(const PointFacts& point, std::size_t factor) {
  std::vector<double> key{static_cast<double>(point.seed >> 32), static_cast<double>(point.seed & 0xffffffffu)};
  for (std::size_t f = 0; f < point.values.size(); ++f)
    if (f != factor) key.push_back(point.values[f] ? point.values[f]->position : -1);
  return key;
}

/// Up to 16, the last among them.
std::vector<const SweepPoint*> spread_points(const SweepPlan& plan) {
  constexpr std::size_t most = 16;
  const std::size_t number = std::min(most, plan.points.size());
  std::vector<const SweepPoint*> points;
  for (std::size_t n = 0; n < number; ++n)
    points.push_back(&plan.points[number == 1 ? 0 : n * (plan.points.size() - 1) / (number - 1)]);
  return points;
}

bool is_idle(const StoredSweep& sweep, std::size_t factor) {
  std::map<std::vector<double>, std::size_t> first;
  bool varies = false;
  for (std::size_t p = 0; p < sweep.results.size(); ++p) {
    const auto [found, is_new] = first.emplace(all_else(sweep.facts.points[p], factor), p);
    if (is_new) continue;
    if (!equal(sweep.results[found->second], sweep.results[p])) return false;
    varies = true;
  }
  return varies;
}

}  // namespace

std::vector<std::string> inert_settings(const Model& model, std::span<const Override> changes) {
  std::vector<std::string> notices;
  for (const Parameter& parameter : model.loaded.parameters) {
    if (!parameter.given || parameter.inert.empty()) continue;
    const bool is_set = is_option(parameter.place) || std::ranges::any_of(changes, [&](const Override& change) {
                          return same(change.place, parameter.place);
                        });
    if (is_set) notices.push_back(Problem{parameter.place, parameter.path, "cannot act here", parameter.inert}.text());
  }
  return notices;
}

std::vector<std::string> notices_of(const Model& model, std::span<const Override> changes) {
  std::vector<std::string> notices = model.loaded.notices;
  for (std::string& notice : inert_settings(model, changes)) notices.push_back(std::move(notice));
  return notices;
}

std::vector<std::string> inert_factors(const Study& study, const SweepPlan& plan) {
  struct Setting {
    Place place;
    std::string path, why;
  };
  std::vector<Setting> silent;  // so far
  for (const Factor& factor : study.factors)
    for (const std::string& path : factor.paths) silent.push_back({factor.place, path, ""});
  for (const SweepPoint* point : spread_points(plan)) {
    if (silent.empty()) break;
    const Model model(changed_scenario(study, point->changes));
    for (Setting& setting : silent) setting.why = why_inert(model, setting.path);
    std::erase_if(silent, [](const Setting& setting) { return setting.why.empty(); });
  }
  std::vector<std::string> notices;
  for (const Setting& setting : silent)
    notices.push_back(Problem{setting.place, setting.path, "cannot act here", setting.why}.text());
  return notices;
}

std::vector<std::string> traps_of_points(const Study& study, const SweepPlan& plan) {
  // What is told, but for the numbers that a point has in it.
  const auto key = [](const Problem& notice) {
    std::string words = notice.what;
    std::erase_if(words, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    return std::pair(notice.path, words);
  };
  std::set<std::pair<std::string, std::string>> told;
  for (const Problem& notice : study.base.told) told.insert(key(notice));
  std::vector<std::string> notices;
  for (const SweepPoint* point : spread_points(plan))
    for (const Problem& notice : changed_scenario(study, point->changes).told)
      if (told.insert(key(notice)).second) notices.push_back(notice.text() + ", at a point with " + point->facts.label);
  return notices;
}

std::vector<std::string> idle_factors(const StoredSweep& sweep) {
  std::vector<std::string> notices;
  if (sweep.facts.random_numbers != "common") return notices;
  for (std::size_t f = 0; f < sweep.facts.factors.size(); ++f)
    if (sweep.facts.factors[f].kind != "placebo" && is_idle(sweep, f))
      notices.push_back(fmt::format("factor {}: no run differs over its values", sweep.facts.factors[f].id));
  return notices;
}

}  // namespace backchannel
