#include "cli/story/chronicle.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "cli/story/closing.hpp"
#include "cli/story/events.hpp"
#include "cli/story/talks_teller.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

constexpr double close_call = 0.3;   // a decision on force that came this near is told
constexpr int quiet_days = 30;       // before the same decision is told again
constexpr double trust_step = 0.03;  // a change of trust that is told

class Chronicler {
 public:
  explicit Chronicler(const Replay& replay)
      : replay_(replay),
        model_(*replay.model),
        dates_(model_.scenario.start_date),
        talks_(replay, dates_),
        before_(&replay.start) {
    told_trust_ = replay.start.trust;
  }

  std::vector<Passage> tell() {
    std::vector<Passage> passages;
    for (const Evening& evening : replay_.evenings) {
      text_.clear();
      day(entries_of(replay_, evening.day), evening);
      if (!text_.empty()) passages.push_back({evening.day, text_});
      before_ = &evening;
    }
    return passages;
  }

 private:
  void say(const std::string& text) {
    if (!text.empty()) append(text_, sentence(text));
  }
  std::string name(ActorId actor) const { return name_of(model_, actor); }

  void day(std::span<const StoryEntry> entries, const Evening& evening) {
    today_ = entries;
    evening_ = &evening;
    bool talked = false;
    if (evening.rounds > before_->rounds) resumed();
    for (const StoryEntry& entry : entries) {
      const bool of_talks = is_a<told::Offered>(entry) || is_a<told::Proposed>(entry) || is_a<told::Answered>(entry);
      if (of_talks && !talked) {
        talked = true;
        append(text_, talks_.tell(entries, evening, *before_));
      }
      std::visit([this](const auto& event) { one(event); }, entry.event);
    }
    fallen();
    if (evening.rounds > before_->rounds && !talked) append(text_, talks_.tell(entries, evening, *before_));
    consequences(evening);
  }

  // ---------------------------------------------------------------------------------------------- events by kind
  void one(const SaidAtTable auto&) {}  // told with the session

  void one(const told::Happened& happened) {
    const CompiledEvent& event = model_.events[happened.event];
    say(event.spec->text.empty() ? "what happens: " + spaced(event.id) : event.spec->text);
  }

  void one(const told::Made& move) {
    const CompiledMove& made = model_.moves[move.move];
    const bool again = !made_.insert(move.move).second;
    const std::string what = made.spec->text.empty() ? "makes its move “" + spaced(made.id) + "”" : made.spec->text;
    std::string text = name(move.by) + (again ? " again " : " ") + what;
    const bool sets_date = !model_.constant(made.spec->effects.deadline_in, 0) && evening_->deadline < 1e8;
    if (sets_date) text += ": " + dates_.with_month(static_cast<int>(evening_->deadline));
    say(text);
  }

  void one(const told::Clashed& clash) {
    constexpr std::array words{"Two", "Three", "Four", "Five", "Six"};
    const std::string between = fmt::format("between {} and {}", name(clash.one), name(clash.two));
    if (clash.number < 2) return say((clash.grave ? "A GRAVE INCIDENT " : "an incident ") + between);
    const std::size_t beyond_two = clash.number - 2;
    say(fmt::format("{} incidents {}{}",
                    beyond_two < words.size() ? words[beyond_two] : fmt::format("{}", clash.number), between,
                    clash.grave ? ", one of them grave" : ""));
  }

  void one(const told::Misread& text) {
    say(fmt::format("{} takes the {} text of {} for another than it is, and turns it down", name(text.by),
                    scope_name(text.scope), name(text.to)));
  }

  // ---------------------------------------------------------------------------------------------- the go-between
  std::string mediator() const { return name_of(model_, {}); }

  void one(const told::BroughtTogether&) {
    say(mediator() + " brings both sides to a round to which they would not have come by themselves");
  }
  void one(const told::StayedAway&) { say("Nobody brings the sides together: the round that was due is set anew"); }
  void one(const told::TrackOpened& track) {
    say(track.by_mediator ? mediator() + " puts an interim step on the agenda"
                          : "An interim step comes onto the agenda");
  }
  void one(const told::Reopened& again) {
    const std::string since = closed_on_ > 0 ? ", closed since " + dates_.with_month(closed_on_) + "," : "";
    say("THE TALKS" + since + (again.by_mediator ? " ARE REOPENED by " + mediator() : " BEGIN AGAIN"));
  }
  void one(const told::Extended& moved) {
    const int days = moved.date - static_cast<int>(before_->deadline);
    const std::string date = dates_.with_month(moved.date);
    say(moved.by_mediator ? fmt::format("{} asks for {} more days: the date moves to {}", mediator(), days, date)
                          : fmt::format("The sides agree on {} more days: the date moves to {}", days, date));
  }
  void one(const told::Explained& incident) {
    const DyadId d = incident.dyad;
    const auto& actor = model_.dyads[d].actor;
    say(fmt::format("{} explains the incident between {} and {}: nobody takes it for an occasion", mediator(),
                    name(actor[End::one]), name(actor[End::two])));
  }

  void one(const told::Voted& vote) {
    const std::string text = fmt::format("the {} text", scope_name(vote.scope));
    if (model_.actors[vote.by].factions.empty())
      return say(name(vote.by) + (vote.passed ? " confirms " : " refuses ") + text);
    say(fmt::format("The capital of {} {} {} ({} in favour)", name(vote.by), vote.passed ? "ratifies" : "REFUSES", text,
                    percent(vote.share)));
  }

  void one(const told::Ratified& text) {
    say(fmt::format("THE {} AGREEMENT ENTERS INTO FORCE", loud_name(text.scope)));
  }

  void one(const told::Honoured& kept) {
    together(kept, "Both sides keep to the agreement", " keeps to the agreement");
  }
  void one(const told::Breached& broke) {
    const std::string rest = " THE AGREEMENT: what held before it holds again";
    together(broke, "Both sides BREAK" + rest, " BREAKS" + rest);
  }

  /// What one side does, or both on the same day.
  template <class E>
  void together(const E& event, const std::string& both, const std::string& does) {
    const auto who = those<E>(today_);
    if (who.front() != &event) return;
    say(who.size() > 1 ? both : name(event.by) + does);
  }

  static const char* loud_name(Scope scope) { return scope == Scope::comprehensive ? "COMPREHENSIVE" : "INTERIM"; }

  /// What a breach or a strike takes with it: the agreement in force, a text that waits for its votes.
  void fallen() {
    std::optional<Scope> stood = before_->settlement;
    for (const told::Ratified* text : those<told::Ratified>(today_)) stood = text->scope;
    if (stood && !evening_->settlement && !happened<told::Breached>(today_))
      say(fmt::format("THE {} AGREEMENT FALLS with it", loud_name(*stood)));
    if (before_->pending && !evening_->pending && !happened<told::Voted>(today_))
      say(fmt::format("The {} text that waited for the capitals falls with it", scope_name(*before_->pending)));
  }

  // ---------------------------------------------------------------------------------------------- force
  void one(const told::ForceConsidered& decision) {
    chance_[{decision.by, decision.against}] = decision.chance;
    auto& [day, chance] = told_decision_[decision.option];
    const bool fresh = day == 0 || evening_->day - day > quiet_days || decision.chance > chance + 0.1;
    if (decision.strikes || decision.chance < close_call || !fresh) return;
    day = evening_->day;
    chance = decision.chance;
    say(fmt::format("{} weighs a strike on {} and holds back (it stood at {})", name(decision.by),
                    name(decision.against), percent(decision.chance)));
  }

  void one(const told::Struck& strike) {
    if (!strike.was_decided)
      return say(fmt::format("{} hits {}, an ally of the other side", name(strike.by), name(strike.against)));
    say(fmt::format("{} STRIKES {} (the decision stood at {})", name(strike.by), name(strike.against),
                    percent(chance_[{strike.by, strike.against}])));
  }

  void one(const told::StruckBack& answer) {
    say(name(answer.by) + (answer.strikes_back ? " hits back" : " absorbs the blow"));
  }

  void one(const told::Joined& joined) { say("The fighting draws in " + name(joined.by)); }

  void one(const OneOf<told::FoughtOn, told::TruceWeighed> auto&) {}  // what comes of them is told

  void one(const told::HostHit&) {}  // once a day, among the consequences

  void one(const told::Established& war) {
    const int limit = model_.scenario.force.war_days;
    say(war.days > limit ? fmt::format("IT IS A REGIONAL WAR: the fighting has lasted longer than {} days", limit)
                         : fmt::format("IT IS A REGIONAL WAR: {} countries have been hit", war.struck));
  }

  void one(const told::Ceased& truce) {
    for (const told::StruckBack* answer : those<told::StruckBack>(today_))
      if (!answer->strikes_back) return;  // a single blow
    const int days = before_->exchange_days;
    const std::string what = before_->at_war ? "THE WAR ENDS" : "The guns fall silent";
    say(what + (days > 1 ? fmt::format(" after {} days", days) : "") + ended_by(truce));
    fought_ = Fought{before_->at_war, evening_->day};
  }

  /// The first round after fighting.
  void resumed() {
    if (!fought_) return;
    const int days = evening_->day - fought_->until;
    say(fmt::format("The talks resume after the {}, {} day{} after its end", fought_->a_war ? "war" : "fighting", days,
                    days == 1 ? "" : "s"));
    fought_.reset();
  }

  /// Who brought an exchange of force to its end.
  std::string ended_by(const told::Ceased& truce) const {
    const std::string from = " from " + dates_.with_month(evening_->day);
    switch (truce.by) {
      case told::Truce::one_side:
        return ": " + name(truce.stopped) + " stops";
      case told::Truce::agreed:
        return ": both sides cease fire" + from;
      case told::Truce::mediator:
        return ": a ceasefire brokered by " + mediator() + " holds" + from;
      case told::Truce::host:
        return ": a ceasefire pressed for by a country whose bases were hit holds" + from;
    }
    return "";
  }

  // ---------------------------------------------------------------------------------------------- the evening
  void consequences(const Evening& evening) {
    if (happened<told::HostHit>(today_) && evening.fighting) say("A country that hosts bases is hit");
    const int days = evening.exchange_days;
    if (days > 1 && before_->exchange_days > 0 && text_.empty() && days % told_every(days) == 0)
      say(fmt::format("The fighting goes on, day {}", days));
    if (before_->open && !evening.open && evening.settlement != Scope::comprehensive)
      closed_door();
    else if (!evening.open && before_->pending && !evening.pending && !happened<told::Ratified>(today_))
      say("THE TALKS ARE OVER");  // the vote was all that was left of them
    if (before_->deadline < 1e8 && evening.day == static_cast<int>(before_->deadline) + 1 && !evening.settlement)
      say("The date that was set has passed");
    boycott(evening);
    trust(evening);
  }

  /// Days of fighting are told less often as they grow many.
  static int told_every(int days) { return days < 10 ? 3 : days < 40 ? 10 : 30; }

  void closed_door() {
    const Closing closed = closed_on(*evening_, *before_, replay_);
    closed_on_ = evening_->day;
    const bool told = closed.why == Closing::Why::breakdown;  // by the talks themselves
    const std::string why = told ? "" : reason(closed, replay_, "has");
    const std::string then =
        evening_->pending ? "; the capitals still vote, on " + dates_.with_month(evening_->vote_day) : "";
    say((evening_->pending ? "NO FURTHER ROUND WILL BE HELD" : "THE TALKS ARE OVER") + (why.empty() ? "" : ": " + why) +
        then);
  }

  /// The day from which both come again, where it is later than what was told and than the next round would be.
  void boycott(const Evening& evening) {
    const int first = first_day_of(evening.boycott_until);
    if (!evening.open || first <= evening.day + 1 || first <= evening.next_session || first <= told_boycott_) return;
    told_boycott_ = first;
    say("No talks before " + dates_.with_month(first));
  }

  /// Told on days that tell something else, when it has moved.
  void trust(const Evening& evening) {
    if (text_.empty()) return;
    for (const ActorId actor : model_.party) {
      const double now = evening.trust[actor], change = now - told_trust_[actor];
      if (std::abs(change) < trust_step) continue;
      say(fmt::format("{} trust in {} {} to {}", possessive(name(actor)), name(model_.actors[actor].adversary),
                      change > 0 ? "rises" : "falls", fixed(now, 2)));
      told_trust_[actor] = now;
    }
  }

  const Replay& replay_;
  const Model& model_;
  Dates dates_;
  TalksTeller talks_;
  std::string text_;
  std::set<MoveId> made_;
  std::map<StrikeId, std::pair<int, double>> told_decision_;  // day and chance
  Table<ActorId, double> told_trust_;
  std::map<std::pair<ActorId, ActorId>, double> chance_;  // of the last decision on force, by who weighed it on whom
  std::span<const StoryEntry> today_;
  const Evening *evening_ = nullptr, *before_;  // of the day that is told, and the one before it
  int told_boycott_ = 0;
  int closed_on_ = 0;  // the day on which the door closed last
  struct Fought {
    bool a_war;
    int until;  // day
  };
  std::optional<Fought> fought_;  // since the last round
};

}  // namespace

std::vector<Passage> chronicle(const Replay& replay) { return Chronicler(replay).tell(); }

}  // namespace backchannel
