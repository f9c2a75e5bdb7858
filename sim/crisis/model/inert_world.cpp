// Numbers of the world beside the table that cannot act: mobilisation, moves, hawks, capitals, evidence, force.
#include <algorithm>

#include "sim/crisis/model/inert.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

namespace {

class WorldNotes {
 public:
  WorldNotes(const Model& model, ParameterTable& table) : model_(model), table_(table) { find_mobilised(); }

  void write() {
    for (const ActorId a : model_.actors.ids()) {
      posture(a);
      if (model_.actors[a].moves.empty() || !on().moves) note(spec(a).tempo, "it has no moves");
      if (model_.actors[a].side) capital(a);
      if (!model_.actors[a].side && model_.actors[a].backs.given() && !model_.actors[a].values)
        note(spec(a).voice, "it has no preferences to speak for");
    }
    tension();
    moves();
    hawks();
    evidence();
    force();
    table_of_talks();
  }

 private:
  void note(Param p, const std::string& why) {
    if (p.given()) table_.note_inert(p, why);
  }
  [[nodiscard]] bool zero(Param p) const { return !p.given() || model_.constant(p, 0); }
  [[nodiscard]] const Mechanisms& on() const { return model_.scenario.mechanisms; }
  [[nodiscard]] const Actor& spec(ActorId a) const { return *model_.actors[a].spec; }

  /// Whether what is done, by a move or an event, is of some sort.
  template <class Sort>
  [[nodiscard]] bool any_act(const Sort& sort) const {
    return (on().moves && std::ranges::any_of(model_.moves, [&](const auto& m) { return sort(m.act); })) ||
           (on().events && std::ranges::any_of(model_.events, [&](const auto& e) { return sort(e.act); }));
  }

  /// Who can be mobilised: from the start, by a grievance, by own acts, or in answer to who can.
  void find_mobilised() {
    for (const ActorId a : model_.actors.ids()) {
      const bool can_be = !zero(spec(a).posture.start) || (on().posture && !zero(spec(a).posture.grievance)) ||
                          any_act([&](const Act& act) { return act.by == a && !zero(act.effects->posture); });
      mobilised_.push_back(can_be ? 1 : 0);
    }
    for (bool more = on().posture; more;) {
      more = false;
      for (const ActorId a : model_.actors.ids())
        for (const auto& [j, reaction] : model_.actors[a].reaction)
          if (!mobilised_[a] && mobilised_[j] && !zero(reaction)) more = true, mobilised_[a] = 1;
    }
  }
  [[nodiscard]] bool anybody_mobilised() const {
    return std::ranges::any_of(mobilised_, [](char is) { return is != 0; });
  }

  void posture(ActorId a) {
    const PostureSpec& own = spec(a).posture;
    const std::string still = "its posture stays 0";
    if (!mobilised_[a]) note(own.fatigue, still), note(spec(a).mobilised, still);
    for (const auto& [j, reaction] : model_.actors[a].reaction)
      if (!mobilised_[j]) note(reaction, "the posture of " + model_.actors[j].id + " stays 0");
    const ActorId adversary = model_.actors[a].adversary;
    if (!adversary.given()) note(spec(a).war.mobilisation_sensitivity, "it has no adversary");
    if (adversary.given() && !mobilised_[adversary])
      note(spec(a).war.mobilisation_sensitivity, "the posture of " + model_.actors[adversary].id + " stays 0");
  }

  void tension() {
    const TensionSpec& own = model_.scenario.tension;
    if (!anybody_mobilised())
      for (const Param p : {own.floor, own.posture_scale}) note(p, "every posture stays 0");
    for (const CompiledDyad& dyad : model_.dyads) {
      const bool both_still = !mobilised_[dyad.actor[End::one]] && !mobilised_[dyad.actor[End::two]];
      if (both_still) note(dyad.spec->incidents.exposure, "the postures of both sides stay 0");
      for (const ActorId a : dyad.actor)
        if (const auto own_force = dyad.spec->force.find(model_.actors[a].id);
            own_force != dyad.spec->force.end() && !mobilised_[a])
          note(own_force->second.readiness, "the posture of " + model_.actors[a].id + " stays 0");
    }
  }

  void moves() {
    const bool any = on().moves && model_.moves.size() > 0;
    if (!any) note(model_.scenario.precision.move, "nobody has moves");
    const auto answers = [&](const CompiledMove& move) {
      return move.act.against.given() && !zero(move.spec->drivers.reciprocity);
    };
    if (!any || std::ranges::none_of(model_.moves, answers))
      note(model_.scenario.domestic.memory, "no move answers hostility");
  }

  [[nodiscard]] bool fights() const {
    return on().force && (!model_.strikes.empty() || model_.scenario.talks.breakdown.outcome == BreakdownOutcome::war);
  }
  [[nodiscard]] bool clashes(bool gravely) const {
    return on().incidents && std::ranges::any_of(model_.dyads, [&](const CompiledDyad& dyad) {
             const IncidentSpec& own = dyad.spec->incidents;
             const bool of_the_kind = gravely ? !zero(own.grave_share) : !model_.constant(own.grave_share, 1);
             return of_the_kind && (!zero(own.base) || !zero(own.recent));
           });
  }

  void hawks() {
    const auto hawkish = [&](const CompiledActor& actor) {
      return actor.side && on().factions &&
             std::ranges::any_of(actor.factions, [&](const auto& f) { return !zero(f.hawkishness); });
    };
    const auto driven = [&](const CompiledMove& move) { return !zero(move.spec->drivers.domestic); };
    const bool heard = on().hawks && (std::ranges::any_of(model_.actors, hawkish) ||
                                      (on().moves && std::ranges::any_of(model_.moves, driven)));
    const DomesticSpec& own = model_.scenario.domestic;
    const std::string unheard = "no faction and no move heeds hawks",
                      calm = "no grave incident and no strike can happen";
    if (!clashes(true) && !fights()) {
      note(own.hawk_decay, calm);
      for (const CompiledActor& actor : model_.actors)
        for (const CompiledFaction& faction : actor.factions) note(faction.hawkishness, calm);
    }
    if (!clashes(true)) note(own.hawk_incident, "no grave incident can happen");
    if (!fights()) note(own.hawk_strike, "nobody can use force");
    if (!heard)
      for (const Param p : {own.hawk_incident, own.hawk_strike, own.hawk_decay}) note(p, unheard);
  }

  void capital(ActorId a) {
    const Ratification& own = spec(a).ratification;
    const bool votes = on().factions && !model_.actors[a].factions.empty();
    if (!votes)
      for (const Param p : {own.threshold, own.refusal_commitment}) note(p, "it has no factions, which would vote");
    const bool other_votes = on().factions && std::ranges::any_of(model_.actors, [](const CompiledActor& actor) {
                               return actor.side && !actor.factions.empty();
                             });
    if (!other_votes) note(model_.scenario.precision.ratification, "no side has factions, which would vote");
    if (!minds_commitment(a)) {
      note(own.refusal_commitment, "its audience cost is 0");
      for (const CompiledMove& move : model_.moves)
        if (move.act.by == a) note(move.act.effects->commitment, "its audience cost is 0");
      for (const CompiledEvent& event : model_.events)
        if (event.act.by == a) note(event.act.effects->commitment, "the audience cost of who acts is 0");
    }
  }
  [[nodiscard]] bool minds_commitment(ActorId a) const {
    const auto named = [&](const auto& x) {
      return x.when && x.when->actor == a && x.when->quantity == CompiledCondition::Quantity::commitment;
    };
    return !zero(spec(a).audience.cost) || sets_a_date(model_, a) || std::ranges::any_of(model_.moves, named) ||
           std::ranges::any_of(model_.events, named);
  }

  /// Kinds of act that nobody can do, and that the history has none of.
  void evidence() {
    const TrustLearning& trust = model_.scenario.trust;
    const auto remembered = [&](ActKind kind) {
      return std::ranges::any_of(model_.scenario.history, [&](const HistoricAct& act) { return act.kind == kind; });
    };
    const auto shown = [&](ActKind kind) {
      return any_act([&](const Act& act) { return act.channel.given() && model_.channels[act.channel].kind == kind; });
    };
    for (const ActKind kind : {ActKind::reassurance, ActKind::hostile_words, ActKind::provocation, ActKind::sanction})
      if (!remembered(kind) && !shown(kind)) note(evidence_of(trust, kind), "nobody does such an act");
    const auto unless = [&](bool can, ActKind kind, const char* why) {
      if (!can && !remembered(kind) && !shown(kind)) note(evidence_of(trust, kind), why);
    };
    unless(clashes(false), ActKind::incident, "no minor incident can happen");
    unless(clashes(true), ActKind::grave_incident, "no grave incident can happen");
    unless(fights(), ActKind::strike, "nobody can use force");
    const bool guesses =
        std::ranges::any_of(sides, [&](Side s) { return !table_[model_.at(s).spec->war.cost].prior.is_constant(); });
    if (!guesses) note(trust.resolve_factor, "no side's cost of war is uncertain");
  }

  void force() {
    const ForceSpec& own = model_.scenario.force;
    const std::string why = "nobody can use force";
    for (const CompiledDyad& dyad : model_.dyads)
      for (const auto& [id, side] : dyad.spec->force)
        if (side.payoffs)
          for (const Param p : {side.gain, side.loss, side.damage, side.struck_first, side.becomes_war, side.readiness})
            note(p, "its payoffs are set outright");
    if (!on().force || model_.strikes.empty())
      for (const Param p : {own.rate, own.memory, own.quiet_days, model_.scenario.planning_horizon}) note(p, why);
    if (fights()) return;
    for (const Param p : {own.persistence, own.stake, model_.scenario.precision.force, model_.scenario.tension.strike})
      note(p, why);
  }

  void table_of_talks() {
    const TalksSpec& talks = model_.scenario.talks;
    if (!model_.agenda.verification.given()) note(talks.verification_power, "no issue has the role verification");
    if (model_.mediator != nullptr && !model_.drafts())
      note(model_.mediator->variance, "the mediator puts no text of its own");
    if (model_.agenda.size() != 1) return;
    for (const CompiledActor& actor : model_.actors) {
      if (actor.side) note(actor.spec->logroll, "there is one issue");
      for (const auto& [id, preference] : actor.spec->preferences) note(preference.salience, "there is one issue");
    }
  }

  const Model& model_;
  ParameterTable& table_;
  Table<ActorId, char> mobilised_;  // by actor, whether
};

}  // namespace

void note_inert_numbers_of_the_world(const Model& model, ParameterTable& table) { WorldNotes(model, table).write(); }

}  // namespace backchannel
