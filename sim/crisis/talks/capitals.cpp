#include "sim/crisis/talks/capitals.hpp"

#include <limits>

#include "sim/crisis/state/workspace.hpp"

namespace backchannel {

void convene(Capital& capital, const Circumstances& faced, const Model& model, const State& state, const Values& values,
             int actor, const Pack& pack) {
  const CompiledActor& party = model.actors[static_cast<std::size_t>(actor)];
  const std::size_t n = model.scenario.mechanisms.factions ? party.factions.size() : 0;
  capital.faction.resize(n);
  capital.weight.resize(n);
  capital.gain.resize(n);
  capital.threshold = values.gathered(party.spec->ratification.threshold, pack);
  const Slice hawks = gathered(state.hawk[static_cast<std::size_t>(actor)], pack);
  Slice sum = filled<slice_width>(0);
  for (std::size_t f = 0; f < n; ++f) {
    look_ahead(capital.faction[f], faced, model, state, values, party.factions[f], pack);
    capital.weight[f] = values.gathered(party.faction_weight[f], pack) *
                        exponential(Slice(values.gathered(party.faction_hawkishness[f], pack) * hawks));
    sum += capital.weight[f];
  }
  for (Slice& weight : capital.weight) weight /= sum.max(1e-300);
}

Slice ratification_margin(Capital& capital, const Text& x, int scope) {
  const std::size_t n = capital.faction.size();
  if (n == 0) return filled<slice_width>(infinite);
  std::vector<Slice>& gain = capital.gain;
  const Bearing bearing = bearing_of(capital.faction[0], x, scope);
  for (std::size_t f = 0; f < n; ++f) {
    const Outlook& view = capital.faction[f];
    gain[f] = worth_of_signing(view, bearing, x, scope) - worth_of_refusing(view, x);
    const SliceMask veto = crosses_absolute_line(view.taste, x, scope);
    gain[f] = select(veto, gain[f].min(-1.0), gain[f]);
  }
  Slice margin = filled<slice_width>(-infinite);
  // The largest v such that the factions that gain at least v have the weight to ratify.
  for (std::size_t f = 0; f < n; ++f) {
    Slice weight = filled<slice_width>(0);
    for (std::size_t g = 0; g < n; ++g) weight += capital.weight[g] * at_least(gain[g], gain[f]).on;
    margin = select(at_least(weight, Slice(capital.threshold - 1e-12)), margin.max(gain[f]), margin);
  }
  return margin.max(-1e6);
}

Slice share_in_favour(const Capital& capital, const Text& x, int scope, const Slice& precision) {
  if (capital.faction.empty()) return filled<slice_width>(1);
  const Bearing bearing = bearing_of(capital.faction[0], x, scope);
  Slice share = filled<slice_width>(0);
  for (std::size_t f = 0; f < capital.faction.size(); ++f) {
    const Outlook& view = capital.faction[f];
    const Slice chance =
        chance_of(Slice(worth_of_signing(view, bearing, x, scope) - worth_of_refusing(view, x)), precision);
    share += capital.weight[f] * select(crosses_absolute_line(view.taste, x, scope), 0.0, chance);
  }
  return share;
}

namespace {

/// L/(d·G) of a side, for a text that enters into force (MODEL 7.12): its losses against what a breach would return to,
/// and all that honouring keeps: gains, calm and relief as worth_of_signing counts them at full trust.
Slice honour_ratio(const Model& model, Outlook& view, const Values& values, int actor, const Text& text, int scope,
                   const Pack& pack) {
  return_to_original(view);
  const Slice lost = view.taste.loss_aversion * gains(view.taste, text).minus;
  const Bearing trusted = bearing_of(view, text, scope, filled<slice_width>(1));
  const Slice gained = (worth_of_signing(view, trusted, text, scope) - view.none + lost).max(0.0);
  const Compliance& spec = model.actors[static_cast<std::size_t>(actor)].spec->compliance;
  const int v = model.agenda.verification;
  const Slice verified = v < 0 ? filled<slice_width>(1) : text[static_cast<std::size_t>(v)];
  const Slice kept = values.gathered(spec.detection, pack) * values.gathered(spec.snapback, pack) * verified * gained;
  const Slice ratio = select(above(kept, 0.0), lost / kept.max(1e-300), infinite);
  return select(at_most(lost, 0.0), 0.0, ratio);
}

void vote(const Model& model, State& state, const Values& values, Workspace& work, const Pack& pack) {
  const Slice scope = gathered(state.pending, pack) - 1.0;
  Text text;
  for (int k = 0; k < model.agenda.size; ++k)
    text[static_cast<std::size_t>(k)] = gathered(state.pending_text[static_cast<std::size_t>(k)], pack);
  const Slice precision = values.gathered(model.scenario.precision.ratification, pack);
  std::array<SliceMask, 2> passed;
  for (std::size_t s = 0; s < 2; ++s) {
    const int actor = model.party[s];
    Outlook& view = work.outlook[static_cast<std::size_t>(actor)];
    look_ahead(view, model, state, values, actor, pack);
    convene(work.capital[s], view, model, state, values, actor, pack);
    const Slice share = select(above(scope, 0.5), share_in_favour(work.capital[s], text, comprehensive, precision),
                               share_in_favour(work.capital[s], text, interim, precision));
    passed[s] = at_least(share, Slice(work.capital[s].threshold - 1e-12));
    if (state.story != nullptr)
      if (const int place = state.story->place(pack); place >= 0)
        state.story->entries.push_back({static_cast<int>(state.day[state.story->lane]),
                                        Told::vote,
                                        actor,
                                        -1,
                                        static_cast<int>(scope[place]),
                                        passed[s][place] ? 1.0 : 0.0,
                                        share[place],
                                        {}});
  }
  const SliceMask both = pack.active & passed[0] & passed[1];
  for (std::size_t s = 0; s < 2; ++s) {
    const auto actor = static_cast<std::size_t>(model.party[s]);
    Outlook& view = work.outlook[actor];
    const Slice ratio =
        select(above(scope, 0.5), honour_ratio(model, view, values, model.party[s], text, comprehensive, pack),
               honour_ratio(model, view, values, model.party[s], text, interim, pack));
    Lanes& kept = state.honour_ratio[s];
    scatter(select(both, ratio, gathered(kept, pack)), kept, pack);
    const SliceMask refused = pack.active & !passed[s];
    Lanes& commitment = state.today.commitment[actor];
    const Ratification& spec = model.actors[actor].spec->ratification;
    scatter(Slice(gathered(commitment, pack) + values.gathered(spec.refusal_commitment, pack) * refused.on), commitment,
            pack);
    Lanes& tries = state.table.tries[s];
    const Slice tried = gathered(tries, pack) + refused.on;
    scatter(tried, tries, pack);
    const SliceMask spent = at_least(tried, static_cast<double>(spec.tries));
    scatter(select(spent, 0.0, gathered(state.table.open, pack)), state.table.open, pack);
  }
  if (any(both)) {
    Pack agreed;
    for (int place = 0; place < pack.size; ++place)
      if (both[place]) {
        agreed.active.on[agreed.size] = 1.0;
        agreed.lane[static_cast<std::size_t>(agreed.size++)] = pack.lane[static_cast<std::size_t>(place)];
      }
    for (int place = agreed.size; place < slice_width; ++place)
      agreed.lane[static_cast<std::size_t>(place)] = agreed.lane[0];
    enter_into_force(model, state, values, agreed);
  }
  scatter(filled<slice_width>(0), state.pending, pack);
}

}  // namespace

void enter_into_force(const Model& model, State& state, const Values& values, const Pack& pack) {
  const Slice scope = gathered(state.pending, pack) - 1.0;
  const Slice day = gathered(state.day, pack);
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    scatter(gathered(state.pending_text[i], pack), state.in_force[i], pack);
  }
  const SliceMask whole = above(scope, 0.5);
  const Slice calm = select(whole, values.gathered(model.scenario.talks.calm_comprehensive, pack),
                            values.gathered(model.scenario.talks.calm_interim, pack));
  scatter(calm, state.calm, pack);
  const Slice relief = -logarithm(Slice((1.0 - calm).max(1e-12)));
  scatter(Slice(gathered(state.today.reliefs, pack) + relief), state.today.reliefs, pack);
  scatter(Slice(scope + 1.0), state.settlement, pack);
  scatter(Slice(gathered(state.best, pack).max(scope + 1.0)), state.best, pack);
  scatter(day, state.signed_day, pack);
  const auto first = [&](Lanes& passage, const SliceMask& when) {
    const Slice before = gathered(passage, pack);
    scatter(select(when & below(before, 0.5), day, before), passage, pack);
  };
  first(state.interim_day, !whole);
  first(state.comprehensive_day, whole);
  first(state.crisis_end, SliceMask::all());
  scatter(select(whole, 0.0, gathered(state.table.open, pack)), state.table.open, pack);
  for (Lanes* hope : {&state.hope, &state.table.hope[0], &state.table.hope[1]})
    scatter(select(whole, 1.0, gathered(*hope, pack)), *hope, pack);
  if (state.story != nullptr)
    if (const int place = state.story->place(pack); place >= 0)
      state.story->entries.push_back(
          {static_cast<int>(day[place]), Told::ratified, -1, -1, static_cast<int>(scope[place]), 0, 0, {}});
}

void ratify(const Model& model, State& state, const Values& values, Workspace& work) {
  const Mask fresh = above(state.today.in_principle, 0.5);
  const Lanes delay =
      floor_of(Lanes(values[model.actors[static_cast<std::size_t>(model.party[0])].spec->ratification.delay].max(
                         values[model.actors[static_cast<std::size_t>(model.party[1])].spec->ratification.delay]) +
                     0.5));
  state.pending = select(fresh, state.today.in_principle, state.pending);
  state.vote_day = select(fresh, state.day + delay, state.vote_day);
  const Mask due = above(state.pending, 0.5) & at_least(state.day, state.vote_day) & at_most(state.exchange_days, 0.0) &
                   work.running;
  for_each_pack(
      due, [&](const Pack& pack) { vote(model, state, values, work, pack); }, &work.capitals);
}

}  // namespace backchannel
