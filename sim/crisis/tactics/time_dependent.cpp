// Time-dependent concession (Faratin, Sierra and Jennings 1998), t the tactic's clock, T its time limit:
//   polynomial   α(t) = 1 − (1 − kept)·(min(t, T)/T)^{1/β}
//   exponential  α(t) = 1 − (1 − kept)·exp((1 − min(t, T)/T)^β·ln 0.01)
// β < 1 holds out (boulware), β > 1 gives way early (conceder). Two symmetric polynomial agents meet at
// T·(1/(2(1 − kept)))^β, never for kept > ½ (limiting case V4).
#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/tactic.hpp"

namespace backchannel {

namespace {

constexpr double log_first_concession = -4.605170185988091;  // ln 0.01

class TimeDependent final : public PartyTactic {
 public:
  explicit TimeDependent(const TacticSpec& spec) : spec_(spec) {}

 private:
  Stance stance_on(const Perception& p, const TacticMemory&) const override {
    const Slice beta = p.settings[&TacticSpec::exponent];
    const Slice kept = p.settings[&TacticSpec::kept];
    const Slice passed = (p.clock / p.time_limit.max(1e-9)).max(0.0).min(1.0);
    const Slice conceded = spec_.form == TimeForm::polynomial
                               ? Slice(power(passed, Slice(1.0 / beta)))
                               : Slice(exponential(Slice(power(Slice(1.0 - passed), beta) * log_first_concession)));
    return aspiring(p, Slice(1.0 - (1.0 - kept) * conceded));
  }

  const TacticSpec& spec_;
};

}  // namespace

std::unique_ptr<Tactic> time_dependent(const TacticSpec& spec) { return std::make_unique<TimeDependent>(spec); }

}  // namespace backchannel
