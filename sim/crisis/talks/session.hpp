// One session day of the runs of a pack. The day reads in session.cpp (`hold`); what the sides bring and offer in
// positions.cpp, the mediator's text in single_text.cpp, the answers in answers.cpp. Formulas: talks.hpp, offers.hpp.
#pragma once

#include <limits>

#include "sim/crisis/talks/talks.hpp"

namespace backchannel {

class Session {
 public:
  Session(const Model& model, State& state, const Values& values, const Draws& draws, Workspace& work,
          const Pack& pack);

  void hold();

 private:
  static constexpr double unbounded = std::numeric_limits<double>::infinity();

  struct Position {
    Text best;
    Slice best_worth, floor, required;  // Ē, Z, and D: the least that the own capital ratifies
    SliceMask speaks;                   // has something to offer: Ē ≥ Z and a ratifiable text
    Path path;
    Stance stance;
    Text offer;
    SliceMask offered = SliceMask::none();  // in this exchange
  };

  // The day (session.cpp).
  void sit_down();
  void advance_clocks();
  void exchange(int number);
  void update_hope();
  /// Noise and framing of what the mediator reports; the texts themselves are passed on unchanged.
  Slice reported(std::size_t s, const Slice& gap) const;
  void rise();
  void leave_text_on_table();
  /// clarify → framework → text, at most one step at the end of a round.
  void advance_stage(const SliceMask& ended);

  // What the sides bring, and their offers (positions.cpp).
  /// Best texts, floors and paths of a scope. What the other side has called a line it will never cross is no longer
  /// asked for.
  void prepare(int scope);
  /// The other side's last known position on what the scope moves: its last text, or what its best text is believed to
  /// be.
  Text goal(std::size_t side, std::size_t scope) const;
  void find_floor(std::size_t s, int scope);
  Perception perceive(std::size_t s, int scope);
  /// Offers that can still be made, this one included; inf: no end.
  Slice offers_left() const;
  void take_stances(int scope, int number);
  /// Whose turn it is to put an offer.
  SliceMask proposes(std::size_t s) const;
  void put_offers(int scope);
  /// A third party's best text between the two last relayed offers.
  Text proposal_of(const CompiledActor& third, int scope);
  /// Moves a text towards a third party's proposal by its voice.
  Text towards(const Text& text, const Text& proposal, const Slice& voice, int scope) const;
  /// Under facilitation a backer speaks into the offer of its side, as far as that side's floor allows.
  void hear_backers(std::size_t s, int scope);
  /// The other side learns an offer.
  void relay(std::size_t s, int scope);

  // The mediator's text (single_text.cpp).
  void formulate(int scope, int number);
  /// The text the mediator starts from: the last one, or the middle between the sides' best texts.
  Text single_text(int scope) const;
  Slice text_threshold(std::size_t s, std::size_t sc, const Slice& floor) const;
  void put_to_both(int scope, int number, const Text& text, const SliceMask& may);

  // Answers (answers.cpp).
  void answer_offers(int scope, int number);
  /// R against the other side's offer; a snapback that attaches to it lowers the floor, and R with it.
  Slice threshold_for_offer(std::size_t s, std::size_t sc);
  /// Z while a text is on the table.
  Slice floor_against(std::size_t s, std::size_t sc, const Text& text);
  SliceMask says_yes(std::size_t s, int scope, const Text& text, const SliceMask& asked, const Slice& threshold,
                     const Slice& sweetener);
  void agree(const SliceMask& agreed, int scope, const Text& text);
  void refuse(const SliceMask& refused, Stream stream);
  void break_down(const SliceMask& broken);

  // Who works on what.
  const CompiledActor& actor(std::size_t side) const {
    return model_.actors[static_cast<std::size_t>(model_.party[side])];
  }
  Outlook& outlook(std::size_t side) { return work_.outlook[static_cast<std::size_t>(model_.party[side])]; }
  std::size_t index(const CompiledActor& a) const { return static_cast<std::size_t>(&a - model_.actors.data()); }
  bool speaks_into_talks(const CompiledActor& third) const;
  int lead_scope() const { return model_.scope_exists(comprehensive) ? comprehensive : interim; }
  /// Positions are exchanged on the leading scope in every stage.
  SliceMask works_on(int scope) const { return scope == lead_scope() ? pack_.active : allowed(scope); }
  bool in_play(int scope) const { return model_.scope_exists(scope) && any(works_on(scope)); }
  /// May a text of the scope be agreed now?
  SliceMask allowed(int scope) const;
  /// Where sides take turns they answer each other within a day; else each brings one position to the day.
  bool takes_turns() const;
  void mark(Lanes& lanes, const SliceMask& mask) const;

  // For the story of a traced run.
  void tell(Told told, const SliceMask& mask, int who, int to, int scope, const Text* text = nullptr) const;
  void tell_answer(std::size_t s, int scope, const Text& text, const SliceMask& asked, const SliceMask& yes,
                   const Slice& margin);

  const Model& model_;
  State& state_;
  const Values& values_;
  Workspace& work_;
  PackedTable& table_;
  const Pack& pack_;
  const DrawsOf<slice_width> draws_;
  SliceMask talking_;  // not yet agreed or broken down today
  Slice day_, settlement_;
  std::array<std::array<Position, scopes>, 2> position_;
  std::array<std::array<Text, 2>, scopes> said_;  // by scope: the sides' offers before their backers spoke
};

}  // namespace backchannel
