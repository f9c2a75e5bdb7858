// The tables of the file of a sweep or a comparison.
#include "sim/results/file/sweep_file.hpp"

namespace backchannel {

namespace {

const TableColumn design_point = point_column();
const TableColumn factor{"factor", "INTEGER", "", "index in factors"};
const TableColumn outcome{"outcome", "INTEGER", "", "index in outcomes"};
const TableColumn before{"before_point", "INTEGER", "", "point compared with"};
const TableColumn after{"after_point", "INTEGER", "", "point compared"};

StudyTable table_of_points() {
  return {"points",
          {design_point,
           {"label", "TEXT", "", "what is set there, for people"},
           {"seed", "TEXT", "", "seed of its runs"},
           {"runs", "INTEGER", "count", "runs finished without failure; empty: not played yet"},
           {"failed", "INTEGER", "count", "failed runs, left out of all estimates; empty: not played yet"}},
          "point"};
}

std::vector<StudyTable> tables_of_the_design() {
  return {study_table(),
          {"factors",
           {factor,
            {"id", "TEXT", "", "id in the study"},
            {"title", "TEXT", "", "for people; no two are equal"},
            {"kind", "TEXT", "", "range, prior, values, policies or placebo"},
            {"paths", "TEXT", "", "JSON: paths of the scenario that it sets; none for policies and the placebo"},
            {"unit", "TEXT", "", "unit of its numbers"},
            {"levels", "TEXT", "", "JSON: names of values or policies; none for a range, a prior and the placebo"},
            {"low", "REAL", "unit", "number at position 0"},
            {"high", "REAL", "unit", "number at position 1"},
            {"none_at", "REAL", "unit", "number at which nothing is set; empty: every number sets something"}},
           "factor"},
          table_of_points(),
          {"point_values",
           {design_point,
            factor,
            {"position", "REAL", "0 to 1", "place in the factor's range; of values and policies: in their order"},
            {"number", "REAL", "unit of the factor", "what is set; empty: no number"},
            {"level", "INTEGER", "", "of values and policies: index among the levels of the factor; empty: none"},
            {"label", "TEXT", "", "what is set, as YAML; name of a policy"}},
           "point, factor"}};
}

std::vector<StudyTable> tables_of_estimates() {
  return {
      {"outcomes",
       {outcome,
        {"id", "TEXT", "", "name"},
        {"title", "TEXT", "", "for people"},
        {"kind", "TEXT", "", "share (of runs) or mean (over runs)"},
        {"unit", "TEXT", "", "unit of a mean"},
        {"told", "INTEGER", "", "place among the outcomes that the study names, from 1; 0: kept besides"}},
       "outcome"},
      {"point_outcomes",
       {design_point,
        outcome,
        {"mean", "REAL", "unit of the outcome", "share or mean over the runs of the point"},
        {"standard_error", "REAL", "unit of the outcome", "of the mean; knows that runs come in pairs"},
        {"low", "REAL", "unit of the outcome", "lower end of the 95 % interval"},
        {"high", "REAL", "unit of the outcome", "upper end of the 95 % interval"},
        {"first_half", "REAL", "unit of the outcome", "mean over pairs of runs 0, 2, 4, …"},
        {"second_half", "REAL", "unit of the outcome", "mean over pairs 1, 3, 5, …; empty: no such runs"},
        {"prior_low", "REAL", "0 to 1",
         "of a share: 5 % point of its probability over the judgements that the point leaves open, a beta law fitted "
         "to pairs of runs; empty: not told from luck"},
        {"prior_high", "REAL", "0 to 1", "the same, 95 % point"},
        {"sums", "TEXT", "", "JSON: what further runs are added to (point_estimate.hpp); empty: none can be"}},
       "point, outcome"},
      {"differences",
       {before,
        after,
        outcome,
        {"difference", "REAL", "unit of the outcome", "after less before, over the same runs"},
        {"standard_error", "REAL", "unit of the outcome", "of the difference"},
        {"low", "REAL", "unit of the outcome", "lower end of the 95 % interval"},
        {"high", "REAL", "unit of the outcome", "upper end of the 95 % interval"},
        {"flipped_in", "INTEGER", "count", "runs that flipped into the outcome"},
        {"flipped_out", "INTEGER", "count", "runs that flipped out of it"},
        {"variance_reduction", "REAL", "ratio",
         "variance with independent runs over variance with the same runs; empty: no run differs"}},
       "before_point, after_point, outcome"},
      {"transitions",
       {before,
        after,
        {"from_class", "TEXT", "", "class of the run before"},
        {"to_class", "TEXT", "", "class of the same run after"},
        {"runs", "INTEGER", "count", "runs"}},
       "before_point, after_point, from_class, to_class"},
      {"flips",
       {before,
        after,
        {"run", "INTEGER", "", "a run whose class differs, as told by compare"},
        {"from_class", "TEXT", "", "its class before"},
        {"to_class", "TEXT", "", "its class after"},
        {"parted_day", "INTEGER", "days", "first day on which the two courses differ in what happens"}},
       "before_point, after_point, run"}};
}

}  // namespace

std::vector<StudyTable> sweep_tables() {
  std::vector<StudyTable> all;
  for (auto part : {tables_of_the_design(), tables_of_estimates()}) all.insert(all.end(), part.begin(), part.end());
  all.push_back(dictionary_table());
  all.push_back(session_table());
  return all;
}

}  // namespace backchannel
