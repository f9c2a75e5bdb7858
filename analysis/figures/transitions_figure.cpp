#include "analysis/figures/sweep_parts.hpp"
#include "analysis/findings/comparison.hpp"
#include "analysis/text/words.hpp"
#include "sim/crisis/row.hpp"

namespace backchannel::figures {

Figure transitions_figure(const StoredSweep& sweep, const std::string& file) {
  if (!sweep.comparison)
    throw BadInput(
        {Problem{Place{file}, "--what", "transitions need a comparison", "a file of `backchannel compare --out`"}});
  const auto& runs = sweep.comparison->transitions;
  Panel panel{.x = {.title = "after: " + sweep.facts.points[1].label, .low = -0.5, .high = 5.5},
              .y = {.title = "before: " + sweep.facts.points[0].label, .low = -0.5, .high = 5.5},
              .legend = Legend::none};
  HeatMap map{.title = "share of the runs of the class before", .low = 0, .high = 1, .cells = {}};
  map.ticks = HeatMap::Ticks::per_cent;
  CellTexts counts(-5, 8), shares(5, 7);
  for (std::size_t from = 0; from < runs.size(); ++from) {
    std::uint64_t all = 0;
    for (const std::uint64_t count : runs[from]) all += count;
    const double y = static_cast<double>(runs.size() - 1 - from);
    panel.x.ticks.push_back({static_cast<double>(from), spaced(outcome_names[from])});
    panel.y.ticks.push_back({y, spaced(outcome_names[from])});
    for (std::size_t to = 0; to < runs.size(); ++to) {
      const double x = static_cast<double>(to);
      const double share = all > 0 ? static_cast<double>(runs[from][to]) / static_cast<double>(all) : 0;
      map.cells.push_back({{x - 0.5, x + 0.5, y - 0.5, y + 0.5}, share});
      if (runs[from][to] == 0) continue;
      counts.add(x, y, grouped(runs[from][to]), map.is_dark(share));
      shares.add(x, y, per_cent(share) + " %", map.is_dark(share));
    }
  }
  panel.series = {std::move(map)};
  counts.add_to(panel), shares.add_to(panel);
  Figure figure{
      .title = change_title(sweep),
      .caption = caption(sweep,
                         "Runs by class before (row) and after (column) the change, the same random numbers "
                         "on both sides; per cent of the row. An agreement is one that came into force, "
                         "whether or not it held: runs are not counted by that on both sides. How many have one "
                         "in force at the end stands among the differences."),
      .panels = {std::move(panel)}};
  figure.width = 620, figure.panel_height = 330;
  return figure;
}

}  // namespace backchannel::figures
