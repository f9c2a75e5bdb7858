// One session day of the runs of a pack. The day reads in session.cpp (`hold`); what the sides bring and offer in
// positions.cpp, the mediator's text in single_text.cpp, the answers in answers.cpp. Formulas: talks.hpp,
// concession_path.hpp.
#pragma once

#include "sim/crisis/talks/talks.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {

class Session {
 public:
  Session(Talks& bench, const Few& few);

  void hold();

 private:
  /// What a side brings to the day on a scope.
  struct Brief {
    Text best;
    Slice best_worth, floor, required;  // Ē, Z, and D: the least that the own capital ratifies
    Slice hoped;       // Ē were the other side sure to keep its word: what aspirations are measured by
    SliceMask speaks;  // has something to offer: Ē ≥ Z and a ratifiable text
    ConcessionPath path;
    // Of B: cost times commitment, salience·loss of what was demanded, and the retreat on what the scope does not move.
    bool minded = false;
    Slice price, elsewhere;    // value per loss; loss
    PerIssue<Slice> demanded;  // loss
    Stance stance;
    Text offer;
    Slice offer_worth;                      // E − B
    SliceMask offered = SliceMask::none();  // in this exchange
  };

  // The day (session.cpp).
  void sit_down();
  void advance_clocks();
  /// In each round the track for an interim text opens with either(talks.interim_track, mediator.agenda·s); it stays
  /// open.
  void open_track();
  /// In which runs the mediator puts a text of its own in this round: a facilitator with ideas·s.
  void look_for_ideas();
  void exchange(int number);
  /// Both put the same texts and give the same answers all day, and nobody is told of it: an exchange in which nobody
  /// agreed is like the next.
  [[nodiscard]] bool repeats_itself() const;
  void update_hope();
  /// How far the other side's text of a scope and the mediator's fall short of what a side asks for; +inf where it
  /// heard none.
  [[nodiscard]] Slice gap(Side side, Scope scope) const;
  /// Noise and framing of what the mediator reports; the texts themselves are passed on unchanged.
  [[nodiscard]] Slice reported(Side side, const Slice& gap) const;
  void rise();
  void leave_text_on_table();
  /// clarify → framework → text, at most one step at the end of a round, with a mediator or without.
  void advance_stage(const SliceMask& ended);

  // What the sides bring, and their offers (positions.cpp).
  /// Best texts, floors and paths of a scope. What the other side has called a line it will never cross is no longer
  /// asked for.
  void prepare(Scope scope);
  /// B(x): what backing down to a text costs a side at home, by whomever it was put.
  [[nodiscard]] Slice audience_cost(Side side, Scope scope, const Text& x) const;
  void recall_demand(Side side, Scope scope);
  /// E(x) − B(x).
  [[nodiscard]] Slice net_worth(Side side, Scope scope, const Text& x) const;
  /// The other side's last known position on what the scope moves: its last text, or what its best text is believed to
  /// be.
  [[nodiscard]] Text goal(Side side, Scope scope) const;
  /// Z, and D where the own capital votes.
  void find_floor(Side side, Scope scope);
  /// T: patience, shortened to a date of the other side as far as that is believed to be carried out.
  [[nodiscard]] Slice time_limit(Side side) const;
  [[nodiscard]] Perception perceive(Side side, Scope scope) const;
  /// What the values of a side are, as only games of complete information know of the other.
  [[nodiscard]] Appraisal appraisal(Side side, Scope scope) const;
  /// Offers that can still be made, this one included; inf: no end.
  [[nodiscard]] Slice offers_left() const;
  void take_stances(Scope scope, int number);
  /// Whose turn it is to put an offer.
  [[nodiscard]] SliceMask proposes(Side side) const;
  void put_offers(Scope scope);
  void find_offer(Side side, Scope scope);
  /// A third party's best text between the two last relayed offers, which are the same until sides put new ones.
  const Text& proposal_of(ActorId third, Scope scope);
  [[nodiscard]] Text best_between_offers(ActorId third, Scope scope) const;
  /// Moves a text towards a third party's proposal by its voice.
  [[nodiscard]] Text towards(const Text& text, const Text& proposal, const Slice& voice, Scope scope) const;
  /// Where the mediator does not draft, a backer speaks into the offer of its side, as far as that side's floor allows.
  void hear_backers(Side side, Scope scope);
  /// What the other side understands of an offer (Jervis 1976): off by misreading·(1 − s)/√rounds, s the mediator's
  /// skill.
  [[nodiscard]] Text understood(Side by, Scope scope) const;
  /// The other side learns an offer.
  void relay(Side side, Scope scope);

  // The mediator's text (single_text.cpp).
  void formulate(const Mediation::Task& task);
  /// What the mediator believes about the sides.
  void estimate(Scope scope);
  /// The worth to a side of the best text for it that the other would rather sign than not, on the straight path
  /// between both best texts, as the mediator believes.
  [[nodiscard]] Slice most_that_the_other_bears(Side side, Scope scope) const;
  /// The text the mediator starts from: the last one, or the middle between the sides' best texts; moved towards what
  /// third parties say.
  [[nodiscard]] Text single_text(Scope scope) const;
  void hear_third_parties(Text& text, Scope scope, const SliceMask& may);
  [[nodiscard]] Slice text_threshold(Side side, Scope scope, const Slice& floor) const;
  void put_to_both(const Mediation::Task& task, const Text& text, const SliceMask& may);

  // Answers (answers.cpp).
  void answer_offers(const Mediation::Task& task);
  /// R against the other side's offer; a snapback that attaches to it lowers the floor, and R with it.
  [[nodiscard]] Slice threshold_for_offer(Side side, Scope scope) const;
  /// Z while a text is on the table.
  [[nodiscard]] Slice floor_against(Side side, Scope scope, const Text& text) const;
  /// A text that is put to a side, and what it takes.
  struct Question {
    ActorId author;  // nobody: the mediator
    Scope scope;
    const Text& text;
    const SliceMask& asked;
    Slice threshold;                           // R
    Slice sweetener = filled<slice_width>(0);  // added to its worth
  };
  struct Answer {
    Slice worth, cost, margin;  // value
    Slice chance, shock;        // probabilities
    SliceMask crosses, yes;     // an absolute line
  };
  [[nodiscard]] Answer weigh(Side side, const Question& question) const;
  SliceMask says_yes(Side side, const Question& question);
  /// Of the yeses to an offer those that are given to it as it was understood, too: one text has to be agreed.
  [[nodiscard]] SliceMask understands(Side side, const Question& offer, const SliceMask& yes) const;
  /// What was added to a text is remembered with it.
  void agree(const SliceMask& agreed, Scope scope, const Text& text, const PerSide<Slice>& sweetener = nothing());
  static PerSide<Slice> nothing() { return {filled<slice_width>(0), filled<slice_width>(0)}; }
  void refuse(const SliceMask& refused, Stream stream);
  void break_down(const SliceMask& broken);

  // Who works on what.
  [[nodiscard]] const CompiledActor& actor(Side side) const { return model_.at(side); }
  [[nodiscard]] const Outlook& outlook(Side side) const { return views_.last(model_.party[side]); }
  [[nodiscard]] bool speaks_into_talks(ActorId third) const;
  /// Whether an interim text waits for its track to be opened.
  [[nodiscard]] bool track_is_closed_at_first() const {
    return model_.lead_scope() == Scope::comprehensive && !model_.constant(model_.scenario.talks.interim_track, 1);
  }
  [[nodiscard]] bool misread() const { return !model_.constant(model_.scenario.talks.misreading, 0); }
  /// Positions are exchanged on the leading scope in every stage.
  [[nodiscard]] SliceMask works_on(Scope scope) const {
    return scope == model_.lead_scope() ? few_.active() : allowed(scope);
  }
  [[nodiscard]] bool in_play(Scope scope) const { return model_.scope_exists(scope) && any(works_on(scope)); }
  /// May a text of the scope be agreed now?
  [[nodiscard]] SliceMask allowed(Scope scope) const;
  /// Where sides take turns they answer each other within a day; else each brings one position to the day.
  [[nodiscard]] bool takes_turns() const;
  [[nodiscard]] SliceMask has_spoken(Side side, Scope scope) const { return on(talks_.spoken[side][scope]); }

  // For the story of a traced run.
  [[nodiscard]] Positions positions(const Text& text, int at) const;
  [[nodiscard]] Stage stage(int at) const { return static_cast<Stage>(static_cast<int>(talks_.stage[at])); }
  [[nodiscard]] told::Verdict verdict(Side side, const Question& question, bool yes, int at) const;

  Talks& bench_;
  const Model& model_;
  State& state_;
  Views& views_;
  PackedNegotiation& talks_;
  const Few& few_;
  SliceMask talking_;                     // not yet agreed or broken down today
  SliceMask drafts_ = SliceMask::none();  // where the mediator puts a text of its own
  Slice settlement_;
  PerSide<PerScope<Brief>> brief_;
  PerScope<PerSide<Text>> said_;  // the sides' offers before their backers spoke
  struct Proposal {
    bool made = false;
    Text text;
  };
  PerScope<Places<ActorId, Proposal, max_actors>> proposal_;
};

}  // namespace backchannel
