#include "cli/story/replay.hpp"

#include <algorithm>
#include <cmath>

#include "sim/crisis/look.hpp"
#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/world/beliefs.hpp"
#include "sim/montecarlo/batch.hpp"

namespace backchannel {
namespace {

constexpr int traced = 0;  // a batch of one run plays in the first lane

int whole(const Lanes& x) { return static_cast<int>(x[traced]); }

double share(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

/// What lanes keep of a text: 0 none.
std::optional<Scope> scope_of(const Lanes& coded) {
  for (const Scope scope : scopes)
    if (coded[traced] == code(scope)) return scope;
  return std::nullopt;
}

template <class K>
Table<K, double> traced_of(const Variables<K>& variables) {
  Table<K, double> values;
  for (const Lanes& x : variables) values.push_back(x[traced]);
  return values;
}

Evening evening_of(const State& state) {
  const Negotiation& talks = state.talks;
  Evening evening;
  evening.day = whole(state.day);
  evening.tension = state.tension[traced];
  evening.hope = state.hope[traced];
  for (const Side side : sides) evening.side_hope[side] = talks.hope[side][traced];
  evening.trust = traced_of(state.trust);
  for (double& trust : evening.trust) trust = share(trust);
  evening.posture = traced_of(state.posture);
  evening.strain = traced_of(state.strain);
  evening.commitment = traced_of(state.commitment);
  evening.in_force = traced_of(state.in_force);
  evening.rounds = whole(talks.rounds);
  evening.stage = static_cast<Stage>(whole(talks.stage));
  evening.settlement = scope_of(state.settlement);
  evening.open = talks.open[traced] != 0;
  evening.first_session = talks.first_day[traced];
  evening.next_session = talks.next_day[traced];
  evening.boycott_until = talks.boycott_until[traced];
  evening.deadline = state.deadline[traced];
  evening.pending = scope_of(state.pending);
  evening.vote_day = whole(state.vote_day);
  evening.exchange_days = whole(state.exchange_days);
  evening.fighting = evening.exchange_days > 0;
  evening.at_war = state.at_war[traced] > 0;
  return evening;
}

struct Watch {
  std::vector<Evening>& evenings;
  void day_ended(const CrisisKernel& kernel, const Mask&) { evenings.push_back(evening_of(kernel.state())); }
};

}  // namespace

namespace {

/// What is said again at the table on the same day, in the same words and with the same numbers, is one event.
std::vector<StoryEntry> without_repetitions(const std::vector<StoryEntry>& entries) {
  std::vector<StoryEntry> kept;
  for (const StoryEntry& entry : entries) {
    const auto said = [&](const auto& event) {
      if constexpr (std::equality_comparable<std::remove_cvref_t<decltype(event)>>)
        return std::ranges::any_of(kept, [&](const StoryEntry& other) {
          const auto* same = std::get_if<std::remove_cvref_t<decltype(event)>>(&other.event);
          return other.day == entry.day && same != nullptr && *same == event;
        });
      else
        return false;
    };
    if (!std::visit(said, entry.event)) kept.push_back(entry);
  }
  return kept;
}

}  // namespace

std::span<const StoryEntry> entries_of(const Replay& replay, int day) {
  return {std::ranges::lower_bound(replay.entries, day, {}, &StoryEntry::day),
          std::ranges::upper_bound(replay.entries, day, {}, &StoryEntry::day)};
}

Replay replay(const std::shared_ptr<const Model>& model, std::uint64_t seed, std::uint64_t run) {
  Replay told;
  told.model = model;
  told.seed = seed;
  told.run = run;
  CrisisKernel kernel(model, seed);
  Story story;
  kernel.follow(&story);
  auto batch = play_batch(kernel, seed, run, 1, Watch{told.evenings});
  told.row = batch.rows.front();
  if (!batch.failures.empty()) told.failure = batch.failures.front().reason;
  told.entries = without_repetitions(story.entries);
  const Look look(kernel, traced);
  const Few& few = look.few();
  told.start.tension = few[model->scenario.tension.start][0];
  for (const ActorId actor : model->actors.ids()) {
    told.start.trust.push_back(share(initial_trust(few, *model, actor)[0]));
    told.start.posture.push_back(few[model->actors[actor].spec->posture.start][0]);
  }
  for (const Side side : sides) told.patience[side] = patience_of(few, *model, side)[0];
  told.mediator_patience = infinite;
  if (model->mediator != nullptr) told.mediator_patience = few[model->mediator->patience][0];
  return told;
}

}  // namespace backchannel
