#include "sim/results/file/draws.hpp"

#include <algorithm>

#include "sim/crisis/model/model.hpp"
#include "sim/crisis/model/values.hpp"
#include "sim/results/file/schema.hpp"
#include "sim/scenario/pages/units.hpp"

namespace backchannel {

DrawTable draws_of(const Model& model, const StudyFacts& study, std::uint64_t runs) {
  const auto plays = static_cast<std::uint64_t>(study.plays);
  Values values(model.loaded.parameters, study.seed, plays);
  DrawTable table;
  for (const Param p : values.uncertain()) {
    if (table.paths.size() == most_drawn) break;
    const Parameter& parameter = model.loaded.parameters[p];
    table.paths.push_back(parameter.path);
    table.units.push_back(unit_of(parameter, model.scenario));
    table.meanings.emplace_back(parameter.spec.meaning);
  }
  table.values.resize(table.paths.size());
  for (std::uint64_t run = 0; run < std::min(runs, runs_with_draws); run += plays) {
    values.start(0, run);
    table.draw.push_back(static_cast<std::int64_t>(run / plays));
    for (std::size_t i = 0; i < table.values.size(); ++i) table.values[i].push_back(values.drawn()[i]);
  }
  return table;
}

DrawTable read_draws(const Database& database) {
  constexpr int first_value = 2;  // after point and draw
  DrawTable table;
  Statement rows = database.prepare("SELECT * FROM draws WHERE point = 0 ORDER BY draw");
  Statement parameter = database.prepare("SELECT unit, meaning FROM parameters WHERE path = ?");
  for (int c = first_value; c < rows.columns(); ++c) {
    table.paths.emplace_back(rows.name(c));
    parameter.bind({Cell(table.paths.back())});
    const bool is_there = parameter.step();
    table.units.push_back(is_there ? parameter.text(0) : "");
    table.meanings.push_back(is_there ? parameter.text(1) : "");
  }
  table.values.resize(table.paths.size());
  while (rows.step()) {
    try {
      table.draw.push_back(rows.integer(1));
      for (std::size_t i = 0; i < table.values.size(); ++i)
        table.values[i].push_back(rows.real(first_value + static_cast<int>(i)));
    } catch (const WrongCell& wrong) {
      throw not_as_written(database.file(), wrong.what());
    }
  }
  return table;
}

}  // namespace backchannel
