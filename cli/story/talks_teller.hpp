// A session day as one paragraph: who put forward what and how it differs from what was last told, who spoke behind
// them, what the mediator proposed, how the answers stood, what followed.
#pragma once

#include <array>
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
  /// `before`: the evening before it, nullptr on day 1.
  [[nodiscard]] std::string tell(std::span<const StoryEntry> entries, const Evening& evening, const Evening* before);

  /// A text in words: what it asks for on each issue that it would change.
  [[nodiscard]] std::string terms(const std::vector<double>& text, int scope) const;

 private:
  using Positions = std::vector<double>;
  using Mark = const StoryEntry*;

  /// What was said on the day, the last word of each kind.
  struct Day {
    std::array<std::array<Mark, scopes>, 2> offer{}, answer{}, answer_to_mediator{};
    std::array<Mark, scopes> proposal{};
    std::map<std::pair<int, int>, Mark> voice;  // by third party and scope
    std::vector<Mark> counsel;
    Mark agreed = nullptr, breakdown = nullptr, stage = nullptr;
  };

  [[nodiscard]] Day sorted(std::span<const StoryEntry> entries) const;
  [[nodiscard]] std::size_t side_of(int actor) const { return replay_.model->party[0] == actor ? 0 : 1; }
  [[nodiscard]] std::string party(std::size_t side) const { return name_of(model_, model_.party[side]); }
  [[nodiscard]] bool in_play(const Day& day, int scope, const Evening* before) const;
  [[nodiscard]] bool is_quiet(const Day& day, int scope) const;
  void talk_about(const Day& day, int scope);
  void opening(const Evening& evening);
  void positions(const Day& day, int scope);
  [[nodiscard]] std::string position(const Day& day, std::size_t side, int scope, const Positions* other);
  [[nodiscard]] static std::string what_lacks(Mark answer);
  [[nodiscard]] bool takes_turns() const;
  [[nodiscard]] std::string changes(const Positions& before, const Positions& now, const Positions* other) const;
  [[nodiscard]] std::string redrafted(const Positions& before, const Positions& now) const;
  [[nodiscard]] std::vector<std::size_t> changed(const Positions& before, const Positions& now) const;
  [[nodiscard]] std::string moved(const std::vector<std::size_t>& issues, const Positions& before,
                                  const Positions& now) const;
  void voices(const Day& day, int scope);
  struct Advice {
    std::string direction, words;
  };
  [[nodiscard]] Advice advice(const StoryEntry& voice, const Positions& heard, const Positions* facing) const;
  void proposal(const Day& day, int scope);
  void answers(const std::array<std::array<Mark, scopes>, 2>& given, int scope, const std::string& to);
  [[nodiscard]] double chance(const StoryEntry& answer) const;
  [[nodiscard]] bool is_far(std::size_t side, const StoryEntry& answer);
  [[nodiscard]] std::string refusal(const StoryEntry& answer) const;
  void agreement(const Day& day, const Evening& evening);
  void counsel(const Day& day);
  void hope(const Evening& evening);
  void closing(const Day& day, const Evening& evening);
  void say(const std::string& text);

  const Replay& replay_;
  const Model& model_;
  const Dates& dates_;
  std::vector<Axis> axes_;
  std::vector<std::size_t> order_;  // in which issues are named
  Positions status_quo_;
  std::string text_;
  std::vector<std::string> far_;                                      // texts that both sides are far from taking
  std::array<std::array<std::optional<Positions>, scopes>, 2> told_;  // by side and scope
  std::array<std::optional<Positions>, scopes> told_proposal_;
  std::map<std::pair<int, int>, std::set<std::string>> told_advice_;
  std::map<std::pair<int, int>, int> told_counsel_;
  std::array<std::array<bool, scopes>, 2> silent_{};
  std::array<std::array<double, scopes>, 2> told_refusal_{};  // the last answer's code, 0: a plain no
  std::array<double, 2> told_hope_{-1, -1};
  int round_ = 0, day_of_round_ = 0;
};

}  // namespace backchannel
