#include "cli/story/replay.hpp"

#include <cmath>

#include "sim/crisis/world/beliefs.hpp"
#include "sim/montecarlo/batch.hpp"

namespace backchannel {
namespace {

constexpr std::size_t traced = 0;  // a batch of one run plays in the first lane

std::vector<double> column(const std::vector<Lanes>& lanes) {
  std::vector<double> values;
  for (const Lanes& x : lanes) values.push_back(x[traced]);
  return values;
}

double share(double log_odds) { return 1.0 / (1.0 + std::exp(-log_odds)); }

Evening evening_of(const State& state) {
  const auto whole = [](const Lanes& x) { return static_cast<int>(x[traced]); };
  Evening evening;
  evening.day = whole(state.day);
  evening.tension = state.tension[traced];
  evening.hope = state.hope[traced];
  for (std::size_t s = 0; s < 2; ++s) evening.side_hope[s] = state.table.hope[s][traced];
  for (const Lanes& odds : state.trust) evening.trust.push_back(share(odds[traced]));
  evening.posture = column(state.posture);
  evening.strain = column(state.strain);
  evening.commitment = column(state.commitment);
  evening.in_force = column(state.in_force);
  evening.rounds = whole(state.table.rounds);
  evening.stage = whole(state.table.stage);
  evening.settlement = whole(state.settlement);
  evening.open = state.table.open[traced] > 0.5;
  evening.first_session = state.table.first_day[traced];
  evening.next_session = state.table.next_day[traced];
  evening.boycott_until = state.table.boycott_until[traced];
  evening.deadline = state.deadline[traced];
  evening.pending = whole(state.pending);
  evening.vote_day = whole(state.vote_day);
  evening.exchange_days = whole(state.exchange_days);
  evening.fighting = evening.exchange_days > 0;
  evening.hosts_hit = whole(state.hosts_hit);
  for (const Lanes& hit : state.hit) evening.struck += hit[traced] > 0.5;
  return evening;
}

struct Watch {
  std::vector<Evening>& evenings;
  void day_ended(const CrisisKernel& kernel, const Mask&) { evenings.push_back(evening_of(kernel.state())); }
};

}  // namespace

Replay replay(std::shared_ptr<const Model> model, std::uint64_t seed, std::uint64_t run) {
  Replay told{model, seed, run, {}, {}, {}, {}, {}, {}};
  CrisisKernel kernel(model, seed);
  Story story;
  kernel.follow(&story);
  auto batch = play_batch(kernel, seed, run, 1, Watch{told.evenings});
  told.row = batch.rows.front();
  if (!batch.failures.empty()) told.failure = batch.failures.front().reason;
  told.entries = std::move(story.entries);
  told.start.tension = kernel.values()[model->scenario.tension.start][traced];
  Pack alone;
  alone.size = 1;
  for (std::size_t a = 0; a < model->actors.size(); ++a)
    told.start.trust.push_back(share(initial_trust(*model, kernel.values(), static_cast<int>(a), alone)[0]));
  for (std::size_t s = 0; s < 2; ++s) {
    const CompiledActor& party = model->actors[static_cast<std::size_t>(model->party[s])];
    told.patience[s] = kernel.values()[party.spec->patience][traced];
  }
  told.patience[2] = model->mediator != nullptr ? kernel.values()[model->mediator->patience][traced] : infinite;
  return told;
}

}  // namespace backchannel
