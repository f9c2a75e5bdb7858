#include "sim/crisis/model/inert.hpp"

#include <algorithm>

namespace backchannel {

namespace {

class Notes {
 public:
  Notes(const Model& model, ParameterTable& table) : model_(model), table_(table) {}

  void write() {
    for (std::size_t k = 0; k < model_.agenda.issue.size(); ++k) issue(k);
    for (std::size_t a = 0; a < model_.actors.size(); ++a) actor(a);
    for (const CompiledMove& move : model_.moves) effects(move.spec->effects, move.actor, move.against);
    for (const CompiledEvent& event : model_.events) {
      effects(event.spec->effects, event.by, event.against);
      if (event.against < 0) note(event.spec->restraint, "it is against nobody");
    }
    for (const HistoricAct& act : model_.scenario.history)
      if (!is_adversary(model_.actor_index(act.by.id))) note(act.day, "nobody's trust is in " + act.by.id);
  }

 private:
  void note(Param p, const std::string& why) {
    if (p.given()) table_.note_inert(p, why);
  }
  bool zero(Param p) const { return model_.constant(p, 0); }
  bool is_adversary(int who) const {
    return std::any_of(model_.actors.begin(), model_.actors.end(), [&](const auto& a) { return a.adversary == who; });
  }

  void issue(std::size_t k) {
    const Issue& issue = *model_.agenda.issue[k];
    note(issue.low, "it is the unit of the axis and changes what is printed only");
    note(issue.high, "it is the unit of the axis and changes what is printed only");
    if (!model_.agenda.needed[interim][k] && !model_.agenda.needed[comprehensive][k])
      note(issue.min_step, "no agreement needs this issue");
  }

  void actor(std::size_t a) {
    const CompiledActor& self = model_.actors[a];
    const Actor& spec = *self.spec;
    const int index = static_cast<int>(a);
    strain(a);
    force(index, spec);
    if (model_.support_given[a].empty()) note(spec.join, "it supports nobody in a war");
    if (self.side >= 0 && !model_.formulates()) note(spec.firmness, "no mediator puts a text of its own");
    if (self.side < 0 && self.backs < 0) note(spec.voice, "it backs no party");
    for (const auto& [whom, trust] : spec.trust)
      if (model_.actor_index(whom) != self.adversary) note(trust, "its trust matters in its adversary only");
    const bool in_dyad = std::any_of(model_.dyads.begin(), model_.dyads.end(),
                                     [&](const auto& d) { return d.actor[0] == index || d.actor[1] == index; });
    if (!in_dyad)
      for (const auto& [id, move] : spec.moves)
        note(move.drivers.domestic, "no incident or strike touches " + self.id + ", so no hawk pressure arises");
    lines(spec.preferences);
    for (const auto& [id, faction] : spec.factions) lines(faction.preferences);
  }

  void strain(std::size_t a) {
    const Strain& spec = model_.actors[a].spec->strain;
    const auto presses = [&](const Effects& e, int against) {
      return against == static_cast<int>(a) && !zero(e.pressure);
    };
    const auto named = [&](const std::optional<CompiledCondition>& c) {
      using State = CompiledCondition::State;
      return c && c->actor == static_cast<int>(a) && (c->state == State::strain || c->state == State::pressure);
    };
    bool pressed = false, watched = false;
    for (const CompiledMove& m : model_.moves) {
      pressed |= presses(m.spec->effects, m.against);
      watched |= named(m.when);
    }
    for (const CompiledEvent& e : model_.events) {
      pressed |= presses(e.spec->effects, e.against);
      watched |= named(e.when);
    }
    if (zero(spec.start) && zero(spec.pressure) && !pressed) note(spec.pain, "its strain stays 0");
    const bool impatient = model_.actors[a].spec->tactic.kind == TacticKind::equilibrium;
    if (!zero(spec.pain) || watched || impatient) return;
    for (const Param p : {spec.start, spec.pressure, spec.adjustment}) note(p, "its pain is 0");
  }

  void force(int index, const Actor& spec) {
    bool strikes = false, fears = false, feared = false;
    for (const StrikeOption& option : model_.strikes) {
      const Preventive& target = model_.actors[static_cast<std::size_t>(option.target)].spec->preventive;
      strikes |= option.attacker == index;
      fears |= option.attacker == index && !zero(target.shift) && !option.own->payoffs;
      feared |= option.target == index && !option.own->payoffs;
    }
    if (!fears) note(spec.preventive.discount, "it can strike nobody whose power shifts");
    if (!feared) note(spec.preventive.shift, "nobody can strike it for fear of its growth");
    const bool held = model_.actors[static_cast<std::size_t>(index)].patron >= 0 && strikes;
    if (held) return;
    const std::string why = strikes ? "it has no patron" : "it can strike nobody";
    note(spec.autonomy, why);
    note(spec.leash, why);
  }

  /// A line on an issue that stays at a status quo on its good side is never crossed.
  void lines(const ById<Preference>& preferences) {
    for (const auto& [id, preference] : preferences) {
      const auto found = std::find(model_.agenda.id.begin(), model_.agenda.id.end(), id);
      const auto k = static_cast<std::size_t>(found - model_.agenda.id.begin());
      const RedLine& line = preference.red_line;
      if (line.kind == LineKind::none || model_.agenda.moves[comprehensive][k]) continue;
      const Param now = model_.agenda.issue[k]->status_quo;
      if (!(line.side == LineSide::at_most ? zero(now) : model_.constant(now, 1))) continue;
      for (const Param p : {line.at, line.penalty, line.probability})
        note(p, "the issue stays at its status quo, which no such line excludes");
    }
  }

  void effects(const Effects& e, int by, int against) {
    const bool party = by >= 0 && model_.actors[static_cast<std::size_t>(by)].side >= 0;
    if (by < 0) note(e.posture, "nobody acts");
    if (!party) note(e.commitment, "only a party commits itself in public");
    if (against >= 0) return;
    note(e.pressure, "it is against nobody");
    note(e.perceived_risk, "it is against nobody");
  }

  const Model& model_;
  ParameterTable& table_;
};

}  // namespace

void note_inert_numbers(const Model& model, ParameterTable& table) { Notes(model, table).write(); }

}  // namespace backchannel
