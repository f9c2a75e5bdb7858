// What a mediator brings beside texts and words (MODEL 7.6): each at its limits, and by its own numbers.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <set>

#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

bool same(const Row& a, const Row& b) {
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  return a.outcome == b.outcome && bits(a.tension) == bits(b.tension) && bits(a.rounds) == bits(b.rounds) &&
         bits(a.interim_day) == bits(b.interim_day) && bits(a.comprehensive_day) == bits(b.comprehensive_day) &&
         bits(a.breach_day) == bits(b.breach_day) && bits(a.strike_day) == bits(b.strike_day) &&
         std::ranges::equal(a.terms, b.terms);
}

std::vector<Row> with(const Settings& set, std::uint64_t runs = 1024) {
  return play(model_of(small_crisis, set), runs);
}

bool equal_rows(const Settings& one, const Settings& other) {
  const auto a = with(one), b = with(other);
  return std::equal(a.begin(), a.end(), b.begin(), same);
}

/// Of the events of a kind that some runs tell.
template <class E>
std::vector<E> told_in(const std::shared_ptr<const Model>& model, int runs, int days) {
  std::vector<E> all;
  for (int run = 0; run < runs; ++run) {
    Story story;
    story.lane = run;
    Scene scene(model, 1);
    scene.follow(&story);
    scene.live(days);
    for (const StoryEntry& entry : story.entries)
      if (const E* event = std::get_if<E>(&entry.event)) all.push_back(*event);
  }
  return all;
}

const Settings everything{"mediator.access=1",       "mediator.holds_at_table=1", "mediator.softens_boycott=1",
                          "mediator.reopening=0.1",  "mediator.cover=1",          "mediator.agenda=1",
                          "mediator.extension=1",    "mediator.guarantee=1",      "mediator.incident_channel=1",
                          "mediator.ideas=0.6",      "calendar.deadline=40",      "talks.direct_contact=0.5",
                          "talks.interim_track=0.3", "talks.reopening=0.01",      "calendar.extension=0.1",
                          "talks.misreading=0.1"};

Settings operator+(Settings one, const Settings& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

TEST_CASE("a mediator of skill 0 brings nothing, whatever it could bring") {
  const Settings nothing{"mediator.access=0",    "mediator.holds_at_table=0", "mediator.softens_boycott=0",
                         "mediator.reopening=0", "mediator.cover=0",          "mediator.agenda=0",
                         "mediator.extension=0", "mediator.guarantee=0",      "mediator.incident_channel=0",
                         "mediator.ideas=0"};
  CHECK(equal_rows(everything + Settings{"mediator.skill=0"}, everything + Settings{"mediator.skill=0"} + nothing));
  CHECK_FALSE(
      equal_rows(everything + Settings{"mediator.skill=0.7"}, everything + Settings{"mediator.skill=0.7"} + nothing));
}

TEST_CASE("a facilitator of skill 0 who adds no noise is nobody, row by row") {
  const Settings stages{"talks.framework_gap=0.7", "talks.text_gap=0.6"};
  const Settings nobody{"mediator=none"}, somebody{"mediator={skill: 0, noise: 0, patience: 1000}"};
  for (const Settings& talks : {Settings{}, stages, everything, everything + stages}) {
    Settings without = nobody;
    for (const std::string& set : talks)
      if (!set.starts_with("mediator.")) without.push_back(set);
    CHECK(equal_rows(somebody + talks, without));
    CHECK_FALSE(equal_rows(somebody + talks + Settings{"mediator.skill=0.7"}, without));
  }
  const auto flagship = [](const Settings& set) { return play(model_from("flagship/oman-2026.yaml", set), 1024); };
  const auto a = flagship({"mediator.skill=0", "mediator.noise=0"}), b = flagship(nobody);
  CHECK(std::equal(a.begin(), a.end(), b.begin(), same));
}

// An interim text moves the share only, a comprehensive one the rest as well, of which more is made.
const std::string two_scopes = R"(
horizon: 90
issues: {share: {status_quo: 0.5, interim: true}, rest: {status_quo: 0.5}}
actors:
  one: {preferences: {share: {ideal: 0.9}, rest: {ideal: 0.9, salience: 3}}, war: {cost: 0.5, perceived_risk: 0.9}, patience: 60}
  two: {preferences: {share: {ideal: 0.1}, rest: {ideal: 0.1, salience: 3}}, war: {cost: 0.5, perceived_risk: 0.9}, patience: 60}
talks: {calm_interim: 1, calm_comprehensive: 1}
mechanisms: {trust: false}
)";

TEST_CASE("a stage that is never reached stops direct talks as well as mediated ones") {
  for (const std::string mediator : {"mediator=none", "mediator={skill: 0.7}"}) {
    const auto rows = [&](const Settings& set) { return play(model_of(two_scopes, set + Settings{mediator}), 256); };
    CHECK(share(rows({}), agreed) > 0.5);
    CHECK(share(rows({"talks.framework_gap=0", "talks.text_gap=0"}), agreed) == 0);
    const auto framework = rows({"talks.text_gap=0"});  // enough for interim texts
    CHECK(share(framework, [](const Row& row) { return row.interim_day > 0; }) > 0.5);
    CHECK(share(framework, [](const Row& row) { return row.comprehensive_day > 0; }) < 0.05);  // of texts that meet
  }
}

TEST_CASE("each switch takes its part away and no other") {
  const std::vector<std::pair<std::string, Settings>> parts{
      {"access", {"talks.direct_contact=1"}},
      {"reopening",
       {"talks.reopening=0", "mediator.reopening=0", "mediator.holds_at_table=0", "mediator.softens_boycott=0"}},
      {"cover", {"mediator.cover=0"}},
      {"agenda", {"talks.interim_track=1"}},
      {"ideas", {"mediator.ideas=0"}},
      {"misreading", {"talks.misreading=0"}},
      {"extension", {"calendar.extension=0", "mediator.extension=0"}},
      {"guarantee", {"mediator.guarantee=0"}},
      {"incident_channel", {"mediator.incident_channel=0"}}};
  const Settings skilled = everything + Settings{"mediator.skill=0.6", "frontier.incidents.grave_share=0.5"};
  for (const auto& [name, neutral] : parts) {
    const std::string off = "mechanisms." + name + "=false";
    CAPTURE(off);
    CHECK(equal_rows(skilled + Settings{off}, skilled + neutral));
    CHECK_FALSE(equal_rows(skilled + Settings{off}, skilled));
  }
}

TEST_CASE("access: nobody meets alone, everybody with the best go-between, and else with the chance of either") {
  for (const Row& row : with({"talks.direct_contact=0", "mediator=none"})) CHECK(row.rounds == 0);
  CHECK(equal_rows({"talks.direct_contact=0", "mediator.skill=1", "mediator.access=1"}, {"mediator.skill=1"}));
  // Rounds every day on which one is due: a share of days, within four standard errors.
  const Settings daily{"calendar.recess_median=0",
                       "talks.direct_contact=0.4",
                       "mediator.access=0.5",
                       "mediator.skill=0.6",
                       "dyads={}",
                       "east.preferences.border.negotiable=false",
                       "horizon=60",
                       "east.patience=1000",
                       "west.patience=1000"};
  const auto rows = with(daily, 2048);
  double held = 0;
  for (const Row& row : rows) held += row.rounds;
  const double days = 60.0 * static_cast<double>(rows.size()), expected = 1 - 0.6 * (1 - 0.5 * 0.6);
  CHECK(std::abs(held / days - expected) < 4 * std::sqrt(expected * (1 - expected) / days));
}

TEST_CASE("the sides stay at the table for as much longer as the mediator holds them") {
  const Settings impatient{"east.patience=20",           "west.patience=30",           "mediator.skill=0.5",
                           "mediator.patience=1000",     "mediator.holds_at_table=1",  "precision.text=.inf",
                           "east.tactic.kind=hardliner", "west.tactic.kind=hardliner", "dyads={}"};
  Scene scene(small_crisis, impatient);
  scene.live(31);  // first session on day 1, patience 20·(1 + 1·0.5)
  CHECK(scene.state().talks.open[0] == 1);
  scene.live(1);
  CHECK(scene.state().talks.open[0] == 0);
}

TEST_CASE("a boycott is as much shorter as the mediator softens it, half where the incident is explained") {
  const auto boycott_after_incident = [](const Settings& more) {
    Scene scene(
        small_crisis,
        Settings{"frontier.incidents={base: 5, grave_share: 1}", "calendar.boycott=20", "mediator.skill=0.5"} + more);
    scene.live();
    return scene.state().talks.boycott_until[0] - 1;
  };
  CHECK(boycott_after_incident({}) == doctest::Approx(20));
  CHECK(boycott_after_incident({"mediator.softens_boycott=0.8"}) == doctest::Approx(20 * (1 - 0.8 * 0.5)));
  CHECK(boycott_after_incident({"mediator.incident_channel=1", "mediator.skill=1"}) == doctest::Approx(10));
}

TEST_CASE("talks that are over begin again at their hazard, with patience and refusals counted anew") {
  const Settings over{
      "east.patience=5", "west.patience=5",     "east.tactic.kind=hardliner", "west.tactic.kind=hardliner",
      "dyads={}",        "precision.text=.inf", "talks.reopening=0.05",       "horizon=60",
      "mediator=none"};
  // First session on day 1, closed on day 7; open again by day 27 with 1 − .95^21 where they stay open: patience of 5
  // days closes them again, so the first reopening is what is counted.
  double reopened = 0;
  Scene scene(small_crisis, over);
  Lanes ever = lanes(0);
  scene.live(7);
  CHECK(scene.state().talks.open.maxCoeff() == 0);
  for (int day = 8; day <= 27; ++day) {
    scene.live();
    ever = ever.max(scene.state().talks.open);
  }
  for (int lane = 0; lane < lane_count; ++lane) reopened += ever[lane];
  const double expected = 1 - std::pow(0.95, 20), n = lane_count;
  CHECK(std::abs(reopened / n - expected) < 4 * std::sqrt(expected * (1 - expected) / n));
  // The concession clock stands still while the door is closed: with a session every day it counts the sessions.
  Scene daily(small_crisis, over + Settings{"calendar.recess_median=0"});
  daily.live(60);
  const Negotiation& talks = daily.state().talks;
  CHECK((talks.rounds > 6).any());
  CHECK((talks.clock[Side::first] == talks.rounds).all());
  // Hurting is a condition of what the mediator brings.
  const Settings brought = over + Settings{"mediator={skill: 1, reopening: 0.5}", "talks.reopening=0"};
  CHECK(told_in<told::Reopened>(model_of(small_crisis, brought), 4, 60).size() > 4);
  const Settings unhurt = brought + Settings{"east.ripeness.hurt_threshold=10"};
  CHECK(told_in<told::Reopened>(model_of(small_crisis, unhurt), 4, 60).empty());
  // No talks begin again over a single text that was refused.
  const Settings single = over + Settings{"talks.protocol=take_it_or_leave_it"};
  CHECK(told_in<told::Reopened>(model_of(small_crisis, single), 4, 60).empty());
}

TEST_CASE("full cover takes audiences and hawks away, and none of it from a side that the mediator is against") {
  const Settings talks{"dyads={}", "mediator.skill=1", "east.factions.guard.hawkishness=3", "east.audience.cost=0.5"};
  const Settings bare{"east.audience.cost=0", "east.factions.guard.hawkishness=0"};
  CHECK(equal_rows(talks + Settings{"mediator.cover=1"}, talks + bare));
  CHECK_FALSE(equal_rows(talks, talks + bare));
  // The bias favours the first by id, east; west has no audience.
  CHECK(equal_rows(talks + Settings{"mediator.cover=1", "mediator.bias=-1"}, talks + Settings{"mediator.bias=-1"}));
}

TEST_CASE("an interim text waits for its track") {
  const auto interims = [](const Settings& set) {
    return share(with(set, 512), [](const Row& row) { return row.interim_day > 0; });
  };
  const Settings skilled{"mediator.skill=1", "east.patience=60", "west.patience=60", "mechanisms.trust=false",
                         "mechanisms.audience=false"};
  CHECK(interims(skilled) > 0.05);
  CHECK(interims(skilled + Settings{"talks.interim_track=0"}) == 0);
  CHECK(equal_rows(skilled + Settings{"talks.interim_track=0", "mediator.agenda=1"}, skilled));
}

TEST_CASE("a facilitator whose ideas never fail drafts like one who formulates, one without ideas never") {
  const Settings skilled{"mediator.skill=1"}, formulation{"mediator.style=formulation"};
  CHECK(equal_rows(skilled + Settings{"mediator.ideas=1"}, skilled + formulation));
  CHECK_FALSE(equal_rows(skilled, skilled + formulation));
  CHECK(equal_rows(skilled + formulation + Settings{"mediator.ideas=0.5"}, skilled + formulation));
  // Of the rounds held those with a text of its own are ideas·s, within four standard errors.
  const Settings some{"mediator.ideas=0.5",       "mediator.skill=0.6",         "dyads={}",
                      "calendar.recess_median=0", "east.tactic.kind=hardliner", "west.tactic.kind=hardliner",
                      "precision.text=.inf"};
  const auto model = model_of(small_crisis, some);
  double rounds = 0;
  for (const Row& row : play(model, 24)) rounds += row.rounds;
  std::set<std::pair<int, int>> drafted;  // by run and day
  for (int run = 0; run < 24; ++run) {
    Story story;
    story.lane = run;
    Scene scene(model, 1);
    scene.follow(&story);
    scene.live(90);
    for (const StoryEntry& entry : story.entries)
      if (std::holds_alternative<told::Proposed>(entry.event)) drafted.emplace(run, entry.day);
  }
  CHECK(std::abs(static_cast<double>(drafted.size()) / rounds - 0.3) < 4 * std::sqrt(0.3 * 0.7 / rounds));
}

TEST_CASE("texts are misread as little as the mediator is skilled, and one text has to be agreed") {
  const Settings misread{"talks.misreading=0.3"}, faultless{"mediator.skill=1"}, direct{"mediator=none"};
  CHECK(equal_rows(faultless + misread, faultless));
  CHECK_FALSE(equal_rows(misread, {}));
  const Settings by_day_40 = direct + Settings{"horizon=40"};
  const auto swap = [&](const Settings& set) { return play(model_of(two_scopes, by_day_40 + set), 2048); };
  CHECK(paired(swap({}), swap(misread), agreed).z() < -4);
  const auto model = model_of(two_scopes, direct + misread);
  CHECK(told_in<told::Misread>(model, 24, 90).size() > 3);
  std::vector<Positions> offered;
  for (const told::Offered& offer : told_in<told::Offered>(model, 24, 90)) offered.push_back(offer.text);
  for (const told::Agreed& agreed_on : told_in<told::Agreed>(model, 24, 90))
    CHECK(std::ranges::find(offered, agreed_on.text) != offered.end());
}

TEST_CASE("a date moves when hope has risen, by its days, and not otherwise") {
  const Settings dated{"calendar.deadline=25", "calendar.extension=1", "calendar.extension_days=17", "dyads={}"};
  const auto moved = told_in<told::Extended>(model_of(small_crisis, dated), 24, 90);
  CHECK(moved.size() > 3);
  for (const told::Extended& date : moved) {
    CHECK((date.date - 25) % 17 == 0);
    CHECK_FALSE(date.by_mediator);
  }
  CHECK(told_in<told::Extended>(model_of(small_crisis, {"calendar.deadline=25"}), 24, 90).empty());
  const Settings brought{"calendar.deadline=25", "mediator.extension=1", "mediator.skill=1", "dyads={}"};
  for (const told::Extended& date : told_in<told::Extended>(model_of(small_crisis, brought), 24, 90))
    CHECK(date.by_mediator);
}

TEST_CASE("what was conceded before a date is not taken back when it moves") {
  const Settings dated{"calendar.deadline=25", "calendar.extension=1",   "calendar.extension_days=60", "dyads={}",
                       "precision.text=.inf",  "mechanisms.trust=false", "mechanisms.ripeness=false"};
  const auto texts_of = [](const Settings& set) {
    std::vector<double> texts;
    for (const told::Offered& offer : told_in<told::Offered>(model_of(small_crisis, set), 24, 90))
      for (const double position : offer.text) texts.push_back(position);
    return texts;
  };
  CHECK(told_in<told::Extended>(model_of(small_crisis, dated), 24, 90).size() > 3);
  CHECK(texts_of(dated) == texts_of(dated + Settings{"mechanisms.extension=false"}));
}

TEST_CASE("a full guarantee is full trust and sure detection") {
  const Settings watched{"mediator.skill=1", "dyads={}"};
  const Settings sure{"mechanisms.trust=false", "east.compliance.detection=1", "west.compliance.detection=1"};
  CHECK(equal_rows(watched + Settings{"mediator.guarantee=1"}, watched + sure));
  CHECK_FALSE(equal_rows(watched, watched + sure));
}

TEST_CASE("a sweetener that fades slowly holds longer than one that ends with the signature") {
  const Settings levers{"mediator={style: manipulation, skill: 0.6, leverage: {budget: 10, sweetener: 1}}",
                        "dyads={}",
                        "horizon=400",
                        "settled_days=400",
                        "east.compliance.temptation=0.03",
                        "west.compliance.temptation=0.03"};
  const auto broken = [](const Row& row) { return row.breach_day > 0 ? 1.0 : 0.0; };
  const auto at_once = with(levers, 4096), slowly = with(levers + Settings{"mediator.leverage.fade=1000"}, 4096);
  CHECK(paired(at_once, slowly, broken).z() < -4);
  CHECK(equal_rows(levers, levers + Settings{"mediator.leverage.fade=1000", "mechanisms.fading_leverage=false"}));
}

TEST_CASE("an incident that is explained is no occasion for force") {
  const Settings grave{"force.rate=0", "frontier.incidents={base: 0.2, grave_share: 1}", "mediator.skill=1"};
  CHECK(share(with(grave), [](const Row& row) { return row.force_used(); }) > 0.02);
  for (const Row& row : with(grave + Settings{"mediator.incident_channel=1"})) CHECK(!row.force_used());
}

TEST_CASE("the risk cap holds demands down to the trade-off of return and risk, at cap 1 wholly") {
  const Settings hard{"east.tactic.kind=hardliner", "west.tactic.kind=hardliner", "dyads={}"};
  const Settings capped = hard + Settings{"east.tactic.risk_cap=1", "west.tactic.risk_cap=1"};
  const auto offers = [](const Settings& set) { return told_in<told::Offered>(model_of(small_crisis, set), 2, 30); };
  const auto traded = offers({"east.tactic.kind=risk_return", "west.tactic.kind=risk_return", "dyads={}"});
  const auto furthest = [&](const Settings& set) {
    const told::Offered offer = offers(set).front();
    double far = 0;
    for (std::size_t k = 0; k < offer.text.size(); ++k)
      far = std::max(far, std::abs(offer.text[IssueId{k}] - traded.front().text[IssueId{k}]));
    return far;
  };
  CHECK(furthest(capped) < 1e-3);
  CHECK(furthest(hard) > 0.05);
  const auto agreements = [](const Settings& set) { return with(set, 2048); };
  CHECK(paired(agreements(hard), agreements(capped), agreed).z() > 4);
}

}  // namespace
}  // namespace backchannel::testing
