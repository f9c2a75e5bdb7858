#include "cli/story/talks_teller.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "cli/story/events.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

constexpr double near = 0.05;  // a chance of a yes that is told as a figure

/// Whether the text could not be taken, however it was liked.
bool impossible(const told::Answered& answer) {
  return answer.verdict != told::Verdict::yes && answer.verdict != told::Verdict::no;
}

}  // namespace

TalksTeller::TalksTeller(const Replay& replay, const Dates& dates)
    : replay_(replay), model_(*replay.model), dates_(dates), axes_(axes_of(model_)), order_(by_weight(model_)) {
  for (const Issue* issue : model_.agenda.issue) status_quo_.push_back(model_.mean(issue->status_quo));
  for (auto& by_scope : told_verdict_) by_scope.fill(told::Verdict::no);
}

TalksTeller::Day TalksTeller::sorted(std::span<const StoryEntry> entries) const {
  Day day;
  const Overload sort{[&](const told::Offered& e) { day.offer[side_of(e.by)][e.scope] = &e; },
                      [&](const told::Proposed& e) { day.proposal[e.scope] = &e; },
                      [&](const told::Answered& e) {
                        (e.to.given() ? day.answer : day.answer_to_mediator)[side_of(e.by)][e.scope] = &e;
                      },
                      [&](const told::SpokeUp& e) {
                        day.voice[{e.by, e.scope}] = &e;
                      },
                      [&](const told::Counselled& e) { day.counsel.push_back(&e); },
                      [&](const told::Agreed& e) { day.agreed = &e; },
                      [&](const told::BrokenDown&) { day.broken_down = true; },
                      [&](const told::StageReached&) { day.next_stage = true; },
                      [](const auto&) {}};  // not of the talks
  for (const StoryEntry& entry : entries) std::visit(sort, entry.event);
  return day;
}

void TalksTeller::say(const std::string& text) {
  if (text.empty()) return;
  append(text_, sentence(text));
}

std::string TalksTeller::tell(std::span<const StoryEntry> entries, const Evening& evening, const Evening& before) {
  text_.clear();
  far_.clear();
  const Day day = sorted(entries);
  opening(evening);
  bool quiet = true, answered = false;
  for (const Scope scope : scopes) {
    if (!in_play(day, scope, before)) continue;
    quiet &= is_quiet(day, scope);
    answered |= day.answer[Side::first][scope] != nullptr;
  }
  if (quiet) say(answered ? "Neither side moves, and neither is near a yes" : "Neither side moves");
  for (const Scope scope : {Scope::comprehensive, Scope::interim})
    if (!quiet && in_play(day, scope, before)) talk_about(day, scope);
  if (!far_.empty()) say(fmt::format("neither is near to taking {} text", listed(far_, " or ")));
  counsel(day);
  agreement(day, evening);
  closing(day, evening);
  return text_;
}

void TalksTeller::talk_about(const Day& day, Scope scope) {
  positions(day, scope);
  voices(day, scope);
  proposal(day, scope);
  if (day.agreed != nullptr) return;
  answers(day.answer_to_mediator, scope, possessive(mediator()));
  answers(day.answer, scope, "");
}

/// Both sides repeat what was told and are far from a yes.
bool TalksTeller::is_quiet(const Day& day, Scope scope) const {
  if (day.agreed != nullptr || day.proposal[scope] != nullptr) return false;
  return std::ranges::all_of(sides, [&](Side side) {
    const told::Offered* offer = day.offer[side][scope];
    const auto& before = told_[side][scope];
    if (offer == nullptr || !before || !changed(*before, offer->text).empty()) return false;
    const told::Answered* answer = day.answer[side][scope];
    return answer == nullptr || (!impossible(*answer) && chance(*answer) < near);
  });
}

/// Before the framework stage nothing can be agreed: positions on the whole are enough to tell.
bool TalksTeller::in_play(const Day& day, Scope scope, const Evening& before) const {
  if (!model_.scope_exists(scope)) return false;
  if (scope == model_.lead_scope()) return true;
  const bool early = model_.mediator != nullptr && before.stage == Stage::clarify;
  const bool offered = day.offer[Side::first][scope] != nullptr || day.offer[Side::second][scope] != nullptr;
  return !early && (offered || day.proposal[scope] != nullptr);
}

void TalksTeller::opening(const Evening& evening) {
  day_of_round_ = evening.rounds == round_ ? day_of_round_ + 1 : 1;
  round_ = evening.rounds;
  if (day_of_round_ > 1)
    text_ = fmt::format("Round {}, day {}.", round_, day_of_round_);
  else if (round_ == 1 && model_.mediator != nullptr)
    text_ = fmt::format("Round 1: {} carries texts between the delegations.", mediator());
  else
    text_ = fmt::format("Round {}.", round_);
}

// ------------------------------------------------------------------------------------------------ answers
double TalksTeller::chance(const told::Answered& answer) const {
  if (impossible(answer)) return 0;
  const double precision = model_.mean(model_.scenario.precision.text);
  if (std::isinf(precision)) return answer.margin >= 0 ? 1 : 0;
  return 1.0 / (1.0 + std::exp(-precision * answer.margin));
}

std::string TalksTeller::refusal(const told::Answered& answer) const {
  switch (answer.verdict) {
    case told::Verdict::none_beats_no_deal:
      return "no text is worth more to it than no deal";
    case told::Verdict::none_ratifiable:
      return "its capital would ratify no text";
    case told::Verdict::not_of_scope:
      return "the text changes too little to count";
    case told::Verdict::crosses_line:
      return "the text crosses its red line";
    default:
      return "a yes stood at " + percent(chance(answer));
  }
}

/// No hope of a yes, or a reason that was told before.
bool TalksTeller::is_far(const told::Answered& answer) {
  told::Verdict& told = told_verdict_[side_of(answer.by)][answer.scope];
  return std::exchange(told, answer.verdict) == answer.verdict && chance(answer) < near;
}

void TalksTeller::answers(const Answers& given, Scope scope, const std::string& to) {
  const PerSide<const told::Answered*> answer{given[Side::first][scope], given[Side::second][scope]};
  const auto declines = [&](Side side) {
    return answer[side] != nullptr && answer[side]->verdict != told::Verdict::yes;
  };
  const std::string text = fmt::format("{} text", scope_name(scope));
  if (declines(Side::first) && declines(Side::second)) {
    const told::Answered &one = *answer[Side::first], &two = *answer[Side::second];
    const std::string owner = to.empty() ? "the other's" : to, whose = fmt::format("{} {}", owner, text);
    const bool one_far = is_far(one), two_far = is_far(two);
    if (one_far && two_far) {
      const bool again = !far_.empty() && far_.front().starts_with(owner + " ");
      far_.push_back(again ? scope_name(scope) : fmt::format("{} {}", owner, scope_name(scope)));
      return;
    }
    return say(fmt::format("Neither takes {}: {}, {}; {}, {}", whose, party(Side::first), refusal(one),
                           party(Side::second), refusal(two)));
  }
  std::vector<std::string> words;
  for (const Side side : sides) {
    if (answer[side] == nullptr) continue;
    const bool alone = answer[other(side)] == nullptr;
    if (alone && impossible(*answer[side]) && is_far(*answer[side])) continue;  // told before
    const std::string whose = to.empty() ? possessive(party(other(side))) : to;
    words.push_back(declines(side)
                        ? fmt::format("{} declines {} {} ({})", party(side), whose, text, refusal(*answer[side]))
                        : fmt::format("{} would take {} {}", party(side), whose, text));
  }
  say(listed(words, ", "));
}

void TalksTeller::agreement(const Day& day, const Evening& evening) {
  if (day.agreed == nullptr) return;
  const auto& [scope, text] = *day.agreed;
  std::string whose = "both sides agree on a";
  for (const Side side : sides)
    if (const told::Offered* offer = day.offer[side][scope]; offer != nullptr && offer->text == text)
      whose = fmt::format("{} takes {}", party(other(side)), possessive(party(side)));
  if (const told::Proposed* proposal = day.proposal[scope]; proposal != nullptr && proposal->text == text)
    whose = "both sides take " + possessive(mediator());
  say(fmt::format("AGREED IN PRINCIPLE: {} {} text: {}", whose, scope_name(scope), terms(text, scope)));
  if (evening.pending) say(fmt::format("The capitals vote on {}", dates_.with_month(evening.vote_day)));
}

/// Told when it is believed, and once when it is not.
void TalksTeller::counsel(const Day& day) {
  for (const told::Counselled* word : day.counsel) {
    Counsel& before = told_counsel_[{word->to, word->about}];
    const Counsel now = !word->believed  ? Counsel::not_believed
                        : word->resolved ? Counsel::resolved
                                         : Counsel::reluctant;
    if (now == before || (!word->believed && before != Counsel::none)) continue;
    before = now;
    say(fmt::format("{} tells {} that {} is {} to fight, and is {}believed", mediator(), name_of(model_, word->to),
                    name_of(model_, word->about), word->resolved ? "resolved" : "reluctant",
                    word->believed ? "" : "not "));
  }
}

// ------------------------------------------------------------------------------------------------ the end of the day
/// What each side takes the chance of a deal to be; the mediator tells it of the other's firmness.
void TalksTeller::hope(const Evening& evening) {
  const double one = evening.side_hope[Side::first], two = evening.side_hope[Side::second];
  if (std::abs(one - told_hope_[Side::first]) <= 0.04 && std::abs(two - told_hope_[Side::second]) <= 0.04) return;
  told_hope_ = evening.side_hope;
  const std::string source = model_.mediator != nullptr ? fmt::format("from what {} passes on, ", mediator()) : "";
  if (one > 0.995 && two > 0.995) return say(source + "both sides take a deal to be within reach");
  if (percent(one) == percent(two))
    return say(fmt::format("{}both sides put the chance of a deal at {}", source, percent(one)));
  say(fmt::format("{}{} puts the chance of a deal at {}, {} at {}", source, party(Side::first), percent(one),
                  party(Side::second), percent(two)));
}

void TalksTeller::closing(const Day& day, const Evening& evening) {
  if (day.next_stage)
    say(evening.stage == Stage::text ? "The talks turn from a framework to the text itself"
                                     : "Positions are clear enough for a framework to be sought");
  if (day.broken_down) return say("THE TALKS BREAK DOWN");
  if (day.agreed == nullptr) hope(evening);
  const int next = static_cast<int>(evening.next_session);
  if (evening.open && !evening.pending && next > evening.day + 1 && next <= model_.scenario.horizon)
    say("They adjourn until " + dates_.with_month(next));
}

}  // namespace backchannel
