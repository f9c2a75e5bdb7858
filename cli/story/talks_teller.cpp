#include "cli/story/talks_teller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace backchannel {
namespace {

constexpr double noticeable = 0.02;    // of an axis: a smaller change is not told
constexpr std::size_t in_figures = 3;  // changes told in figures; smaller ones by name
constexpr double near = 0.05;          // a chance of a yes that is told as a figure
constexpr double other_view = 0.05;    // of an axis: how far advice differs from what it is given on

bool movable(const Model& model, int scope, std::size_t issue) {
  for (const int k : model.agenda.movable[static_cast<std::size_t>(scope)])
    if (k == static_cast<int>(issue)) return true;
  return false;
}

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
    text_ = fmt::format("Round 1: {} goes between the delegations.", name_of(model_, -1));
  else
    text_ = fmt::format("Round {}.", round_);
}

// ------------------------------------------------------------------------------------------------ positions
void TalksTeller::positions(const Day& day, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  const bool both = model_.scope_exists(interim) && model_.scope_exists(comprehensive);
  const bool early = model_.mediator != nullptr && told_[0][interim] == std::nullopt &&
                     told_[1][interim] == std::nullopt && scope == comprehensive;
  const std::string matter = !both || early           ? ""
                             : scope == comprehensive ? "on a comprehensive text "
                                                      : "on an interim text ";
  // A move is judged by where the other side last stood: both may move on the same day.
  std::array<const Positions*, 2> stood{};
  std::array<std::optional<Positions>, 2> before{told_[0][sc], told_[1][sc]};
  for (std::size_t side = 0; side < 2; ++side) {
    if (!before[side] && day.offer[side][sc] != nullptr) before[side] = day.offer[side][sc]->text;
    if (before[side]) stood[side] = &*before[side];
  }
  const std::array<std::string, 2> said{position(day, 0, scope, stood[1]), position(day, 1, scope, stood[0])};
  const bool any_silent = day.offer[0][sc] == nullptr && day.offer[1][sc] == nullptr;
  if (any_silent) {
    if (!silent_[0][sc] || !silent_[1][sc])
      say(matter + "neither side has a text to offer that is worth more to it than no deal");
    silent_[0][sc] = silent_[1][sc] = true;
    return;
  }
  if (said[0].empty() && said[1].empty()) {
    if (day.offer[0][sc] != nullptr && day.offer[1][sc] != nullptr) say(matter + "neither side moves");
    return;
  }
  for (std::size_t side = 0; side < 2; ++side) {
    const bool stands = said[side].empty() && day.offer[side][sc] != nullptr;
    const std::string words = stands ? party(side) + " stands by its text" : said[side];
    if (words.empty()) continue;
    say(matter.empty() || side == 1 ? words : matter + words);
  }
}

std::string TalksTeller::position(const Day& day, std::size_t side, int scope, const Positions* other) {
  const auto sc = static_cast<std::size_t>(scope);
  const StoryEntry* offer = day.offer[side][sc];
  if (offer == nullptr) {
    if (silent_[side][sc] || day.offer[1 - side][sc] == nullptr) return "";
    silent_[side][sc] = true;
    return party(side) + " has no text to offer that is worth more to it than no deal";
  }
  silent_[side][sc] = false;
  auto& before = told_[side][sc];
  if (!before) {
    before = offer->text;
    return fmt::format("{} asks for {}", party(side), terms(offer->text, scope));
  }
  const std::string moved = changes(*before, offer->text, other);
  if (moved.empty()) return "";
  before = offer->text;
  return fmt::format("{} {}", party(side), moved);
}

std::string TalksTeller::terms(const Positions& text, int scope) const {
  std::vector<std::string> asked, left;
  for (const std::size_t i : order_) {
    if (!axes_[i].same(text[i], status_quo_[i]))
      asked.push_back(fmt::format("{} {}", axes_[i].title(), axes_[i].amount(text[i])));
    else if (movable(model_, scope, i))
      left.push_back(axes_[i].title());
  }
  if (asked.empty()) return "things to stay as they are";
  std::string words = listed(asked);
  if (!left.empty()) words += "; nothing on " + listed(left, " or ");
  return words;
}

/// The issues on which a text changed noticeably, the largest changes first.
std::vector<std::size_t> TalksTeller::changed(const Positions& before, const Positions& now) const {
  std::vector<std::size_t> issues;
  for (const std::size_t i : order_)
    if (std::abs(now[i] - before[i]) >= noticeable && !axes_[i].same(now[i], before[i])) issues.push_back(i);
  std::stable_sort(issues.begin(), issues.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(now[a] - before[a]) > std::abs(now[b] - before[b]);
  });
  return issues;
}

/// "sanctions relief (8 → 12 %), verification (40 → 50 %) and, less, duration".
std::string TalksTeller::moved(const std::vector<std::size_t>& issues, const Positions& before,
                               const Positions& now) const {
  std::vector<std::string> large, small;
  for (const std::size_t i : issues) {
    if (large.size() < in_figures || issues.size() == in_figures + 1)
      large.push_back(fmt::format("{} ({})", axes_[i].title(), axes_[i].change(before[i], now[i])));
    else
      small.push_back(axes_[i].title());
  }
  return small.empty() ? listed(large) : listed(large, ", ") + " and, less, " + listed(small);
}

std::string TalksTeller::changes(const Positions& before, const Positions& now, const Positions* other) const {
  std::vector<std::size_t> given, taken;
  for (const std::size_t i : changed(before, now)) {
    const bool nearer = other != nullptr && std::abs(now[i] - (*other)[i]) < std::abs(before[i] - (*other)[i]);
    (nearer ? given : taken).push_back(i);
  }
  std::string text;
  if (!given.empty()) text = "gives way on " + moved(given, before, now);
  if (!taken.empty()) append(text, "asks for more on " + moved(taken, before, now), " and ");
  return text;
}

std::string TalksTeller::redrafted(const Positions& before, const Positions& now) const {
  const auto issues = changed(before, now);
  return issues.empty() ? "" : moved(issues, before, now);
}

// ------------------------------------------------------------------------------------------------ other voices
void TalksTeller::voices(const Day& day, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  std::map<std::pair<int, std::string>, std::vector<std::string>> said;  // by addressee and words: who
  for (const auto& [key, voice] : day.voice) {
    if (key.second != scope) continue;
    const StoryEntry* heard = voice->other >= 0 ? day.offer[side_of(voice->other)][sc] : day.proposal[sc];
    if (heard == nullptr) continue;
    const std::string words = advice(*voice, heard->text);
    std::string& before = told_advice_[key];
    if (words == before) continue;
    before = words;
    said[{voice->other, words}].push_back(name_of(model_, voice->actor));
  }
  for (const auto& [key, who] : said)
    say(fmt::format("the advice of {} to {} is {}", listed(who), name_of(model_, key.first), key.second));
}

/// Directions only, so that small changes are not told again.
std::string TalksTeller::advice(const StoryEntry& voice, const Positions& heard) const {
  std::vector<std::string> wants;
  for (const std::size_t i : order_)
    if (std::abs(voice.text[i] - heard[i]) > other_view) wants.push_back(axes_[i].title());
  if (wants.empty()) return "to hold to this text";
  return "to give ground on " + (wants.size() > 3 ? "most points" : listed(wants));
}

void TalksTeller::proposal(const Day& day, int scope) {
  const auto sc = static_cast<std::size_t>(scope);
  const StoryEntry* text = day.proposal[sc];
  if (text == nullptr) return;
  auto& before = told_proposal_[sc];
  const std::string mediator = name_of(model_, -1);
  if (!before) {
    say(fmt::format("{} puts {} text of its own: {}", mediator, scope == interim ? "an interim" : "a comprehensive",
                    terms(text->text, scope)));
  } else {
    const std::string moved = redrafted(*before, text->text);
    if (moved.empty()) return say(fmt::format("{} puts its {} text again", mediator, scope_name(scope)));
    say(fmt::format("{} redrafts its {} text: {}", mediator, scope_name(scope), moved));
  }
  before = text->text;
}

// ------------------------------------------------------------------------------------------------ answers
double TalksTeller::chance(const StoryEntry& answer) const {
  if (answer.value < -0.5) return 0;
  const double precision = model_.mean(model_.scenario.precision.text);
  if (std::isinf(precision)) return answer.second >= 0 ? 1 : 0;
  return 1.0 / (1.0 + std::exp(-precision * answer.second));
}

std::string TalksTeller::refusal(const StoryEntry& answer) const {
  if (answer.value < -2.5) return "its capital would ratify no text";
  if (answer.value < -1.5) return "the text changes too little to count";
  if (answer.value < -0.5) return "the text crosses its red line";
  return "a yes stood at " + percent(chance(answer));
}

void TalksTeller::answers(const std::array<std::array<Mark, scopes>, 2>& given, int scope, const std::string& to) {
  const auto sc = static_cast<std::size_t>(scope);
  const std::array<Mark, 2> answer{given[0][sc], given[1][sc]};
  if (answer[0] == nullptr && answer[1] == nullptr) return;
  const std::string text = fmt::format("{} text", scope_name(scope));
  if (answer[0] != nullptr && answer[1] != nullptr && answer[0]->value < 0.5 && answer[1]->value < 0.5) {
    const std::string whose = fmt::format("{} {}", to.empty() ? "the other's" : to, text);
    const bool far =
        answer[0]->value > -0.5 && answer[1]->value > -0.5 && chance(*answer[0]) < near && chance(*answer[1]) < near;
    if (far) return say("neither is near to taking " + whose);
    return say(fmt::format("Neither takes {}: {}, {}; {}, {}", whose, party(0), refusal(*answer[0]), party(1),
                           refusal(*answer[1])));
  }
  std::vector<std::string> words;
  for (std::size_t side = 0; side < 2; ++side) {
    if (answer[side] == nullptr) continue;
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
void TalksTeller::hope(const Evening& evening) {
  const auto& now = evening.side_hope;
  if (std::abs(now[0] - told_hope_[0]) <= 0.04 && std::abs(now[1] - told_hope_[1]) <= 0.04) return;
  told_hope_ = now;
  if (now[0] > 0.995 && now[1] > 0.995) return say("Both sides see a deal at hand");
  if (percent(now[0]) == percent(now[1])) return say("Both sides put the chance of a deal at " + percent(now[0]));
  say(fmt::format("{} puts the chance of a deal at {}, {} at {}", party(0), percent(now[0]), party(1),
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
