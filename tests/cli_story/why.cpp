// The terms of decisions add up to what was decided.
#include "cli/story/why.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "cli/story/events.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;

namespace {

/// σ(precision·x), the choice of sim/MODEL.md 7.
double logit(double precision, double x) { return 1 / (1 + std::exp(-precision * x)); }

doctest::Approx about(double x) { return doctest::Approx(x).epsilon(1e-9); }

struct Tried {
  int strikes = 0, counters = 0, answers = 0, votes = 0, honours = 0, breaches = 0, fights = 0, truces = 0;

  void operator()(const told::ForceConsidered& e) {
    ++strikes;
    const told::ForceTerms& t = e.terms;
    CHECK(t.attack == about(t.answer * t.exchange + (1 - t.answer) * t.unanswered + t.preventive));
    CHECK(t.carry_on == about(t.hope * t.deal + (1 - t.hope) * t.waiting - t.audience + t.leash + t.restraint));
    CHECK(e.chance == doctest::Approx(logit(t.precision, t.attack - t.carry_on)).epsilon(1e-6));
    CHECK(e.strikes == (t.shock < e.chance));
  }
  void operator()(const told::StruckBack& e) {
    ++counters;
    CHECK(e.terms.chance == doctest::Approx(logit(e.terms.precision, e.terms.exchange - e.terms.absorb)).epsilon(1e-6));
  }
  void operator()(const told::FoughtOn& e) {
    ++fights;
    const told::FightTerms& t = e.terms;
    CHECK(t.chance == doctest::Approx(logit(1, t.persistence + t.stake * (t.war - t.status_quo))).epsilon(1e-6));
  }
  void operator()(const told::TruceWeighed& e) {
    ++truces;
    const told::TruceTerms& t = e.terms;
    const double apart = (1 - t.alone) * (1 - t.brought) * std::pow(1 - t.pressed, t.hosts);
    CHECK(t.chance == doctest::Approx(t.ready_one * t.ready_two * (1 - apart)).epsilon(1e-6));
    CHECK(e.cease == (t.shock < t.chance));
  }
  void operator()(const told::Answered& e) {
    ++answers;
    const told::AnswerTerms& t = e.terms;
    CHECK(e.margin == about(t.worth + t.sweetener - t.audience - t.threshold));
    CHECK(t.chance == doctest::Approx(logit(t.precision, e.margin)).epsilon(1e-6));
    if (e.verdict == told::Verdict::yes || e.verdict == told::Verdict::no)
      CHECK((e.verdict == told::Verdict::yes) == (t.shock < t.chance));
  }
  void operator()(const told::Voted& e) {
    if (e.terms.ballots.empty()) return;
    ++votes;
    double share = 0, weights = 0;
    for (const told::Ballot& ballot : e.terms.ballots) {
      weights += ballot.weight;
      share += ballot.weight * ballot.chance;
      const double chance = ballot.vetoes ? 0 : logit(e.terms.precision, ballot.worth - ballot.refusing);
      CHECK(ballot.chance == doctest::Approx(chance).epsilon(1e-6));
    }
    CHECK(weights == about(1));
    CHECK(e.share == about(share));
    CHECK(e.passed == (e.share >= e.terms.threshold - 1e-12));
  }
  void operator()(const told::Honoured& e) { ++honours, word(e.terms); }
  void operator()(const told::Breached& e) { ++breaches, word(e.terms); }
  void operator()(const auto&) {}

  static void word(const told::HonourTerms& t) {
    CHECK(t.chance == doctest::Approx(logit(t.precision, t.confidence - std::min(t.ratio, 1e6))).epsilon(1e-6));
  }
};

}  // namespace

TEST_CASE("the terms of each decision add up to its chance, and the chance to what was decided") {
  Tried sums;
  const auto model = test::model_of("flagship/oman-2026.yaml");
  for (std::uint64_t run = 0; run < 60; ++run)
    for (const StoryEntry& entry : replay(model, 2, run).entries) std::visit(sums, entry.event);
  CHECK(sums.strikes > 0);
  CHECK(sums.counters > 0);
  CHECK(sums.fights > 20);
  CHECK(sums.truces > 10);
  CHECK(sums.answers > 0);
  CHECK(sums.votes > 0);
  CHECK(sums.honours + sums.breaches > 0);
}

TEST_CASE("the terms read by name, with figures that can be followed") {
  Replay told = test::quiet_days();
  const ActorId iran = test::actor(told, "iran"), us = test::actor(told, "us");
  told::ForceTerms force;
  force.exchange = -0.25, force.unanswered = 0.5, force.answer = 0.8, force.preventive = 0.02, force.attack = -0.08;
  force.hope = 0.25, force.deal = 0.8, force.waiting = 0.4, force.audience = 0.1, force.leash = 0;
  force.restraint = 0.05, force.carry_on = 0.45, force.precision = 5, force.shock = 0.5;
  told.entries = {
      {2, told::ForceConsidered{StrikeId{0}, us, iran, false, 0.0659, force}},
      {2, told::Answered{us, iran, Scope::interim, told::Verdict::no, -0.05, {0.5, 0, 0.05, 0.5, 10, 0.378, 0.9}}},
      {2, told::Answered{us, {}, Scope::interim, told::Verdict::crosses_line, 0.1, {0.6, 0.1, 0, 0.6, 10, 0.731, 0.2}}},
      {2, told::Breached{iran, {0.4, 0.6, 4, 0.31}}},
      {2, told::StruckBack{iran, us, true, {0.3, 0.1, 5, 0.731}}}};
  const std::vector<std::string> said = decisions(told, 2);
  REQUIRE(said.size() == 5);
  CHECK(said[0] ==
        "The United States on striking Iran: chance 0.066 = σ(precision 5.000 × (attack −0.080 − carry on 0.450)); "
        "shock 0.500: it holds back. Attack −0.080 = answer 0.800 × exchange −0.250 + 0.200 × unanswered 0.500 + "
        "preventive 0.020. Carry on 0.450 = hope 0.250 × deal 0.800 + 0.750 × waiting 0.400 − audience 0.100 + leash "
        "0.000 + restraint 0.050.");
  CHECK(said[1] ==
        "The United States on Iran's interim text: chance 0.378 = σ(precision 10.000 × margin −0.050); shock 0.900: "
        "no. Margin −0.050 = worth 0.500 + sweetener 0.000 − audience 0.050 − threshold 0.500.");
  CHECK(said[2] ==
        "The United States on Oman's interim text: chance 0.731 = σ(precision 10.000 × margin 0.100); shock 0.200: no, "
        "the text crosses its red line. Margin 0.100 = worth 0.600 + sweetener 0.100 − audience 0.000 − threshold "
        "0.600.");
  CHECK(said[3] ==
        "Iran on keeping its word: chance 0.310 = σ(precision 4.000 × (confidence 0.400 − losses to gains 0.600)): it "
        "breaks it.");
  CHECK(said[4] ==
        "Iran on hitting back at the United States: chance 0.731 = σ(precision 5.000 × (exchange 0.300 − absorb "
        "0.100)): it hits back.");
}

TEST_CASE("fighting on and ceasing are told by name") {
  Replay told = test::quiet_days();
  const ActorId iran = test::actor(told, "iran"), us = test::actor(told, "us");
  told.entries = {{2, told::FoughtOn{iran, us, true, {4, 1, -0.3, 0.2, 0.971}}},
                  {2, told::FoughtOn{us, iran, false, {4, 1, -0.3, 0.2, 0.971}}},
                  {3, told::TruceWeighed{us, iran, true, {0.5, 0.8, 0.01, 0.05, 0.15, 2, 0.123, 0.1}}}};
  CHECK(decisions(told, 2) ==
        std::vector<std::string>{"Iran on fighting on against the United States: chance 0.971 = σ(persistence 4.000 + "
                                 "stake 1.000 × (war −0.300 − status quo 0.200)): it goes on.",
                                 "The United States on fighting on against Iran: chance 0.971 = σ(persistence 4.000 + "
                                 "stake 1.000 × (war −0.300 − status quo 0.200)): it stops."});
  CHECK(decisions(told, 3) ==
        std::vector<std::string>{"The United States and Iran on ceasing fire: chance 0.123 = ready 0.500 × 0.800 × "
                                 "either of alone 0.010, mediator 0.050 and 2 pressing hosts at 0.150; shock 0.100: "
                                 "they cease fire."});
}

TEST_CASE("a vote shows each faction by name") {
  Replay told = test::quiet_days();
  const ActorId iran = test::actor(told, "iran");
  told.entries = {
      {2, told::Voted{iran,
                      Scope::interim,
                      true,
                      0.55,
                      {0.5, 8, {{FactionId{0}, 0.6, 0.5, 0.4, 0.69, false}, {FactionId{1}, 0.4, 0.2, 0.3, 0, true}}}}}};
  const std::vector<std::string> said = decisions(told, 2);
  REQUIRE(said.size() == 1);
  CHECK(
      said[0].starts_with("The capital of Iran on the interim text: in favour 0.550 = 0.600 × 0.690 + 0.400 × 0.000; "
                          "threshold 0.500: ratified. "));
  CHECK(said[0].find(" (weight 0.600): chance 0.690 = σ(precision 8.000 × (worth 0.500 − no deal 0.400)). ") !=
        std::string::npos);
  CHECK(said[0].ends_with(" (weight 0.400): chance 0.000, the text crosses its red line."));
  CHECK(said[0].find('_') == std::string::npos);
}

TEST_CASE("a story with terms is the story, with the decisions of each day below it") {
  const Replay told = replay(test::model_of("flagship/oman-2026.yaml"), 2, 1);
  const std::string plain = told_text(told), why = told_text(told, 108, Detail::why);
  CHECK(plain.find("σ(") == std::string::npos);
  CHECK(why.find("· ") != std::string::npos);
  CHECK(why.find("σ(precision") != std::string::npos);
}
