// How fighting ends, who brought it about, and that talks go on after it.
#include <doctest/doctest.h>

#include "cli/story/events.hpp"
#include "tests/cli_story/support.hpp"

using namespace backchannel;
using test::actor, test::quiet_days, test::second_day;

namespace {

std::string ending(told::Truce by, bool war, const char* stopped = nullptr) {
  Replay told = quiet_days();
  told.evenings[0].exchange_days = 5, told.evenings[0].fighting = true, told.evenings[0].at_war = war;
  told.entries = {{2, told::Ceased{by, stopped ? actor(told, stopped) : ActorId{}}}};
  return second_day(told);
}

}  // namespace

TEST_CASE("the end of fighting says who brought it about") {
  CHECK(ending(told::Truce::one_side, false, "iran") == "The guns fall silent after 5 days: Iran stops.");
  CHECK(ending(told::Truce::agreed, true) == "THE WAR ENDS after 5 days: both sides cease fire from 8 February.");
  CHECK(ending(told::Truce::mediator, true) ==
        "THE WAR ENDS after 5 days: a ceasefire brokered by Oman holds from 8 February.");
  CHECK(ending(told::Truce::host, false) ==
        "The guns fall silent after 5 days: a ceasefire pressed for by a country whose bases were hit holds from 8 "
        "February.");
}

TEST_CASE("an ally that is hit in its turn is not told as a decision") {
  Replay told = quiet_days();
  told.evenings[0].exchange_days = 5, told.evenings[0].fighting = true;
  told.entries = {{2, told::Struck{actor(told, "iran"), actor(told, "europe"), false}}};
  CHECK(second_day(told) == "Iran hits the European powers, an ally of the other side.");
}

TEST_CASE("talks resume after a war, and a text may follow") {
  const auto model = test::model_of("theory/f2_text_after_war.yaml");
  int followed = 0;
  for (std::uint64_t run = 0; run < 8; ++run) {
    const Replay told = replay(model, 1, run);
    std::string text;
    for (const Passage& passage : chronicle(told)) text += passage.text + "\n";
    CAPTURE(text);
    const bool follows = told.row.after_war_day > 0;
    CHECK((text.find("The talks resume after the war, ") != std::string::npos) == follows);
    if (!follows) continue;
    ++followed;
    const int days = static_cast<int>(told.row.after_war_day - told.row.war_end_day);
    const std::string since = std::to_string(days) + (days == 1 ? " day" : " days") + " after its end.";
    CHECK(text.find("THE WAR ENDS after " + std::to_string(static_cast<int>(told.row.war_days)) +
                    " days: both sides cease fire from ") != std::string::npos);
    CHECK(text.find(since) < text.find("THE COMPREHENSIVE AGREEMENT ENTERS INTO FORCE"));
  }
  CHECK(followed > 2);
  CHECK(followed < 8);
}
