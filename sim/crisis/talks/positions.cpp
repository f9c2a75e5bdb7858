#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/talks/session.hpp"

namespace backchannel {

void Session::prepare(Scope scope) {
  for (const Side s : sides) {
    Brief& own = brief_[s][scope];
    own.best = best_text(outlook(s), scope);
    keep_within(own.best, outlook(other(s)).preferences, scope, on(talks_.firm[other(s)]));
    keep_within(own.best, outlook(s).preferences, scope, SliceMask::all());
    own.best_worth = worth_of_signing(outlook(s), own.best, scope);
    const Signing kept = signing(outlook(s), own.best, scope, filled<slice_width>(1));
    own.hoped = worth_of_signing(outlook(s), kept, own.best, scope).max(own.best_worth);
    recall_demand(s, scope);
    const Slice cost = audience_cost(s, scope, own.best);
    own.best_worth -= cost;
    own.hoped -= cost;
  }
  for (const Side s : sides) find_floor(s, scope);
}

void Session::recall_demand(Side s, Scope scope) {
  Brief& own = brief_[s][scope];
  const Param cost = actor(s).spec->audience.cost;
  own.minded = !model_.constant(cost, 0);
  if (!own.minded) return;
  const Preferences& preferences = outlook(s).preferences;
  own.price = few_[cost] * few_(state_.commitment[model_.party[s]]) * uncovered(few_, model_, s);
  own.elsewhere = 0.0;
  for (const IssueId k : model_.agenda.ids()) {
    own.demanded[k] = weighted_loss(preferences, k, talks_.demand[s][k]);
    if (!model_.agenda.moves[scope][k])
      own.elsewhere += (weighted_loss(preferences, k, own.best[k]) - own.demanded[k]).max(0.0);
  }
}

Slice Session::audience_cost(Side s, Scope scope, const Text& x) const {
  const Brief& own = brief_[s][scope];
  if (!own.minded) return filled<slice_width>(0);
  Slice retreat = own.elsewhere;
  for (const IssueId k : model_.agenda.movable[scope])
    retreat += (weighted_loss(outlook(s).preferences, k, x[k]) - own.demanded[k]).max(0.0);
  return own.price * retreat;
}

Slice Session::net_worth(Side s, Scope scope, const Text& x) const {
  const Slice worth = worth_of_signing(outlook(s), x, scope);
  return brief_[s][scope].minded ? Slice(worth - audience_cost(s, scope, x)) : worth;
}

Text Session::goal(Side side, Scope scope) const {
  const Side adversary = other(side);
  const SliceMask spoken = has_spoken(adversary, scope);
  const bool estimated = model_.scenario.talks.knowledge == Knowledge::estimated;
  const Slice size = estimated ? few_[model_.scenario.talks.belief_error] : filled<slice_width>(0);
  const Variables<IssueId>& error = side == Side::first ? bench_.first_error_ : bench_.second_error_;
  Text text(model_.agenda.size());
  for (const IssueId k : model_.agenda.movable[scope]) {
    Slice believed = brief_[adversary][scope].best[k];
    if (estimated) believed = clamp01(Slice(believed + size * few_(error[k])));
    text[k] = select(spoken, talks_.known[adversary][scope][k], believed);
  }
  return text;
}

void Session::find_floor(Side s, Scope scope) {
  Brief& own = brief_[s][scope];
  lay_out(own.path, outlook(s), scope, {own.best, goal(s, scope), few_[actor(s).spec->logroll]});
  own.floor = outlook(s).no_deal;
  own.required = filled<slice_width>(-unlimited);
  own.speaks = at_least(own.best_worth, own.floor);
  WinSet& win_set = bench_.win_set_[s];
  if (win_set.faction.empty()) return;
  const auto margin = [&](const Text& x) { return ratification_margin(win_set, x, scope); };
  const Slice at_start = margin(own.best) + 1e-12;
  Breaks breaks = promises_along(own.path, outlook(s));
  for (const Outlook& faction : win_set.faction)
    for (const Line& line : faction.preferences.absolute) breaks.add(own.path, line);
  const Slice where_it_matters = select(works_on(scope), at_start, -1.0);
  const Slice c = end_of_first_stretch(own.path, where_it_matters, talks_.ratifiable[s][scope], margin, breaks);
  const Slice ratifiable = net_worth(s, scope, text_at(own.path, c));
  own.speaks &= at_least(at_start, 0.0);
  own.required = ratifiable.min(own.best_worth);
  own.floor = own.floor.max(own.required);
  talks_.ratifiable[s][scope] = select(works_on(scope), c, talks_.ratifiable[s][scope]);
}

Slice Session::offers_left() const {
  const TalksSpec& spec = model_.scenario.talks;
  if (spec.max_rounds >= 100000) return filled<slice_width>(unlimited);
  return static_cast<double>(spec.max_rounds) * model_.scenario.calendar.session_days * spec.exchanges -
         talks_.exchanges;
}

Appraisal Session::appraisal(Side s, Scope scope) const {
  return {outlook(s), scope, few_(state_.strain[model_.party[s]])};
}

Slice Session::time_limit(Side s) const {
  const Slice patience = few_[actor(s).spec->patience];
  if (!model_.scenario.mechanisms.deadline) return patience.max(1.0);
  const Slice until = (bench_.calendar_.date_of_clock(few_, talks_) - talks_.first_day).min(patience);
  return (patience - views_.belief_in_date(few_, model_.party[s]) * (patience - until)).max(1.0);
}

Perception Session::perceive(Side s, Scope scope) const {
  const Side adversary = other(s);
  const Brief& own = brief_[s][scope];
  const CompiledActor &self = actor(s), &rival = actor(adversary);
  const Slice own_cost = few_[self.spec->war.cost], others_cost = few_[rival.spec->war.cost];
  const SliceMask was_offered = has_spoken(adversary, scope);
  const Breakdown& breakdown = model_.scenario.talks.breakdown;
  return {{few_, self.spec->tactic},
          {few_, rival.spec->tactic},
          appraisal(s, scope),
          Opinion(outlook(adversary), scope, others_cost, rival.cost, few_(state_.resolve[model_.party[s]])),
          CostRank(self.cost, own_cost),
          talks_.clock[s],
          time_limit(s),
          own.floor,
          own.hoped,
          select(was_offered, net_worth(s, scope, talks_.known[adversary][scope]), own.floor),
          was_offered,
          offers_left(),
          few_[model_.scenario.calendar.recess_median] + static_cast<double>(model_.scenario.calendar.session_days),
          few_[breakdown.probability],
          breakdown.outcome == BreakdownOutcome::war,
          own.best,
          brief_[adversary][scope].best};
}

void Session::take_stances(Scope scope, int number) {
  for (const Side s : sides) {
    const Perception perception = perceive(s, scope);
    TacticMemory& memory = talks_.tactic[s];
    const Tactic& tactic = *bench_.tactic_[s];
    if (scope == model_.lead_scope() && number == 0) tactic.observe(perception, memory);
    Brief& own = brief_[s][scope];
    own.stance = tactic.stance({perception, appraisal(other(s), scope)}, memory);
    const Slice most = own.best_worth.max(own.floor);
    own.stance.aspiration = own.stance.aspiration.min(most);
    own.stance.threshold = own.stance.threshold.min(most);
  }
  const SliceMask fight =
      talking_ & works_on(scope) & brief_[Side::first][scope].stance.fights & brief_[Side::second][scope].stance.fights;
  if (any(fight)) break_down(fight);
}

SliceMask Session::proposes(Side s) const {
  const TalksSpec& spec = model_.scenario.talks;
  if (spec.protocol == Protocol::simultaneous || spec.protocol == Protocol::single_text) return talking_;
  const bool starts = spec.first_proposer.given() ? spec.first_proposer.id == actor(s).id : s == Side::first;
  if (spec.protocol == Protocol::take_it_or_leave_it)
    return starts ? talking_ & not_yet(talks_.exchanges) : SliceMask::none();
  const Slice half = talks_.exchanges * 0.5;
  const SliceMask even = equals(floor_of(half), half);
  return talking_ & (starts ? even : !even);
}

void Session::put_offers(Scope scope) {
  for (const Side s : sides) find_offer(s, scope);
  for (const Side s : sides) said_[scope][s] = brief_[s][scope].offer;
  for (const ActorId third : model_.actors.ids()) proposal_[scope][third].made = false;
  for (const Side s : sides) {
    if (any(few_.active() & !drafts_)) hear_backers(s, scope);
    brief_[s][scope].offer_worth = net_worth(s, scope, brief_[s][scope].offer);
    relay(s, scope);
  }
}

void Session::find_offer(Side s, Scope scope) {
  Brief& own = brief_[s][scope];
  own.offered = proposes(s) & own.speaks;
  if (scope != model_.lead_scope()) own.offered &= allowed(scope);
  const auto above_aspiration = [&](const Slice& worth) { return Slice(worth - own.stance.aspiration + 1e-13); };
  const auto enough = [&](const Text& x) { return above_aspiration(net_worth(s, scope, x)); };
  const Slice where_it_matters = select(works_on(scope), above_aspiration(own.best_worth), -1.0);
  const Slice c = end_of_first_stretch(own.path, where_it_matters, talks_.path[s][scope], enough,
                                       promises_along(own.path, outlook(s)));
  own.offer = text_at(own.path, c);
  talks_.path[s][scope] = select(own.offered, c, talks_.path[s][scope]);
}

const Text& Session::proposal_of(ActorId third, Scope scope) {
  Proposal& proposal = proposal_[scope][third];
  if (!proposal.made) proposal = {true, best_between_offers(third, scope)};
  return proposal.text;
}

Text Session::best_between_offers(ActorId third, Scope scope) const {
  const Outlook& view = views_.last(third);
  const Text &first = said_[scope][Side::first], &second = said_[scope][Side::second];
  Text best = first, text = first;
  Slice best_worth = worth_of_signing(view, best, scope);
  const auto& movable = model_.agenda.movable[scope];
  for (int g = 1; g <= 4; ++g) {
    for (const IssueId k : movable)
      text[k] = on_level(*model_.agenda.issue[k], Slice(first[k] + 0.25 * g * (second[k] - first[k])));
    const Slice worth = worth_of_signing(view, text, scope);
    const SliceMask better = above(worth, best_worth);
    for (const IssueId k : movable) best[k] = select(better, text[k], best[k]);
    best_worth = select(better, worth, best_worth);
  }
  return best;
}

Text Session::towards(const Text& text, const Text& proposal, const Slice& voice, Scope scope) const {
  Text moved = text;
  for (const IssueId k : model_.agenda.movable[scope])
    moved[k] = on_level(*model_.agenda.issue[k], Slice(text[k] + voice * (proposal[k] - text[k])));
  return moved;
}

void Session::hear_backers(Side s, Scope scope) {
  Brief& own = brief_[s][scope];
  const ActorId party = model_.party[s];
  for (const ActorId third : model_.actors.ids()) {
    if (model_.actors[third].backs != party || !speaks_into_talks(third)) continue;
    const Text& proposal = proposal_of(third, scope);
    Text moved = towards(own.offer, proposal, few_[model_.actors[third].spec->voice], scope);
    for (const IssuePath& path : own.path.issues()) moved[path.issue] = held(path, moved[path.issue]);
    const SliceMask bearable = !drafts_ & at_least(net_worth(s, scope, moved), own.floor);
    for (const IssuePath& path : own.path.issues())
      own.offer[path.issue] = select(bearable, moved[path.issue], own.offer[path.issue]);
    few_.tell(own.offered & !drafts_, [&](int at) {
      return told::SpokeUp{third, party, scope, positions(proposal, at)};
    });
  }
}

Text Session::understood(Side by, Scope scope) const {
  Text text = brief_[by][scope].offer;
  if (!misread()) return text;
  const Slice skill = model_.mediator != nullptr ? few_[model_.mediator->skill] : filled<slice_width>(0);
  const Slice size = few_[model_.scenario.talks.misreading] * (1.0 - skill) / root(talks_.rounds.max(1.0));
  const std::vector<Stream>& reading = bench_.purposes_[other(by)].reading;
  for (const IssueId k : model_.agenda.movable[scope]) {
    const Slice error = size * few_.draws().keyed_normal(reading[k.index()], talks_.rounds);
    text[k] = on_level(*model_.agenda.issue[k], clamp01(Slice(text[k] + error)));
  }
  return text;
}

void Session::relay(Side s, Scope scope) {
  const Brief& own = brief_[s][scope];
  const Text heard = understood(s, scope);
  for (const IssueId k : model_.agenda.ids())
    talks_.known[s][scope][k] = select(own.offered, heard[k], talks_.known[s][scope][k]);
  talks_.spoken[s][scope] = talks_.spoken[s][scope].max(own.offered.on());
  if (takes_turns()) head_for(brief_[other(s)][scope].path, goal(other(s), scope));  // who answers today knows it
  few_.tell(own.offered, [&](int at) {
    const bool least =
        own.required[at] > outlook(s).no_deal[at] && own.stance.aspiration[at] <= own.required[at] + 1e-9;
    return told::Offered{model_.party[s], model_.party[other(s)], scope, stage(at), least, positions(own.offer, at)};
  });
}

}  // namespace backchannel
