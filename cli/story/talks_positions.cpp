// What the sides and those who advise them put forward: the part of TalksTeller that reads texts.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "cli/story/talks_teller.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

constexpr double noticeable = 0.02;    // of an axis: a smaller change is not told
constexpr std::size_t in_figures = 3;  // changes told in figures; smaller ones by name
constexpr std::size_t by_name = 5;     // smaller changes told by name; more than these by their number
constexpr double other_view = 0.05;    // of an axis: how far advice differs from what it is given on

/// Whether the side could offer no text at all.
bool has_none(const told::Answered& answer) {
  return answer.verdict == told::Verdict::none_ratifiable || answer.verdict == told::Verdict::none_beats_no_deal;
}

}  // namespace

void TalksTeller::positions(const Day& day, Scope scope) {
  const bool both = model_.scope_exists(Scope::interim) && model_.scope_exists(Scope::comprehensive);
  const bool early = model_.mediator != nullptr && !told_[Side::first][Scope::interim] &&
                     !told_[Side::second][Scope::interim] && scope == Scope::comprehensive;
  const std::string matter = !both || early                  ? ""
                             : scope == Scope::comprehensive ? "on a comprehensive text "
                                                             : "on an interim text ";
  // A move is judged by where the other side last stood: both may move on the same day.
  PerSide<std::optional<Positions>> stood;
  for (const Side side : sides) {
    const told::Offered* offer = day.offer[side][scope];
    stood[side] = told_[side][scope];
    if (!stood[side] && offer != nullptr) stood[side] = offer->text;
  }
  PerSide<std::string> said;
  for (const Side side : sides) {
    const auto& facing = stood[other(side)];
    said[side] = position(day, side, scope, facing ? &*facing : nullptr);
  }
  const bool one_offers = day.offer[Side::first][scope] != nullptr,
             two_offers = day.offer[Side::second][scope] != nullptr;
  if (!one_offers && !two_offers) {
    if (!silent_[Side::first][scope] || !silent_[Side::second][scope])
      say(matter + (takes_turns() ? "no text is put forward"
                                  : "neither side has a text to offer that is worth more to it than no deal"));
    silent_[Side::first][scope] = silent_[Side::second][scope] = true;
    return;
  }
  if (said[Side::first].empty() && said[Side::second].empty()) {
    if (one_offers && two_offers) say(matter + "neither side moves");
    return;
  }
  std::string first = matter;  // said once, before whoever speaks first
  for (const Side side : sides) {
    const bool stands = said[side].empty() && day.offer[side][scope] != nullptr;
    const std::string words = stands ? party(side) + " stands by its text" : said[side];
    if (words.empty()) continue;
    say(first + words);
    first.clear();
  }
}

std::string TalksTeller::position(const Day& day, Side side, Scope scope, const Positions* other_text) {
  const told::Offered* offer = day.offer[side][scope];
  if (offer == nullptr) {
    if (silent_[side][scope] || day.offer[other(side)][scope] == nullptr) return "";
    const told::Answered* answer = day.answer[side][scope];
    if (takes_turns() && (answer == nullptr || !has_none(*answer))) return "";  // not its turn
    silent_[side][scope] = true;
    return party(side) + " has no text to offer that " + what_lacks(answer);
  }
  silent_[side][scope] = false;
  auto& before = told_[side][scope];
  if (!before) {
    before = offer->text;
    return fmt::format("{} asks for {}", party(side), terms(offer->text, scope));
  }
  const std::string moved = changes(*before, offer->text, other_text);
  if (moved.empty()) return "";
  before = offer->text;
  const bool bound = offer->least_ratifiable && moved.find("asks for more") != std::string::npos;
  return fmt::format("{} {}{}", party(side), moved, bound ? ": its capital would ratify no less" : "");
}

bool TalksTeller::takes_turns() const {
  const Protocol protocol = model_.scenario.talks.protocol;
  return protocol == Protocol::alternating || protocol == Protocol::take_it_or_leave_it;
}

/// Why a side offers nothing, as its answer of the day tells it.
std::string TalksTeller::what_lacks(const told::Answered* answer) {
  const bool capital = answer != nullptr && answer->verdict == told::Verdict::none_ratifiable;
  return capital ? "its capital would ratify" : "is worth more to it than no deal";
}

std::string TalksTeller::terms(const Positions& text, Scope scope) const {
  std::vector<std::string> asked, left;
  for (const IssueId k : order_) {
    if (!axes_[k].same(text[k], status_quo_[k]))
      asked.push_back(fmt::format("{} {}", axes_[k].title(), axes_[k].amount(text[k])));
    else if (model_.agenda.moves[scope][k])
      left.push_back(axes_[k].title());
  }
  if (asked.empty()) return "things to stay as they are";
  std::string words = listed(asked);
  if (!left.empty()) words += "; nothing on " + listed(left, " or ");
  return words;
}

/// The issues on which a text changed noticeably, the largest changes first.
TalksTeller::Issues TalksTeller::changed(const Positions& before, const Positions& now) const {
  Issues issues;
  for (const IssueId k : order_)
    if (std::abs(now[k] - before[k]) >= noticeable && !axes_[k].same(now[k], before[k])) issues.push_back(k);
  std::ranges::stable_sort(issues, std::greater{}, [&](IssueId k) { return std::abs(now[k] - before[k]); });
  return issues;
}

/// "sanctions relief (8 → 12 %), verification (40 → 50 %) and, less, duration".
std::string TalksTeller::moved(const Issues& issues, const Positions& before, const Positions& now) const {
  std::vector<std::string> large, small;
  for (const IssueId k : issues) {
    if (large.size() < in_figures || issues.size() == in_figures + 1)
      large.push_back(fmt::format("{} ({})", axes_[k].title(), axes_[k].change(before[k], now[k])));
    else
      small.push_back(axes_[k].title());
  }
  if (small.empty()) return listed(large);
  const std::string rest = small.size() > by_name ? fmt::format("{} other points", small.size()) : listed(small);
  return listed(large, ", ") + " and, less, " + rest;
}

std::string TalksTeller::changes(const Positions& before, const Positions& now, const Positions* other) const {
  const auto issues = changed(before, now);
  if (other == nullptr) return issues.empty() ? "" : "changes its text on " + moved(issues, before, now);
  Issues given, taken;
  for (const IssueId k : issues) {
    const bool nearer = std::abs(now[k] - (*other)[k]) < std::abs(before[k] - (*other)[k]);
    (nearer ? given : taken).push_back(k);
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
void TalksTeller::voices(const Day& day, Scope scope) {
  std::map<std::pair<ActorId, std::string>, std::vector<std::string>> said;  // by addressee and words: who
  for (const auto& [key, voice] : day.voice) {
    if (voice->scope != scope) continue;
    const Positions *heard = nullptr, *facing = nullptr;
    if (voice->to.given()) {
      const Side side = side_of(voice->to);
      const told::Offered *own = day.offer[side][scope], *other_side = day.offer[other(side)][scope];
      if (own != nullptr) heard = &own->text;
      if (other_side != nullptr) facing = &other_side->text;
    } else if (day.proposal[scope] != nullptr) {
      heard = &day.proposal[scope]->text;
    }
    if (heard == nullptr) continue;
    const Advice given = advice(voice->text, *heard, facing);
    if (!told_advice_[key].insert(given.direction).second) continue;  // each piece of advice once a run
    said[{voice->to, given.words}].push_back(name_of(model_, voice->by));
  }
  for (const auto& [key, who] : said)
    say(fmt::format("the advice of {} to {} is {}", listed(who), name_of(model_, key.first), key.second));
}

/// Towards what faces the text (the other side's offer), or away from it. What was advised before is told again only
/// when its direction changes.
TalksTeller::Advice TalksTeller::advice(const Positions& voice, const Positions& heard, const Positions* facing) const {
  Issues softer, firmer, otherwise;
  for (const IssueId k : changed(heard, voice)) {
    const double change = voice[k] - heard[k];
    if (std::abs(change) <= other_view) continue;
    const double towards = facing == nullptr ? 0 : change * ((*facing)[k] - heard[k]);
    (towards > 0 ? softer : towards < 0 ? firmer : otherwise).push_back(k);
  }
  Advice given;
  std::vector<std::string> parts;
  const auto add = [&](const char* what, Issues on) {
    if (on.empty()) return;
    parts.push_back(fmt::format("{} {}", what, moved(on, heard, voice)));
    std::ranges::sort(on);
    std::string which;
    for (const IssueId k : on) append(which, model_.agenda.id[k], ",");
    given.direction += fmt::format("{} {};", what, on.size() > in_figures ? "most" : which);
  };
  add("to give ground on", softer);
  add("to stand firmer on", firmer);
  add("to change", otherwise);
  given.words = parts.empty() ? "to hold to this text" : listed(parts);
  return given;
}

void TalksTeller::proposal(const Day& day, Scope scope) {
  const told::Proposed* proposal = day.proposal[scope];
  if (proposal == nullptr) return;
  auto& before = told_proposal_[scope];
  if (!before) {
    const char* scoped = scope == Scope::interim ? "an interim" : "a comprehensive";
    const std::string what = model_.formulates() ? fmt::format("{} text of its own", scoped)
                                                 : fmt::format("an idea to bridge the gap, {} text", scoped);
    say(fmt::format("{} puts {}: {}", mediator(), what, terms(proposal->text, scope)));
  } else {
    const std::string moved = redrafted(*before, proposal->text);
    if (moved.empty()) return say(fmt::format("{} puts its {} text again", mediator(), scope_name(scope)));
    say(fmt::format("{} redrafts its {} text: {}", mediator(), scope_name(scope), moved));
  }
  before = proposal->text;
}

}  // namespace backchannel
