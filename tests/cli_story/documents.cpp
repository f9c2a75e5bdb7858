// What is written from tables cannot drift: scenarios/README.md, evidence as CSV, the ODD of a scenario.
#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/story/keys.hpp"
#include "cli/story/odd.hpp"
#include "sim/crisis/day.hpp"
#include "sim/scenario/pages/catalogue.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from) + from.size(), end = text.find(to);
  return begin < end && end != std::string::npos ? text.substr(begin, end - begin) : "";
}

}  // namespace

TEST_CASE("scenarios/README.md lists every key as `backchannel explain --markdown` prints it") {
  const std::string readme = text_of(test::scenario_file("README.md"));
  CHECK(between(readme, "<!-- keys: begin -->\n", "<!-- keys: end -->") == keys_markdown());
}

TEST_CASE("sim/MODEL.md lists every number as `backchannel explain --parameters` prints it") {
  const std::string model = text_of(std::filesystem::path(PROJECT_ROOT) / "sim" / "MODEL.md");
  CHECK(between(model, "<!-- parameters: begin -->\n", "<!-- parameters: end -->") == parameters_markdown());
}

TEST_CASE("every key of the catalogue stands in the tables") {
  const std::string tables = keys_markdown();
  for (const KeyInfo& key : catalogue()) {
    CAPTURE(key.path);
    CHECK(tables.find("`" + key.path + "`") != std::string::npos);
  }
}

TEST_CASE("evidence as CSV has a line for each number and quotes what must be quoted") {
  const LoadedScenario loaded = read_scenario_text(R"(
issues:
  toll: {interim: true, low: {value: 2, basis: fact, source: "a \"b\", c"}}
  tax: {interim: true, low: {value: -2, basis: fact, source: "=1+1", note: "@x, y"}}
actors:
  north: {preferences: {toll: {ideal: 1}}}
  south: {preferences: {toll: {ideal: 0}}}
)",
                                                   "test.yaml");
  const EvidenceTable table = evidence(loaded);
  const std::string csv = evidence_csv(table);
  CHECK(csv.find("toll.low,2,fact,\"a \"\"b\"\", c\",,no,no,\n") != std::string::npos);
  CHECK(csv.find("tax.low,-2,fact,'=1+1,\"'@x, y\",no,no,\n") != std::string::npos);
  CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == table.rows.size() + 1);
}

TEST_CASE("the phases of a day are those of the model page, in its order") {
  std::ifstream page(PROJECT_ROOT "/sim/MODEL.md");
  std::string line, phases;
  while (std::getline(page, line) && line != "| phase | does | file |") {
  }
  while (std::getline(page, line) && line.starts_with("|"))
    if (!line.starts_with("|-")) phases += (phases.empty() ? "" : " → ") + line.substr(2, line.find(" |") - 2);
  CHECK(phases == fmt::format("{}", fmt::join(day_phases, " → ")));
  CHECK(odd_of(*test::model_of("minimal.yaml")).find("Each day: " + phases + ". ") != std::string::npos);
}

TEST_CASE("the ODD of a scenario has the seven elements and names what acts") {
  const std::string odd = odd_of(*test::model_of("flagship/oman-2026.yaml"));
  CHECK(odd.find("learn from acts, resolve also from whether the other fights on.") != std::string::npos);
  CHECK(odd_of(*test::model_of("minimal.yaml")).find("learn from acts.") != std::string::npos);
  for (const char* heading : {"## 1. Purpose and patterns", "## 2. Entities, state variables and scales",
                              "## 3. Process overview and scheduling", "## 4. Design concepts", "## 5. Initialisation",
                              "## 6. Input data", "## 7. Submodels"})
    CHECK(odd.find(heading) != std::string::npos);
  CHECK(odd.find("`iran.war.cost`") != std::string::npos);
  CHECK(odd.find("third party, backs the United States, held by the United States") != std::string::npos);
  CHECK(odd_of(*test::model_of("minimal.yaml")).find("There is no mediator") != std::string::npos);
  for (const auto kind : names(MoveKind{})) {
    const std::vector<Override> of_kind{{"us.moves.second_carrier.kind", std::string(kind)}};
    const std::string moves = odd_of(*test::model_of("flagship/oman-2026.yaml", of_kind));
    CHECK(moves.find("| `second_carrier` | the United States | " + std::string(kind) + " |") != std::string::npos);
  }
  const std::vector<Override> off{{"mechanisms.hawks", "false"}};
  const std::string without = odd_of(*test::model_of("flagship/oman-2026.yaml", off));
  CHECK(without.find("| `hawks` | hawk pressure on factions and moves (7.9) | no: switched off |") !=
        std::string::npos);
  CHECK(without.find("| `events` | events (7.11) | yes |") != std::string::npos);
  const std::string bare = odd_of(*test::model_of("theory/v5_risk_return.yaml"));
  const std::vector<Override> titled{{"title", "\"<b>a|b\""}};
  CHECK(odd_of(*test::model_of("minimal.yaml", titled)).starts_with("# &lt;b\\>a\\|b: ODD protocol"));
  const std::string still = odd_of(*test::model_of("theory/v7_preventive.yaml"));
  CHECK(still.find("clustering of incidents") == std::string::npos);
  CHECK(still.find("(7.10) | no: no incident |") != std::string::npos);
  for (const char* row :
       {"| `mediation` | the mediator (7.6); without it the parties meet directly | no: no mediator |",
        "| `factions` | ratification by factions (7.8) | no: no faction |",
        "| `force` | the option of force (7.12) | no: nobody may strike |",
        "| `deadline` | deadlines (7.7) | no: no deadline |", "| `events` | events (7.11) | no: no event |"}) {
    CAPTURE(row);
    CHECK(bare.find(row) != std::string::npos);
  }
}
