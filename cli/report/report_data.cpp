#include "cli/report/report_data.hpp"

#include <nlohmann/json.hpp>

#include "cli/report/page_data.hpp"
#include "cli/report/sentences.hpp"
#include "cli/report/stories.hpp"
#include "cli/report/study_differences.hpp"
#include "cli/report/sweep_data.hpp"
#include "cli/report/vocabulary.hpp"

namespace backchannel {

namespace {

using Json = nlohmann::ordered_json;

struct ToldStudy {
  Json json;
  StudyInput input;
};

ToldStudy study_of(const std::string& given, Failures failures) {
  std::filesystem::path file(given);
  if (std::filesystem::is_directory(file)) file /= "study.sqlite";
  if (study_kind(open_study(file)) != StudyKind::run) {
    const StoredSweep sweep = read_sweep(file);
    const SweepFacts& facts = sweep.facts;
    return {sweep_data(file, sweep), {facts.title, facts.resolved_yaml, facts.runs_per_point, facts.seed}};
  }
  const StoredStudy study = read_study(file);
  Summary summary = summarise(study.facts, study.record.tally, study.record.daily, study.nested);
  if (study.ended.empty() || study.ended == "interrupted") summary.planned = study.planned_runs;
  Json json = page_data(file, study, summary, failures);
  json["stories"] = typical_stories(file, study);
  return {std::move(json), {study.facts.title, study.facts.resolved_yaml, summary.runs, study.facts.seed}};
}

}  // namespace

Json report_data(const std::vector<std::string>& files, Failures failures) {
  Json data{{"caution", word_of_caution()}, {"vocabulary", vocabulary()}, {"studies", Json::array()}};
  std::vector<StudyInput> inputs;
  for (const std::string& file : files) {
    auto [json, input] = study_of(file, failures);
    data["studies"].push_back(std::move(json));
    inputs.push_back(std::move(input));
  }
  const std::vector<std::string> differs = study_differences(inputs);
  for (std::size_t s = 0; s < differs.size(); ++s) data["studies"][s]["differs"] = differs[s];
  return data;
}

}  // namespace backchannel
