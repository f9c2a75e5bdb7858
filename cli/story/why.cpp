#include "cli/story/why.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/story/events.hpp"
#include "cli/story/words.hpp"
#include "sim/core/text.hpp"

namespace backchannel {
namespace {

/// Three decimals, so that sums can be followed.
std::string figure(double x) {
  if (std::isinf(x)) return x > 0 ? "∞" : "−∞";
  std::string text = fixed(std::abs(x), 3);
  return (x < 0 && text != "0.000" ? "−" : "") + text;
}

/// "hope 0.310".
std::string named(const char* name, double x) { return fmt::format("{} {}", name, figure(x)); }

/// "chance 0.043 = σ(20.000 × margin −0.156)": of a logit choice.
std::string logit(double chance, double precision, const std::string& difference) {
  return fmt::format("chance {} = σ(precision {} × {})", figure(chance), figure(precision), difference);
}

class Reckoning {
 public:
  explicit Reckoning(const Replay& replay) : model_(*replay.model) {}

  std::string operator()(const told::ForceConsidered& e) const {
    const told::ForceTerms& t = e.terms;
    return fmt::format(
        "{} on striking {}: {}; {}: it {}. Attack {} = answer {} × exchange {} + {} × unanswered {} + preventive {}. "
        "Carry on {} = hope {} × deal {} + {} × waiting {} − audience {} + leash {} + restraint {}.",
        capitalised(name(e.by)), name(e.against), strike_chance(e), named("shock", t.shock),
        e.strikes ? "strikes" : "holds back", figure(t.attack), figure(t.answer), figure(t.exchange),
        figure(1 - t.answer), figure(t.unanswered), figure(t.preventive), figure(t.carry_on), figure(t.hope),
        figure(t.deal), figure(1 - t.hope), figure(t.waiting), figure(t.audience), figure(t.leash),
        figure(t.restraint));
  }

  std::string operator()(const told::StruckBack& e) const {
    const told::CounterTerms& t = e.terms;
    const auto difference = fmt::format("({} − {})", named("exchange", t.exchange), named("absorb", t.absorb));
    return fmt::format("{} on hitting back at {}: {}: it {}.", capitalised(name(e.by)), name(e.against),
                       logit(t.chance, t.precision, difference), e.strikes_back ? "hits back" : "absorbs the blow");
  }

  std::string operator()(const told::Answered& e) const {
    const told::AnswerTerms& t = e.terms;
    return fmt::format(
        "{} on {} {} text: {}; {}: {}. Margin {} = worth {} + sweetener {} − audience {} − threshold {}.",
        capitalised(name(e.by)), possessive(name(e.to)), scope_name(e.scope),
        logit(t.chance, t.precision, named("margin", e.margin)), named("shock", t.shock), verdict(e.verdict),
        figure(e.margin), figure(t.worth), figure(t.sweetener), figure(t.audience), figure(t.threshold));
  }

  std::string operator()(const told::Voted& e) const {
    const told::VoteTerms& t = e.terms;
    const std::string capital = fmt::format("the capital of {} on the {} text", name(e.by), scope_name(e.scope));
    if (t.ballots.empty()) return sentence(capital + ": it has no factions and ratifies what it signed");
    std::string sum, ballots;
    for (const told::Ballot& ballot : t.ballots) {
      append(sum, fmt::format("{} × {}", figure(ballot.weight), figure(ballot.chance)), " + ");
      append(ballots, of_faction(e, ballot));
    }
    return sentence(fmt::format("{}: in favour {} = {}; threshold {}: {}. {}", capital, figure(e.share), sum,
                                figure(t.threshold), e.passed ? "ratified" : "refused", ballots));
  }

  std::string operator()(const told::FoughtOn& e) const {
    const told::FightTerms& t = e.terms;
    return fmt::format("{} on fighting on against {}: chance {} = σ({} + {} × ({} − {})): it {}.",
                       capitalised(name(e.by)), name(e.against), figure(t.chance), named("persistence", t.persistence),
                       named("stake", t.stake), named("war", t.war), named("status quo", t.status_quo),
                       e.goes_on ? "goes on" : "stops");
  }

  std::string operator()(const told::TruceWeighed& e) const {
    const told::TruceTerms& t = e.terms;
    return fmt::format(
        "{} and {} on ceasing fire: chance {} = ready {} × {} × either of alone {}, mediator {} and {:.0f} pressing "
        "hosts at {}; {}: they {}.",
        capitalised(name(e.one)), name(e.two), figure(t.chance), figure(t.ready_one), figure(t.ready_two),
        figure(t.alone), figure(t.brought), t.hosts, figure(t.pressed), named("shock", t.shock),
        e.cease ? "cease fire" : "fight on");
  }

  std::string operator()(const told::Honoured& e) const { return word(e.by, e.terms, "keeps"); }
  std::string operator()(const told::Breached& e) const { return word(e.by, e.terms, "breaks"); }

  /// Others are no decisions, or their numbers are in what is told.
  std::string operator()(const auto&) const { return ""; }

 private:
  std::string name(ActorId actor) const { return name_of(model_, actor); }

  static std::string strike_chance(const told::ForceConsidered& e) {
    const told::ForceTerms& t = e.terms;
    const auto difference = fmt::format("({} − {})", named("attack", t.attack), named("carry on", t.carry_on));
    return logit(e.chance, t.precision, difference);
  }

  static const char* verdict(told::Verdict verdict) {
    switch (verdict) {
      case told::Verdict::yes:
        return "yes";
      case told::Verdict::no:
        return "no";
      case told::Verdict::crosses_line:
        return "no, the text crosses its red line";
      case told::Verdict::not_of_scope:
        return "no, the text changes too little to count";
      case told::Verdict::none_ratifiable:
        return "no, its capital would ratify no text";
      case told::Verdict::none_beats_no_deal:
        return "no, no text is worth more to it than no deal";
    }
    return "";
  }

  std::string of_faction(const told::Voted& vote, const told::Ballot& ballot) const {
    const std::string faction =
        fmt::format("{} (weight {})", faction_name(model_, vote.by, ballot.of), figure(ballot.weight));
    if (ballot.vetoes) return sentence(faction + ": chance 0.000, the text crosses its red line");
    const auto difference = fmt::format("({} − {})", named("worth", ballot.worth), named("no deal", ballot.refusing));
    return sentence(faction + ": " + logit(ballot.chance, vote.terms.precision, difference));
  }

  std::string word(ActorId by, const told::HonourTerms& t, const char* does) const {
    const auto difference =
        fmt::format("({} − {})", named("confidence", t.confidence), named("losses to gains", t.ratio));
    return fmt::format("{} on keeping its word: {}: it {} it.", capitalised(name(by)),
                       logit(t.chance, t.precision, difference), does);
  }

  const Model& model_;
};

}  // namespace

std::vector<std::string> decisions(const Replay& replay, int day) {
  const Reckoning reckoning(replay);
  std::vector<std::string> paragraphs;
  for (const StoryEntry& entry : entries_of(replay, day)) {
    std::string text = std::visit(reckoning, entry.event);
    if (!text.empty()) paragraphs.push_back(std::move(text));
  }
  return paragraphs;
}

}  // namespace backchannel
