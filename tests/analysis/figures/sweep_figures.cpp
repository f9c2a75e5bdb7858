// Figures of studies: what they hold, and what is refused, whole.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <variant>

#include "analysis/figures/figure_list.hpp"
#include "analysis/text/sweep_text.hpp"
#include "sim/core/errors.hpp"

using namespace backchannel;
using namespace backchannel::figures;

namespace {

StoredSweep grid(std::size_t factors) {
  StoredSweep sweep;
  sweep.facts.title = "a study of a toll";
  sweep.facts.design = "grid";
  sweep.facts.scenario_hash = "0123456789abcdef";
  sweep.facts.outcomes = {{"agreement", "any agreement", "", OutcomeKind::share}};
  for (std::size_t f = 0; f < factors; ++f) {
    FactorFacts factor;
    factor.id = fmt::format("f{}", f);
    factor.title = fmt::format("factor {}", f);
    factor.kind = "values";
    sweep.facts.factors.push_back(std::move(factor));
  }
  for (int cell = 0; cell < (1 << factors); ++cell) {
    PointFacts point{"", 1, {}};
    for (std::size_t f = 0; f < factors; ++f) {
      const double at = cell >> f & 1;
      point.values.push_back(FactorValue{at, f == 0 ? std::nullopt : std::optional(at), at > 0 ? "b" : "a"});
    }
    sweep.facts.points.push_back(point);
    const double mean = 0.1 * (cell + 1);
    sweep.results.push_back({100, 0, {{mean, 0.01, mean - 0.02, mean + 0.02, mean, mean}}});
  }
  return sweep;
}

template <class T>
const T& first(const Panel& panel) {
  for (const Series& series : panel.series)
    if (const T* found = std::get_if<T>(&series)) return *found;
  throw std::runtime_error("no such series");
}

}  // namespace

TEST_CASE("lines run over the factor with numbers, one for each level of the other, in the order of the values") {
  const Figure figure = sweep_figure("lines", grid(2), "agreement", "f");
  REQUIRE(figure.panels.size() == 1);
  const figures::Line& line = first<figures::Line>(figure.panels[0]);
  CHECK(line.label == "a");
  CHECK(line.x == std::vector<double>{0, 1});
  CHECK(line.y[0] == doctest::Approx(0.1));
  CHECK(line.y[1] == doctest::Approx(0.3));
  CHECK(first<Band>(figure.panels[0]).high[1] == doctest::Approx(0.32));
  CHECK(sweep_figure("lines", grid(3), "", "f").panels.size() == 2);
}

TEST_CASE("a heat map has a cell a point with its value and interval") {
  const Figure figure = sweep_figure("heat", grid(2), "", "f");
  CHECK(first<HeatMap>(figure.panels[0]).cells.size() == 4);
  std::size_t texts = 0;
  for (const Series& series : figure.panels[0].series)
    if (const Texts* found = std::get_if<Texts>(&series)) texts += found->texts.size();
  CHECK(texts == 8);
}

TEST_CASE("an unfinished sweep says so; a figure that the design does not give is refused with what is needed") {
  StoredSweep sweep = grid(2);
  sweep.results.pop_back();
  sweep.facts.runs_per_point = 100;
  CHECK(sweep_figure("heat", sweep, "", "f").caption[1].find("UNFINISHED: 3 of 4 points have all 100 runs.") !=
        std::string::npos);
  struct Case {
    const char *what, *outcome, *message;
    std::size_t factors;
  };
  for (const Case& c :
       {Case{"heat", "", "f: --what: a heat map needs two factors (lines shows one)", 1},
        Case{"lines", "", "f: --what: 4 factors cannot be drawn at once (at most 3)", 4},
        Case{"tornado", "", "f: --what: design grid does not give it (a tornado needs design one_at_a_time)", 2},
        Case{
            "indices", "",
            "f: 4 points of design grid tell nothing of sensitivity (at least 40 points, by more levels or factors, or "
            "design saltelli or morris)",
            2},
        Case{"transitions", "", "f: --what: transitions need a comparison (a file of `backchannel compare --out`)", 2},
        Case{"lines", "agrement", "f: --outcome: unknown outcome `agrement` (did you mean agreement?)", 2}}) {
    CAPTURE(c.what);
    CHECK_THROWS_WITH_AS((void)sweep_figure(c.what, grid(c.factors), c.outcome, "f"), c.message, BadInput);
  }
}

TEST_CASE("a sweep whose extension was stopped says what was played, not what was asked for") {
  StoredSweep sweep = grid(2);
  sweep.facts.runs_per_point = 300;
  sweep.results[0].runs = 300;
  const std::string caption = sweep_figure("heat", sweep, "", "f").caption[1];
  CHECK(caption.find("; 100 to 300 runs a point, ") != std::string::npos);
  CHECK(caption.ends_with(". UNFINISHED: 1 of 4 points has all 300 runs."));
  CHECK(design_text(sweep) ==
        "design grid, 1 of 4 points played, 100 to 300 runs each,  random numbers, seed 0\n"
        "UNFINISHED: 1 of 4 points has all 300 runs");
  CHECK(points_json(sweep)["points_done"] == 1);
  for (PointResult& result : sweep.results) result.runs = 1;
  sweep.facts.runs_per_point = 1;
  CHECK(sweep_figure("heat", sweep, "", "f").caption[1].find("; 1 run a point, ") != std::string::npos);
  CHECK(unfinished_text(sweep).empty());
}

namespace {

/// One factor over four numbers, of which 0 sets nothing.
StoredSweep deadline() {
  StoredSweep sweep = grid(1);
  sweep.facts.points.clear(), sweep.results.clear();
  sweep.facts.factors[0].title = "days until the date";
  sweep.facts.factors[0].none_at = 0;
  const std::vector<double> days{0, 60, 14, 29};
  for (std::size_t i = 0; i < days.size(); ++i) {
    sweep.facts.points.push_back(
        {"", 1, {FactorValue{static_cast<double>(i) / 3, days[i], fmt::format("{}", days[i])}}});
    PointEstimate estimate{0.3, 0.01, 0.28, 0.32, 0.3, 0.3};
    if (i == 1) estimate.prior_low = 0.1, estimate.prior_high = 0.7;
    sweep.results.push_back({100, 0, {estimate}});
  }
  return sweep;
}

}  // namespace

TEST_CASE("a number at which nothing is set is no point on the line, and the line goes by the numbers") {
  const Figure figure = sweep_figure("lines", deadline(), "", "f");
  const figures::Line& line = first<figures::Line>(figure.panels[0]);
  REQUIRE(line.x.size() == 5);
  CHECK(line.x[0] == doctest::Approx(14 - 0.12 * 46));
  CHECK(std::isnan(line.y[1]));  // a gap
  CHECK(std::vector(line.x.begin() + 2, line.x.end()) == std::vector<double>{14, 29, 60});
  CHECK(figure.panels[0].x.ticks[0].label == "none");
  CHECK(figure.caption[0].find("Where nothing is set stands apart.") != std::string::npos);
}

TEST_CASE("a single line carries the range over the judgements at its points") {
  const Figure figure = sweep_figure("lines", deadline(), "", "f");
  const Band& range = first<Band>(figure.panels[0]);
  CHECK(range.label == "5 – 95 % over the judgements");
  CHECK(range.high.back() == 0.7);
  CHECK(std::isnan(range.high[2]));
  CHECK(range.x.back() > 60);  // alone it is a strip, not nothing
  const Boxes& untold = first<Boxes>(figure.panels[0]);
  CHECK(untold.label == "not told from luck");
  CHECK(untold.boxes.size() == 3);
  StoredSweep nothing = deadline();
  nothing.results[1].estimates[0].prior_low = std::nan("");
  const Figure silent = sweep_figure("lines", nothing, "", "f");
  CHECK(std::ranges::none_of(silent.panels[0].series, [](const auto& series) {
    return std::holds_alternative<Boxes>(series) ||
           (std::holds_alternative<Band>(series) && !std::get<Band>(series).label.empty());
  }));
  CHECK(silent.caption[0].find("cannot be told from luck at any point") != std::string::npos);
}

TEST_CASE("lines are called by words, not by ids") {
  StoredSweep sweep = grid(2);
  for (PointFacts& point : sweep.facts.points) {
    FactorValue& value = *point.values[1];
    value = {value.position, std::nullopt, value.position > 0 ? "hot_line" : "nothing_at_all"};
  }
  const Figure figure = sweep_figure("lines", sweep, "", "f");
  CHECK(first<Whiskers>(figure.panels[0]).label == "nothing at all");
}

TEST_CASE("a comparison is headed by its change") {
  StoredSweep sweep = grid(1);
  sweep.facts.kind = StudyKind::comparison;
  sweep.facts.points.resize(2);
  sweep.facts.points[0].label = "as it is", sweep.facts.points[1].label = "Deadline on day 30";
  sweep.comparison.emplace();
  sweep.comparison->transitions.assign(outcomes, std::vector<std::uint64_t>(outcomes, 1));
  CHECK(sweep_figure("transitions", sweep, "", "f").title == "Deadline on day 30");
  sweep.facts.points[0].label = "no mediator";
  const Figure figure = sweep_figure("transitions", sweep, "", "f");
  CHECK(figure.title == "Deadline on day 30, against no mediator");
  CHECK(figure.caption[1].starts_with("a study of a toll: Deadline on day 30, against no mediator; "));
}

TEST_CASE("every figure of a sweep has a name; one that another kind of study gives is refused with what is needed") {
  CHECK(sweep_figure_names() ==
        std::vector<std::string>{"lines", "heat", "tornado", "indices", "morris", "transitions"});
  CHECK_THROWS_WITH_AS((void)sweep_figure("timing", grid(1), "", "f"),
                       "f: --what: timing needs the runs of one scenario (a file of `backchannel run --out`)",
                       BadInput);
  const Summary summary;
  const StoredStudy study;
  CHECK_THROWS_WITH_AS((void)run_figure("heat", {.summary = summary, .study = study, .file = "f"}),
                       "f: --what: heat needs a sweep or a comparison (a file of `backchannel sweep --out` or "
                       "`backchannel compare --out`)",
                       BadInput);
}
