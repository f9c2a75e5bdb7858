// What drives the outcomes of ordinary runs, as text and as JSON.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/findings/judgements.hpp"
#include "analysis/text/json.hpp"
#include "analysis/text/text_table.hpp"

namespace backchannel {
namespace {

std::string title_of(const JudgementSensitivity& result) {
  return result.outcome.title +
         (is_share(result.outcome) || result.outcome.unit.empty() ? "" : " (" + result.outcome.unit + ")");
}

std::string head_of(const JudgementSensitivity& result) {
  const bool share = is_share(result.outcome);
  std::string text = fmt::format("{}: {}{} over {} draws of the judgements", title_of(result),
                                 brief_number(result.mean, share), share ? " %" : "", grouped(result.draws));
  if (std::isnan(result.judgement.share)) return text + "; all runs are alike, so nothing decides.\n";
  if (!result.is_told()) return text + "\n";
  return text + fmt::format("; they decide {} % [{}, {}] of its variance, luck the rest\n",
                            per_cent(result.judgement.share, 0), per_cent(result.judgement.interval.low, 0),
                            per_cent(result.judgement.interval.high, 0));
}

std::vector<std::string> row_of(const JudgementSensitivity& result, const Judgement& p) {
  const bool share = is_share(result.outcome);
  std::vector<std::string> row{
      p.title, small_bar(p.index.value, 12),
      fmt::format("{} ± {}", fixed(p.index.value, 3), fixed(normal_quantile(0.95) * p.index.standard_error, 3))};
  for (const double mean : p.thirds.mean) row.push_back(brief_number(mean, share));
  row.emplace_back(direction_name(direction_of(p.thirds.mean)));
  row.push_back(p.path);
  return row;
}

Json json_of(const GivenDataIndex& index) {
  return {{"first", json_number(index.value)},
          {"standard_error", json_number(index.standard_error)},
          {"floor", json_number(index.floor)},
          {"above_floor", index.above_floor()}};
}

Json json_of(const Judgement& p) {
  Json json{{"path", p.path}, {"title", p.title}, {"unit", p.unit}, {"meaning", p.meaning}};
  json.update(json_of(p.index));
  json["cuts"] = {json_number(p.thirds.cuts[0]), json_number(p.thirds.cuts[1])};
  json.update(json_of_thirds(p.thirds.mean));
  for (std::size_t c = 0; c < outcome_names.size(); ++c) {
    for (const auto& third : p.classes) json["classes_in_thirds"][outcome_names[c]].push_back(json_number(third[c]));
    if (is_agreement(static_cast<Outcome>(c)))
      for (const auto& third : p.in_force)
        json["in_force_at_end_in_thirds"][outcome_names[c]].push_back(json_number(third[c]));
  }
  return json;
}

}  // namespace

std::string judgements_text(const std::vector<JudgementSensitivity>& results, std::size_t most, std::size_t width) {
  std::string text;
  bool any = false;
  for (const JudgementSensitivity& result : results) {
    text += wrapped_text(head_of(result), width, 0);
    if (!result.is_told()) {
      if (!std::isnan(result.judgement.share))
        text += wrapped_text("These pairs of runs do not tell judgement from luck: no index is given. More runs would.",
                             width, 2);
      text += "\n";
      continue;
    }
    any = true;
    TextTable table(2, LastColumn::words);
    table.add({"", "", "first order", "lowest", "middle", "highest third", "", ""});
    for (const Judgement* p : told_judgements(result, most)) table.add(row_of(result, *p));
    table.add({"placebo", small_bar(result.placebo.value, 12),
               fmt::format("{} ± {}", fixed(result.placebo.value, 3),
                           fixed(normal_quantile(0.95) * result.placebo.standard_error, 3)),
               "", "", "", "random numbers", ""});
    text += table.text();
    const auto above =
        std::ranges::count_if(result.parameters, [](const Judgement& p) { return p.index.above_floor(); });
    text += wrapped_text(fmt::format("{} of {} uncertain numbers lie above the floor of {}; {} would if none mattered.",
                                     above, result.parameters.size(), fixed(result.placebo.floor, 3),
                                     fixed(0.05 * static_cast<double>(result.parameters.size()), 0)),
                         width, 2) +
            "\n";
  }
  if (!any) return text;
  return text +
         wrapped_text(
             "First order: the share of judgement's part of the variance that goes when the number is known, ± 1.96 "
             "standard errors. The floor is what an inert number exceeds once in twenty; the placebo is one. The "
             "thirds are those of the draws sorted by the number: the outcome in each, in per cent where it is a "
             "share. Interactions are not seen, so the indices need not sum to 1.",
             width, 2);
}

nlohmann::ordered_json judgements_json(const std::vector<JudgementSensitivity>& results) {
  Json json = Json::array();
  for (const JudgementSensitivity& result : results) {
    Json one{{"outcome", result.outcome.id},
             {"title", result.outcome.title},
             {"method", "given_data"},
             {"draws", result.draws},
             {"mean", json_number(result.mean)},
             {"judgement_share", json_number(result.judgement.share)},
             {"judgement_ci95", json_of(result.judgement.interval)},
             {"told", result.is_told()},
             {"placebo", json_of(result.placebo)},
             {"parameters", Json::array()}};
    for (const Judgement& parameter : result.parameters) one["parameters"].push_back(json_of(parameter));
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace backchannel
