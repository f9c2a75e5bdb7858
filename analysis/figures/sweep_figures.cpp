#include "analysis/figures/sweep_figures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/figures/sweep_parts.hpp"
#include "analysis/text/words.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel::figures {

std::vector<std::string> caption(const StoredSweep& sweep, std::string what) {
  const SweepFacts& facts = sweep.facts;
  std::string state;
  if (sweep.results.size() < facts.points.size())
    state = fmt::format(" UNFINISHED: {} of {} points.", sweep.results.size(), facts.points.size());
  return {std::move(what), fmt::format("{}; {} runs a point, {} random numbers, seed {}, scenario {}.{} {}",
                                       facts.title, grouped(facts.runs_per_point), facts.random_numbers, facts.seed,
                                       facts.scenario_hash.substr(0, 12), state, caution)};
}

CellTexts::CellTexts(double shift_y, double size)
    : pale_{.align = Align::centre, .size = size, .shift_y = shift_y}, dark_(pale_) {
  dark_.ink = Ink::white;
}

void CellTexts::add(double x, double y, std::string text, bool on_dark) {
  (on_dark ? dark_ : pale_).texts.push_back({x, y, std::move(text)});
}

void CellTexts::add_to(Panel& panel) const { panel.series.insert(panel.series.end(), {pale_, dark_}); }

Figure sweep_figure(const std::string& what, const StoredSweep& sweep, const std::string& outcome,
                    const std::string& file) {
  if (sweep.results.empty()) throw BadInput({Problem{Place{file}, "", "no point was played", "a study with points"}});
  if (what == "transitions") return transitions_figure(sweep, file);
  if (sweep.facts.kind != StudyKind::sweep)
    throw BadInput({Problem{Place{file}, "--what", what + " needs a sweep", "transitions shows a comparison"}});
  std::vector<std::string> known;
  for (const OutcomeFacts& facts : sweep.facts.outcomes) known.push_back(facts.id);
  const auto found = std::ranges::find(known, outcome);
  if (!outcome.empty() && found == known.end())
    throw BadInput(
        {Problem{Place{file}, "--outcome", "unknown outcome `" + outcome + "`", suggestion(outcome, known)}});
  const Asked asked{sweep, outcome.empty() ? 0 : static_cast<std::size_t>(found - known.begin()), file};
  if (what == "lines") return lines_figure(asked);
  if (what == "heat") return heat_figure(asked);
  if (what == "tornado") return tornado_figure(asked);
  if (what == "indices") return indices_figure(asked);
  return morris_figure(asked);
}

}  // namespace backchannel::figures
