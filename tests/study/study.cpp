// Study files: what they say, and every message, whole.
#include "sim/scenario/scenario.hpp"
#include "sim/study/study.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "sim/scenario/strict_map.hpp"
#include "tests/scenario/support.hpp"

namespace backchannel {
namespace {

/// A folder with the small scenario `s.yaml`, a policy and a study.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "backchannel_study") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
    write("s.yaml", testing::small + "mediator: {skill: {uniform: [0.2, 0.8]}}\n");
    write("calm.yaml", "title: Calm\nset: {a.firmness: 0.5, events.rain: {text: rain, day: 3}}\n");
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }
  Study read(const std::string& text) const {
    write("study.yaml", text);
    return load_study(path_ / "study.yaml");
  }
  /// All messages, without the folder.
  std::string messages(const std::string& text) const {
    try {
      (void)read(text);
    } catch (const BadInput& bad) {
      std::string all = bad.what();
      const std::string folder = path_.string() + "/";
      for (std::size_t at = 0; (at = all.find(folder)) != std::string::npos;) all.erase(at, folder.size());
      return all;
    }
    return "";
  }

 private:
  std::filesystem::path path_;
};

const std::string head = "scenario: s.yaml\n";
const std::string grid = "design: {kind: grid}\n";

}  // namespace

TEST_CASE("a study is read with its defaults, linked factors, own priors and policies") {
  const Folder folder;
  const Study study = folder.read(head + R"(title: T
set: {horizon: 90}
factors:
  style: {path: mediator.style, values: [facilitation, manipulation]}
  bend: {title: curvature, paths: [a.curvature, b.curvature], range: [1, 2], levels: 3}
  skill: {path: mediator.skill, prior: own}
  what: {policies: {none: {}, calm: calm.yaml, firm: {a.firmness: 0.9}}}
design: {kind: grid, levels: 4}
outcomes: [agreement, force_by_30]
)");
  CHECK(study.title == "T");
  CHECK(study.runs == 1024);
  CHECK(study.seed == 1);
  CHECK(study.random_numbers == RandomNumbers::common);
  CHECK_FALSE(study.placebo);
  CHECK(study.design.levels == 4);
  CHECK(study.base.scenario->horizon == 90);
  REQUIRE(study.factors.size() == 4);
  CHECK(study.factors[0].title == "style");
  CHECK(study.factors[0].levels[1].changes[0].value == "manipulation");
  CHECK(study.factors[1].title == "curvature");
  CHECK(study.factors[1].steps == 3);
  CHECK(study.factors[1].priors.size() == 2);
  CHECK(study.factors[2].own);
  CHECK(study.factors[2].priors[0] == Prior{Prior::Kind::uniform, {0.2, 0.8}, {}});
  REQUIRE(study.factors[3].levels.size() == 3);
  CHECK(study.factors[3].levels[0].changes.empty());
  CHECK(study.factors[3].levels[1].changes.size() == 2);
  CHECK(changed_scenario(study, study.factors[3].levels[1].changes).scenario->events.contains("rain"));
  CHECK(study.outcomes == std::vector<std::string>{"agreement", "force_by_30"});
}

TEST_CASE("what is written as a value reads back as it was") {
  std::vector<Problem> problems;
  const std::string yaml = R"({a: [1, "2", 'x y', it's], b*c: {d: 2026-02-07, e: "a: b"}, f: none})";
  const auto once = parse_yaml(yaml, "t", problems);
  REQUIRE(once);
  const auto twice = parse_yaml(flow_yaml(*once), "t", problems);
  REQUIRE(twice);
  CHECK(problems.empty());
  CHECK(flow_yaml(*twice) == flow_yaml(*once));
  CHECK(once->find("a")->items[1].quoted);
  CHECK(twice->find("a")->items[1].quoted);
  CHECK_FALSE(twice->find("a")->items[0].quoted);
  CHECK(twice->find("f")->is_none());
}

TEST_CASE("messages of study files") {
  const Folder folder;
  struct Case {
    std::string text, message;
  };
  const std::string factor = "factors: {f: {path: a.curvature, values: [1, 2]}}\n";
  // clang-format off
  const std::vector<Case> cases = {
      {"", "study.yaml:1:1: the file is empty (a study in YAML)"},
      {"[1]", "study.yaml:1:1: a list stands where a map is expected (a study in YAML)"},
      {head, "study.yaml:1:1: factors: is missing (by id: path and values, range, prior or policies)\n"
             "study.yaml:1:1: design: is missing ({kind: grid}, or another design)"},
      {"scenario: none.yaml\n" + factor + grid, "none.yaml: no such file (a scenario in YAML)"},
      {head + factor + grid + "outcome: [agreement]", "study.yaml:4:1: outcome: unknown key (did you mean outcomes?)"},
      {head + factor + grid + "runs: 101", "study.yaml:4:7: runs: 101 is an odd number (an even one: each draw of the priors is played twice)"},
      {head + factor + grid + "runs: 2", "study.yaml:4:7: runs: 2 is out of range (4 to 1000000000)"},
      {head + factor + grid + "runs: 10.5", "study.yaml:4:7: runs: 10.5 is not a whole number (4 to 1000000000)"},
      {head + factor + grid + "placebo: true", "study.yaml:4:10: placebo: has no effect with design grid (leave it out)"},
      {head + factor + grid + "random_numbers: comon", "study.yaml:4:17: random_numbers: unknown choice `comon` (did you mean common?)"},
      {head + factor + "design: {kind: gird}", "study.yaml:3:16: design.kind: unknown choice `gird` (did you mean grid?)"},
      {head + factor + "design: {kind: saltelli}", "study.yaml:3:9: design.blocks: is missing (a whole number)"},
      {head + factor + "design: {kind: saltelli, points: 9, blocks: 8}", "study.yaml:3:26: design.points: unknown key (one of kind, blocks, seed)"},
      {head + factor + "design: {kind: morris, trajectories: 4, levels: 5}", "study.yaml:3:49: design.levels: is an odd number (Morris trajectories need an even one)"},
      {head + factor + "design: {kind: list, points: [{g: 1}, {f: 3}]}",
       "study.yaml:3:32: design.points.1.g: unknown factor (only f)\n"
       "study.yaml:3:43: design.points.2.f: unknown value `3` (one of 1, 2)"},
      {head + "factors: {f: {path: a.curvatur, values: [1, 2]}}\n" + grid,
       "study.yaml:2:42: a.curvatur: unknown key (did you mean curvature?)"},
      {head + "factors: {f: {path: a.curvature, values: [1, 99]}}\n" + grid, "study.yaml:2:46: a.curvature: 99 is out of range (0.2 to 5)"},
      {head + "factors: {f: {path: a.curvature, values: [1, 99]}}\ndesign: {kind: gird}",
       "study.yaml:2:46: a.curvature: 99 is out of range (0.2 to 5)\n"
       "study.yaml:3:16: design.kind: unknown choice `gird` (did you mean grid?)"},
      {head + "factors: {f: {path: a.curvature, range: [1, 99]}}\n" + grid, "study.yaml:2:11: a.curvature: 99 is out of range (0.2 to 5)"},
      {head + "factors: {f: {path: a.curvature, range: [2, 1]}}\n" + grid, "study.yaml:2:41: factors.f.range: is not a range ([low, high], two numbers, the smaller first)"},
      {head + "factors: {f: {path: a.curvature}}\n" + grid, "study.yaml:2:11: factors.f: says nothing of its values (one of values, range, prior, policies)"},
      {head + "factors: {f: {path: a.curvature, values: [1], range: [1, 2]}}\n" + grid, "study.yaml:2:11: factors.f: has both range and values (one of values, range, prior, policies)"},
      {head + "factors: {f: {values: [1, 2]}}\n" + grid, "study.yaml:2:14: factors.f.path: is missing (a path of the scenario, as in --set)"},
      {head + "factors: {f: {path: a.curvature, values: [1, 1]}}\n" + grid, "study.yaml:2:46: factors.f.values: `1` stands there twice (once)"},
      {head + "factors: {f: {path: a.curvature, values: [1, 2], levels: 3}}\n" + grid, "study.yaml:2:58: factors.f.levels: has no effect on values (leave it out)"},
      {head + "factors: {f: {path: a.curvature, prior: own}}\n" + grid, "study.yaml:2:11: factors.f: `a.curvature` has no prior in the scenario (give it values or a range)"},
      {head + "factors: {f: {path: mediator.skil, prior: own}}\n" + grid, "study.yaml:2:11: factors.f: there is no number `mediator.skil` (did you mean mediator.skill?)"},
      {head + "factors: {f: {path: a.curvature, prior: mine}}\n" + grid, "study.yaml:2:41: factors.f.prior: `mine` stands where a prior is expected (own, or a prior such as {uniform: [low, high]})"},
      {head + "factors: {f: {path: a.curvature, values: [1]}, g: {path: a.curvature, values: [2]}}\n" + grid, "study.yaml:2:48: factors.g: `a.curvature` is set by two factors (one factor)"},
      {head + "factors: {f: {path: a.curvature, values: [1]}, g: {path: actors.a.curvature, values: [2]}}\n" + grid, "study.yaml:2:48: factors.g: `actors.a.curvature` and `a.curvature` of factor f set the same (one factor)"},
      {head + "factors: {f: {path: a.war.cost, values: [1]}, g: {path: a.war, values: [{cost: 2}]}}\n" + grid, "study.yaml:2:47: factors.g: `a.war` and `a.war.cost` of factor f set the same (one factor)"},
      {head + "factors: {f: {path: a.curvature, values: [1]}, g: {policies: {x: calm.yaml, y: {a.curvature: 1}}}}\n" + grid, "study.yaml:2:48: factors.g: `a.curvature` is set by two factors (one factor)"},
      {head + "factors: {f: {policies: {x: {a.firmness: 0.9}, y: {actors.a.firmness: 0.8}}}, g: {policies: {x: {actors.a.firmness: 0.7}}}}\n" + grid, "study.yaml:2:79: factors.g: `actors.a.firmness` and `a.firmness` of factor f set the same (one factor)"},
      {head + "factors: {f: {paths: [a.curvature, actors.a.curvature], values: [1]}}\n" + grid, "study.yaml:2:11: factors.f: `actors.a.curvature` and `a.curvature` set the same (once)"},
      {head + "factors: {f: {paths: [a.curvature, a.curvature], values: [1]}}\n" + grid, "study.yaml:2:11: factors.f: `a.curvature` is set twice (once)"},
      {head + "factors: {f: {policies: {}}}\n" + grid, "study.yaml:2:25: factors.f.policies: there is no policy (at least one policy)"},
      {head + "factors: {f: {path: a.curvature, values: []}}\n" + grid, "study.yaml:2:42: factors.f.values: an empty list stands where a list of values is expected ([one, two])"},
      {head + "factors: {f: {paths: [], values: [1]}}\n" + grid, "study.yaml:2:22: factors.f.paths: an empty list stands where a list of words is expected ([one, two])"},
      {head + factor + grid + "outcomes: []", "study.yaml:4:11: outcomes: an empty list stands where a list of words is expected ([one, two])"},
      {head + factor + grid + "outcomes: [force, agreement, force]", "study.yaml:4:30: outcomes: `force` stands there twice (once)"},
      {head + factor + "design: {kind: list, points: []}", "study.yaml:3:30: design.points: an empty list stands where a list is expected (a list of maps from factor to value)"},
      {head + "factors: {f: {path: a.curvature, range: [1, 2]}, g: {path: b.curvature, range: [1, 2], levels: 1000}, h: {path: a.firmness, range: [0, 1]}}\ndesign: {kind: grid, levels: 1000}", "study.yaml:3:9: design: 1000000000 points (at most 1000000)"},
      {head + "factors: {F: {path: a.curvature, values: [1]}}\n" + grid, "study.yaml:2:11: factors.F: `F` cannot be an id (a lower-case word)"},
      {head + "factors: {placebo: {path: a.curvature, values: [1]}}\n" + grid, "study.yaml:2:11: factors.placebo: `placebo` cannot be an id, the word has a meaning of its own (a lower-case word)"},
      {head + "factors: {f: {policies: {calm: clam.yaml}}}\n" + grid, "clam.yaml: no such file (a policy in YAML)"},
      {head + "factors: {f: {policies: {firm: {a.firmnes: 1}}}}\n" + grid, "study.yaml:2:33: a.firmnes: unknown key (did you mean firmness?)"},
      {head + "set: {horizon: 0}\n" + factor + grid, "study.yaml:2:7: horizon: 0 is out of range (a whole number, 1 to 36500)"},
  };
  // clang-format on
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(folder.messages(c.text) == c.message);
  }
}

TEST_CASE("a scenario is missing") {
  const Folder folder;
  CHECK(folder.messages("factors: {f: {path: a.curvature, values: [1, 2]}}\n" + grid) ==
        "study.yaml:1:1: scenario: is missing (a scenario's file, relative to the study)");
}

TEST_CASE("a suggested path of a prior is one that is free") {
  const Folder folder;
  folder.write("s.yaml",
               testing::small + "mediator: {skill: {uniform: [0.2, 0.8]}}\ntension: {start: {uniform: [0, 0.2]}}\n");
  CHECK(folder.messages(
            head + "factors: {f: {path: mediator.skill, prior: own}, g: {path: mediator.skil, prior: own}}\n" + grid) ==
        "study.yaml:2:50: factors.g: there is no number `mediator.skil` (only tension.start)");
}

TEST_CASE("a misspelt key is not taken for one that stands beside it") {
  const Folder folder;
  const std::string factor = "factors: {f: {path: a.curvature, values: [1, 2]}}\n";
  CHECK(folder.messages(head + factor + grid + "runs: 64\nrun: 64") ==
        "study.yaml:5:1: run: unknown key (one of title, description, scenario, set, factors, design, runs, seed, "
        "random_numbers, placebo, outcomes)");
  CHECK(folder.messages(head + factor + grid + "run: 64") == "study.yaml:4:1: run: unknown key (did you mean runs?)");
}

TEST_CASE("numbers of a listed point are tried") {
  const Folder folder;
  CHECK(folder.messages(head + "factors: {f: {path: a.curvature, range: [1, 2]}}\n"
                               "design: {kind: list, points: [{f: 1.5}, {f: 99}]}") ==
        "study.yaml:3:45: a.curvature: 99 is out of range (0.2 to 5)");
}

TEST_CASE("equal numbers are the same value, however they are written") {
  const Folder folder;
  CHECK(folder.messages(head + "factors: {f: {path: a.curvature, values: [1, 1.0]}}\n" + grid) ==
        "study.yaml:2:46: factors.f.values: `1.0` stands there twice (once)");
}

TEST_CASE("factors of the same title are told apart") {
  const Folder folder;
  const Study study = folder.read(head + R"(factors:
  x: {title: "cost of war", path: a.war.cost, values: [0.1, 0.2]}
  y: {title: "cost of war", path: b.war.cost, values: [0.1, 0.2]}
  z: {title: "placebo", path: a.patience, range: [5, 60]}
design: {kind: morris, trajectories: 4}
)");
  CHECK(study.factors[0].title == "cost of war (a.war.cost)");
  CHECK(study.factors[1].title == "cost of war (b.war.cost)");
  CHECK(study.factors[2].title == "placebo (a.patience)");
  REQUIRE(study.notices.size() == 3);
  CHECK(
      study.notices[2].ends_with("study.yaml:5:3: factors.z.title: `placebo` is what the factor is called that changes "
                                 "nothing (told as `placebo (a.patience)`)"));
  // Policies have no path, linked factors several.
  const Study linked = folder.read(head + R"(factors:
  x: {title: "change", paths: [a.war.cost, b.war.cost], values: [0.1, 0.2]}
  y: {title: "change", policies: {calm: calm.yaml, none: {}}}
design: {kind: grid}
)");
  CHECK(linked.factors[0].title == "change (x)");
  CHECK(linked.factors[1].title == "change (y)");
  const Study plain = folder.read(head + "factors: {cost_of_war: {path: a.war.cost, range: [0, 1]}}\n" + grid);
  CHECK(plain.factors[0].title == "cost of war");
}

// ---------------------------------------------------------------------------------------------- numbers of a design
namespace {

/// What the only factor of a study sets at positions of 0, 1/n, … 1.
std::vector<double> numbers(const Study& study, int n) {
  std::vector<double> all;
  for (int i = 0; i <= n; ++i) all.push_back(number_at(study, study.factors[0], 0, i / static_cast<double>(n)));
  return all;
}
using Numbers = std::vector<double>;

}  // namespace

TEST_CASE("numbers of a design are as short as they are told") {
  const Folder folder;
  const auto study = [&](const std::string& factor, const std::string& design) {
    return folder.read(head + "factors: {f: {path: a.war.cost, " + factor + "}}\ndesign: {kind: " + design + "}\n");
  };
  // Lerp gives .09999999999999999 and .19999999999999998, quantiles .07250000000000001 and .4775.
  CHECK(numbers(study("range: [0, 0.3]", "grid, levels: 4"), 3) == Numbers{0, 0.1, 0.2, 0.3});
  CHECK(numbers(study("prior: {uniform: [0.05, 0.5]}", "one_at_a_time"), 2) == Numbers{0.0725, 0.275, 0.4775});
  CHECK(numbers(study("range: [0.1, 0.333333333333333333]", "grid"), 1) == Numbers{0.1, 1 / 3.0});
  // A number of twelve digits stays within the prior.
  const Study third = study("prior: {discrete: {values: [0, 0.6666666666666666], weights: [1, 1]}}", "grid");
  CHECK(numbers(third, 1) == Numbers{0, 0.6666666666666666});
  CHECK(number_at(study("range: [0, 1]", "sobol, points: 8"), study("range: [0, 1]", "sobol, points: 8").factors[0], 0,
                  1 / 3.0) == 0.333333333333);
}

TEST_CASE("a range over a key of whole numbers takes whole numbers") {
  const Folder folder;
  const auto study = [&](const std::string& factor, const std::string& design) {
    return folder.read(head + "factors: {f: {path: talks.max_rounds, " + factor + "}}\ndesign: {kind: " + design +
                       "}\n");
  };
  CHECK(numbers(study("range: [2, 12]", "grid"), 4) == Numbers{2, 5, 7, 10, 12});
  CHECK(numbers(study("range: [2, 4]", "latin_hypercube, points: 9"), 9) == Numbers{2, 2, 2, 3, 3, 3, 4, 4, 4, 4});
  CHECK(numbers(study("prior: {normal: [40, 2]}", "latin_hypercube, points: 9"), 2)[1] == 40);
  CHECK_FALSE(folder.read(head + "factors: {f: {path: a.patience, range: [2, 12]}}\n" + grid).factors[0].whole);
  const auto messages = [&](const std::string& factor, const std::string& design) {
    return folder.messages(head + "factors: {f: {path: talks.max_rounds, " + factor + "}}\ndesign: {kind: " + design +
                           "}\n");
  };
  CHECK(messages("range: [2.5, 12]", "sobol, points: 8") ==
        "study.yaml:2:11: talks.max_rounds: 2.5 is not a whole number in range (a whole number, 1 to 1000000)");
  CHECK(messages("prior: {normal: [10, 3]}", "grid").empty());  // from its 5 to its 95 % point
  CHECK(messages("prior: {triangular: [0, 2, 9]}", "sobol, points: 8") ==
        "study.yaml:2:11: talks.max_rounds: triangular 0 to 9, mode 2 gives numbers from 0 to 9; 0 is out of range (a "
        "whole number, 1 to 1000000)");
  CHECK(messages("prior: {normal: [10, 2]}", "sobol, points: 8") ==
        "study.yaml:2:11: talks.max_rounds: normal, mean 10, sd 2 gives numbers from -6 to 26; -6 is out of range (a "
        "whole number, 1 to 1000000)");
  CHECK(messages("range: [2, 4]", "grid") ==
        "study.yaml:2:11: factors.f: 5 levels, but 3 whole numbers lie in the range (levels: 3, or fewer)");
  CHECK(messages("range: [2, 4], levels: 3", "grid").empty());
  CHECK(messages("range: [2, 4]", "list, points: [{f: 2.5}]") ==
        "study.yaml:3:35: talks.max_rounds: 2.5 is not a whole number in range (a whole number, 1 to 1000000)");
}

TEST_CASE("a prior of a study must stay within its key's range as one of a scenario must") {
  const Folder folder;
  const auto messages = [&](const std::string& factor) {
    return folder.messages(head + "factors: {f: {" + factor + "}}\ndesign: {kind: sobol, points: 8}\n");
  };
  CHECK(messages("path: a.firmness, prior: {normal: [0.5, 0.2]}") ==
        "study.yaml:2:11: a.firmness: normal reaches below 0 (use {truncated_normal: [0.5, 0.2, 0, 1]})");
  CHECK(messages("path: a.firmness, prior: {truncated_normal: [0.5, 0.2, 0, 1]}").empty());
  CHECK(messages("paths: [a.firmness, b.patience], prior: {uniform: [0, 2]}") ==
        "study.yaml:2:11: a.firmness: uniform reaches above 1 (0 to 1)\n"
        "study.yaml:2:11: b.patience: uniform reaches below 1 (1 to 1000000)");
}

TEST_CASE("messages of policies") {
  const Folder folder;
  folder.write("calm.yaml", "titel: Calm\n");
  CHECK(folder.messages(head + "factors: {f: {policies: {calm: calm.yaml}}}\n" + grid) ==
        "calm.yaml:1:1: set: is missing (path: value)\ncalm.yaml:1:1: titel: unknown key (did you mean title?)");
}

}  // namespace backchannel
