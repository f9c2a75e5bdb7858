#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "cli/theory/cases.hpp"
#include "sim/montecarlo/runs.hpp"

namespace backchannel::theory {

namespace {

/// A crisis whose rows are the gauged quantities.
class GaugedKernel {
 public:
  using Row = Gauged;

  GaugedKernel(std::shared_ptr<const Model> model, std::uint64_t seed, const Case& one)
      : crisis_(std::move(model), seed), one_(&one) {}

  void start(int lane, std::uint64_t run) {
    before_[lane] = {};
    crisis_.start(lane, run);
  }
  Mask day(const Draws& draws, const Mask& running) {
    const Mask ended = crisis_.day(draws, running);
    for (int lane = 0; one_->count_from > 0 && lane < lane_count; ++lane)
      if (crisis_.state().day[lane] == one_->count_from) before_[lane] = one_->gauge(crisis_, lane);
    return ended;
  }
  Row row(int lane) const {
    Row now = one_->gauge(crisis_, lane);
    for (std::size_t n = 0; n < now.size(); ++n) now[n] -= before_[lane][n];
    return now;
  }
  std::optional<std::string> failure(int lane) const { return crisis_.failure(lane); }

 private:
  CrisisKernel crisis_;
  const Case* one_;
  std::array<Gauged, lane_count> before_{};
};

std::vector<Gauged> play(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& set) {
  const auto model = std::make_shared<const Model>(load(laboratory, one, set));
  const std::uint64_t runs = std::min(one.runs, laboratory.most_runs);
  std::vector<Gauged> rows;
  rows.reserve(runs);
  play_runs(
      {laboratory.seed, 0, runs, laboratory.threads}, [&] { return GaugedKernel(model, laboratory.seed, one); },
      [&](Batch<Gauged>&& batch) {
        if (!batch.failures.empty()) throw std::runtime_error(one.id + ": " + batch.failures.front().reason);
        rows.insert(rows.end(), batch.rows.begin(), batch.rows.end());
        return true;
      });
  return rows;
}

Finding finding_of(const Case& one, const Quantity& quantity) {
  Finding finding{one.id, one.result, quantity.source.empty() ? one.source : quantity.source, "", quantity.relation};
  if (!quantity.name.empty()) finding.result += ": " + quantity.name;
  return finding;
}

bool agrees(const Finding& f) {
  const double three_errors = 3 * f.standard_error;
  if (f.relation == Relation::above) return f.got > f.expected + three_errors;
  if (f.relation == Relation::below) return f.got < f.expected - three_errors;
  return f.error() <= f.tolerance;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// The first of the paths set that the closed form neither looks at nor follows as a choice.
std::optional<std::string> unknown_path(const Case& one, const LoadedScenario& loaded,
                                        const std::set<std::string>& read, const std::vector<std::string>& set) {
  for (const std::string& argument : set) {
    std::string path = parse_override(argument).path;
    if (const auto param = loaded.parameters.find(path)) path = loaded.parameters[*param].path;
    const auto follows = [&](const std::string& known) { return known == path || known.starts_with(path + "."); };
    if (std::none_of(read.begin(), read.end(), follows) &&
        std::none_of(one.choices.begin(), one.choices.end(), follows))
      return path;
  }
  return std::nullopt;
}

void set_aside(std::vector<Finding>& findings, const std::string& why) {
  for (Finding& finding : findings) finding.verdict = Verdict::outside, finding.why = why;
}

/// One finding that nothing was compared.
std::vector<Finding> not_played(const Case& one, const std::string& why) {
  std::vector<Finding> findings{finding_of(one, Quantity{})};
  set_aside(findings, why);
  return findings;
}

}  // namespace

LoadedScenario load(const Laboratory& laboratory, const Case& one, const std::vector<std::string>& set) {
  std::vector<Override> overrides;
  for (const std::string& argument : set) overrides.push_back(parse_override(argument));
  return read_scenario(laboratory.scenarios / one.scenario, overrides);
}

const Prior& Numbers::prior(const std::string& path) const {
  const auto found = loaded_.parameters.find(path);
  if (!found) throw std::invalid_argument("no number " + path + " in this scenario");
  looked_at_.insert(path);
  return loaded_.parameters[*found].prior;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> list;
    for (auto part : {alternating_offers_cases(), mediation_cases(), go_between_cases(), bargaining_cases(),
                      force_cases(), fighting_cases(), crisis_cases(), uncertainty_cases(), votes_cases()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

std::vector<Finding> judge(const Case& one, const LoadedScenario& sound, const std::vector<Gauged>& rows) {
  const Numbers numbers(sound);
  std::vector<Finding> findings;
  for (std::size_t q = 0; q < one.quantities.size(); ++q) {
    const Quantity& quantity = one.quantities[q];
    std::vector<double> column;
    column.reserve(rows.size());
    for (const Gauged& row : rows) column.push_back(row[q]);
    const Sample got = quantity.statistic(column);
    Finding finding = finding_of(one, quantity);
    finding.expected = quantity.expected(numbers);
    finding.got = got.value;
    finding.standard_error = got.standard_error;
    finding.tolerance = std::max(quantity.tolerance, 4 * got.standard_error);
    finding.verdict = agrees(finding) ? Verdict::ok : Verdict::failed;
    findings.push_back(std::move(finding));
  }
  return findings;
}

std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Variant& variant) {
  const LoadedScenario loaded = load(laboratory, one, variant.set);
  const Numbers numbers(loaded);
  std::vector<Finding> findings;
  if (const std::string why = one.outside ? one.outside(numbers) : ""; !why.empty()) {
    findings = not_played(one, why);
  } else {
    for (const Quantity& quantity : one.quantities) quantity.expected(numbers);  // looks at what it knows
    std::vector<Gauged> rows = play(laboratory, one, variant.set);
    if (variant.against) {
      const std::vector<Gauged> others = play(laboratory, one, *variant.against);
      for (std::size_t n = 0; n < rows.size(); ++n)
        for (std::size_t q = 0; q < most_quantities; ++q) rows[n][q] -= others[n][q];
    }
    findings = judge(one, loaded, rows);
    const auto unknown = unknown_path(one, loaded, numbers.looked_at(), variant.set);
    if (unknown && std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return !f.passes(); }))
      set_aside(findings, "it holds for " + *unknown + " as in the file");
  }
  std::string settings = joined(variant.set);
  if (variant.against) settings += " against " + (variant.against->empty() ? "the file" : joined(*variant.against));
  for (Finding& finding : findings) finding.settings = settings;
  return findings;
}

std::vector<Finding> examine(const Laboratory& laboratory, const Case& one, const Twin& twin) {
  std::vector<std::string> broken = twin.at;
  broken.insert(broken.end(), twin.set.begin(), twin.set.end());
  return judge(one, load(laboratory, one, twin.at), play(laboratory, one, broken));
}

}  // namespace backchannel::theory
