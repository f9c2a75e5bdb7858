#include "analysis/figures/sweep_parts.hpp"

#include <fmt/format.h>

#include "analysis/findings/comparison.hpp"
#include "analysis/text/sweep_text.hpp"
#include "analysis/text/words.hpp"

namespace backchannel::figures {

std::vector<std::string> caption(const StoredSweep& sweep, std::string what) {
  const SweepFacts& facts = sweep.facts;
  const std::string unfinished = unfinished_text(sweep);
  const std::string state = unfinished.empty() ? "" : " " + unfinished + ".";
  const std::string base = facts.set.empty() ? facts.title : facts.title + ", with " + facts.set;
  const std::string titled = facts.kind == StudyKind::comparison ? base + ": " + change_title(sweep) : base;
  return {std::move(what),
          fmt::format("{}; {} a point, {} random numbers, seed {}, scenario {}.{}", titled, runs_each(sweep),
                      facts.random_numbers, facts.seed, facts.scenario_hash.substr(0, 12), state),
          caution};
}

CellTexts::CellTexts(double shift_y, double size)
    : pale_{.align = Align::centre, .size = size, .shift_y = shift_y}, dark_(pale_) {
  dark_.ink = Ink::white;
}

void CellTexts::add(double x, double y, std::string text, bool on_dark) {
  (on_dark ? dark_ : pale_).texts.push_back({x, y, std::move(text)});
}

void CellTexts::add_to(Panel& panel) const { panel.series.insert(panel.series.end(), {pale_, dark_}); }

}  // namespace backchannel::figures
