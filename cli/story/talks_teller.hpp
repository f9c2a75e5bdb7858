// A session day as one paragraph: who put forward what and how it differs from what was last told, who spoke behind
// them, what the mediator proposed, how the answers stood, what followed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/story/dates.hpp"
#include "cli/story/replay.hpp"
#include "cli/story/words.hpp"

namespace backchannel {

class TalksTeller {
 public:
  TalksTeller(const Replay& replay, const Dates& dates);

  /// The paragraph of a session day. `entries`: all of the day; `evening`: the state when it is over,
  /// `before`: the evening before it.
  [[nodiscard]] std::string tell(std::span<const StoryEntry> entries, const Evening& evening, const Evening& before);

  /// A text in words: what it asks for on each issue that it would change.
  [[nodiscard]] std::string terms(const Positions& text, Scope scope) const;

 private:
  using Answers = PerSide<PerScope<const told::Answered*>>;
  using Issues = std::vector<IssueId>;

  /// What was said on the day, the last word of each kind.
  struct Day {
    PerSide<PerScope<const told::Offered*>> offer{};
    Answers answer{}, answer_to_mediator{};
    PerScope<const told::Proposed*> proposal{};
    std::map<std::pair<ActorId, Scope>, const told::SpokeUp*> voice;
    std::vector<const told::Counselled*> counsel;
    const told::Agreed* agreed = nullptr;
    bool broken_down = false, next_stage = false;
  };

  [[nodiscard]] Day sorted(std::span<const StoryEntry> entries) const;
  [[nodiscard]] Side side_of(ActorId party) const { return *model_.actors[party].side; }
  [[nodiscard]] std::string party(Side side) const { return name_of(model_, model_.party[side]); }
  [[nodiscard]] std::string mediator() const { return name_of(model_, {}); }
  [[nodiscard]] bool in_play(const Day& day, Scope scope, const Evening& before) const;
  [[nodiscard]] bool is_quiet(const Day& day, Scope scope) const;
  void talk_about(const Day& day, Scope scope);
  void opening(const Evening& evening);
  void positions(const Day& day, Scope scope);
  [[nodiscard]] std::string position(const Day& day, Side side, Scope scope, const Positions* other);
  [[nodiscard]] static std::string what_lacks(const told::Answered* answer);
  [[nodiscard]] bool takes_turns() const;
  [[nodiscard]] std::string changes(const Positions& before, const Positions& now, const Positions* other) const;
  [[nodiscard]] std::string redrafted(const Positions& before, const Positions& now) const;
  [[nodiscard]] Issues changed(const Positions& before, const Positions& now) const;
  [[nodiscard]] std::string moved(const Issues& issues, const Positions& before, const Positions& now) const;
  void voices(const Day& day, Scope scope);
  struct Advice {
    std::string direction, words;
  };
  [[nodiscard]] Advice advice(const Positions& voice, const Positions& heard, const Positions* facing) const;
  void proposal(const Day& day, Scope scope);
  void answers(const Answers& given, Scope scope, const std::string& to);
  [[nodiscard]] double chance(const told::Answered& answer) const;
  [[nodiscard]] bool is_far(const told::Answered& answer);
  [[nodiscard]] std::string refusal(const told::Answered& answer) const;
  void agreement(const Day& day, const Evening& evening);
  void counsel(const Day& day);
  void hope(const Evening& evening);
  void closing(const Day& day, const Evening& evening);
  void say(const std::string& text);

  const Replay& replay_;
  const Model& model_;
  const Dates& dates_;
  Table<IssueId, Axis> axes_;
  Issues order_;  // in which issues are named
  Positions status_quo_;
  std::string text_;
  std::vector<std::string> far_;  // texts that both sides are far from taking
  PerSide<PerScope<std::optional<Positions>>> told_;
  PerScope<std::optional<Positions>> told_proposal_;
  std::map<std::pair<ActorId, Scope>, std::set<std::string>> told_advice_;
  enum class Counsel { none, not_believed, reluctant, resolved };
  std::map<std::pair<ActorId, ActorId>, Counsel> told_counsel_;
  PerSide<PerScope<bool>> silent_{};
  PerSide<PerScope<told::Verdict>> told_verdict_{};  // the last answer
  PerSide<double> told_hope_{-1.0, -1.0};
  int round_ = 0, day_of_round_ = 0;
};

}  // namespace backchannel
