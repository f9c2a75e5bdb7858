#include "cli/story/chronicle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include "cli/story/talks_teller.hpp"

namespace backchannel {
namespace {

constexpr double close_call = 0.3;   // a decision on force that came this near is told
constexpr int quiet_days = 30;       // before the same decision is told again
constexpr double trust_step = 0.03;  // a change of trust that is told

class Chronicler {
 public:
  explicit Chronicler(const Replay& replay)
      : replay_(replay), model_(*replay.model), dates_(model_.scenario.start_date), talks_(replay, dates_) {
    told_trust_ = replay.start.trust;
  }

  std::vector<Passage> tell() {
    std::vector<Passage> passages;
    std::size_t from = 0;
    for (const Evening& evening : replay_.evenings) {
      std::size_t to = from;
      while (to < replay_.entries.size() && replay_.entries[to].day == evening.day) ++to;
      text_.clear();
      day(std::span(replay_.entries).subspan(from, to - from), evening);
      if (!text_.empty()) passages.push_back({evening.day, text_});
      before_ = &evening;
      from = to;
    }
    return passages;
  }

 private:
  void say(const std::string& text) {
    if (!text.empty()) append(text_, sentence(text));
  }
  std::string name(int actor) const { return name_of(model_, actor); }

  void day(std::span<const StoryEntry> entries, const Evening& evening) {
    bool talked = false;
    for (const StoryEntry& entry : entries) {
      const bool of_talks = entry.told == Told::offer || entry.told == Told::proposal || entry.told == Told::answer;
      if (of_talks && !talked) {
        talked = true;
        append(text_, talks_.tell(entries, evening, before_));
      }
      one(entry, entries, evening);
    }
    fallen(entries, evening);
    const bool held = evening.rounds > (before_ != nullptr ? before_->rounds : 0);
    if (held && !talked) append(text_, talks_.tell(entries, evening, before_));
    consequences(evening);
  }

  void one(const StoryEntry& entry, std::span<const StoryEntry> entries, const Evening& evening) {
    switch (entry.told) {
      case Told::event:
        return say(model_.events[static_cast<std::size_t>(entry.index)].spec->text);
      case Told::move:
        return move(entry, evening);
      case Told::incident:
        return incident(entry);
      case Told::vote:
        return vote(entry);
      case Told::ratified:
        return say(fmt::format("THE {} AGREEMENT ENTERS INTO FORCE",
                               entry.index == comprehensive ? "COMPREHENSIVE" : "INTERIM"));
      case Told::force_decision:
        return decision(entry);
      case Told::honoured:
        return together(entry, entries, "keep", " to the agreement");
      case Told::breach:
        return together(entry, entries, "BREAK", " THE AGREEMENT: what held before it holds again");
      default:
        return force(entry, entries, evening);
    }
  }

  void move(const StoryEntry& entry, const Evening& evening) {
    const CompiledMove& made = model_.moves[static_cast<std::size_t>(entry.index)];
    const bool again = !made_.insert(entry.index).second;
    const std::string what = made.spec->text.empty() ? "makes its move “" + made.id + "”" : made.spec->text;
    std::string text = name(entry.actor) + (again ? " again " : " ") + what;
    const bool sets_date = !model_.constant(made.spec->effects.deadline_in, 0) && evening.deadline < 1e8;
    if (sets_date) text += ": " + dates_.with_month(static_cast<int>(std::lround(evening.deadline)));
    say(text);
  }

  void incident(const StoryEntry& entry) {
    const bool grave = entry.second > 0.5;
    constexpr std::array words{"Two", "Three", "Four", "Five", "Six"};
    const auto number = static_cast<std::size_t>(entry.value);
    const std::string between = fmt::format("between {} and {}", name(entry.actor), name(entry.other));
    if (number > 1)
      say(fmt::format("{} incidents {}{}", number < words.size() + 2 ? words[number - 2] : fmt::format("{}", number),
                      between, grave ? ", one of them grave" : ""));
    else
      say((grave ? "A GRAVE INCIDENT " : "an incident ") + between);
  }

  void vote(const StoryEntry& entry) {
    const bool has_factions = !model_.actors[static_cast<std::size_t>(entry.actor)].factions.empty();
    const bool passed = entry.value > 0.5;
    const std::string text = fmt::format("the {} text", scope_name(entry.index));
    if (!has_factions) return say(name(entry.actor) + (passed ? " confirms " : " refuses ") + text);
    say(fmt::format("The capital of {} {} {} ({} in favour)", name(entry.actor), passed ? "ratifies" : "REFUSES", text,
                    percent(entry.second)));
  }

  /// What one side does, or both on the same day.
  void together(const StoryEntry& entry, std::span<const StoryEntry> entries, const std::string& verb,
                const std::string& rest) {
    std::vector<int> who;
    for (const StoryEntry& other : entries)
      if (other.told == entry.told) who.push_back(other.actor);
    if (who.front() != entry.actor) return;
    const bool loud = std::isupper(static_cast<unsigned char>(verb[0])) != 0;
    say(who.size() > 1 ? fmt::format("Both sides {}{}", verb, rest)
                       : fmt::format("{} {}{}{}", name(entry.actor), verb, loud ? "S" : "s", rest));
  }

  /// What a breach or a strike takes with it: the agreement in force, a text that waits for its votes.
  void fallen(std::span<const StoryEntry> entries, const Evening& evening) {
    if (before_ == nullptr) return;
    const auto happened = [&](Told told) {
      return std::any_of(entries.begin(), entries.end(), [told](const StoryEntry& e) { return e.told == told; });
    };
    double stood = before_->settlement;
    for (const StoryEntry& e : entries)
      if (e.told == Told::ratified) stood = e.index + 1;
    if (stood > 0 && evening.settlement == 0 && !happened(Told::breach))
      say(fmt::format("THE {} AGREEMENT FALLS with it", stood == 2 ? "COMPREHENSIVE" : "INTERIM"));
    if (before_->pending > 0 && evening.pending == 0 && !happened(Told::vote))
      say(fmt::format("The {} text that waited for the capitals falls with it", scope_name(before_->pending - 1)));
  }

  // ---------------------------------------------------------------------------------------------- force
  void decision(const StoryEntry& entry) {
    const bool strikes = entry.value > 0.5;
    chance_[{entry.actor, entry.other}] = entry.second;
    auto& [day, chance] = told_decision_[entry.index];
    const bool fresh = day == 0 || entry.day - day > quiet_days || entry.second > chance + 0.1;
    if (strikes || entry.second < close_call || !fresh) return;
    day = entry.day;
    chance = entry.second;
    say(fmt::format("{} weighs a strike on {} and holds back (it stood at {})", name(entry.actor), name(entry.other),
                    percent(entry.second)));
  }

  void force(const StoryEntry& entry, std::span<const StoryEntry> entries, const Evening& evening) {
    switch (entry.told) {
      case Told::strike:
        return say(fmt::format("{} STRIKES {} (the decision stood at {})", name(entry.actor), name(entry.other),
                               percent(chance_[{entry.actor, entry.other}])));
      case Told::answer_force:
        return say(name(entry.actor) + (entry.value > 0.5 ? " hits back" : " absorbs the blow"));
      case Told::joined:
        return say("The fighting draws in " + name(entry.actor));
      case Told::war:
        return war(evening);
      case Told::ceasefire:
        return ceasefire(entries);
      default:
        return;
    }
  }

  void war(const Evening& evening) {
    const int hit = evening.struck + evening.hosts_hit;
    if (evening.exchange_days > model_.scenario.force.war_days)
      return say(fmt::format("IT IS A REGIONAL WAR: the fighting has lasted longer than {} days",
                             model_.scenario.force.war_days));
    say(fmt::format("IT IS A REGIONAL WAR: {} countries have been hit", hit));
  }

  void ceasefire(std::span<const StoryEntry> entries) {
    for (const StoryEntry& entry : entries)
      if (entry.told == Told::answer_force && entry.value < 0.5) return;  // a single blow
    const int days = before_ != nullptr ? before_->exchange_days : 0;
    say(days > 1 ? fmt::format("The guns fall silent after {} days", days) : std::string("The guns fall silent"));
  }

  // ---------------------------------------------------------------------------------------------- the evening
  void consequences(const Evening& evening) {
    if (before_ == nullptr) return;
    if (evening.hosts_hit > before_->hosts_hit && evening.fighting) say("A country that hosts bases is hit");
    if (evening.exchange_days > 1 && before_->exchange_days > 0 && text_.empty() && evening.exchange_days % 3 == 0)
      say(fmt::format("The fighting goes on, day {}", evening.exchange_days));
    if (before_->open && !evening.open && evening.settlement < 2) closed_door(evening);
    if (before_->deadline < 1e8 && evening.day == static_cast<int>(before_->deadline) + 1 && evening.settlement == 0)
      say("The date that was set has passed");
    const double blocked = evening.boycott_until;
    if (blocked > before_->boycott_until + 3 && evening.open && blocked > evening.next_session)
      say("No talks before " + dates_.with_month(static_cast<int>(std::lround(blocked))));
    trust(evening);
  }

  void closed_door(const Evening& evening) {
    for (std::size_t side = 0; side < 3; ++side)
      if (evening.first_session > 0 && evening.day - evening.first_session > replay_.patience[side])
        return say(fmt::format("THE TALKS ARE OVER: the patience of {} has run out",
                               side < 2 ? name(model_.party[side]) : name(-1)));
    say("THE TALKS ARE OVER");
  }

  /// Told on days that tell something else, when it has moved.
  void trust(const Evening& evening) {
    if (text_.empty()) return;
    for (const int actor : model_.party) {
      const auto a = static_cast<std::size_t>(actor);
      const double change = evening.trust[a] - told_trust_[a];
      if (std::abs(change) < trust_step) continue;
      say(fmt::format("{} trust in {} {} to {:.2f}", possessive(name(actor)), name(model_.actors[a].adversary),
                      change > 0 ? "rises" : "falls", evening.trust[a]));
      told_trust_[a] = evening.trust[a];
    }
  }

  const Replay& replay_;
  const Model& model_;
  Dates dates_;
  TalksTeller talks_;
  std::string text_;
  std::set<int> made_;
  std::map<int, std::pair<int, double>> told_decision_;
  std::vector<double> told_trust_;
  std::map<std::pair<int, int>, double> chance_;  // of the last decision on force, by who weighed it against whom
  const Evening* before_ = nullptr;
};

}  // namespace

std::vector<Passage> chronicle(const Replay& replay) { return Chronicler(replay).tell(); }

}  // namespace backchannel
