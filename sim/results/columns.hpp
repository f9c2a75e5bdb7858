// The columns of the table of runs: name, unit, meaning and where the value comes from. The study file, runs.csv and
// the data dictionary are all made from this one table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/crisis/model/model.hpp"
#include "sim/crisis/row.hpp"
#include "sim/results/database.hpp"

namespace backchannel {

struct RunColumn {
  std::string name, unit, meaning;
  std::function<Cell(const Row&)> value;  // text lives as long as the model
};

/// `plays`: runs played with each draw of the priors.
[[nodiscard]] std::vector<RunColumn> run_columns(const Model& model, int plays = 2);

}  // namespace backchannel
