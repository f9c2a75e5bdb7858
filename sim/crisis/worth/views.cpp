#include "sim/crisis/worth/views.hpp"

#include "sim/crisis/state/go_between.hpp"

namespace backchannel {

namespace {

template <int N>
LanesOf<N> risk_from(const LanesOf<N>& at_start, const LanesOf<N>& log_growth) {
  // 1 − (1 − ŵ_0)^{e^g}; ŵ_0 of 0 and 1 stay what they are.
  const LanesOf<N> hazard = -logarithm(LanesOf<N>(1.0 - at_start));
  const LanesOf<N> risk = 1.0 - exponential(LanesOf<N>(-hazard * exponential(LanesOf<N>(log_growth.min(700.0)))));
  return select(at_least(at_start, 1.0), filled<N>(1), risk);
}

}  // namespace

Views::Views(State& state)
    : model_(state.model),
      state_(state),
      victory_(state.memory, model_.holders),
      defeat_(state.memory, model_.holders),
      outlook_(model_.actors.size()) {
  for (const HolderId h : model_.holders.ids()) {
    stakes_.push_back(std::make_unique<Stakes>(state));
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
  for (const HolderId h : model_.holders.ids()) weigh_issues(few, h);
  for (const HolderId h : model_.holders.ids()) {
    Preferences& preferences = outlook_[model_.holders[h].actor].preferences;
    gather(preferences, few, h);
    const WarTerms terms = terms_of_war(preferences, few, h, model_.actor_of(h).adversary);
    few.put(victory_[h], terms.victory);
    few.put(defeat_[h], terms.defeat);
  }
}

void Views::weigh_issues(const Few& few, HolderId h) {
  const Holder& holder = model_.holders[h];
  Stakes& stakes = *stakes_[h.index()];
  Slice sum = filled<slice_width>(0);
  for (const IssueId k : model_.agenda.ids()) sum += few[holder.salience[k]];
  for (const IssueId k : model_.agenda.ids()) {
    const Slice ideal = few[holder.ideal[k]];
    few.put(stakes.salience[k], Slice(few[holder.salience[k]] / sum.max(1e-300)));
    few.put(stakes.scale[k], Slice(1.0 / ideal.max(1.0 - ideal)));
    if (holder.line[k] == nullptr) continue;
    const Stream stream = line_stream_[h.index() * model_.agenda.size() + k.index()];
    few.put(stakes.line_real[k], few.chance(stream, few[holder.line[k]->probability]).on);
  }
}

void Views::gather(Preferences& preferences, const Few& few, HolderId holder) const {
  const Stakes& stakes = *stakes_[holder.index()];
  preferences.model = &model_;
  preferences.holder = &model_.holders[holder];
  const CompiledActor& actor = preferences.actor();
  Slice moved = filled<slice_width>(0);
  for (const IssueId k : model_.agenda.ids()) {
    preferences.ideal[k] = few[preferences.holder->ideal[k]];
    preferences.salience[k] = few(stakes.salience[k]);
    preferences.scale[k] = few(stakes.scale[k]);
    preferences.status_quo[k] = few(state_.in_force[k]);
    preferences.original[k] = few(state_.original[k]);
    moved += (preferences.status_quo[k] - preferences.original[k]).abs();
  }
  preferences.text_in_force = any(above(moved, 0.0));
  preferences.curvature = few[actor.spec->curvature];
  preferences.loss_aversion = few[actor.spec->loss_aversion];
  preferences.gain_exponent = few[actor.spec->gain_exponent];
  preferences.linkage.resize(actor.linkages.size());
  for (std::size_t n = 0; n < actor.linkages.size(); ++n) preferences.linkage[n] = few[actor.linkages[n].weight];
  const auto& levels = model_.agenda.level_worth[preferences.holder->actor];
  preferences.level_worth.resize(levels.size());
  for (std::size_t n = 0; n < levels.size(); ++n)
    preferences.level_worth[n] = levels[n].given() ? few[levels[n]] : filled<slice_width>(0);
  gather_lines(preferences.soft, few, holder, preferences.holder->soft);
  gather_lines(preferences.absolute, few, holder, preferences.holder->absolute);
  weigh_status_quo(preferences);
}

void Views::gather_lines(std::vector<Line>& lines, const Few& few, HolderId holder,
                         const std::vector<IssueId>& issues) const {
  lines.resize(issues.size());
  for (std::size_t n = 0; n < issues.size(); ++n) {
    const RedLine& spec = *model_.holders[holder].line[issues[n]];
    Line& line = lines[n];
    line.issue = issues[n];
    line.side = spec.side;
    line.at = few[spec.at];
    line.penalty = spec.kind == LineKind::soft ? few[spec.penalty] : filled<slice_width>(0);
    line.real = few(stakes_[holder.index()]->line_real[issues[n]]);
  }
}

Slice Views::strength(const Few& few, ActorId actor) const {
  const auto contribution = [&](ActorId j) {
    const Actor& spec = *model_.actors[j].spec;
    return Slice(few[spec.capability] * (1.0 + few[spec.mobilised] * few(state_.posture[j]).max(0.0)));
  };
  Slice sum = contribution(actor);
  for (const auto& [supporter, share] : model_.actors[actor].supporters) sum += few[share] * contribution(supporter);
  return sum;
}

Text Views::imposed(const Few& few, const PerIssue<Param>& written, HolderId winner) const {
  Text text;
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
  const Slice own = strength(few, actor);
  const Slice theirs = strength(few, against);
  return own / (own + theirs).max(1e-300);
}

Views::WarTerms Views::terms_of_war(const Preferences& preferences, const Few& few, HolderId holder,
                                    ActorId against) const {
  const CompiledActor& actor = preferences.actor();
  const Slice one = filled<slice_width>(1);
  const Text win = imposed(few, actor.imposed_by_victory, holder);
  const Text lose = imposed(few, actor.imposed_by_defeat, holder_of(against));
  return {value(preferences, win, one), value(preferences, lose, one)};
}

Slice Views::war_payoff_of(const Preferences& preferences, const Few& few, const Slice& winning, HolderId holder,
                           ActorId against) const {
  const CompiledActor& actor = preferences.actor();
  // Without a text in force they are what they were when the run began.
  const WarTerms terms = against == actor.adversary && !preferences.text_in_force
                             ? WarTerms{few(victory_[holder]), few(defeat_[holder])}
                             : terms_of_war(preferences, few, holder, against);
  return winning * terms.victory + (1.0 - winning) * terms.defeat - few[actor.spec->war.cost];
}

Slice Views::war_payoff(const Outlook& outlook, const Few& few, const Slice& winning, ActorId against) const {
  return war_payoff_of(outlook.preferences, few, winning, holder_of(outlook.preferences.holder->actor), against);
}

Slice Views::war_against(const Outlook& outlook, const Few& few, ActorId against) const {
  const ActorId actor = outlook.preferences.holder->actor;
  if (against == model_.actors[actor].adversary) return outlook.war;
  return war_payoff(outlook, few, winning_chance(few, actor, against), against);
}

template <int N>
LanesOf<N> Views::perceived_risk(const RunsOf<N>& runs, ActorId actor) const {
  const War& war = model_.actors[actor].spec->war;
  LanesOf<N> growth = runs[war.tension_sensitivity] * (runs(state_.tension) - runs[model_.scenario.tension.start]) +
                      runs(state_.risk_shift[actor]);
  if (const ActorId j = model_.actors[actor].adversary; j.given())
    growth +=
        runs[war.mobilisation_sensitivity] * (runs(state_.posture[j]) - runs[model_.actors[j].spec->posture.start]);
  return risk_from<N>(runs[war.perceived_risk], growth);
}
template Lanes Views::perceived_risk(const Runs&, ActorId) const;
template Slice Views::perceived_risk(const Few&, ActorId) const;

Slice Views::strain_cost(const Few& few, ActorId actor) const {
  return few[model_.actors[actor].spec->strain.pain] * few(state_.strain[actor]);
}

void Views::face(Circumstances& c, const Few& few, ActorId actor) const {
  backchannel::gather(c.promises, model_, few, actor);
  c.winning = winning_chance(few, actor, model_.actors[actor].adversary);
  c.risk = perceived_risk(few, actor);
  c.strain_cost = strain_cost(few, actor);
  c.trust = model_.scenario.mechanisms.trust ? guaranteed(few, model_, logistic(few(state_.trust[actor])))
                                             : filled<slice_width>(1);
  c.verification_power = few[model_.scenario.talks.verification_power];
  c.calm[Scope::interim] = few[model_.scenario.talks.calm_interim];
  c.calm[Scope::comprehensive] = few[model_.scenario.talks.calm_comprehensive];
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
  outlook.war = war_payoff_of(outlook.preferences, few, outlook.winning, holder, model_.actor_of(holder).adversary);
  weigh_no_deal(outlook);
}

void Views::look_ahead(Outlook& outlook, const Few& few, HolderId holder) const {
  face(outlook, few, model_.holders[holder].actor);
  value_no_deal(outlook, few, holder);
  gather_steps(outlook, few);
}

void Views::look_ahead(Outlook& outlook, const Few& few, HolderId holder, const Circumstances& known) const {
  static_cast<Circumstances&>(outlook) = known;
  value_no_deal(outlook, few, holder);
}

void Views::look_at(Outlook& outlook, const Few& few, HolderId holder) const {
  outlook.strain_cost = strain_cost(few, model_.holders[holder].actor);
  gather(outlook.preferences, few, holder);
}

Outlook& Views::look_ahead(const Few& few, ActorId actor) {
  look_ahead(outlook_[actor], few, holder_of(actor));
  return outlook_[actor];
}

Outlook& Views::look_at(const Few& few, ActorId actor) {
  look_at(outlook_[actor], few, holder_of(actor));
  return outlook_[actor];
}

}  // namespace backchannel
