#include "sim/crisis/talks/talks.hpp"

#include "sim/crisis/talks/session.hpp"

namespace backchannel {

Slice readiness(const Few& few, const CompiledActor& actor, const Slice& hurt, const Slice& hope) {
  const Ripeness& spec = actor.spec->ripeness;
  const Slice slope = few[spec.slope];
  return chance_of(Slice(hurt - few[spec.hurt_threshold]), slope) *
         chance_of(Slice(hope - few[spec.way_out_threshold]), slope);
}

Slice audience_cost(const Few& few, const Outlook& outlook, const Slice& commitment, const Text& demand,
                    const Text& x) {
  const Preferences& preferences = outlook.preferences;
  Slice retreat = filled<slice_width>(0);
  for (const IssueId k : preferences.agenda().ids())
    retreat += preferences.salience[k] * (loss(preferences, k, x[k]) - loss(preferences, k, demand[k])).max(0.0);
  return few[preferences.actor().spec->audience.cost] * commitment * retreat;
}

Talks::Talks(State& state, Views& views)
    : model_(state.model),
      state_(state),
      views_(views),
      calendar_(state),
      mediation_(state),
      first_error_(state.memory, model_.agenda.id),
      second_error_(state.memory, model_.agenda.id),
      packed_(model_.agenda.size()) {
  for (const Side s : sides) {
    const std::string& id = model_.at(s).id;
    tactic_[s] = make_tactic(model_.at(s).spec->tactic, model_.at(other(s)).spec->tactic);
    Purposes& purposes = purposes_[s];
    purposes.answer[Scope::interim] = stream(id, "answer to an interim text");
    purposes.answer[Scope::comprehensive] = stream(id, "answer to a comprehensive text");
    purposes.report = stream(id, "reported gap");
    for (const IssueId k : model_.agenda.ids())
      purposes.belief.push_back(stream(id, "belief about the other's " + model_.agenda.id[k]));
  }
  for (const Scope scope : scopes)
    for (int e = 0; e < model_.scenario.talks.exchanges; ++e) {
      const std::string place = std::to_string(index_of(scope)) + " " + std::to_string(e);
      breakdowns_[scope].push_back(
          {stream("talks", "breakdown over offers " + place), stream("talks", "breakdown over a text " + place)});
    }
}

void Talks::begin(const Few& few) {
  calendar_.begin(few);
  mediation_.begin(few);
  Negotiation& talks = state_.talks;
  for (const Side s : sides) {
    Variables<IssueId>& error = s == Side::first ? first_error_ : second_error_;
    few.put(talks.hope[s], few[model_.at(s).spec->ripeness.least_hope]);
    for (const IssueId k : model_.agenda.ids()) {
      few.put(error[k], few.draws().normal(purposes_[s].belief[k.index()]));
      few.put(talks.demand[s][k], few[model_.holders[holder_of(model_.party[s])].ideal[k]]);
    }
  }
  few.put(state_.hope, Slice(few(talks.hope[Side::first]).min(few(talks.hope[Side::second]))));
}

void Talks::operator()(const Runs& runs) {
  const Mask in_session = runs.where([&](const Abreast& here) { return calendar_.convened(here); });
  runs.in_packs(
      in_session,
      [&](const Few& few) {
        state_.talks.memory.pack_into(packed_.memory, few.pack());
        Session(*this, few).hold();
        state_.talks.memory.unpack_from(packed_.memory, few.pack());
      },
      &usage_);
}

}  // namespace backchannel
