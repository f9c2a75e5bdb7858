#include "sim/crisis/worth/views.hpp"

#include <algorithm>

#include "sim/crisis/state/go_between.hpp"

namespace backchannel {

Views::Views(State& state)
    : model_(state.model),
      state_(state),
      hazard_(state.memory, model_.actors),
      risk_(state.memory, model_.actors),
      strength_(state.memory, model_.actors),
      worth_now_(state.memory, model_.holders),
      without_text_(state.memory, model_.holders),
      original_worth_(state.memory, model_.holders),
      oppositions_(oppositions_in(model_)),
      victory_(state.memory, oppositions_),
      defeat_(state.memory, oppositions_),
      original_victory_(state.memory, oppositions_),
      original_defeat_(state.memory, oppositions_),
      outlook_(model_.actors.size()),
      nobody_looks_(model_.strikes.empty() &&
                    std::ranges::none_of(model_.actors, [](const CompiledActor& actor) { return actor.values; })) {
  for (const HolderId h : model_.holders.ids()) {
    shape(weighed_, h);
    std::size_t others = 0;
    each_other(weighed_, [&](const Slice&) { ++others; });
    cares_.emplace_back(first_other() + others);
    for (const IssueId k : model_.agenda.ids())
      line_stream_.push_back(stream(model_.holders[h].name, "red line on " + model_.agenda.id[k]));
  }
}

void Views::begin(const Few& few) {
  for (const IssueId k : model_.agenda.ids()) {
    const Slice status_quo = few[model_.agenda.issue[k]->status_quo];
    few.put(state_.in_force[k], status_quo);
    few.put(state_.original[k], status_quo);
  }
  for (const ActorId a : model_.actors.ids())
    few.put(hazard_[a], -logarithm(1.0 - few[model_.actors[a].spec->war.perceived_risk]));
  for (const HolderId h : model_.holders.ids()) weigh_issues(few, h);
  weigh_status_quo(few);
  keep_as_original(few);
}

void Views::keep_as_original(const Few& few) {
  for (const HolderId h : model_.holders.ids()) few.put(original_worth_[h], few(worth_now_[h]));
  for (const OppositionId n : oppositions_.ids()) {
    few.put(original_victory_[n], few(victory_[n]));
    few.put(original_defeat_[n], few(defeat_[n]));
  }
}

Table<Views::OppositionId, Views::Opposition> Views::oppositions_in(const Model& model) {
  Table<OppositionId, Opposition> all;
  for (const HolderId h : model.holders.ids()) {
    all.push_back({h, model.actor_of(h).adversary});
    for (const CompiledDyad& dyad : model.dyads)
      for (const End end : ends)
        if (const ActorId against = dyad.actor[opposite(end)];
            h == holder_of(dyad.actor[end]) && against != model.actor_of(h).adversary)
          all.push_back({h, against});
  }
  return all;
}

Views::OppositionId Views::opposition_of(HolderId holder, ActorId against) const {
  for (const OppositionId n : oppositions_.ids())
    if (oppositions_[n].holder == holder && oppositions_[n].against == against) return n;
  return {};
}

void Views::weigh_status_quo(const Few& few) {
  const Text before = text_of(few, state_, state_.original);
  HolderId gathered_for;
  for (const OppositionId n : oppositions_.ids()) {  // in order of holders
    const HolderId h = oppositions_[n].holder;
    if (h != gathered_for) {
      gather_texts(weighed_, few);
      gather(weighed_, few, h);
      few.put(worth_now_[h], weighed_.worth_now);
      few.put(without_text_[h], value(weighed_, before, 1.0));
      gathered_for = h;
    }
    const WarTerms terms = terms_of_war(weighed_, few, h, oppositions_[n].against);
    few.put(victory_[n], terms.victory);
    few.put(defeat_[n], terms.defeat);
  }
}

template <class R>
void Views::return_to_original(const R& runs, const SliceMask& where) {
  for (const HolderId h : model_.holders.ids()) {
    runs.put(worth_now_[h], runs(original_worth_[h]), where);
    runs.put(without_text_[h], runs(original_worth_[h]), where);
  }
  for (const OppositionId n : oppositions_.ids()) {
    runs.put(victory_[n], runs(original_victory_[n]), where);
    runs.put(defeat_[n], runs(original_defeat_[n]), where);
  }
}
template void Views::return_to_original(const Abreast&, const SliceMask&);
template void Views::return_to_original(const Few&, const SliceMask&);

void Views::move_original(const Few& few, ActorId victor, const Slice& share) {
  const Text to = imposed(few, model_.actors[victor].imposed_by_victory, holder_of(victor));
  for (const IssueId k : model_.agenda.ids()) {
    const Slice from = few(state_.original[k]);
    if (!model_.agenda.tabulated[k]) few.put(state_.original[k], Slice(from + share * (to[k] - from)));
    few.put(state_.in_force[k], few(state_.original[k]));
  }
  weigh_status_quo(few);
  keep_as_original(few);
}

void Views::weigh_issues(const Few& few, HolderId h) {
  const Holder& holder = model_.holders[h];
  Preferences& p = weighed_;
  shape(p, h);
  Slice sum = filled<slice_width>(0);
  for (const IssueId k : model_.agenda.ids()) sum += few[holder.salience[k]];
  for (const IssueId k : model_.agenda.ids()) {
    p.ideal[k] = few[holder.ideal[k]];
    p.salience[k] = few[holder.salience[k]] / sum.max(1e-300);
    p.scale[k] = 1.0 / p.ideal[k].max(1.0 - p.ideal[k]);
  }
  const Actor& spec = *p.actor().spec;
  p.curvature = few[spec.curvature];
  p.loss_aversion = few[spec.loss_aversion];
  p.gain_exponent = few[spec.gain_exponent];
  for (std::size_t n = 0; n < p.linkage.size(); ++n) p.linkage[n] = few[p.actor().linkages[n].weight];
  const auto& levels = model_.agenda.level_worth[holder.actor];
  for (std::size_t n = 0; n < levels.size(); ++n) p.level_worth[n] = levels[n].given() ? few[levels[n]] : 0.0;
  for (std::vector<Line>* lines : {&p.soft, &p.absolute})
    for (Line& line : *lines) draw_line(line, few, h);
  keep(p, few, h);
}

void Views::draw_line(Line& line, const Few& few, HolderId h) const {
  const RedLine& spec = *model_.holders[h].line[line.issue];
  const Stream stream = line_stream_[h.index() * model_.agenda.size() + line.issue.index()];
  line.at = few[spec.at];
  line.penalty = spec.kind == LineKind::soft ? few[spec.penalty] : 0.0;
  line.real = few.chance(stream, few[spec.probability]).on();
}

void Views::shape(Preferences& p, HolderId h) const {
  p.issues = &model_.agenda;
  p.whose = &model_.actor_of(h);
  p.holder = &model_.holders[h];
  p.plain = p.holder->curve == Curve::linear && !model_.agenda.any_tabulated;
  p.linkage.resize(p.actor().linkages.size());
  p.level_worth.resize(model_.agenda.level_worth[p.holder->actor].size());
  const auto lay_out = [&](std::vector<Line>& lines, const std::vector<IssueId>& issues) {
    lines.resize(issues.size());
    for (std::size_t n = 0; n < issues.size(); ++n) {
      lines[n].issue = issues[n];
      lines[n].side = p.holder->line[issues[n]]->side;
    }
  };
  lay_out(p.soft, p.holder->soft);
  lay_out(p.absolute, p.holder->absolute);
}

template <class P, class F>
void Views::each_other(P& preferences, F f) {
  f(preferences.curvature), f(preferences.loss_aversion), f(preferences.gain_exponent);
  for (auto& weight : preferences.linkage) f(weight);
  for (auto& worth : preferences.level_worth) f(worth);
  for (auto* lines : {&preferences.soft, &preferences.absolute})
    for (auto& line : *lines) f(line.at), f(line.penalty), f(line.real);
}

void Views::keep(const Preferences& p, const Few& few, HolderId h) {
  Rows& rows = cares_[h.index()];
  const std::size_t section = Rows::rounded(model_.agenda.size());
  for (const IssueId k : model_.agenda.ids()) {
    rows.put(few.pack(), k.index(), p.ideal[k]);
    rows.put(few.pack(), section + k.index(), p.salience[k]);
    rows.put(few.pack(), 2 * section + k.index(), p.scale[k]);
  }
  std::size_t place = first_other();
  each_other(p, [&](const Slice& x) { rows.put(few.pack(), place++, x); });
}

void Views::gather_texts(Preferences& preferences, const Few& few) const {
  Slice moved = filled<slice_width>(0);
  for (const IssueId k : model_.agenda.ids()) {
    preferences.status_quo[k] = few(state_.in_force[k]);
    preferences.original[k] = few(state_.original[k]);
    moved += (preferences.status_quo[k] - preferences.original[k]).abs();
  }
  preferences.text_in_force = any(above(moved, 0.0));
}

void Views::copy_texts(Preferences& preferences, const Preferences& known) const {
  for (const IssueId k : model_.agenda.ids()) {
    preferences.status_quo[k] = known.status_quo[k];
    preferences.original[k] = known.original[k];
  }
  preferences.text_in_force = known.text_in_force;
}

void Views::gather(Preferences& p, const Few& few, HolderId h) const {
  if (p.holder != &model_.holders[h] || p.issues != &model_.agenda) shape(p, h);
  const Rows& rows = cares_[h.index()];
  const std::size_t section = Rows::rounded(model_.agenda.size());
  rows.read(few.pack(), 0, {p.ideal.items.data(), section});
  rows.read(few.pack(), section, {p.salience.items.data(), section});
  rows.read(few.pack(), 2 * section, {p.scale.items.data(), section});
  p.others.resize(rows.width() - first_other());
  rows.read(few.pack(), first_other(), p.others);
  const Slice* next = p.others.data();
  each_other(p, [&](Slice& x) { x = *next++; });
  backchannel::weigh_status_quo(p);
}

template <class R>
void Views::look_at_evening(const R& runs) {
  if (nobody_looks_) return;
  Places<ActorId, Slice, max_actors> contribution;
  for (const ActorId a : model_.actors.ids()) {
    const Actor& spec = *model_.actors[a].spec;
    contribution[a] = runs[spec.capability] * (1.0 + runs[spec.mobilised] * runs(state_.posture[a]).max(0.0));
  }
  Places<ActorId, Slice, max_actors> growth, safe;
  for (const ActorId a : model_.actors.ids()) {
    Slice strength = contribution[a];
    for (const auto& [supporter, share] : model_.actors[a].supporters)
      strength += runs[share] * contribution[supporter];
    runs.put(strength_[a], strength);
    growth[a] = growth_of_risk(runs, a).min(700.0);
  }
  // 1 − (1 − ŵ_0)^{e^g} = 1 − e^{−h·e^g}, h = −ln(1 − ŵ_0); ŵ_0 of 0 and 1 stay what they are.
  exponentials({growth.items.data(), model_.actors.size()});
  for (const ActorId a : model_.actors.ids()) safe[a] = -runs(hazard_[a]) * growth[a];
  exponentials({safe.items.data(), model_.actors.size()});
  for (const ActorId a : model_.actors.ids())
    runs.put(risk_[a],
             select(equals(runs(hazard_[a]), unlimited), 1.0, 1.0 - safe[a] * (1.0 - belief_in_date(runs, a))));
}
template void Views::look_at_evening(const Abreast&);
template void Views::look_at_evening(const Few&);

Text Views::imposed(const Few& few, const PerIssue<Param>& written, HolderId winner) const {
  Text text(model_.agenda.size());
  for (const IssueId k : model_.agenda.ids()) {
    if (written[k].given())
      text[k] = few[written[k]];
    else
      text[k] = winner.given() ? few[model_.holders[winner].ideal[k]] : few(state_.in_force[k]);
  }
  return text;
}

Slice Views::winning_chance(const Few& few, ActorId actor, ActorId against) const {
  if (!against.given()) return filled<slice_width>(0.5);
  const Slice own = few(strength_[actor]);
  const Slice theirs = few(strength_[against]);
  return own / (own + theirs).max(1e-300);
}

Slice Views::stake(const Few& few, ActorId actor, ActorId against) const {
  const OppositionId n = opposition_of(holder_of(actor), against);
  return few(victory_[n]) - few(defeat_[n]);
}

Views::WarTerms Views::terms_of_war(const Preferences& preferences, const Few& few, HolderId holder,
                                    ActorId against) const {
  const CompiledActor& actor = preferences.actor();
  const Slice one = filled<slice_width>(1);
  const Text win = imposed(few, actor.imposed_by_victory, holder);
  const Text lose = imposed(few, actor.imposed_by_defeat, holder_of(against));
  return {value(preferences, win, one), value(preferences, lose, one)};
}

Slice Views::war_payoff_of(const Few& few, const Slice& winning, OppositionId n) const {
  const Slice cost = few[model_.actor_of(oppositions_[n].holder).spec->war.cost];
  return winning * few(victory_[n]) + (1.0 - winning) * few(defeat_[n]) - cost;
}

Views::Footing Views::footing(const Few& few, ActorId actor, ActorId against) const {
  const HolderId holder = holder_of(actor);
  return {few(worth_now_[holder]), few(without_text_[holder]),
          war_payoff_of(few, winning_chance(few, actor, against), opposition_of(holder, against)),
          strain_cost(few, actor)};
}

template <class R>
Slice Views::belief_in_date(const R& runs, ActorId actor) const {
  const ActorId by = model_.actors[actor].adversary;
  if (!by.given()) return filled<slice_width>(0);
  const SliceMask stands = is(runs(state_.deadline_by), by) & at_least(runs(state_.deadline), runs.day()) &
                           below(runs(state_.deadline), no_deadline);
  if (!any(stands)) return filled<slice_width>(0);
  return logistic(runs(state_.resolve[actor])) * runs(state_.commitment[by]) * stands.on();
}
template Slice Views::belief_in_date(const Abreast&, ActorId) const;
template Slice Views::belief_in_date(const Few&, ActorId) const;

template <class R>
Slice Views::growth_of_risk(const R& runs, ActorId actor) const {
  const War& war = model_.actors[actor].spec->war;
  Slice growth = runs[war.tension_sensitivity] * (runs(state_.tension) - runs[model_.scenario.tension.start]) +
                 runs(state_.risk_shift[actor]);
  if (const ActorId j = model_.actors[actor].adversary; j.given())
    growth +=
        runs[war.mobilisation_sensitivity] * (runs(state_.posture[j]) - runs[model_.actors[j].spec->posture.start]);
  return growth;
}

Slice Views::strain_cost(const Few& few, ActorId actor) const {
  return few[model_.actors[actor].spec->strain.pain] * few(state_.strain[actor]);
}

void Views::gather_circumstances(Circumstances& c, const Few& few, ActorId actor) const {
  backchannel::gather(c.promises, model_, few, actor);
  c.winning = winning_chance(few, actor, model_.actors[actor].adversary);
  c.risk = risk_between_the_parties(few, actor);
  c.strain_cost = strain_cost(few, actor);
  c.trust = model_.scenario.mechanisms.trust ? guaranteed(few, model_, logistic(few(state_.trust[actor])))
                                             : filled<slice_width>(1);
  c.verification_power = few[model_.scenario.talks.verification_power];
  c.calm[Scope::interim] = few[model_.scenario.talks.calm_interim];
  c.calm[Scope::comprehensive] = few[model_.scenario.talks.calm_comprehensive];
}

Slice Views::risk_between_the_parties(const Few& few, ActorId actor) const {
  const Slice risk = perceived_risk(few, actor);
  if (!model_.stirred()) return risk;
  const Slice kept = 1.0 - stirred_share(few, actor) * (1.0 - few[model_.scenario.talks.calm_stirred]);
  return select(below(risk, 1.0), 1.0 - exponential(kept * logarithm((1.0 - risk).max(1e-300))), 1.0);
}

Slice Views::stirred_share(const Few& few, ActorId actor) const {
  const Slice of_tension = few[model_.actors[actor].spec->war.tension_sensitivity] * (1.0 - few(state_.tension)) *
                           few(state_.tension_stirred);
  return 1.0 - exponential(-(few(state_.risk_stirred[actor]) + of_tension).max(0.0));
}

void Views::gather_steps(Outlook& outlook, const Few& few) const {
  for (const IssueId k : model_.agenda.ids()) outlook.min_step[k] = few[model_.agenda.issue[k]->min_step];
  if (!outlook.preferences.text_in_force) return;
  outlook.stepless.fill(SliceMask::all());
  for (const IssueId k : model_.agenda.ids()) {
    const SliceMask steps = above(outlook.min_step[k], 0.0);
    outlook.reach[k] = select(steps, outlook.min_step[k], unlimited);
    for (const Scope s : scopes)
      if (model_.agenda.needed[s][k]) outlook.stepless[s] &= !steps;
  }
}

void Views::value_no_deal(Outlook& outlook, const Few& few, HolderId holder) const {
  gather(outlook.preferences, few, holder);
  outlook.war = war_payoff_of(few, outlook.winning, opposition_of(holder, model_.actor_of(holder).adversary));
  weigh_no_deal(outlook);
}

void Views::look_ahead(Outlook& outlook, const Few& few, HolderId holder) const {
  gather_circumstances(outlook, few, model_.holders[holder].actor);
  gather_texts(outlook.preferences, few);
  value_no_deal(outlook, few, holder);
  gather_steps(outlook, few);
}

void Views::look_ahead(Outlook& outlook, const Few& few, HolderId holder, const Outlook& known) const {
  outlook.winning = known.winning, outlook.risk = known.risk, outlook.strain_cost = known.strain_cost;
  outlook.trust = known.trust, outlook.verification_power = known.verification_power;
  outlook.calm = known.calm, outlook.stepless = known.stepless, outlook.promises = known.promises;
  for (const IssueId k : model_.agenda.ids()) {
    outlook.min_step[k] = known.min_step[k];
    outlook.reach[k] = known.reach[k];
  }
  copy_texts(outlook.preferences, known.preferences);
  value_no_deal(outlook, few, holder);
}

Outlook& Views::look_ahead(const Few& few, ActorId actor) {
  look_ahead(outlook_[actor], few, holder_of(actor));
  return outlook_[actor];
}

}  // namespace backchannel
