#include "cli/play/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>
#include <nlohmann/json.hpp>

#include "analysis/findings/sweep_points.hpp"
#include "cli/play/build_facts.hpp"
#include "cli/play/notices.hpp"
#include "cli/play/point.hpp"
#include "cli/play/sweep_place.hpp"
#include "sim/core/hash.hpp"
#include "sim/core/id.hpp"
#include "sim/core/text.hpp"
#include "sim/montecarlo/in_order.hpp"
#include "sim/results/json_text.hpp"
#include "sim/results/versions.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// A pilot plays so many runs at points all over the design until it has lasted long enough to be told from the start.
constexpr std::uint64_t pilot_runs = 512;
constexpr std::size_t pilot_points = 16;
constexpr double pilot_seconds = 0.05;
// Results wait for the disk so long; and until they are a 64th of all, since the seal is over everything that is there.
constexpr double commit_seconds = 1;
constexpr std::size_t points_share_waiting = 64;

/// An outcome that is kept because the study names it: there is one for every day.
bool is_by_day(const OutcomeFacts& outcome) {
  return outcome.id.starts_with("agreement_by_") || outcome.id.starts_with("force_by_");
}

/// Everything that decides the results of a study but its number of runs.
std::string hash_of_study(const SweepFacts& facts, const SweepPlan& plan) {
  Hash hash;
  hash.add(Cell(facts.scenario_hash));
  hash.add(Cell(static_cast<std::int64_t>(results_version)));
  for (const OutcomeFacts& outcome : facts.outcomes)
    if (is_by_day(outcome)) hash.add(Cell(outcome.id));
  for (const FactorFacts& factor : facts.factors) hash.add(Cell(factor.id));
  for (const SweepPoint& point : plan.points) {
    hash.add(Cell(static_cast<std::int64_t>(point.facts.seed)));
    for (const Override& change : point.changes) {
      hash.add(Cell(change.path));
      hash.add(Cell(change.value));
    }
    for (const auto& [path, value] : point.pins) {
      hash.add(Cell(path));
      hash.add(Cell(value));
    }
  }
  return hash.hex();
}

/// All outcomes of the base scenario and those by day that the study names; which of them it names.
void find_outcomes(const Study& study, const Model& model, SweepFacts& facts) {
  for (const std::string& id : outcome_ids(model))
    if (auto outcome = find_outcome(id, model)) facts.outcomes.push_back(std::move(outcome->facts));
  std::vector<std::string> by_day;
  for (const std::string& id : study.outcomes)
    if (const auto outcome = find_outcome(id, model); outcome && is_by_day(outcome->facts)) by_day.push_back(id);
  std::ranges::sort(by_day);  // so that their order in the study has no meaning
  for (const std::string& id : by_day) facts.outcomes.push_back(find_outcome(id, model)->facts);
  std::vector<Problem> problems;
  const auto& ids = study.outcomes.empty() ? default_outcomes() : study.outcomes;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::size_t found = find_index(facts.outcomes, ids[i], &OutcomeFacts::id);
    if (found < facts.outcomes.size())
      facts.told.push_back(found);
    else
      report(problems, i < study.outcome_places.size() ? study.outcome_places[i] : Place{}, "outcomes",
             "unknown outcome `" + ids[i] + "`", outcome_meant(ids[i], outcome_ids(model), model.scenario.horizon));
  }
  if (!problems.empty()) throw BadInput(std::move(problems));
}

}  // namespace

class Sweep::Play {
 public:
  explicit Play(SweepRequest request)
      : request_(std::move(request)),
        study_(request_.study),
        models_(study_),
        threads_(threads_or_all(request_.threads)),
        plan_(plan_of(study_)) {
    if (request_.runs) study_.runs = *request_.runs;
    played_.runs.resize(plan_.points.size());
    ask();
  }

  [[nodiscard]] const SweepFacts& facts() const { return facts_; }

  [[nodiscard]] SweepBudget budget() const {
    SweepBudget budget{.points = plan_.points.size() - played_.first,
                       .runs_per_point = study_.runs,
                       .runs = plan_.points.size() * study_.runs - played_.all,
                       .threads = threads_};
    const std::uint64_t runs = std::min(study_.runs, pilot_runs);
    const std::size_t points = std::min(pilot_points, plan_.points.size());
    ModelCache models(study_);
    double compiling = 0, playing = 0;  // seconds: of a point; of all runs
    for (std::size_t n = 0; n < points && playing < pilot_seconds; ++n) {
      const SweepPoint& point = plan_.points[(2 * n + 1) * plan_.points.size() / (2 * points)];
      const auto compile = Clock::now();
      const auto model = models.model(point);
      const double took = seconds_since(compile);  // on average, without the first: points may share a model
      compiling = n < 2 ? took : compiling + (took - compiling) / static_cast<double>(n);
      const auto begin = Clock::now();
      (void)play_point(model, point, facts_.outcomes, {}, runs, {});
      playing += seconds_since(begin);
      budget.pilot_runs += runs;
    }
    budget.runs_a_second = static_cast<double>(budget.pilot_runs) / playing;
    budget.seconds =
        (static_cast<double>(budget.points) * compiling + static_cast<double>(budget.runs) / budget.runs_a_second) /
        threads_;
    return budget;
  }

  [[nodiscard]] std::vector<std::string> notices() {
    std::vector<std::string> notices = study_.notices;
    for (std::string& notice : inert_settings(*models_.model({}), study_.set)) notices.push_back(std::move(notice));
    for (std::string& notice : traps_of_points(study_, plan_)) notices.push_back(std::move(notice));
    for (std::string& notice : inert_factors(study_, plan_)) notices.push_back(std::move(notice));
    return notices;
  }

  SweepResult play(Listener& listener) {
    for (const std::string& notice : notices()) listener.note("notice: " + notice);
    SweepPlace place(request_.keep);
    open(place, listener);
    if (!is_complete()) {
      listener.note(budget().text());
      play_points(place, listener);
    }
    if (writer_) writer_->end(is_complete() ? "complete" : "interrupted");
    writer_.reset();
    SweepResult result{place.read(Outcomes::all), is_complete(), played_.first, 0};
    if (request_.outcomes == Outcomes::told) keep_outcomes(result.sweep, told());
    for (std::size_t p = played_.first; p < played_.runs.size(); ++p) result.runs_of_others += added(p);
    refuse_failures(result.sweep);
    for (const std::string& notice : idle_factors(result.sweep)) listener.note("notice: " + notice);
    return result;
  }

 private:
  /// Runs, over points; and the first point that has fewer than it should.
  struct Played {
    std::vector<std::uint64_t> runs;  // by point
    std::size_t first = 0;
    std::uint64_t all = 0;

    void set(std::size_t point, std::uint64_t number, std::uint64_t wanted) {
      all += number - runs[point];
      runs[point] = number;
      while (first < runs.size() && runs[first] >= wanted) ++first;
    }
  };

  void ask() {
    const auto base = models_.model({});
    facts_ = facts_of_base(*base);
    if (!study_.title.empty()) facts_.title = study_.title;
    facts_.set = set_words(study_.set);
    facts_.study_text = study_.text;
    facts_.seed = study_.seed;
    facts_.design = name_of(study_.design.kind);
    facts_.random_numbers = name_of(study_.random_numbers);
    facts_.runs_per_point = study_.runs;
    find_outcomes(study_, *base, facts_);
    facts_.factors = plan_.factors;
    for (const SweepPoint& point : plan_.points) facts_.points.push_back(point.facts);
    facts_.study_hash = hash_of_study(facts_, plan_);
  }

  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> ids;
    for (const std::size_t o : facts_.told) ids.push_back(facts_.outcomes[o].id);
    return ids;
  }
  [[nodiscard]] bool is_complete() const { return played_.first == plan_.points.size(); }
  /// Runs that a point has beyond those that all points had before.
  [[nodiscard]] std::uint64_t added(std::size_t point) const {
    return played_.runs[point] - std::min(played_.runs[point], least_before_);
  }

  void open(const SweepPlace& place, Listener& listener) {
    const auto stored = place.stored(facts_);
    const bool reworded = stored && stored->facts.study_text != facts_.study_text;
    if (stored) {
      before_ = stored->results;
      for (std::size_t p = 0; p < before_.size(); ++p) played_.set(p, before_[p].attempted(), study_.runs);
      least_before_ = before_.size() < plan_.points.size() ? 0 : *std::ranges::min_element(played_.runs);
      note_what_is_there(*stored, listener);
      const bool has_all = stored->ended == "complete" || study_.runs < stored->facts.runs_per_point;
      if (is_complete() && has_all && !reworded) return;
      if (is_complete()) facts_.runs_per_point = std::max(study_.runs, stored->facts.runs_per_point);
    }
    writer_.emplace(place.file(), facts_, stored ? Begin::go_on : Begin::afresh);
    writer_->begin(
        {request_.keep.command, json_text(build_facts_json()), threads_, plan_.points.size() * facts_.runs_per_point});
    if (reworded) writer_->reword(facts_);
  }

  void note_what_is_there(const StoredSweep& stored, Listener& listener) const {
    const std::string file = request_.keep.place.string();
    const std::size_t points = plan_.points.size();
    if (is_complete())
      listener.note(fmt::format("{}: finished already, with {} points{}", file, points,
                                least_before_ > study_.runs ? fmt::format(" of {} runs", least_before_) : ""));
    else if (least_before_ > 0)
      listener.note(
          fmt::format("{}: goes on from {} to {} runs a point{}", file, least_before_, study_.runs,
                      played_.first > 0 ? fmt::format(", after {} of {} points", played_.first, points) : ""));
    else if (!stored.results.empty())
      listener.note(fmt::format("{}: goes on after {} of {} points", file, played_.first, points));
  }

  void play_points(const SweepPlace& place, Listener& listener) {
    const auto start = Clock::now();
    auto committed = start;
    std::vector<PointResult> waiting;
    std::size_t first_waiting = played_.first;
    const std::uint64_t before = played_.all, wanted = plan_.points.size() * study_.runs;
    const auto commit = [&] {
      if (!waiting.empty()) writer_->add(first_waiting, waiting, seconds_since(start));
      first_waiting += waiting.size();
      waiting.clear();
      committed = Clock::now();
    };
    std::optional<Database> sums;  // of the points that had runs before
    std::mutex reading;
    if (!before_.empty()) sums.emplace(place.file(), Access::read);
    const auto work = [&](std::size_t p, const std::stop_token& stop) {
      PointResult so_far;
      if (p < before_.size()) {
        so_far = before_[p];
        std::lock_guard lock(reading);
        so_far.sums = read_sums(*sums, p);
        if (so_far.sums.size() != facts_.outcomes.size())
          throw not_as_written(place.file().string(), "sums in table point_outcomes are missing", "sweep");
      }
      return play_point(models_.model(plan_.points[p]), plan_.points[p], facts_.outcomes, so_far, study_.runs, stop);
    };
    play_in_order(
        played_.first, plan_.points.size(), threads_, [&] { return work; },
        [&](std::size_t p, PointResult&& result) {
          played_.set(p, result.attempted(), study_.runs);
          waiting.push_back(std::move(result));
          listener.progress({played_.all - before, played_.all, wanted});
          if (seconds_since(committed) > commit_seconds && points_share_waiting * waiting.size() > p) commit();
          return true;
        },
        [&] { return !listener.stop(); });
    commit();
  }

  SweepRequest request_;
  Study& study_;
  ModelCache models_;
  int threads_;
  SweepPlan plan_;
  SweepFacts facts_;
  std::optional<SweepWriter> writer_;
  std::vector<PointResult> before_;  // what was kept
  std::uint64_t least_before_ = 0;   // runs that every point had
  Played played_;
};

Sweep::Sweep(SweepRequest request) : play_(std::make_unique<Play>(std::move(request))) {}
Sweep::~Sweep() = default;
const SweepFacts& Sweep::facts() const { return play_->facts(); }
SweepBudget Sweep::budget() const { return play_->budget(); }
std::vector<std::string> Sweep::notices() const { return play_->notices(); }
SweepResult Sweep::play(Listener& listener) { return play_->play(listener); }

std::string SweepBudget::text() const {
  return fmt::format(
      "{} points, {} runs each: {} runs; about {} on {} thread{} (pilot: {} runs, {} a second and thread)",
      grouped(points), grouped(runs_per_point), grouped(runs), duration_text(seconds), threads, threads == 1 ? "" : "s",
      grouped(pilot_runs), grouped(static_cast<std::uint64_t>(std::llround(runs_a_second))));
}

std::string duration_text(double seconds) {
  const auto whole = std::lround(seconds);
  if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} s", whole);
}

}  // namespace backchannel
