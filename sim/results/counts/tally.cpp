#include "sim/results/counts/tally.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>

#include "sim/core/id.hpp"

namespace backchannel {

std::uint64_t PairTable::pairs() const { return std::accumulate(together.begin(), together.end(), std::uint64_t{0}); }

std::uint64_t PairTable::one(std::size_t of) const {
  std::uint64_t sum = 0;
  for (std::size_t other = 0; other < classes; ++other)
    if (other != of) sum += count(of, other) + count(other, of);
  return sum;
}

PassageTable::PassageTable(std::size_t horizon) {
  for (auto* days : {&earlier, &later, &alone}) days->resize(horizon + 2);
}

void PassageTable::add(std::size_t day, std::size_t other) {
  ++earlier[std::min(day, other)];
  ++later[std::max(day, other)];
}

void LengthTally::add(double days, bool has_ended) {
  if (days <= 0) return;
  ++(has_ended ? ended : open)[std::min(static_cast<std::size_t>(std::lround(days)), ended.size() - 1)];
}

void Total::add(double value) {
  constexpr double most = 1e12;  // what an exploding arms race may reach
  ++count;
  millionths += std::llround(std::clamp(value, -most, most) * 1e6);
}

double Total::mean() const {
  if (count == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(millionths) / 1e6 / static_cast<double>(count);
}

TermScale::TermScale(std::size_t levels) {
  const std::size_t parts = std::max<std::size_t>(levels, 2) - 1;
  steps = (steps + parts - 1) / parts * parts;
}

std::size_t TermScale::step_of(double position) const { return nearest_index(position, steps + 1); }

void TermTally::add(double position) {
  ++counts[nearest_index(position, counts.size())];
  total.add(position);
}

Fate fate_of(const Row& row) {
  if (!row.agreed()) return Fate::no_agreement;
  if (row.text_in_force()) return Fate::in_force;
  return row.breach_day > 0 ? Fate::broken : Fate::ended_by_force;
}

Aftermath aftermath_of(const Row& row) {
  if (row.war_day <= 0) return Aftermath::no_war;
  if (row.after_war_day > 0) return Aftermath::text;
  return row.war_end_day > 0 ? Aftermath::no_text : Aftermath::goes_on;
}

Ground ground_of(const Row& row) {
  if (row.breach_ratio >= 1) return Ground::losses;
  return row.breach_trust < row.breach_ratio ? Ground::mistrust : Ground::chance;
}

std::array<double, passages> passage_days(const Row& row) {
  return {row.interim_day, row.comprehensive_day, row.strike_day,     row.war_day,
          row.breach_day,  row.war_end_day,       row.after_force_day};
}

Tally::Tally(std::size_t issues, std::size_t actors, int days)
    : Tally(std::vector<std::size_t>(issues), actors, days) {}

Tally::Tally(std::span<const std::size_t> levels, std::size_t actors, int days)
    : horizon(days),
      outcome(outcomes),
      violence(violence_names.size()),
      settlement(settlement_names.size()),
      ending(std::size_t{outcomes} * fates),
      aftermath(aftermaths),
      first_striker(actors + 1),
      breaker(actors),
      path(path_names.size()),
      duration(days + 2),
      exchange_length(days),
      war_length(days) {
  passage.fill(PassageTable(days));
  for (auto& of_scope : terms)
    for (const std::size_t number : levels) of_scope.emplace_back(number);
  for (auto* by_actor : {&value, &perceived_risk, &trust, &top_rung}) by_actor->resize(actors);
}

std::size_t Tally::whole_day(double moment) const {
  if (moment <= 0) return horizon + 1;
  return std::clamp(static_cast<int>(std::ceil(moment)), 1, horizon);
}

void Tally::add(const Row& row) {
  ++runs;
  const ActorId striker(row.first_striker), breach_by(row.breach_by);
  ++(striker.given() ? first_striker[striker.index()] : first_striker.back());
  if (breach_by.given()) ++breaker[breach_by.index()][index_of(ground_of(row))];
  ++path[index_of(row.path)];
  ++duration[whole_day(row.crisis_end)];
  exchange_length.add(row.exchange_days, row.exchange_end_day > 0);
  war_length.add(row.war_days, row.war_end_day > 0);
  if (row.text_in_force()) {
    auto& text = terms[scope_place(row.in_force)];
    for (std::size_t k = 0; k < text.size(); ++k) text[k].add(row.terms[k]);
  }
  for (std::size_t a = 0; a < value.size(); ++a) {
    value[a].add(row.value[a]);
    perceived_risk[a].add(row.perceived_risk[a]);
    trust[a].add(row.trust[a]);
    top_rung[a].add(row.top_rung[a]);
  }
  escalation.add(row.escalation);
  tension.add(row.tension);
  rounds.add(row.rounds);
  incidents.add(row.incidents);

  Waiting now{row.run,
              index_of(row.outcome),
              index_of(row.violence),
              index_of(row.settlement),
              index_of(fate_of(row)),
              index_of(aftermath_of(row)),
              {}};
  const auto days = passage_days(row);
  std::ranges::transform(days, now.day.begin(), [this](double moment) { return whole_day(moment); });
  if (waiting && waiting->run + 1 == row.run && row.run % 2 == 1) {
    add_pair(*waiting, now);
    waiting.reset();
    return;
  }
  if (waiting) add_alone(*waiting);
  waiting.reset();
  if (row.run % 2 == 0)
    waiting = now;
  else
    add_alone(now);
}

Tally Tally::closed() const {
  Tally copy = *this;
  if (copy.waiting) copy.add_alone(*waiting);
  copy.waiting.reset();
  return copy;
}

void Tally::add_pair(const Waiting& first, const Waiting& second) {
  outcome.add(first.outcome, second.outcome);
  violence.add(first.violence, second.violence);
  settlement.add(first.settlement, second.settlement);
  ending.add(ending_of(first.outcome, first.fate), ending_of(second.outcome, second.fate));
  aftermath.add(first.aftermath, second.aftermath);
  for (std::size_t e = 0; e < passages; ++e) passage[e].add(first.day[e], second.day[e]);
}

void Tally::add_alone(const Waiting& run) {
  outcome.add(run.outcome);
  violence.add(run.violence);
  settlement.add(run.settlement);
  ending.add(ending_of(run.outcome, run.fate));
  aftermath.add(run.aftermath);
  for (std::size_t e = 0; e < passages; ++e) passage[e].add(run.day[e]);
}

// ------------------------------------------------------------------------------------------------- as read

namespace {

/// Sums of a tally that must follow from its runs.
class Audit {
 public:
  Audit(const Tally& tally, const Tally& like) : t_(tally), like_(like), single_(tally.waiting ? 1 : 0) {}

  [[nodiscard]] bool passes() const {
    constexpr std::uint64_t most = std::uint64_t{1} << 50;
    return t_.horizon == like_.horizon && t_.runs <= most && t_.failed <= most && pairs(t_.outcome, like_.outcome) &&
           pairs(t_.violence, like_.violence) && pairs(t_.settlement, like_.settlement) &&
           pairs(t_.ending, like_.ending) && pairs(t_.aftermath, like_.aftermath) && passages_fit() &&
           lengths(t_.exchange_length, like_.exchange_length) && lengths(t_.war_length, like_.war_length) &&
           all_runs(t_.first_striker, like_.first_striker) && all_runs(t_.path, like_.path) &&
           all_runs(t_.duration, like_.duration) && breaches_fit() && terms_fit() && actors_fit() && waiting_fits();
  }

 private:
  using Counts = std::vector<std::uint64_t>;

  /// The sum of counts of which none is above the runs; nothing if one is, or the table has another size.
  [[nodiscard]] std::optional<std::uint64_t> sum(const Counts& counts, const Counts& like) const {
    if (counts.size() != like.size() || std::ranges::any_of(counts, [&](auto n) { return n > t_.runs; })) return {};
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  }
  [[nodiscard]] bool all_runs(const Counts& counts, const Counts& like) const { return sum(counts, like) == t_.runs; }

  [[nodiscard]] bool pairs(const PairTable& table, const PairTable& like) const {
    const auto together = sum(table.together, like.together), alone = sum(table.alone, like.alone);
    return table.classes == like.classes && together && alone && 2 * *together + *alone + single_ == t_.runs;
  }

  /// Lengths are of some of the runs.
  [[nodiscard]] bool lengths(const LengthTally& lengths, const LengthTally& like) const {
    const auto ended = sum(lengths.ended, like.ended), open = sum(lengths.open, like.open);
    return ended && open && *ended + *open <= t_.runs;
  }

  [[nodiscard]] bool passages_fit() const {
    for (std::size_t e = 0; e < passages; ++e) {
      const PassageTable &table = t_.passage[e], &like = like_.passage[e];
      const auto earlier = sum(table.earlier, like.earlier), later = sum(table.later, like.later);
      const auto alone = sum(table.alone, like.alone);
      if (!earlier || earlier != later || !alone || 2 * *earlier + *alone + single_ != t_.runs) return false;
    }
    return true;
  }

  [[nodiscard]] bool breaches_fit() const {
    return t_.breaker.size() == like_.breaker.size() && std::ranges::all_of(t_.breaker, [&](const auto& by_ground) {
             return std::ranges::all_of(by_ground, [&](std::uint64_t n) { return n <= t_.runs; });
           });
  }

  [[nodiscard]] bool terms_fit() const {
    for (std::size_t scope = 0; scope < scopes.size(); ++scope) {
      const auto &texts = t_.terms[scope], &like = like_.terms[scope];
      if (texts.size() != like.size()) return false;
      for (std::size_t k = 0; k < texts.size(); ++k)
        if (sum(texts[k].counts, like[k].counts) != texts[k].total.count || texts[k].total.count > t_.runs)
          return false;
    }
    return true;
  }

  [[nodiscard]] bool actors_fit() const {
    const auto of_all_runs = [&](const Total& total) { return total.count == t_.runs; };
    for (const auto* by_actor : {&t_.value, &t_.perceived_risk, &t_.trust, &t_.top_rung})
      if (by_actor->size() != like_.value.size() || !std::ranges::all_of(*by_actor, of_all_runs)) return false;
    return of_all_runs(t_.escalation) && of_all_runs(t_.tension) && of_all_runs(t_.rounds) && of_all_runs(t_.incidents);
  }

  [[nodiscard]] bool waiting_fits() const {
    if (!t_.waiting) return true;
    const Waiting& w = *t_.waiting;
    const auto never = static_cast<std::size_t>(t_.horizon) + 1;
    return w.outcome < outcomes && w.violence < violence_names.size() && w.settlement < settlement_names.size() &&
           w.fate < fates && w.aftermath < aftermaths &&
           std::ranges::all_of(w.day, [&](std::size_t day) { return day <= never; });
  }

  const Tally &t_, &like_;
  std::uint64_t single_;  // runs that are in no table of pairs yet
};

}  // namespace

bool are_counts_of_runs(const Tally& tally, const Tally& like) { return Audit(tally, like).passes(); }

// ------------------------------------------------------------------------------------------------- as JSON

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PairTable, classes, together, alone)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PassageTable, earlier, later, alone)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LengthTally, ended, open)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Total, count, millionths)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(TermTally, counts, total)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Waiting, run, outcome, violence, settlement, fate, aftermath, day)

namespace {

/// Calls f(name, member) for every member but `waiting`.
template <class SomeTally, class F>
void each_member(SomeTally& t, F f) {
  f("horizon", t.horizon), f("runs", t.runs), f("failed", t.failed);
  f("outcome", t.outcome), f("violence", t.violence), f("settlement", t.settlement), f("ending", t.ending);
  f("aftermath", t.aftermath);
  f("passage", t.passage);
  f("first_striker", t.first_striker), f("breaker", t.breaker), f("path", t.path), f("terms", t.terms),
      f("duration", t.duration);
  f("exchange_length", t.exchange_length), f("war_length", t.war_length);
  f("value", t.value), f("perceived_risk", t.perceived_risk), f("trust", t.trust), f("top_rung", t.top_rung);
  f("escalation", t.escalation), f("tension", t.tension), f("rounds", t.rounds), f("incidents", t.incidents);
}

}  // namespace

void to_json(nlohmann::json& json, const Tally& tally) {
  json = nlohmann::json::object();
  each_member(tally, [&](const char* name, const auto& member) { json[name] = member; });
  if (tally.waiting) json["waiting"] = *tally.waiting;
}

void from_json(const nlohmann::json& json, Tally& tally) {
  each_member(tally, [&](const char* name, auto& member) { json.at(name).get_to(member); });
  tally.waiting.reset();
  if (json.contains("waiting")) tally.waiting = json.at("waiting").get<Waiting>();
}

}  // namespace backchannel
