// A tactic of one's own, as tests/guards/discreet_tactics compiles it: attempt 0 goes by what its party sees, all
// others reach for more.
#include "sim/crisis/tactics/tactic.hpp"

#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

class Own final : public PartyTactic {
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    const Slice share = p.other.acceptance(p.best_own);
#if ATTEMPT == 0
    return aspiring(p, share);
#elif ATTEMPT == 1  // the model
    const Model* model = nullptr;
    return aspiring(p, share * model->scenario.horizon);
#elif ATTEMPT == 2  // the other side's value of war
    return aspiring(p, share * p.other.war());
#endif
  }
};

#if ATTEMPT == 3  // complete information, where nobody offers it
class Knowing final : public PartyTactic {
  Stance stance_on(const CompleteInformation& known, const TacticMemory&) const override {
    return aspiring(known.seen, known.other.war());
  }
};
#endif

// The same question to the compiler for whatever else is near.
template <class T>
concept Defined = requires {
  sizeof(T);
};
static_assert(Defined<Perception> && !Defined<Model> && !Defined<State> && !Defined<Few>);

template <class P>
concept Reads = requires(const P& p, const Text& x) {
  p.other.acceptance(x) + p.other.doubt(x) + p.own.worth(x);
};
template <class P>
concept ReadsOthersWar = requires(const P& p) {
  p.other.war();
};
template <class P>
concept ReadsOthersNoDeal = requires(const P& p) {
  p.other.no_deal();
};
template <class P>
concept ReadsOthersWorth = requires(const P& p, const Text& x) {
  p.other.worth(x);
};
template <class P>
concept ReadsOthersCost = requires(const P& p) {
  p.other.cost_;
};
template <class P>
concept ReadsBreakingCost = requires(const P& p, const Text& x) {
  p.other.breaking_cost(x);
};
template <class P>
concept ReadsOutlook = requires(const P& p) {
  p.own.outlook_;
};
template <class P>
concept ReadsRun = requires(const P& p) {
  p.settings.few_;
};
template <class P>
concept ReadsAnyNumber = requires(const P& p) {
  p.settings[Param{17}];
};
template <class P>
concept ReadsItsNumbers = requires(const P& p) {
  p.settings[&TacticSpec::kept];
};
static_assert(Reads<Perception>);
static_assert(!ReadsOthersWar<Perception> && !ReadsOthersNoDeal<Perception> && !ReadsOthersWorth<Perception>);
static_assert(!ReadsOthersCost<Perception> && !ReadsBreakingCost<Perception>);
static_assert(!ReadsOutlook<Perception> && !ReadsRun<Perception>);
static_assert(ReadsItsNumbers<Perception> && !ReadsAnyNumber<Perception>);

}  // namespace backchannel
