// What must make no difference, on the flagship and on theory scenarios: the order of the file (the same bits), the
// unit of saliences (the same bits), names of actors and the direction of an axis (equal in distribution: paired |z| <
// 4, so that a difference of three percentage points of 16,384 runs would be seen).
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <bit>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

constexpr std::uint64_t runs = 16384;
const std::string flagship = "flagship/oman-2026.yaml";

std::string text_of(const std::string& file) {
  std::ifstream in(std::filesystem::path(PROJECT_ROOT) / "scenarios" / file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool same(const Row& a, const Row& b) {
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  bool equal = a.outcome == b.outcome && a.first_striker == b.first_striker;
  for (const auto member : {&Row::crisis_end, &Row::strike_day, &Row::end_day, &Row::rounds, &Row::incidents,
                            &Row::escalation, &Row::tension})
    equal &= bits(a.*member) == bits(b.*member);
  for (std::size_t n = 0; n < a.terms.size(); ++n) equal &= bits(a.terms[n]) == bits(b.terms[n]);
  for (std::size_t n = 0; n < a.value.size(); ++n) equal &= bits(a.value[n]) == bits(b.value[n]);
  return equal;
}

bool all_same(const std::vector<Row>& a, const std::vector<Row>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

/// In standard errors; rounding is nothing.
double size_of(const Difference& d) { return std::abs(d.mean) < 1e-9 ? 0 : std::abs(d.z()); }

// ---------------------------------------------------------------------------------------------- order
std::size_t indent_of(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// The entries of a block mapping, and of the mappings in it, the other way round; sequences stay.
std::string reversed(const std::vector<std::string>& lines, std::size_t indent) {
  std::vector<std::vector<std::string>> entries;
  for (const std::string& line : lines) {
    if (line.empty() || line[indent_of(line)] == '#') continue;
    if (indent_of(line) == indent || entries.empty()) entries.emplace_back();
    entries.back().push_back(line);
  }
  const bool sequence = !entries.empty() && entries.front().front()[indent] == '-';
  if (!sequence) std::reverse(entries.begin(), entries.end());
  std::string text;
  for (const auto& entry : entries) {
    text += entry.front() + "\n";
    const std::vector<std::string> inner(entry.begin() + 1, entry.end());
    if (sequence)
      for (const std::string& line : inner) text += line + "\n";
    else if (!inner.empty())
      text += reversed(inner, indent_of(inner.front()));
  }
  return text;
}

std::string reversed(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return reversed(lines, 0);
}

TEST_CASE("reordering the file changes no bit") {
  for (const std::string& file :
       {flagship, std::string("theory/v5_risk_return.yaml"), std::string("theory/v6_attrition.yaml"),
        std::string("theory/v11_crisis_game.yaml")}) {
    CAPTURE(file);
    const std::string plain = text_of(file), other = reversed(plain);
    CHECK(other.substr(0, 200) != plain.substr(0, 200));
    CHECK(all_same(play(model_of(plain), 1024), play(model_of(other), 1024)));
  }
}

// ---------------------------------------------------------------------------------------------- names
std::string renamed(std::string text, const std::vector<std::pair<std::string, std::string>>& names) {
  for (const auto& [from, to] : names) text = std::regex_replace(text, std::regex("\\b" + from + "\\b"), to);
  return text;
}

void check_equal(const std::vector<Row>& one, const std::vector<Row>& other) {
  for (const auto& quantity : std::vector<std::pair<const char*, double (*)(const Row&)>>{
           {"agreement", agreed},
           {"force", forced},
           {"rounds", [](const Row& row) { return row.rounds; }},
           {"escalation", [](const Row& row) { return row.escalation; }},
           {"end", [](const Row& row) { return row.end_day; }}}) {
    CAPTURE(quantity.first);
    const Difference d = paired(one, other, quantity.second);
    CAPTURE(d.mean);
    CHECK(size_of(d) < 4);
  }
}

TEST_CASE("names of actors are but names") {
  const auto names = [](const std::string& file, const std::vector<std::pair<std::string, std::string>>& pairs) {
    const std::string plain = text_of(file), other = renamed(plain, pairs);
    CHECK(other != plain);
    const auto one = play(model_of(plain), runs), two = play(model_of(other), runs);
    CHECK_FALSE(all_same(one, two));  // other streams
    check_equal(one, two);
  };
  names(flagship, {{"iran", "aiolia"}, {"us", "xanadu"}, {"israel", "borea"}});
  names("theory/v5_risk_return.yaml", {{"first", "anna"}, {"second", "berta"}});
  names("theory/v6_attrition.yaml", {{"first", "berta"}, {"second", "anna"}});
}

// ---------------------------------------------------------------------------------------------- axes and units
std::string written(const Prior& prior) {
  std::string list;
  for (const double x : prior.numbers) list += fmt::format("{}{:.17g}", list.empty() ? "" : ", ", x);
  return prior.is_constant() ? list : fmt::format("{{{}: [{}]}}", name(prior.kind), list);
}

Prior mirrored(Prior prior) {
  std::reverse(prior.numbers.begin(), prior.numbers.end());
  if (prior.kind != Prior::Kind::beta)
    for (double& x : prior.numbers) x = 1 - x;
  return prior;
}

/// Every position on an issue seen from the other end of its axis.
Settings reversed_axis(const Model& model, const std::string& issue) {
  Settings set;
  for (const Parameter& p : model.loaded.parameters) {
    const bool position = p.path == issue + ".status_quo" || p.path.ends_with("preferences." + issue + ".ideal") ||
                          p.path.ends_with("war.win." + issue) || p.path.ends_with("war.lose." + issue);
    if (position) set.push_back(p.path + "=" + written(mirrored(p.prior)));
  }
  return set;
}

TEST_CASE("reversing the axis of an issue without linkage and role changes nothing but its terms") {
  const auto one = play(model_from(flagship), runs);
  const Settings set = reversed_axis(*model_from(flagship), "non_attack");
  REQUIRE(set.size() > 8);
  const auto other = play(model_from(flagship, set), runs);
  check_equal(one, other);
  const std::string pie = "theory/v5_risk_return.yaml";
  const auto plain = play(model_from(pie), runs);
  const auto turned = play(model_from(pie, reversed_axis(*model_from(pie), "share")), runs);
  check_equal(plain, turned);
  for (std::size_t n = 0; n < plain.size(); ++n)
    if (plain[n].agreed() && turned[n].agreed())
      CHECK(plain[n].terms[0] + turned[n].terms[0] == doctest::Approx(1).epsilon(1e-9));
}

TEST_CASE("the unit of saliences is nothing: four times all of them (draws of priors take roots), the same bits") {
  for (const std::string& file :
       {flagship, std::string("theory/v9_assurance.yaml"), std::string("theory/v17_two_level.yaml")}) {
    CAPTURE(file);
    Settings set;
    const auto model = model_from(file);
    for (const Parameter& p : model->loaded.parameters) {
      if (!p.path.ends_with(".salience") || !p.given) continue;
      Prior larger = p.prior;
      for (double& x : larger.numbers) x *= 4;
      set.push_back(p.path + "=" + written(larger));
    }
    REQUIRE(!set.empty());
    CHECK(all_same(play(model_from(file), 2048), play(model_from(file, set), 2048)));
  }
}

// ---------------------------------------------------------------------------------------------- force and symmetry
TEST_CASE("without force, incidents and moves nobody fights") {
  const Settings none{"mechanisms.force=false", "mechanisms.incidents=false", "mechanisms.moves=false"};
  for (const std::string& file :
       {flagship, std::string("theory/v11_crisis_game.yaml"), std::string("theory/v14_incidents.yaml")}) {
    CAPTURE(file);
    CHECK(share(play(model_from(file, none), 4096), forced) == 0);
  }
  CHECK(share(play(model_from(flagship), 4096), forced) > 0.05);
}

TEST_CASE("of two identical sides neither wins more") {
  const auto lead = [](const Row& row) { return agreed(row) ? row.terms[0] - 0.5 : 0.0; };
  const auto nerves = play(model_from("theory/v6_attrition.yaml"), 2 * runs);
  CHECK(share(nerves, [&](const Row& row) { return lead(row) > 0; }) > 0.2);
  CHECK(size_of(paired(std::vector<Row>(nerves.size()), nerves, lead)) < 4);
  CHECK(lead(play(model_from("theory/v4_concession.yaml"), 2).front()) == doctest::Approx(0).epsilon(1e-9));
}

}  // namespace
}  // namespace backchannel::testing
