#include "cli/story/talks_teller.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace backchannel {
namespace {

constexpr double near = 0.05;  // a chance of a yes that is told as a figure

}  // namespace

TalksTeller::TalksTeller(const Replay& replay, const Dates& dates)
    : replay_(replay), model_(*replay.model), dates_(dates), axes_(axes_of(model_)), order_(by_weight(model_)) {
  for (const Issue* issue : model_.agenda.issue) status_quo_.push_back(model_.mean(issue->status_quo));
}

TalksTeller::Day TalksTeller::sorted(std::span<const StoryEntry> entries) const {
  Day day;
  bool to_mediator = false;
  for (const StoryEntry& entry : entries) {
    const auto scope = static_cast<std::size_t>(entry.index == comprehensive);
    switch (entry.told) {
      case Told::offer:
        day.offer[side_of(entry.actor)][scope] = &entry;
        to_mediator = false;
        break;
      case Told::proposal:
        day.proposal[scope] = &entry;
        to_mediator = true;
        break;
      case Told::answer: {
        auto& given = to_mediator ? day.answer_to_mediator : day.answer;
        given[side_of(entry.actor)][scope] = &entry;
        break;
      }
      case Told::voice:
        day.voice[{entry.actor, entry.index}] = &entry;
        break;
      case Told::counsel:
        day.counsel.push_back(&entry);
        break;
      case Told::agreed:
        day.agreed = &entry;
        break;
      case Told::breakdown:
        day.breakdown = &entry;
        break;
      case Told::stage:
        day.stage = &entry;
        break;
      default:
        break;
    }
  }
  return day;
}

void TalksTeller::say(const std::string& text) {
  if (text.empty()) return;
  append(text_, sentence(text));
}

std::string TalksTeller::tell(std::span<const StoryEntry> entries, const Evening& evening, const Evening* before) {
  text_.clear();
  far_.clear();
  const Day day = sorted(entries);
  opening(evening);
  bool quiet = true, answered = false;
  for (int scope = 0; scope < scopes; ++scope) {
    if (!in_play(day, scope, before)) continue;
    quiet &= is_quiet(day, scope);
    answered |= day.answer[0][static_cast<std::size_t>(scope)] != nullptr;
  }
  if (quiet) say(answered ? "Neither side moves, and neither is near a yes" : "Neither side moves");
  for (int scope = scopes - 1; scope >= 0 && !quiet; --scope)
    if (in_play(day, scope, before)) talk_about(day, scope);
  if (!far_.empty()) say(fmt::format("neither is near to taking {} text", listed(far_, " or ")));
  counsel(day);
  agreement(day, evening);
  closing(day, evening);
  return text_;
}

void TalksTeller::talk_about(const Day& day, int scope) {
  positions(day, scope);
  voices(day, scope);
  proposal(day, scope);
  if (day.agreed != nullptr) return;
  answers(day.answer_to_mediator, scope, possessive(name_of(model_, -1)));
  answers(day.answer, scope, "");
}

/// Both sides repeat what was told and are far from a yes.
bool TalksTeller::is_quiet(const Day& day, int scope) const {
  const auto sc = static_cast<std::size_t>(scope);
  if (day.agreed != nullptr || day.proposal[sc] != nullptr) return false;
  for (std::size_t side = 0; side < 2; ++side) {
    const StoryEntry *offer = day.offer[side][sc], *answer = day.answer[side][sc];
    if (offer == nullptr || !told_[side][sc] || !changed(*told_[side][sc], offer->text).empty()) return false;
    if (answer != nullptr && (answer->value < -0.5 || chance(*answer) >= near)) return false;
  }
  return true;
}

/// Before the framework stage nothing can be agreed: positions on the whole are enough to tell.
bool TalksTeller::in_play(const Day& day, int scope, const Evening* before) const {
  const auto sc = static_cast<std::size_t>(scope);
  if (!model_.scope_exists(scope)) return false;
  if (scope == comprehensive || !model_.scope_exists(comprehensive)) return true;
  const bool early = model_.mediator != nullptr && (before == nullptr || before->stage < 1);
  return !early && (day.offer[0][sc] != nullptr || day.offer[1][sc] != nullptr || day.proposal[sc] != nullptr);
}

void TalksTeller::opening(const Evening& evening) {
  day_of_round_ = evening.rounds == round_ ? day_of_round_ + 1 : 1;
  round_ = evening.rounds;
  if (day_of_round_ > 1)
    text_ = fmt::format("Round {}, day {}.", round_, day_of_round_);
  else if (round_ == 1 && model_.mediator != nullptr)
    text_ = fmt::format("Round 1: {} carries texts between the delegations.", name_of(model_, -1));
  else
    text_ = fmt::format("Round {}.", round_);
}

// ------------------------------------------------------------------------------------------------ answers
double TalksTeller::chance(const StoryEntry& answer) const {
  if (answer.value < -0.5) return 0;
  const double precision = model_.mean(model_.scenario.precision.text);
  if (std::isinf(precision)) return answer.second >= 0 ? 1 : 0;
  return 1.0 / (1.0 + std::exp(-precision * answer.second));
}

std::string TalksTeller::refusal(const StoryEntry& answer) const {
  if (answer.value < -3.5) return "no text is worth more to it than no deal";
  if (answer.value < -2.5) return "its capital would ratify no text";
  if (answer.value < -1.5) return "the text changes too little to count";
  if (answer.value < -0.5) return "the text crosses its red line";
  return "a yes stood at " + percent(chance(answer));
}

/// No hope of a yes, or a reason that was told before.
bool TalksTeller::is_far(std::size_t side, const StoryEntry& answer) {
  double& told = told_refusal_[side][static_cast<std::size_t>(answer.index == comprehensive)];
  return std::exchange(told, answer.value) == answer.value && chance(answer) < near;
}

void TalksTeller::answers(const std::array<std::array<Mark, scopes>, 2>& given, int scope, const std::string& to) {
  const auto sc = static_cast<std::size_t>(scope);
  const std::array<Mark, 2> answer{given[0][sc], given[1][sc]};
  if (answer[0] == nullptr && answer[1] == nullptr) return;
  const std::string text = fmt::format("{} text", scope_name(scope));
  if (answer[0] != nullptr && answer[1] != nullptr && answer[0]->value < 0.5 && answer[1]->value < 0.5) {
    const std::string owner = to.empty() ? "the other's" : to, whose = fmt::format("{} {}", owner, text);
    const std::array<bool, 2> far{is_far(0, *answer[0]), is_far(1, *answer[1])};
    if (far[0] && far[1]) {
      const bool again = !far_.empty() && far_.front().starts_with(owner + " ");
      far_.push_back(again ? scope_name(scope) : fmt::format("{} {}", owner, scope_name(scope)));
      return;
    }
    return say(fmt::format("Neither takes {}: {}, {}; {}, {}", whose, party(0), refusal(*answer[0]), party(1),
                           refusal(*answer[1])));
  }
  std::vector<std::string> words;
  for (std::size_t side = 0; side < 2; ++side) {
    if (answer[side] == nullptr) continue;
    const bool alone = answer[1 - side] == nullptr;
    if (alone && answer[side]->value < -0.5 && is_far(side, *answer[side])) continue;  // told before
    const std::string whose = to.empty() ? possessive(party(1 - side)) : to;
    words.push_back(answer[side]->value > 0.5
                        ? fmt::format("{} would take {} {}", party(side), whose, text)
                        : fmt::format("{} declines {} {} ({})", party(side), whose, text, refusal(*answer[side])));
  }
  say(listed(words, ", "));
}

void TalksTeller::agreement(const Day& day, const Evening& evening) {
  if (day.agreed == nullptr) return;
  const auto sc = static_cast<std::size_t>(day.agreed->index);
  std::string whose = "a";
  for (std::size_t side = 0; side < 2; ++side)
    if (day.offer[side][sc] != nullptr && day.offer[side][sc]->text == day.agreed->text)
      whose = fmt::format("{} takes {}", party(1 - side), possessive(party(side)));
  if (day.proposal[sc] != nullptr && day.proposal[sc]->text == day.agreed->text)
    whose = "both sides take " + possessive(name_of(model_, -1));
  if (whose == "a") whose = "both sides agree on a";
  say(fmt::format("AGREED IN PRINCIPLE: {} {} text: {}", whose, scope_name(day.agreed->index),
                  terms(day.agreed->text, day.agreed->index)));
  if (evening.pending > 0) say(fmt::format("The capitals vote on {}", dates_.with_month(evening.vote_day)));
}

/// Told when it is believed, and once when it is not.
void TalksTeller::counsel(const Day& day) {
  for (const StoryEntry* word : day.counsel) {
    const bool believed = word->value > 0.5;
    int& before = told_counsel_[{word->actor, word->other}];
    const int now = believed ? 2 + word->index : 1;
    if (now == before || (!believed && before != 0)) continue;
    before = now;
    say(fmt::format("{} tells {} that {} is {} to fight, and is {}believed", name_of(model_, -1),
                    name_of(model_, word->actor), name_of(model_, word->other),
                    word->index == 1 ? "resolved" : "reluctant", believed ? "" : "not "));
  }
}

// ------------------------------------------------------------------------------------------------ the end of the day
/// What each side takes the chance of a deal to be; the mediator tells it of the other's firmness.
void TalksTeller::hope(const Evening& evening) {
  const auto& now = evening.side_hope;
  if (std::abs(now[0] - told_hope_[0]) <= 0.04 && std::abs(now[1] - told_hope_[1]) <= 0.04) return;
  told_hope_ = now;
  const std::string source =
      model_.mediator != nullptr ? fmt::format("from what {} passes on, ", name_of(model_, -1)) : "";
  if (now[0] > 0.995 && now[1] > 0.995) return say(source + "both sides take a deal to be within reach");
  if (percent(now[0]) == percent(now[1]))
    return say(fmt::format("{}both sides put the chance of a deal at {}", source, percent(now[0])));
  say(fmt::format("{}{} puts the chance of a deal at {}, {} at {}", source, party(0), percent(now[0]), party(1),
                  percent(now[1])));
}

void TalksTeller::closing(const Day& day, const Evening& evening) {
  if (day.stage != nullptr)
    say(evening.stage >= 2 ? "The talks turn from a framework to the text itself"
                           : "Positions are clear enough for a framework to be sought");
  if (day.breakdown != nullptr) return say("THE TALKS BREAK DOWN");
  if (day.agreed == nullptr) hope(evening);
  const int next = static_cast<int>(evening.next_session);
  if (evening.open && evening.pending == 0 && next > evening.day + 1 && next <= model_.scenario.horizon)
    say("They adjourn until " + dates_.with_month(next));
}

}  // namespace backchannel
