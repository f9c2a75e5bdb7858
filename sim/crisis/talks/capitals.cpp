#include "sim/crisis/talks/capitals.hpp"

#include "sim/crisis/state/go_between.hpp"
#include "sim/crisis/worth/settlement.hpp"

namespace backchannel {

void Capitals::operator()(const Runs& runs) {
  const Mask due = runs.where([&](const Abreast& here) {
    const SliceMask fresh = above(here(state_.today.in_principle), 0.0);
    if (any(fresh)) lay_before(here, fresh);
    return before_capitals(here, state_) & at_least(here.day(), here(state_.vote_day)) & !fighting(here, state_);
  });
  runs.in_packs(
      due, [&](const Few& few) { vote(few); }, &usage_);
}

void Capitals::lay_before(const Abreast& runs, const SliceMask& fresh) {
  const Slice delay = floor_of(runs[model_.at(Side::first).spec->ratification.delay].max(
                                   runs[model_.at(Side::second).spec->ratification.delay]) +
                               0.5);
  runs.put(state_.pending, runs(state_.today.in_principle), fresh);
  runs.put(state_.vote_day, runs.day() + delay, fresh);
}

void Capitals::vote(const Few& few) {
  const SliceMask whole = is(few(state_.pending), Scope::comprehensive);
  const Text text = text_of(few, state_, state_.pending_text);
  PerSide<SliceMask> passed;
  for (const Side s : sides) passed[s] = passes(few, s, text);
  const SliceMask both = few.active() & passed[Side::first] & passed[Side::second];
  for (const Side s : sides) {
    const Honouring interim = honouring(few, s, text, Scope::interim);
    const Honouring comprehensive = honouring(few, s, text, Scope::comprehensive);
    few.put(state_.honour_ratio[s], select(whole, comprehensive.ratio, interim.ratio), both);
    if (model_.sweeteners_fade()) few.put(state_.hold[s], select(whole, comprehensive.hold, interim.hold), both);
    refuse(few, s, few.active() & !passed[s]);
  }
  few.among(both, [&](const Few& agreed) { enter_into_force(agreed, state_, views_); });
  few.put(state_.pending, 0.0);
}

SliceMask Capitals::passes(const Few& few, Side side, const Text& text) {
  const ActorId party = model_.party[side];
  WinSet& win_set = win_set_[side];
  seat(win_set, few, views_, party, views_.look_ahead(few, party));
  const Slice scope = few(state_.pending);
  const Slice precision = few[model_.scenario.precision.ratification];
  const Slice share =
      select(is(scope, Scope::comprehensive), share_in_favour(win_set, text, Scope::comprehensive, precision),
             share_in_favour(win_set, text, Scope::interim, precision));
  const SliceMask passed = at_least(share, Slice(win_set.threshold - 1e-12));
  few.tell(few.active(), [&](int at) {
    const Scope put = scope[at] == code(Scope::interim) ? Scope::interim : Scope::comprehensive;
    told::VoteTerms terms{win_set.threshold[at], precision[at]};
    for (const FactionId f : win_set.faction.ids()) {
      const Signing signed_one = signing(win_set.faction[FactionId{0}], text, put);
      const FactionVote vote = vote_of(win_set.faction[f], signed_one, text, put, precision);
      terms.ballots.push_back(
          {f, win_set.weight[f][at], vote.worth[at], vote.refusing[at], vote.chance[at], vote.vetoes[at]});
    }
    return told::Voted{party, put, passed[at], share[at], std::move(terms)};
  });
  return passed;
}

void Capitals::refuse(const Few& few, Side side, const SliceMask& refused) {
  const Ratification& spec = model_.at(side).spec->ratification;
  few.add(state_.today.commitment[model_.party[side]], Slice(few[spec.refusal_commitment] * refused.on()));
  few.add(state_.talks.refusals[side], refused.on());
  const SliceMask spent = at_least(few(state_.talks.refusals[side]), static_cast<double>(spec.tries));
  few.put(state_.talks.open, 0.0, spent);
}

Capitals::Honouring Capitals::honouring(const Few& few, Side side, const Text& text, Scope scope) {
  Outlook& view = views_.last(model_.party[side]);
  return_to_original(view);
  const Slice lost = view.preferences.loss_aversion * gains(view.preferences, text).minus;
  const Signing trusted = signing(view, text, scope, filled<slice_width>(1));
  const Slice gained = (worth_of_signing(view, trusted, text, scope) - view.no_deal + lost).max(0.0);
  const ComplianceSpec& spec = model_.at(side).spec->compliance;
  const IssueId v = model_.agenda.verification;
  const Slice verified = v.given() ? text[v] : filled<slice_width>(1);
  const Slice enforced = guaranteed(few, model_, few[spec.detection]) * few[spec.snapback] * verified;
  const Slice kept = enforced * gained;
  const Slice ratio = select(above(kept, 0.0), lost / kept.max(1e-300), unlimited);
  const SliceMask loses = above(lost, 0.0);
  return {select(loses, ratio, 0.0), select(loses, enforced * few(state_.sweetener[side]) / lost.max(1e-300), 0.0)};
}

}  // namespace backchannel
