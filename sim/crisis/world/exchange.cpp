#include "sim/crisis/world/exchange.hpp"

#include "sim/crisis/world/compliance.hpp"
#include "sim/crisis/world/effects.hpp"

namespace backchannel {

namespace {

constexpr double war_parties = 3;  // distinct actors or hosts struck

/// x[lanes] = value where the mask is on.
void put(Lanes& x, const Slice& value, const SliceMask& where, const Pack& pack) {
  scatter(select(where, value, gathered(x, pack)), x, pack);
}

void tell(const State& state, Told told, int who, int whom, const SliceMask& mask, double value, const Pack& pack) {
  if (state.story == nullptr) return;
  const int place = state.story->place(pack);
  if (place >= 0 && mask[place])
    state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]), told, who, whom, -1, value, 0, {}});
}

void mark_struck(State& state, int actor, const SliceMask& where, const Pack& pack) {
  const auto a = static_cast<std::size_t>(actor);
  put(state.hit[a], filled<slice_width>(1), where, pack);
  put(state.today.struck[a], filled<slice_width>(1), where, pack);
}

void become_war(State& state, const SliceMask& war, const Pack& pack) {
  if (!any(war)) return;
  put(state.war_today, filled<slice_width>(1), war, pack);
  tell(state, Told::war, -1, -1, war, 0, pack);
}

void end_exchange(const Model& model, State& state, const Values& values, const SliceMask& ended, const Pack& pack) {
  if (!any(ended)) return;
  put(state.exchange_days, filled<slice_width>(0), ended, pack);
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    put(state.fighting[a], filled<slice_width>(0), ended, pack);
    // Who was hit has lost part of its shift in power.
    const SliceMask hit = ended & above(gathered(state.hit[a], pack), 0.5);
    const Slice left = 1.0 - gathered(state.setback[a], pack);
    put(state.setback[a], Slice(1.0 - left * (1.0 - values.gathered(model.scenario.force.setback, pack))), hit, pack);
    put(state.hit[a], filled<slice_width>(0), ended, pack);
  }
  put(state.hosts_hit, filled<slice_width>(0), ended, pack);
  const SliceMask first = ended & below(gathered(state.crisis_end, pack), 0.5);
  put(state.crisis_end, gathered(state.day, pack), first, pack);
  const Slice boycott = gathered(state.day, pack) + values.gathered(model.scenario.calendar.boycott, pack);
  put(state.table.boycott_until, boycott, ended, pack);
  for (Lanes& cause : state.cause) put(cause, Slice(gathered(cause, pack) + 1.0), ended, pack);
  tell(state, Told::ceasefire, -1, -1, ended, 0, pack);
}

/// Log odds of a side going on for another day against the other.
Slice resolve_to_fight(const Model& model, const State& state, const Values& values, Workspace& work, int actor,
                       int against, const Pack& pack) {
  Outlook& view = work.outlook[static_cast<std::size_t>(actor)];
  look_ahead(view, model, state, values, actor, pack);
  const ForceSpec& spec = model.scenario.force;
  const Slice war = war_against(view, model, state, values, actor, against, pack);
  Slice odds =
      values.gathered(spec.persistence, pack) + values.gathered(spec.stake, pack) * (war - view.taste.worth_now);
  if (model.mediator != nullptr)
    odds -= values.gathered(spec.ceasefire, pack) * values.gathered(model.mediator->skill, pack);
  return odds;
}

/// Allies of those who fight come in and are struck in turn; bases of the fighters are hit in their host states.
void widen(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
           const SliceMask& on, const Pack& pack) {
  std::array<Slice, max_actors> fighting;  // as the day began: nobody joins on somebody's joining today
  for (std::size_t a = 0; a < model.actors.size(); ++a) fighting[a] = gathered(state.fighting[a], pack);
  for (std::size_t a = 0; a < model.actors.size(); ++a) {
    const CompiledActor& self = model.actors[a];
    Slice pull = filled<slice_width>(0);
    for (const auto& [ally, share] : model.support_given[a])
      pull = pull.max(values.gathered(share, pack) * fighting[static_cast<std::size_t>(ally)]);
    const SliceMask out = at_most(gathered(state.fighting[a], pack), 0.5);
    const SliceMask tempted = on & out & above(pull, 0.0);
    if (any(tempted)) {
      const Slice chance = 1.0 - exponential(Slice(-values.gathered(self.spec->join, pack) * pull));
      const SliceMask joins = tempted & draws.chance(self.join, chance);
      put(state.fighting[a], filled<slice_width>(1), joins, pack);
      mark_struck(state, static_cast<int>(a), joins, pack);
      tell(state, Told::joined, static_cast<int>(a), -1, joins, 0, pack);
    }
    if (self.spec->hosts.empty()) continue;
    const SliceMask fights = on & above(gathered(state.fighting[a], pack), 0.5);
    // A host that was hit already adds nothing.
    const auto bases = static_cast<double>(self.spec->hosts.size());
    const Slice left = ((bases - gathered(state.hosts_hit, pack)) / bases).max(0.0);
    const SliceMask hosts =
        fights & draws.chance(self.hosts, Slice(values.gathered(model.scenario.force.host_struck, pack) * left));
    add(state.hosts_hit, hosts.on, pack);
  }
}

void fight_a_day(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
                 Workspace& work, const Pack& pack) {
  const Slice one = filled<slice_width>(1);
  add(state.exchange_days, one, pack);
  add(state.today.score, Slice(one * 2.0 * escalation_weight(Category::violent)), pack);
  SliceMask stops = SliceMask::none();
  for (std::size_t d = 0; d < model.dyads.size(); ++d) {
    const SliceMask here = pack.active & equals(gathered(state.exchange_dyad, pack), static_cast<double>(d));
    if (!any(here)) continue;
    for (std::size_t side = 0; side < 2; ++side) {
      const int actor = model.dyads[d].actor[side], against = model.dyads[d].actor[1 - side];
      const Slice goes_on = logistic(resolve_to_fight(model, state, values, work, actor, against, pack));
      stops |= here & !draws.chance(model.actors[static_cast<std::size_t>(actor)].exchange, goes_on);
      put(state.today.struck[static_cast<std::size_t>(actor)], one, here, pack);
    }
  }
  if (model.scenario.mechanisms.exchange)
    widen(model, state, values, draws, pack.active & !stops, pack);
  else
    stops = pack.active;
  Slice struck = gathered(state.hosts_hit, pack);
  for (const Lanes& hit : state.hit) struck += gathered(hit, pack);
  const SliceMask war =
      pack.active & !stops &
      (above(gathered(state.exchange_days, pack), static_cast<double>(model.scenario.force.war_days)) |
       at_least(struck, war_parties));
  become_war(state, war, pack);
  end_exchange(model, state, values, stops, pack);
}

}  // namespace

void open_exchange(const Model& model, State& state, const Values& values, const DrawsOf<slice_width>& draws,
                   const StrikeOption& option, const ForceGame& game, const SliceMask& strikes, const Pack& pack) {
  const auto attacker = static_cast<std::size_t>(option.attacker), target = static_cast<std::size_t>(option.target);
  const Slice one = filled<slice_width>(1), day = gathered(state.day, pack);
  add(state.strikes_count, strikes.on, pack);
  put(state.violence, gathered(state.violence, pack).max(2.0), strikes, pack);
  const SliceMask first = strikes & below(gathered(state.strike_day, pack), 0.5);
  put(state.strike_day, day, first, pack);
  put(state.first_striker, Slice(one * static_cast<double>(option.attacker)), first, pack);
  add(state.today.score, Slice(escalation_weight(Category::violent) * strikes.on), pack);
  add(state.today.hostility[attacker], Slice(3.0 * strikes.on), pack);
  add(state.today.raises, Slice(values.gathered(model.scenario.tension.strike, pack) * strikes.on), pack);
  const auto channel = static_cast<std::size_t>(model.actors[attacker].strike_channel);
  put(state.today.acts[channel], one, strikes, pack);
  put(state.commitment[attacker], filled<slice_width>(0), strikes, pack);  // carried out
  mark_struck(state, option.target, strikes, pack);
  Mask struck = Mask::none();
  scatter(strikes, struck, pack);
  return_to_status_quo(model, state, values, struck);
  tell(state, Told::strike, option.attacker, option.target, strikes, 0, pack);
  // The answer: hit back or absorb.
  const SliceMask answers = strikes & draws.chance(option.answer, game.answer_chance);
  tell(state, Told::answer_force, option.target, option.attacker, answers, 1, pack);
  tell(state, Told::answer_force, option.target, option.attacker, strikes & !answers, 0, pack);
  put(state.exchange_days, one, answers, pack);
  put(state.exchange_dyad, Slice(one * static_cast<double>(option.dyad)), answers, pack);
  put(state.fighting[attacker], one, answers, pack);
  put(state.fighting[target], one, answers, pack);
  mark_struck(state, option.attacker, answers, pack);
  end_exchange(model, state, values, strikes & !answers, pack);
}

void go_on(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work) {
  const Mask fighting = at_least(state.exchange_days, 1.0) & at_most(state.war_today, 0.5) & work.running;
  for_each_pack(
      fighting, [&](const Pack& pack) { fight_a_day(model, state, values, draws.packed(pack), work, pack); },
      &work.force);
}

}  // namespace backchannel
