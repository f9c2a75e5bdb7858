#include "sim/crisis/worth/no_deal.hpp"

namespace backchannel {

namespace {

Slice strength(const Model& model, const State& state, const Values& values, int actor, const Pack& pack) {
  const auto contribution = [&](int j) {
    const auto a = static_cast<std::size_t>(j);
    const Actor& spec = *model.actors[a].spec;
    return Slice(values.gathered(spec.capability, pack) *
                 (1.0 + values.gathered(spec.mobilised, pack) * gathered(state.posture[a], pack).max(0.0)));
  };
  Slice sum = contribution(actor);
  for (const auto& [supporter, share] : model.actors[static_cast<std::size_t>(actor)].supporters)
    sum += values.gathered(share, pack) * contribution(supporter);
  return sum;
}

/// The text that a war imposes: written positions, else the ideals of whoever wins.
Text imposed(const Model& model, const State& state, const Values& values, const std::array<Param, max_issues>& written,
             int winner, const Pack& pack) {
  Text text;
  for (int k = 0; k < model.agenda.size; ++k) {
    const auto i = static_cast<std::size_t>(k);
    if (written[i].given())
      text[i] = values.gathered(written[i], pack);
    else
      text[i] = winner >= 0 ? values.gathered(model.holders[static_cast<std::size_t>(winner)].ideal[i], pack)
                            : gathered(state.in_force[i], pack);
  }
  return text;
}

template <int N>
LanesOf<N> risk_from(const LanesOf<N>& at_start, const LanesOf<N>& log_growth) {
  // 1 − (1 − ŵ_0)^{e^g}; ŵ_0 of 0 and 1 stay what they are.
  const LanesOf<N> hazard = -logarithm(LanesOf<N>(1.0 - at_start));
  const LanesOf<N> risk = 1.0 - exponential(LanesOf<N>(-hazard * exponential(LanesOf<N>(log_growth.min(700.0)))));
  return select(at_least(at_start, 1.0), filled<N>(1), risk);
}

}  // namespace

Slice winning_chance(const Model& model, const State& state, const Values& values, int actor, int against,
                     const Pack& pack) {
  if (against < 0) return filled<slice_width>(0.5);
  const Slice own = strength(model, state, values, actor, pack);
  const Slice theirs = strength(model, state, values, against, pack);
  return own / (own + theirs).max(1e-300);
}

WarTerms terms_of_war(const Taste& taste, const Model& model, const State& state, const Values& values, int holder,
                      int against, const Pack& pack) {
  const CompiledActor& actor = model.actors[static_cast<std::size_t>(taste.holder->actor)];
  const Slice one = filled<slice_width>(1);
  const Text win = imposed(model, state, values, actor.imposed_by_victory, holder, pack);
  const Text lose = imposed(model, state, values, actor.imposed_by_defeat, against, pack);
  return {value(taste, win, one), value(taste, lose, one)};
}

Slice worth_of_war(const Taste& taste, const Slice& winning, const Model& model, const State& state,
                   const Values& values, int holder, int against, const Pack& pack) {
  const auto h = static_cast<std::size_t>(holder);
  const CompiledActor& actor = model.actors[static_cast<std::size_t>(taste.holder->actor)];
  // Without a text in force they are what they were when the run began.
  const WarTerms terms = against == actor.adversary && !taste.text_in_force
                             ? WarTerms{gathered(state.victory[h], pack), gathered(state.defeat[h], pack)}
                             : terms_of_war(taste, model, state, values, holder, against, pack);
  return winning * terms.victory + (1.0 - winning) * terms.defeat - values.gathered(actor.spec->war.cost, pack);
}

Slice perceived_risk(const Model& model, const State& state, const Values& values, int actor, const Pack& pack) {
  const auto a = static_cast<std::size_t>(actor);
  const War& war = model.actors[a].spec->war;
  Slice growth = values.gathered(war.tension_sensitivity, pack) *
                     (gathered(state.tension, pack) - values.gathered(model.scenario.tension.start, pack)) +
                 gathered(state.risk_shift[a], pack);
  if (const int j = model.actors[a].adversary; j >= 0) {
    const auto adversary = static_cast<std::size_t>(j);
    growth +=
        values.gathered(war.mobilisation_sensitivity, pack) *
        (gathered(state.posture[adversary], pack) - values.gathered(model.actors[adversary].spec->posture.start, pack));
  }
  return risk_from<slice_width>(values.gathered(war.perceived_risk, pack), growth);
}

Lanes perceived_risk(const Model& model, const State& state, const Values& values, int actor) {
  const auto a = static_cast<std::size_t>(actor);
  const War& war = model.actors[a].spec->war;
  Lanes growth =
      values[war.tension_sensitivity] * (state.tension - values[model.scenario.tension.start]) + state.risk_shift[a];
  if (const int j = model.actors[a].adversary; j >= 0) {
    const auto adversary = static_cast<std::size_t>(j);
    growth += values[war.mobilisation_sensitivity] *
              (state.posture[adversary] - values[model.actors[adversary].spec->posture.start]);
  }
  return risk_from<lane_count>(values[war.perceived_risk], growth);
}

namespace {

void weigh_no_deal(Outlook& outlook) {
  outlook.none = (1.0 - outlook.risk) * outlook.taste.worth_now + outlook.risk * outlook.war - outlook.strain_cost;
}

void gather_steps(Outlook& outlook, const Model& model, const Values& values, const Pack& pack) {
  for (std::size_t k = 0; k < model.agenda.issue.size(); ++k)
    outlook.min_step[k] = values.gathered(model.agenda.issue[k]->min_step, pack);
  if (!outlook.taste.text_in_force) return;
  outlook.stepless.fill(SliceMask::all());
  for (std::size_t k = 0; k < model.agenda.issue.size(); ++k) {
    const SliceMask steps = above(outlook.min_step[k], 0.0);
    outlook.reach[k] = select(steps, outlook.min_step[k], infinite);
    for (std::size_t s = 0; s < scopes; ++s)
      if (model.agenda.needed[s][k]) outlook.stepless[s] &= !steps;
  }
}

Slice strain_cost_of(const Model& model, const State& state, const Values& values, int actor, const Pack& pack) {
  const auto a = static_cast<std::size_t>(actor);
  return values.gathered(model.actors[a].spec->strain.pain, pack) * gathered(state.strain[a], pack);
}

void face(Circumstances& c, const Model& model, const State& state, const Values& values, int actor, const Pack& pack) {
  const auto a = static_cast<std::size_t>(actor);
  c.values = &values;
  c.pack = &pack;
  gather(c.promises, model, values, actor, pack);
  c.winning = winning_chance(model, state, values, actor, model.actors[a].adversary, pack);
  c.risk = perceived_risk(model, state, values, actor, pack);
  c.strain_cost = strain_cost_of(model, state, values, actor, pack);
  c.trust = model.scenario.mechanisms.trust ? logistic(gathered(state.trust[a], pack)) : filled<slice_width>(1);
  c.verification_power = values.gathered(model.scenario.talks.verification_power, pack);
  c.calm = {values.gathered(model.scenario.talks.calm_interim, pack),
            values.gathered(model.scenario.talks.calm_comprehensive, pack)};
}

/// W and N of a holder in its actor's circumstances.
void judge(Outlook& outlook, const Model& model, const State& state, const Values& values, int holder,
           const Pack& pack) {
  const CompiledActor& actor =
      model.actors[static_cast<std::size_t>(model.holders[static_cast<std::size_t>(holder)].actor)];
  gather(outlook.taste, model, state, values, holder, pack);
  outlook.war = worth_of_war(outlook.taste, outlook.winning, model, state, values, holder, actor.adversary, pack);
  weigh_no_deal(outlook);
}

}  // namespace

void look_ahead(Outlook& outlook, const Model& model, const State& state, const Values& values, int holder,
                const Pack& pack) {
  face(outlook, model, state, values, model.holders[static_cast<std::size_t>(holder)].actor, pack);
  judge(outlook, model, state, values, holder, pack);
  gather_steps(outlook, model, values, pack);
}

void look_at(Outlook& outlook, const Model& model, const State& state, const Values& values, int holder,
             const Pack& pack) {
  outlook.strain_cost =
      strain_cost_of(model, state, values, model.holders[static_cast<std::size_t>(holder)].actor, pack);
  gather(outlook.taste, model, state, values, holder, pack);
}

void look_ahead(Outlook& outlook, const Circumstances& known, const Model& model, const State& state,
                const Values& values, int holder, const Pack& pack) {
  static_cast<Circumstances&>(outlook) = known;
  judge(outlook, model, state, values, holder, pack);
}

Slice war_against(const Outlook& outlook, const Model& model, const State& state, const Values& values, int actor,
                  int against, const Pack& pack) {
  if (against == model.actors[static_cast<std::size_t>(actor)].adversary) return outlook.war;
  return worth_of_war(outlook.taste, winning_chance(model, state, values, actor, against, pack), model, state, values,
                      actor, against, pack);
}

void return_to_original(Outlook& outlook) {
  move_status_quo(outlook.taste, outlook.taste.original);
  weigh_no_deal(outlook);
}

Slice confidence(const Outlook& outlook, const Text& x) {
  const int verification = outlook.taste.model->agenda.verification;
  if (verification < 0) return outlook.trust;
  return outlook.trust + (1.0 - outlook.trust) * outlook.verification_power * x[static_cast<std::size_t>(verification)];
}

namespace {

/// How far the needed issues stand beyond their smallest steps: the shortest from the status quo before any agreement,
/// the longest from the one in force.
struct Steps {
  Slice shortest = filled<slice_width>(1), longest = filled<slice_width>(-1);

  void take(const Outlook& outlook, std::size_t i, const Slice& position) {
    shortest = shortest.min((position - outlook.taste.original[i]).abs() - outlook.min_step[i]);
    if (outlook.taste.text_in_force)
      longest = longest.max((position - outlook.taste.status_quo[i]).abs() - outlook.reach[i]);
  }
  [[nodiscard]] SliceMask count(const Outlook& outlook, int scope) const {
    const SliceMask from_the_original = at_least(shortest, -1e-12);
    if (!outlook.taste.text_in_force) return from_the_original;  // the current one is the original
    return from_the_original & (outlook.stepless[static_cast<std::size_t>(scope)] | at_least(longest, -1e-12));
  }
};

/// What x means, given q and whether x is of the scope.
Bearing bearing_if(const Outlook& outlook, const Text& x, int scope, const Slice& confidence, const SliceMask& counts) {
  const Taste& taste = outlook.taste;
  Bearing b;
  b.confidence = confidence;
  b.counts = counts;
  b.exposed = outlook.risk * (1.0 - b.confidence * outlook.calm[static_cast<std::size_t>(scope)] * b.counts.on);
  Slice relief = filled<slice_width>(0);
  if (const int r = taste.model->agenda.relief; r >= 0) {
    const auto i = static_cast<std::size_t>(r);
    const Slice missing = (1.0 - taste.status_quo[i]).max(1e-12);
    relief = ((x[i] - taste.status_quo[i]).max(0.0) / missing).min(1.0);
  }
  b.strain = outlook.strain_cost * (1.0 - b.confidence * relief);
  if (!outlook.promises.empty()) b.promised = promised(outlook.promises, x) * b.counts.on;
  return b;
}

/// E(x), given its gains.
Slice worth_if(const Outlook& outlook, const Bearing& b, const Text& x, int scope, const Gains& gains) {
  const Taste& taste = outlook.taste;
  Slice worth = (1.0 - b.exposed) * value(taste, gains, b.confidence) + b.exposed * outlook.war - b.strain;
  if (scope == comprehensive && !taste.soft.empty()) worth -= soft_penalty(taste, x) * b.counts.on;
  return outlook.promises.empty() ? worth : Slice(worth + b.promised);
}

}  // namespace

SliceMask is_of_scope(const Outlook& outlook, const Text& x, int scope) {
  Steps steps;
  for (const int k : outlook.taste.model->agenda.needs[static_cast<std::size_t>(scope)])
    steps.take(outlook, static_cast<std::size_t>(k), x[static_cast<std::size_t>(k)]);
  return steps.count(outlook, scope);
}

Slice worth_of_refusing(const Outlook& outlook, const Text& x) {
  return outlook.promises.empty() ? outlook.none : Slice(outlook.none - threatened(outlook.promises, x));
}

Bearing bearing_of(const Outlook& outlook, const Text& x, int scope) {
  return bearing_of(outlook, x, scope, confidence(outlook, x));
}

Bearing bearing_of(const Outlook& outlook, const Text& x, int scope, const Slice& confidence) {
  return bearing_if(outlook, x, scope, confidence, is_of_scope(outlook, x, scope));
}

Slice worth_of_signing(const Outlook& outlook, const Bearing& b, const Text& x, int scope) {
  const auto& movable = outlook.taste.model->agenda.movable[static_cast<std::size_t>(scope)];
  return worth_if(outlook, b, x, scope, gains(outlook.taste, x, movable));
}

Slice worth_of_signing(const Outlook& outlook, const Text& x, int scope) {
  return worth_of_signing(outlook, bearing_of(outlook, x, scope), x, scope);
}

OneIssue::OneIssue(const Outlook& outlook, const Text& x, int scope, std::size_t issue)
    : outlook_(outlook), scope_(scope), issue_(issue), text_(x), others_(gains(outlook.taste, x, scope, issue)) {
  Steps steps;
  for (const int k : outlook.taste.model->agenda.needs[static_cast<std::size_t>(scope)])
    if (const auto i = static_cast<std::size_t>(k); i != issue) steps.take(outlook, i, x[i]);
  shortest_ = steps.shortest;
  longest_ = steps.longest;
}

Slice OneIssue::worth(const Slice& position) {
  text_[issue_] = position;
  Steps steps{shortest_, longest_};
  if (outlook_.taste.model->agenda.needed[static_cast<std::size_t>(scope_)][issue_])
    steps.take(outlook_, issue_, position);
  const Slice q = confidence(outlook_, text_);
  const Bearing bearing = bearing_if(outlook_, text_, scope_, q, steps.count(outlook_, scope_));
  return worth_if(outlook_, bearing, text_, scope_, with_gain(outlook_.taste, text_, issue_, others_));
}

}  // namespace backchannel
