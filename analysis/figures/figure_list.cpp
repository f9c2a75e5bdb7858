#include "analysis/figures/figure_list.hpp"

#include <algorithm>
#include <array>

#include "analysis/figures/sweep_parts.hpp"
#include "sim/core/errors.hpp"
#include "sim/core/id.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/messages.hpp"

namespace backchannel::figures {

namespace {

struct RunEntry {
  const char* name;
  Figure (*draw)(const RunSource&);
};

constexpr std::array run_entries{
    RunEntry{"outcomes", [](const RunSource& s) { return outcomes_figure(s.summary); }},
    RunEntry{"timing",
             [](const RunSource& s) {
               return timing_figure(s.summary, read_first_events(open_study(s.file), s.study.facts));
             }},
    RunEntry{"terms", [](const RunSource& s) { return terms_figure(s.summary, s.study.record.tally); }},
    RunEntry{"tension", [](const RunSource& s) { return tension_figure(s.summary, s.study.record.daily); }},
    RunEntry{"ladder", [](const RunSource& s) { return ladder_figure(s.summary, s.study.record.daily); }},
    RunEntry{"escalation",
             [](const RunSource& s) { return escalation_figure(s.summary, s.study.record.daily, s.overlay); }},
    RunEntry{"parameters", [](const RunSource& s) {
               const auto drivers = read_drivers(open_study(s.file), s.study.facts);
               if (drivers.empty())
                 throw BadInput({Problem{Place{s.file}, "--what", "parameters: nothing to compare",
                                         "needs rows, uncertain numbers and at least 80 runs"}});
               return parameters_figure(s.summary, drivers);
             }}};

struct SweepEntry {
  const char* name;
  Figure (*draw)(const Asked&);
};

constexpr std::array sweep_entries{
    SweepEntry{"lines", lines_figure},
    SweepEntry{"heat", heat_figure},
    SweepEntry{"tornado", tornado_figure},
    SweepEntry{"indices", indices_figure},
    SweepEntry{"morris", morris_figure},
    SweepEntry{"transitions", [](const Asked& asked) { return transitions_figure(asked.sweep, asked.file); }}};

template <class Entries>
std::vector<std::string> names_of(const Entries& entries) {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.emplace_back(entry.name);
  return names;
}

[[noreturn]] void refuse(const std::string& file, const char* key, std::string what, std::string needed) {
  throw BadInput({Problem{Place{file}, key, std::move(what), std::move(needed)}});
}

}  // namespace

std::vector<std::string> run_figure_names() { return names_of(run_entries); }
std::vector<std::string> sweep_figure_names() { return names_of(sweep_entries); }

Figure run_figure(const std::string& what, const RunSource& source) {
  const auto entry = std::ranges::find(run_entries, what, &RunEntry::name);
  if (entry == run_entries.end())
    refuse(source.file, "--what", what + " needs a sweep or a comparison",
           "a file of `backchannel sweep --out` or `backchannel compare --out`");
  return entry->draw(source);
}

Figure sweep_figure(const std::string& what, const StoredSweep& sweep, const std::string& outcome,
                    const std::string& file) {
  if (sweep.results.empty()) refuse(file, "", "no point was played", "a study with points");
  const auto entry = std::ranges::find(sweep_entries, what, &SweepEntry::name);
  if (entry == sweep_entries.end())
    refuse(file, "--what", what + " needs the runs of one scenario", "a file of `backchannel run --out`");
  if (what != "transitions" && sweep.facts.kind != StudyKind::sweep)
    refuse(file, "--what", what + " needs a sweep", "transitions shows a comparison");
  std::vector<std::string> known;
  for (const OutcomeFacts& facts : sweep.facts.outcomes) known.push_back(facts.id);
  const std::size_t found = find_index(known, outcome);
  if (!outcome.empty() && found == known.size())
    refuse(file, "--outcome", "unknown outcome `" + outcome + "`", suggestion(outcome, known));
  return entry->draw({sweep, outcome.empty() ? 0 : found, file});
}

}  // namespace backchannel::figures
