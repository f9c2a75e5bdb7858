// What the sides and those who advise them put forward: the part of TalksTeller that reads texts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/story/talks_teller.hpp"

namespace backchannel {
namespace {

constexpr double noticeable = 0.02;    // of an axis: a smaller change is not told
constexpr std::size_t in_figures = 3;  // changes told in figures; smaller ones by name
constexpr std::size_t by_name = 5;     // smaller changes told by name; more than these by their number
constexpr double other_view = 0.05;    // of an axis: how far advice differs from what it is given on
constexpr double none_ratified = -2.5, none_worth_it = -3.5;  // answers at or below these

bool movable(const Model& model, int scope, std::size_t issue) {
  for (const int k : model.agenda.movable[static_cast<std::size_t>(scope)])
    if (k == static_cast<int>(issue)) return true;
  return false;
}

}  // namespace

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
  if (day.offer[0][sc] == nullptr && day.offer[1][sc] == nullptr) {
    if (!silent_[0][sc] || !silent_[1][sc])
      say(matter + (takes_turns() ? "no text is put forward"
                                  : "neither side has a text to offer that is worth more to it than no deal"));
    silent_[0][sc] = silent_[1][sc] = true;
    return;
  }
  if (said[0].empty() && said[1].empty()) {
    if (day.offer[0][sc] != nullptr && day.offer[1][sc] != nullptr) say(matter + "neither side moves");
    return;
  }
  std::string first = matter;  // said once, before whoever speaks first
  for (std::size_t side = 0; side < 2; ++side) {
    const bool stands = said[side].empty() && day.offer[side][sc] != nullptr;
    const std::string words = stands ? party(side) + " stands by its text" : said[side];
    if (words.empty()) continue;
    say(first + words);
    first.clear();
  }
}

std::string TalksTeller::position(const Day& day, std::size_t side, int scope, const Positions* other) {
  const auto sc = static_cast<std::size_t>(scope);
  const StoryEntry* offer = day.offer[side][sc];
  if (offer == nullptr) {
    if (silent_[side][sc] || day.offer[1 - side][sc] == nullptr) return "";
    const Mark answer = day.answer[side][sc];
    if (takes_turns() && (answer == nullptr || answer->value > none_ratified)) return "";  // not its turn
    silent_[side][sc] = true;
    return party(side) + " has no text to offer that " + what_lacks(day.answer[side][sc]);
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
  const bool bound = offer->second > 0.5 && moved.find("asks for more") != std::string::npos;
  return fmt::format("{} {}{}", party(side), moved, bound ? ": its capital would ratify no less" : "");
}

bool TalksTeller::takes_turns() const {
  const Protocol protocol = model_.scenario.talks.protocol;
  return protocol == Protocol::alternating || protocol == Protocol::take_it_or_leave_it;
}

/// Why a side offers nothing, as its answer of the day tells it.
std::string TalksTeller::what_lacks(Mark answer) {
  const bool capital = answer != nullptr && answer->value < none_ratified && answer->value > none_worth_it;
  return capital ? "its capital would ratify" : "is worth more to it than no deal";
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
  if (small.empty()) return listed(large);
  const std::string rest = small.size() > by_name ? fmt::format("{} other points", small.size()) : listed(small);
  return listed(large, ", ") + " and, less, " + rest;
}

std::string TalksTeller::changes(const Positions& before, const Positions& now, const Positions* other) const {
  const auto issues = changed(before, now);
  if (other == nullptr) return issues.empty() ? "" : "changes its text on " + moved(issues, before, now);
  std::vector<std::size_t> given, taken;
  for (const std::size_t i : issues) {
    const bool nearer = std::abs(now[i] - (*other)[i]) < std::abs(before[i] - (*other)[i]);
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
    const StoryEntry* facing = voice->other >= 0 ? day.offer[1 - side_of(voice->other)][sc] : nullptr;
    const Advice given = advice(*voice, heard->text, facing == nullptr ? nullptr : &facing->text);
    if (!told_advice_[key].insert(given.direction).second) continue;  // each piece of advice once a run
    said[{voice->other, given.words}].push_back(name_of(model_, voice->actor));
  }
  for (const auto& [key, who] : said)
    say(fmt::format("the advice of {} to {} is {}", listed(who), name_of(model_, key.first), key.second));
}

/// Towards what faces the text (the other side's offer), or away from it. What was advised before is told again only
/// when its direction changes.
TalksTeller::Advice TalksTeller::advice(const StoryEntry& voice, const Positions& heard,
                                        const Positions* facing) const {
  std::vector<std::size_t> softer, firmer, other;
  for (const std::size_t i : changed(heard, voice.text)) {
    const double change = voice.text[i] - heard[i];
    if (std::abs(change) <= other_view) continue;
    const double towards = facing == nullptr ? 0 : change * ((*facing)[i] - heard[i]);
    (towards > 0 ? softer : towards < 0 ? firmer : other).push_back(i);
  }
  std::vector<std::string> words;
  std::string direction;
  const auto say = [&](const char* what, std::vector<std::size_t> on) {
    if (on.empty()) return;
    words.push_back(fmt::format("{} {}", what, moved(on, heard, voice.text)));
    std::sort(on.begin(), on.end());
    direction += fmt::format("{} {};", what, on.size() > in_figures ? "most" : fmt::format("{}", fmt::join(on, ",")));
  };
  say("to give ground on", softer);
  say("to stand firmer on", firmer);
  say("to change", other);
  return {direction, words.empty() ? "to hold to this text" : listed(words)};
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

}  // namespace backchannel
