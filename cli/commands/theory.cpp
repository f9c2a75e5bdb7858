// backchannel theory: the limiting cases, a line each.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "cli/terminal/options.hpp"
#include "cli/terminal/screen.hpp"
#include "cli/theory/cases.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/scalars.hpp"

namespace backchannel {

namespace {

struct TheoryOptions {
  std::string folder = "scenarios/theory", only;
  std::vector<std::string> set;
  int threads = 2;
  std::uint64_t seed = 1;
};

constexpr const char* legend =
    "error: |got - expected|; allowed: what the case states (1e-9), or four standard errors if more.\n"
    "A sign (> 0, < 0) must stand out at three standard errors; its error is the standard error.\n\n";

std::string number(double x) { return std::isnan(x) ? "-" : fmt::format("{:.6f}", x == 0 ? 0 : x); }

void show_settings(const std::string& settings) {
  const std::size_t width = text_width(118);
  std::string line = " ";
  for (std::size_t from = 0; from < settings.size();) {
    const std::size_t to = std::min(settings.find(' ', from), settings.size());
    const std::string word = settings.substr(from, to - from);
    if (line.size() > 1 && line.size() + 1 + word.size() > width) print(line + "\n"), line = "   ";
    line += " " + word;
    from = to + 1;
  }
  print(line + "\n");
}

void show(const theory::Finding& finding) {
  using theory::Relation;
  using theory::Verdict;
  if (finding.verdict == Verdict::outside) {
    print(fmt::format("{:<13} {:<30} {:>11} {:>11} {:>23}  {}\n", finding.id, finding.result, number(finding.expected),
                      number(finding.got), "outside", finding.source));
    return;
  }
  const bool sign = finding.relation != Relation::equal;
  const std::string expected = !sign ? number(finding.expected) : finding.relation == Relation::above ? "> 0" : "< 0";
  print(fmt::format("{:<13} {:<30} {:>11} {:>11} {:>8.1e} {:>8}  {:<4}  {}\n", finding.id, finding.result, expected,
                    number(finding.got), sign ? finding.standard_error : finding.error(),
                    sign ? "-" : fmt::format("{:.1e}", finding.tolerance),
                    finding.verdict == Verdict::ok ? "ok" : "FAIL", finding.source));
}

struct Tally {
  int results = 0, failed = 0, outside = 0;
};

void show_all(const std::vector<theory::Finding>& findings, Tally& tally) {
  if (!findings.front().settings.empty()) show_settings("with " + findings.front().settings);
  for (const theory::Finding& finding : findings) {
    show(finding);
    tally.results += 1;
    tally.failed += finding.verdict == theory::Verdict::failed ? 1 : 0;
    tally.outside += finding.verdict == theory::Verdict::outside ? 1 : 0;
  }
  if (!findings.front().why.empty()) print("  outside the range of the closed form: " + findings.front().why + "\n");
  std::cout << std::flush;
}

/// The cases that `only` names: those that begin with these words (`V1` is not `V10`), else those that contain it.
std::vector<const theory::Case*> chosen(const std::string& only) {
  std::vector<const theory::Case*> named, containing;
  std::vector<std::string> ids;
  for (const theory::Case& one : theory::cases()) {
    if (one.id == only || one.id.starts_with(only + " ")) named.push_back(&one);
    if (one.id.find(only) != std::string::npos) containing.push_back(&one);
    ids.push_back(one.id);
  }
  if (containing.empty())
    throw BadInput({Problem{Place{}, "--only", "no case has " + ticked(only) + " in its name", suggestion(only, ids)}});
  return named.empty() ? containing : named;
}

/// The first variant of a case with further numbers; a difference has them on both sides.
theory::Variant with_settings(const theory::Case& one, const std::vector<std::string>& set) {
  theory::Variant variant{one.variants.front().set, {}, one.variants.front().against};
  for (const std::string& argument : set) {
    const std::string path = parse_override(argument).path + "=";
    const auto varies = [&](const std::string& own) { return own.starts_with(path); };
    if (variant.against && std::any_of(variant.set.begin(), variant.set.end(), varies))
      throw BadInput({Problem{Place{}, "--set", ticked(one.id) + " varies this number itself", argument}});
  }
  variant.set.insert(variant.set.end(), set.begin(), set.end());
  if (variant.against) variant.against->insert(variant.against->end(), set.begin(), set.end());
  return variant;
}

/// The cases at other numbers. One that cannot have them is left out and named, unless none can.
void show_with(const theory::Laboratory& laboratory, const std::vector<const theory::Case*>& cases,
               const std::vector<std::string>& set, Tally& tally) {
  std::vector<Problem> problems;
  std::string left_out;
  for (const theory::Case* one : cases) {
    try {
      show_all(theory::examine(laboratory, *one, with_settings(*one, set)), tally);
    } catch (const BadInput& bad) {
      left_out += fmt::format("left out: {}: {}\n", one->id, bad.problems.front().text());
      for (const Problem& problem : bad.problems) {
        const auto told = [&](const Problem& known) { return known.text() == problem.text(); };
        if (std::none_of(problems.begin(), problems.end(), told)) problems.push_back(problem);
      }
    }
  }
  if (tally.results == 0) throw BadInput(problems);
  print(left_out);
}

ExitCode examine_all(const TheoryOptions& options) {
  const theory::Laboratory laboratory{options.folder, options.threads, options.seed};
  if (!std::filesystem::is_directory(laboratory.scenarios))
    throw BadInput(
        {Problem{Place{}, "--scenarios", "no folder `" + options.folder + "`", "the folder scenarios/theory"}});
  const std::vector<const theory::Case*> cases = chosen(options.only);
  print(legend);
  print(fmt::format("{:<13} {:<30} {:>11} {:>11} {:>8} {:>8}  {:<4}  {}\n", "case", "result", "expected", "got",
                    "error", "allowed", "", "source"));
  Tally tally;
  if (!options.set.empty()) {
    show_with(laboratory, cases, options.set, tally);
  } else {
    for (const theory::Case* one : cases)
      for (const theory::Variant& variant : one->variants) show_all(theory::examine(laboratory, *one, variant), tally);
  }
  std::cout << fmt::format("{} results, {} failed", tally.results, tally.failed)
            << (tally.outside > 0 ? fmt::format(", {} outside the range of the closed form\n", tally.outside) : "\n");
  return tally.failed > 0 || tally.outside == tally.results ? ExitCode::failed : ExitCode::ok;
}

}  // namespace

void add_theory(Application& application) {
  const Command command = application.command("theory", "compare the limiting cases with what the literature knows");
  auto options = std::make_shared<TheoryOptions>();
  command.text("--scenarios", options->folder, "DIR", "folder of the scenarios");
  const Option only = command.text("--only", options->only, "WORDS",
                                   "cases whose name begins with this word or these, else contains it");
  command.texts("--set", options->set, "PATH=VALUE", "other numbers, for the closed form too").needs(only);
  command.whole("--threads", options->threads, 1, 1024, "T", "threads");
  command.seed(options->seed);
  command.does([options] { return examine_all(*options); });
}

}  // namespace backchannel
