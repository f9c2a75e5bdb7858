#include "sim/scenario/checks/traps.hpp"

#include <doctest/doctest.h>

#include "tests/scenario/support.hpp"

using namespace backchannel;
using testing::load;
using testing::small;

namespace {

using Notices = std::vector<std::string>;

Notices notices(const std::string& lines, const std::vector<std::string>& settings = {}) {
  return load(small + lines, settings).notices;
}

}  // namespace

TEST_SUITE("traps") {
  TEST_CASE("a scenario without traps has no notice, at the very edge neither") {
    CHECK(notices("").empty());
    CHECK(notices("horizon: 60\n"
                  "calendar: {first_session: 49, boycott: 59}\n"
                  "events: {last: {day: 60}, tense: {when: {state: tension, is: above, value: 1}}}\n")
              .empty());
    CHECK(notices("horizon: 60\nmediator: {patience: 11}\n").empty());
  }

  TEST_CASE("a first session after the horizon") {
    CHECK(
        notices("horizon: 60\ncalendar: {first_session: 61}\n") ==
        Notices{
            "s.yaml:13:27: calendar.first_session: no session is ever held (day 61 lies beyond the horizon, day 60)"});
    CHECK(notices("horizon: 60\ncalendar: {first_session: {uniform: [49, 90]}}\n").empty());
    CHECK(notices("calendar: {first_session: 61}\n", {"horizon=30"}) ==
          Notices{"--set horizon=30: calendar.first_session: no session is ever held (day 61 lies beyond the horizon, "
                  "day 30)"});
  }

  TEST_CASE("rounds that nobody brings about") {
    CHECK(
        notices("talks: {direct_contact: 0}\n") ==
        Notices{"s.yaml:12:25: talks.direct_contact: no session is ever held (the sides do not meet by themselves, and "
                "nobody brings them together)"});
    CHECK(notices("talks: {direct_contact: 0}\nmediator: {}\n").empty());
    CHECK(notices("talks: {direct_contact: 0}\nmediator: {}\n", {"mediator.access=0"}).size() == 1);
    CHECK(notices("talks: {direct_contact: {uniform: [0, 0.1]}}\n").empty());
  }

  TEST_CASE("rounds so long that a mediator's stages cannot move") {
    const std::string long_round = "horizon: 60\nmediator: {}\ncalendar: {session_days: 60}\n";
    CHECK(notices(long_round) ==
          Notices{"s.yaml:14:26: calendar.session_days: no text can be agreed: the mediator's stages move when a round "
                  "ends, and no round follows the first (rounds of 60 days from day 1, 60 days in all)"});
    CHECK(notices(long_round, {"calendar.session_days=30"}) ==
          Notices{
              "--set calendar.session_days=30: calendar.session_days: few rounds are left for a comprehensive text: it "
              "takes two rounds that ended, and none follows the second unless one is cut short (rounds of 30 days "
              "from day 1, 60 days in "
              "all)"});
    CHECK(notices(long_round, {"calendar.session_days=29", "mediator.patience=365"}).empty());
    CHECK(notices(long_round, {"mediator=none"}).at(0).find("in most runs no second round is held") !=
          std::string::npos);
    CHECK(notices(long_round, {"mediator=none", "talks.max_rounds=1"}).empty());  // no stages without a mediator
    CHECK(notices("horizon: 60\nmediator: {}\ncalendar: {first_session: 60}\n") ==
          Notices{"s.yaml:14:27: calendar.first_session: no text can be agreed: the mediator's stages move when a "
                  "round ends, and no round follows the first (rounds of 1 day from day 60, 60 days in all)"});
  }

  TEST_CASE("a first session so late, or a horizon so short, that no second round is held") {
    const std::string why = "in most runs no second round is held: its median lies beyond the horizon ";
    CHECK(notices("horizon: 60\ncalendar: {first_session: 59}\n") ==
          Notices{"s.yaml:13:27: calendar.first_session: " + why +
                  "(from day 59, 1 day of talks, 10 days of recess (median); 60 days in all)"});
    CHECK(notices("horizon: 60\ncalendar: {first_session: 60}\n").size() == 1);
    CHECK(notices("horizon: 60\ncalendar: {first_session: {uniform: [30, 60]}}\n").empty());
    CHECK(notices("horizon: 60\ncalendar: {first_session: 59}\ntalks: {max_rounds: 1}\n").empty());
    CHECK(notices("horizon: 60\ncalendar: {session_days: 55}\n") ==
          Notices{"s.yaml:13:26: calendar.session_days: " + why +
                  "(from day 1, 55 days of talks, 10 days of recess (median); 60 days in all)"});
    CHECK(notices("horizon: 60\ncalendar: {recess_median: 70}\n")
              .at(0)
              .starts_with("s.yaml:13:27: calendar.recess_median: " + why));
    CHECK(notices("horizon: 9\n").empty());  // a short crisis is meant
    CHECK(notices("calendar: {session_days: 20}\n", {"horizon=30"})
              .at(0)
              .starts_with("--set horizon=30: calendar.session_days: " + why));
    CHECK(notices("horizon: 1\nmediator: {}\n") ==
          Notices{"s.yaml:12:10: horizon: no text can be agreed: the mediator's stages move when a round ends, and no "
                  "round follows the first (rounds of 1 day from day 1, 1 day in all)"});
  }

  TEST_CASE("a boycott as long as the crisis") {
    CHECK(
        notices("horizon: 60\ncalendar: {boycott: 60}\n") ==
        Notices{"s.yaml:13:21: calendar.boycott: talks that are broken off never come back (60 days of a crisis of 60 "
                "days)"});
  }

  TEST_CASE("a patience that is over before the second round") {
    CHECK(
        notices("mediator: {patience: 10}\n") ==
        Notices{"s.yaml:12:22: mediator.patience: the patience of the mediator is over before the second round in most "
                "runs (10 "
                "days from the first session; the second round comes after 11 days: 1 day of talks, 10 days of recess "
                "(median))"});
    CHECK(notices("", {"a.patience=1"}) ==
          Notices{"--set a.patience=1: a.patience: the patience of a is over before the second round in most runs (1 "
                  "day from the "
                  "first session; the second round comes after 11 days: 1 day of talks, 10 days of recess (median))"});
    CHECK(notices("mediator: {patience: {uniform: [5, 20]}}\n").empty());
    CHECK(notices("mediator: {patience: 10}\n", {"calendar.recess_median=9"}).empty());
    CHECK(notices("mediator: {patience: 10}\n", {"talks.max_rounds=1"}).empty());
  }

  TEST_CASE("events and moves that no state can bring about") {
    CHECK(notices("horizon: 60\nevents: {late: {day: 61}}\n") ==
          Notices{"s.yaml:13:22: late.day: the event never happens (day 61 lies beyond the horizon, day 60)"});
    CHECK(notices("events: {never: {rate: 0}}\n") ==
          Notices{"s.yaml:12:24: never.rate: the event never happens (its rate is 0)"});
    CHECK(notices("events: {tense: {when: {state: tension, is: above, value: 5}}}\n") ==
          Notices{"s.yaml:12:59: tense.when.value: the event never happens (tension above 5 cannot be: it is 0 to "
                  "1)"});
    CHECK(notices("horizon: 60\nevents: {e: {when: {state: day, is: above, value: 61}}}\n").size() == 1);
    CHECK(notices("horizon: 60\nevents: {e: {when: {state: rounds, is: above, value: 61}}}\n").size() == 1);
    CHECK(notices("events: {e: {when: {state: settlement, is: above, value: 2.5}}}\n").size() == 1);
    CHECK(notices("events: {e: {when: {state: strain.a, is: below, value: -0.1}}}\n").size() == 1);
    CHECK(notices("events: {e: {when: {state: posture.a, is: above, value: 9}}}\n", {"a.posture.grievance=1"}).empty());
    CHECK(notices("events: {tense: {when: {state: tension, is: above, value: 5}}}\n", {"mechanisms.events=false"})
              .empty());
    CHECK(notices("", {"a.moves={m: {when: {state: hope, is: above, value: 2}}}"}) ==
          Notices{"--set a.moves={m: {when: {state: hope, is: above, value: 2}}}: a.moves.m.when.value: the move is "
                  "never made (hope "
                  "above 2 cannot be: it is 0 to 1)"});
  }

  TEST_CASE("events and moves whose state nothing moves") {
    const auto when = [](const std::string& condition, const std::vector<std::string>& settings = {}) {
      return notices("events: {e: {when: {" + condition + "}}}\n", settings);
    };
    const std::string posture = "state: posture.a, is: above, value: 2";
    CHECK(when(posture) == Notices{"s.yaml:12:57: e.when.value: the event never happens (posture.a above 2 cannot be: "
                                   "it stays at 0)"});
    CHECK(when(posture, {"a.posture.start=3"}).empty());
    CHECK(when(posture, {"a.posture.reaction.b=0.1"}).empty());
    CHECK(when(posture, {"a.moves={m: {effects: {posture: 1}}}"}).empty());
    CHECK(when(posture, {"a.posture.grievance=1", "mechanisms.posture=false"}).size() == 1);
    const std::string strain = "state: strain.b, is: above, value: 0.9";
    CHECK(when(strain, {"b.strain.start=0.2", "b.strain.pressure=0.3"}) ==
          Notices{"s.yaml:12:56: e.when.value: the event never happens (strain.b above 0.9 cannot be: it stays 0 to "
                  "0.3)"});
    CHECK(when(strain, {"a.moves={m: {effects: {pressure: 0.1}}}"}).empty());
    CHECK(when(strain, {"b.strain.start=0.95"}).empty());
    const std::string pressure = "state: pressure.b, is: above, value: 0.05";
    CHECK(when(pressure).size() == 1);
    CHECK(when(pressure, {"b.strain.pressure=0.1"}).empty());
    CHECK(when(pressure, {"a.moves={m: {effects: {pressure: 0.1}}}"}).empty());
    const std::string commitment = "state: commitment.a, is: above, value: 0.9";
    CHECK(when(commitment).size() == 1);
    CHECK(when(commitment, {"a.audience.start=0.5"}).empty());
    CHECK(when(commitment, {"a.factions={f: {weight: 1}}"}).empty());
    const std::string treaty = "state: settlement, is: above, value: 2";
    CHECK(when(treaty).empty());
    CHECK(notices("events: {e: {during: dispute, when: {" + treaty + "}}}\n") ==
          Notices{"s.yaml:12:75: e.when.value: the event never happens (settlement above 2 cannot be: in a dispute it "
                  "is 0 to "
                  "1)"});
  }

  TEST_CASE("votes and wars that cannot come before the end") {
    CHECK(notices("horizon: 60\n", {"a.ratification.delay=60"}) ==
          Notices{"--set a.ratification.delay=60: a.ratification.delay: no text can enter into force (capitals vote 60 "
                  "days after the talks, on day 61 at the earliest; the horizon is day 60)"});
    CHECK(notices("horizon: 60\n", {"a.ratification.delay=59"}).empty());
    const std::string armed = "dyads: {f: {first: a, second: b, force: {a: {may_strike: true}, b: {}}}}\n";
    CHECK(notices("horizon: 60\nforce: {war_days: 60}\n" + armed) ==
          Notices{"s.yaml:13:19: force.war_days: no exchange can last long enough to be a war (more than 60 days of a "
                  "crisis of 60 days)"});
    CHECK(notices("horizon: 60\nforce: {war_days: 59}\n" + armed).empty());
    CHECK(notices("force: {war_days: 5}\n") ==
          Notices{"s.yaml:12:19: force.war_days: cannot act here (nobody can use force)"});
    CHECK(notices("mechanisms: {exchange: false}\n").empty());
    CHECK(notices("mechanisms: {exchange: false}\nforce: {war_days: 5}\n" + armed) ==
          Notices{"s.yaml:12:24: mechanisms.exchange: no strike can become a war (every exchange of force "
                  "lasts a single day)",
                  "s.yaml:13:19: force.war_days: cannot act here (mechanisms.exchange is off)"});
    CHECK(notices("mechanisms: {exchange: true}\n" + armed).empty());
  }

  TEST_CASE("dates beyond the horizon") {
    CHECK(
        notices("horizon: 90\ncalendar: {deadline: 91}\n") ==
        Notices{"s.yaml:13:22: calendar.deadline: the date is never reached (day 91 lies beyond the horizon, day 90)"});
    CHECK(notices("horizon: 90\ncalendar: {deadline: 90}\n").empty());
    CHECK(notices("horizon: 90\ncalendar: {deadline: 91}\nmechanisms: {deadline: false}\n").empty());
    CHECK(
        notices("horizon: 90\nevents: {e: {day: 50, effects: {deadline_in: 60}}}\n") ==
        Notices{"s.yaml:13:46: e.effects.deadline_in: the date that it sets is never reached (60 days after day 50 at "
                "the earliest; the horizon is day 90)"});
    CHECK(notices("horizon: 90\nevents: {e: {day: 50, effects: {deadline_in: 40}}}\n").empty());
    CHECK(notices("horizon: 90\nevents: {e: {rate: 0.1, effects: {deadline_in: 89}}}\n").empty());
    CHECK(notices("horizon: 90\nevents: {e: {rate: 0.1, effects: {deadline_in: 90}}}\n").size() == 1);
    CHECK(notices("horizon: 90\n", {"a.moves.m={effects: {deadline_in: 90}}"}).size() == 1);
  }

  TEST_CASE("what follows a breakdown that cannot come") {
    CHECK(notices("talks: {breakdown: {outcome: war}}\n") ==
          Notices{"s.yaml:12:30: talks.breakdown.outcome: cannot act here (talks.breakdown.probability is 0)"});
    CHECK(notices("talks: {breakdown: {outcome: war, probability: 0.1}}\n").empty());
    CHECK(
        notices("", {"talks.breakdown.outcome=war"}) ==
        Notices{
            "--set talks.breakdown.outcome=war: talks.breakdown.outcome: cannot act here (talks.breakdown.probability "
            "is 0)"});
  }

  TEST_CASE("absolute lines of the parties that leave nothing between them") {
    const std::string most = "a.preferences.stock.red_line={kind: absolute, side: at_most, at: 0.3}";
    const std::string least = "b.preferences.stock.red_line={kind: absolute, side: at_least, at: ";
    CHECK(notices("", {most, least + "0.6}"}) ==
          Notices{"--set " + least +
                  "0.6}: b.preferences.stock.red_line.at: no comprehensive text can be agreed (a takes at "
                  "most 0.3 of stock, b at least 0.6)"});
    CHECK(notices("", {most, least + "0.6}", "stock.interim=true"}).at(0).find(": no text can be agreed") !=
          std::string::npos);
    CHECK(notices("", {most, least + "0.3}"}).empty());
    CHECK(notices("", {most, least + "{uniform: [0.2, 0.6]}}"}).empty());
    CHECK(notices("", {most, least + "0.6, probability: 0.9}"}).empty());
    CHECK(notices("", {most, least + "0.6}", "mechanisms.red_lines=false"}).empty());
  }
}
