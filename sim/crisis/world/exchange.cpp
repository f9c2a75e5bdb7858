#include "sim/crisis/world/exchange.hpp"

#include <algorithm>

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/world/effects.hpp"
#include "sim/crisis/worth/settlement.hpp"

namespace backchannel {

namespace {

constexpr double war_parties = 3;  // distinct actors or hosts struck

}  // namespace

Exchange::Exchange(State& state, Views& views)
    : model_(state.model),
      state_(state),
      views_(views),
      ceasefire_(state, views),
      dyad_(state.memory),
      fighting_(state.memory, state.model.actors) {
  for (const CompiledActor& actor : model_.actors)
    streams_.push_back({stream(actor.id, "go on with an exchange"), stream(actor.id, "join an exchange"),
                        stream(actor.id, "hosts struck"), stream(actor.id, "struck as an ally")});
  for (const StrikeOption& option : model_.strikes) answer_.push_back(stream(option.name, "answer to force"));
}

void Exchange::open(const Few& few, StrikeId n, const ForceGame& game) {
  const StrikeOption& option = model_.strikes[n];
  const ActorId attacker = option.attacker, target = option.target;
  strike(few, option);
  const SliceMask answers = few.active() & few.chance(answer_[n], game.answer_chance);
  const SliceMask absorbs = few.active() & !answers;
  few.tell(few.active(), [&](int at) {
    const double precision = few[model_.scenario.precision.force][at];
    return told::StruckBack{
        target, attacker, answers[at], {game.answered[at], game.absorbed[at], precision, game.answer_chance[at]}};
  });
  few.put(state_.exchange_days, 1.0, answers);
  few.put(dyad_, code(option.dyad), answers);
  few.raise(fighting_[attacker], answers);
  few.raise(fighting_[target], answers);
  mark_struck(few, attacker, answers);
  count_days(few, answers);
  end(few, absorbs);
  few.tell(absorbs, told::Ceased{told::Truce::one_side, target});
}

void Exchange::strike(const Few& few, const StrikeOption& option) {
  const ActorId attacker = option.attacker;
  const SliceMask& strikes = few.active();
  Today& today = state_.today;
  few.add(state_.strikes_count, strikes.on());
  few.put(state_.violence, few(state_.violence).max(code(Violence::strike)), strikes);
  const SliceMask first = strikes & not_yet(few(state_.strike_day));
  few.put(state_.strike_day, few.day(), first);
  few.put(state_.first_striker, code(attacker), first);
  few.add(today.score, escalation_weight(Category::violent) * strikes.on());
  few.add(today.hostility[attacker], 3.0 * strikes.on());
  few.add(today.raises, few[model_.scenario.tension.strike] * strikes.on());
  if (model_.dyads[option.dyad].stirs)
    few.add(today.raises_stirred, few[model_.scenario.tension.strike] * strikes.on());
  few.raise(today.acts, model_.actors[attacker].strike, strikes);
  few.put(state_.commitment[attacker], 0.0, strikes);  // carried out
  mark_struck(few, option.target, strikes);
  return_to_status_quo(few, state_, views_, strikes);
  few.tell(strikes, told::Struck{attacker, option.target});
}

void Exchange::go_on(const Runs& runs, Usage& usage) {
  const Mask fights = runs.where([&](const Abreast& here) { return fighting(here, state_); });
  runs.in_packs(
      fights, [&](const Few& few) { fight_a_day(few); }, &usage);
}

void Exchange::fight_a_day(const Few& few) {
  few.add(state_.exchange_days, few.active().on());
  few.add(state_.today.score, 2.0 * escalation_weight(Category::violent) * few.active().on());
  for (const ActorId a : model_.actors.ids()) ceasefire_.wear_down(few, a, few.active() & on(few(fighting_[a])));
  SliceMask over = SliceMask::none();
  each_dyad(few, few.active(), [&](DyadId d, const SliceMask& here) { over |= stops(few, d, here); });
  if (!model_.scenario.mechanisms.exchange) {
    few.tell(few.active() & !over, told::Ceased{told::Truce::agreed, {}});
    over = few.active();
  }
  widen(few, few.active() & !over);
  each_dyad(few, few.active() & !over,
            [&](DyadId d, const SliceMask& here) { over |= ceasefire_.agreed(few, model_.dyads[d], here); });
  become_war(few, few.active() & !over);
  count_days(few, few.active() & !over);
  end(few, over);
}

template <class F>
void Exchange::each_dyad(const Few& few, const SliceMask& where, F f) const {
  for (const DyadId d : model_.dyads.ids())
    if (const SliceMask here = where & is(few(dyad_), d); any(here)) f(d, here);
}

void Exchange::count_days(const Few& few, const SliceMask& going_on) {
  const Slice days = few(state_.exchange_days);
  few.put(state_.exchange_length, days, going_on & not_yet(few(state_.exchange_end)));
  few.put(state_.war_length, days, going_on & at_war(few, state_) & not_yet(few(state_.war_end)));
}

SliceMask Exchange::stops(const Few& few, DyadId d, const SliceMask& here) {
  const CompiledDyad& dyad = model_.dyads[d];
  const Slice raise = few[model_.scenario.tension.fighting] * here.on();
  few.add(state_.today.raises, raise);
  if (dyad.stirs) few.add(state_.today.raises_stirred, raise);
  SliceMask stopped = SliceMask::none();
  for (const End end : ends) {
    const ActorId actor = dyad.actor[end];
    const ActorId against = dyad.actor[opposite(end)];
    const Views::Footing footing = views_.footing(few, actor, against);
    const Slice resolve = resolve_to_fight(few, footing), chance = logistic(resolve);
    const SliceMask stops = here & !few.chance(streams_[actor].goes_on, chance);
    few.tell(here, [&](int at) {
      const ForceSpec& spec = model_.scenario.force;
      return told::FoughtOn{
          actor,
          against,
          !stops[at],
          {few[spec.persistence][at], few[spec.stake][at], footing.war[at], footing.worth_now[at], chance[at]}};
    });
    ceasefire_.teach(few, actor, resolve, stops, here);
    few.tell(stops & !stopped, told::Ceased{told::Truce::one_side, actor});
    stopped |= stops;
    few.raise(state_.today.struck[actor], here);
  }
  return stopped;
}

Slice Exchange::resolve_to_fight(const Few& few, const Views::Footing& footing) const {
  const ForceSpec& spec = model_.scenario.force;
  return few[spec.persistence] + few[spec.stake] * (footing.war - footing.worth_now);
}

void Exchange::widen(const Few& few, const SliceMask& where) {
  Places<ActorId, Slice, max_actors> fought;  // as the day began: nobody joins on somebody's joining today
  for (const ActorId a : model_.actors.ids()) fought[a] = few(fighting_[a]);
  for (const ActorId a : model_.actors.ids()) {
    Slice pull = filled<slice_width>(0);
    for (const auto& [ally, share] : model_.actors[a].supports) pull = pull.max(few[share] * fought[ally]);
    const SliceMask tempted = where & !on(fought[a]) & above(pull, 0.0);
    if (any(tempted)) join(few, a, pull, tempted);
    if (!model_.actors[a].supports.empty()) hit_ally(few, a, where & on(fought[a]) & !on(few(state_.hit[a])));
    if (!model_.actors[a].spec->hosts.empty()) hit_hosts(few, a, where & on(few(fighting_[a])));
  }
}

void Exchange::join(const Few& few, ActorId a, const Slice& pull, const SliceMask& where) {
  const Slice chance = 1.0 - exponential(-few[model_.actors[a].spec->join] * pull);
  const SliceMask joins = where & few.chance(streams_[a].joins, chance);
  few.raise(fighting_[a], joins);
  few.tell(joins, told::Joined{a});
}

void Exchange::hit_ally(const Few& few, ActorId a, const SliceMask& spared) {
  if (!any(spared)) return;
  const SliceMask hit = spared & few.chance(streams_[a].hit, few[model_.scenario.force.ally_struck]);
  mark_struck(few, a, hit);
  for (const DyadId d : model_.dyads.ids())
    for (const End end : ends) {
      const ActorId helped = model_.dyads[d].actor[end], by = model_.dyads[d].actor[opposite(end)];
      const auto& supports = model_.actors[a].supports;
      if (std::ranges::any_of(supports, [&](const auto& s) { return s.first == helped; }))
        few.tell(hit & is(few(dyad_), d), told::Struck{by, a, false});
    }
}

void Exchange::hit_hosts(const Few& few, ActorId a, const SliceMask& where) {
  // A host that was hit already adds nothing.
  const auto bases = static_cast<double>(model_.actors[a].spec->hosts.size());
  const Slice left = ((bases - few(state_.hosts_hit)) / bases).max(0.0);
  const SliceMask hit = where & few.chance(streams_[a].hosts, few[model_.scenario.force.host_struck] * left);
  few.add(state_.hosts_hit, hit.on());
  few.tell(hit, told::HostHit{a});
}

void Exchange::become_war(const Few& few, const SliceMask& going_on) {
  Slice struck = few(state_.hosts_hit);
  for (const Lanes& hit : state_.hit) struck += few(hit);
  const SliceMask war = going_on & !at_war(few, state_) &
                        (above(few(state_.exchange_days), static_cast<double>(model_.scenario.force.war_days)) |
                         at_least(struck, war_parties));
  few.raise(state_.at_war, war);
  few.tell(war, [&](int at) {
    return told::Established{static_cast<int>(few(state_.exchange_days)[at]), static_cast<int>(struck[at])};
  });
}

void Exchange::end(const Few& few, const SliceMask& where) {
  if (!any(where)) return;
  const SliceMask fought = where & fighting(few, state_), war = where & at_war(few, state_);
  few.put(state_.exchange_end, few.day(), fought & not_yet(few(state_.exchange_end)));
  few.put(state_.war_end, few.day(), war & not_yet(few(state_.war_end)));
  each_dyad(few, war, [&](DyadId d, const SliceMask& here) { ceasefire_.share_spoils(few, model_.dyads[d], here); });
  few.put(state_.at_war, 0.0, where);
  few.put(state_.exchange_days, 0.0, where);
  for (const ActorId a : model_.actors.ids()) {
    few.put(fighting_[a], 0.0, where);
    // Who was hit has lost part of its shift in power.
    const SliceMask hit = where & on(few(state_.hit[a]));
    const Slice left = 1.0 - few(state_.setback[a]);
    few.put(state_.setback[a], 1.0 - left * (1.0 - few[model_.scenario.force.setback]), hit);
    few.put(state_.hit[a], 0.0, where);
  }
  few.put(state_.hosts_hit, 0.0, where);
  few.put(state_.crisis_end, few.day(), where & not_yet(few(state_.crisis_end)));
  few.put(state_.talks.boycott_until, few.day() + boycott_of(few, model_), where);
  for (Lanes& cause : state_.cause) few.add(cause, where.on());
}

void Exchange::mark_struck(const Few& few, ActorId actor, const SliceMask& where) {
  few.raise(state_.hit[actor], where);
  few.raise(state_.today.struck[actor], where);
}

}  // namespace backchannel
