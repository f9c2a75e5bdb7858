// What every tactic, style, protocol and kind of move must keep: finite values, positions within absolute lines, no
// sharp answer below the no-deal value; and what must make no difference.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <fstream>
#include <random>
#include <sstream>

#include "sim/crisis/tactics/tactic.hpp"
#include "sim/scenario/keys/actor.hpp"
#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

/// Every name of a registry: a kind that is added is in every contract.
template <class Enum>
std::vector<std::string> every(Enum) {
  return names_of<Enum>();
}
/// The kinds, and those of several forms in each of them.
std::vector<std::string> every_tactic() {
  std::vector<std::string> all = every(TacticKind{});
  for (const std::string& form : every(TimeForm{})) all.push_back("time_dependent, form: " + form);
  for (const std::string& form : every(TitForTatForm{})) all.push_back("tit_for_tat, imitation: " + form);
  return all;
}
const std::vector<std::string> tactics = every_tactic();
const std::vector<std::string> protocols = every(Protocol{});
std::vector<std::string> every_mediator() {
  std::vector<std::string> all{"none"};
  for (const std::string& style : every(Style{})) all.push_back("{style: " + style + "}");
  for (const std::string& objective : every(Objective{}))
    all.push_back("{style: formulation, objective: " + objective + "}");
  for (const std::string& search : every(Search{})) all.push_back("{style: formulation, search: " + search + "}");
  return all;
}
const std::vector<std::string> mediators = every_mediator();

bool formulates(const std::string& mediator) {
  return mediator != "none" && mediator != "{style: " + name_of(Style::facilitation) + "}";
}

std::vector<Settings> combinations() {
  std::vector<Settings> all;
  for (std::size_t t = 0; t < tactics.size(); ++t)
    for (const std::string& mediator : mediators)
      for (const std::string& protocol : protocols) {
        if (protocol == "single_text" && !formulates(mediator)) continue;
        const std::string& other = tactics[(t * 5 + 2) % tactics.size()];
        all.push_back({"east.tactic={kind: " + tactics[t] + "}", "west.tactic={kind: " + other + "}",
                       "mediator=" + mediator, "talks.protocol=" + protocol});
      }
  return all;
}

TEST_CASE("every tactic, style and protocol stays finite and never signs beyond an absolute line") {
  std::uint64_t deals = 0;
  for (Settings set : combinations()) {
    CAPTURE(set[0]);
    CAPTURE(set[2]);
    CAPTURE(set[3]);
    set.insert(set.end(), {"east.preferences.border.red_line={kind: absolute, side: at_most, at: 0.5}",
                           "west.preferences.relief.red_line={kind: absolute, side: at_most, at: 0.6}", "horizon=60"});
    for (const Row& row : play(model_of(small_crisis, set), 128)) {  // throws if a state is not finite
      if (!agreed(row) || row.breach_day > 0) continue;
      ++deals;
      CHECK(row.terms[0] <= 0.5 + 1e-12);
      CHECK(row.terms[1] <= 0.6 + 1e-12);
    }
  }
  CHECK(deals > 500);  // or the test has seen nothing
}

TEST_CASE("a sharp yes is never said below no deal") {
  int accepted = 0;
  for (const Settings& combination : combinations()) {
    Settings set = combination;
    set.insert(set.end(), {"precision.text=.inf", "dyads={}"});
    Story story;
    Scene scene(model_of(small_crisis, set), 3);
    scene.follow(&story);
    scene.live(60);
    for (const StoryEntry& entry : story.entries)
      if (const auto* answer = std::get_if<told::Answered>(&entry.event);
          answer != nullptr && answer->verdict == told::Verdict::yes) {
        ++accepted;
        CHECK(answer->margin >= -1e-12);
      }
  }
  CHECK(accepted > 20);
}

TEST_CASE("a tactic aspires between its floor and its best, and answers no higher than it aspires") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> uniform(0, 1);
  for (const std::string& kind : tactics) {
    if (kind == "equilibrium" || kind == "risk_return" || kind == "attrition") continue;  // see the limiting cases
    CAPTURE(kind);
    auto model = model_of(small_crisis, {"east.tactic={kind: " + kind + "}"});
    const Scene scene(model);
    const auto side = [&](Side s) -> const TacticSpec& { return model->at(s).spec->tactic; };
    const auto tactic = make_tactic(side(Side::first), side(Side::second));
    const Few few = scene.few();
    const Outlook nothing{};
    const Appraisal unused(nothing, Scope::comprehensive, Slice());
    const CostBelief unknown;
    const Text nowhere{};
    const Slice one = filled<slice_width>(1);
    MemoryOf<slice_width> slots;
    TacticMemory memory{std::in_place, slots};
    for (int n = 0; n < 300; ++n) {
      const Slice floor = filled<slice_width>(-0.5 + uniform(random)), best = floor + uniform(random);
      const Perception seen{{few, side(Side::first)},
                            {few, side(Side::second)},
                            unused,
                            Opinion(nothing, Scope::comprehensive, Slice(), unknown, Slice()),
                            CostRank(unknown, Slice()),
                            filled<slice_width>(200 * uniform(random)),
                            filled<slice_width>(1 + 100 * uniform(random)),
                            floor,
                            best,
                            Slice(floor - 0.2 + 1.4 * uniform(random)),
                            n % 3 == 0 ? SliceMask::none() : SliceMask::all(),
                            one,
                            one,
                            Slice(),
                            false,
                            nowhere,
                            nowhere};
      tactic->observe(seen, memory);
      const Stance stance = tactic->stance({seen, unused}, memory);
      CHECK(stance.aspiration[0] >= floor[0] - 1e-12);
      CHECK(stance.aspiration[0] <= best[0] + 1e-12);
      CHECK(stance.threshold[0] >= floor[0] - 1e-12);
      CHECK(stance.threshold[0] <= stance.aspiration[0] + 1e-12);
    }
  }
}

TEST_CASE("every kind of story event is told by some run of the flagship or of the small crisis") {
  std::array<int, std::variant_size_v<StoryEvent>> told{};
  const auto follow = [&](const std::shared_ptr<const Model>& model, int runs) {
    for (int run = 0; run < runs; ++run) {
      Story story;
      story.lane = run;
      Scene scene(model, 1);
      scene.follow(&story);
      scene.live(180);
      for (const StoryEntry& entry : story.entries) ++told[entry.event.index()];
    }
  };
  follow(model_from("flagship/oman-2026.yaml",
                    {"mediator={style: manipulation, restraint: 0.5}", "iran.compliance.temptation=0.1",
                     "precision.compliance=1", "compliance_period=5"}),
         24);
  follow(model_from("flagship/oman-2026.yaml", {"force.persistence=4", "force.host_struck=0.5", "force.rate=1"}), 24);
  follow(model_of(small_crisis, {"talks.breakdown={probability: 0.2}", "horizon=180",
                                 "events={storm: {text: \"a storm\", day: 5, category: neutral}}"}),
         12);
  follow(model_of(small_crisis, {"talks.direct_contact=0.5", "talks.interim_track=0.2", "talks.reopening=0.05",
                                 "mediator={skill: 0.8, access: 0.5, agenda: 0.5, reopening: 0.1, extension: 1, "
                                 "incident_channel: 1}",
                                 "east.patience=20", "calendar.deadline=25", "frontier.incidents.grave_share=1"}),
         24);
  follow(model_of(small_crisis, {"talks.misreading=0.5", "mediator=none", "mechanisms.trust=false", "dyads={}",
                                 "mechanisms.ripeness=false", "east.patience=40", "west.patience=40"}),
         24);
  for (std::size_t kind = 0; kind < told.size(); ++kind) {
    CAPTURE(kind);
    CHECK(told[kind] > 0);
  }
}

TEST_CASE("a move does what it says and no more") {
  const std::string move =
      "{category: posturing, effects: {posture: 1, tension: 0.1, pressure: 0.2, "
      "perceived_risk: 0.3, commitment: 0.25, act: provocation}, cooldown: 1000}";
  Scene scene(small_crisis, {"east.tempo=.inf", "east.moves={deed: " + move + "}", "precision.move=.inf",
                             "east.moves.deed.drivers={cost: -1}", "west.moves={}", "mediator=none", "dyads={}",
                             "east.posture={start: 0, fatigue: 0}", "west.posture={start: 0, fatigue: 0}",
                             "calendar.first_session=1000", "trust.forget=0", "east.audience={cost: 0.1, start: 0}",
                             "tension={start: 0.3, decay: 0}"});
  scene.live();
  const State& s = scene.state();
  CHECK(s.posture[ActorId{0}][0] == doctest::Approx(1));
  CHECK(s.tension[0] == doctest::Approx(1 - 0.7 * std::exp(-0.1)));
  CHECK(s.pressure[ActorId{2}][0] == doctest::Approx(0.2));
  CHECK(s.risk_shift[ActorId{2}][0] == doctest::Approx(0.3));
  CHECK(s.commitment[ActorId{0}][0] == doctest::Approx(0.25));
  CHECK(s.trust[ActorId{2}][0] == doctest::Approx(0 - 0.15));
  scene.live(5);
  CHECK(s.posture[ActorId{0}][0] == doctest::Approx(1));  // cooldown
}

// ---------------------------------------------------------------------------------------------- invariances
/// In standard errors; rounding is nothing.
double size_of(const Difference& d) { return std::abs(d.mean) < 1e-9 ? 0 : std::abs(d.z()); }

bool same(const Row& a, const Row& b) {
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  bool equal = a.outcome == b.outcome && bits(a.crisis_end) == bits(b.crisis_end) &&
               bits(a.tension) == bits(b.tension) && bits(a.escalation) == bits(b.escalation) &&
               bits(a.rounds) == bits(b.rounds);
  for (std::size_t n = 0; n < a.terms.size(); ++n) equal &= bits(a.terms[n]) == bits(b.terms[n]);
  for (std::size_t n = 0; n < a.value.size(); ++n)
    equal &= bits(a.value[n]) == bits(b.value[n]) && bits(a.trust[n]) == bits(b.trust[n]);
  return equal;
}

/// The same crisis with the order of issues, actors and keys reversed.
std::string reordered() {
  std::string yaml = small_crisis;
  const auto cut = [&](const std::string& from, const std::string& to) {
    const auto a = yaml.find(from), b = yaml.find(to);
    const std::string part = yaml.substr(a, b - a);
    yaml.erase(a, b - a);
    return part;
  };
  const std::string border = cut("  border: {status_quo", "  relief: {status_quo");
  yaml.insert(yaml.find("actors:"), border);
  const std::string east = cut("  east:\n    curvature", "  north:\n");
  yaml.insert(yaml.find("mediator:"), east);
  const std::string dyads = yaml.substr(yaml.find("dyads:"));
  yaml.erase(yaml.find("dyads:"));
  return yaml.insert(yaml.find("issues:"), dyads);
}

TEST_CASE("reordering the file changes no bit") {
  const auto one = play(model_of(small_crisis), 512), other = play(model_of(reordered()), 512);
  CHECK(reordered() != small_crisis);
  CHECK(std::equal(one.begin(), one.end(), other.begin(), same));
}

TEST_CASE("equal actors draw differently, and neither of two equal sides wins more") {
  const std::string equals = R"(
horizon: 120
issues: {share: {status_quo: 0.5, min_step: 0}}
actors:
  one: {preferences: {share: {ideal: 1}}, war: {cost: {uniform: [0.2, 0.6], private: true}, perceived_risk: 0.9}, patience: 60}
  two: {preferences: {share: {ideal: 0}}, war: {cost: {uniform: [0.2, 0.6], private: true}, perceived_risk: 0.9}, patience: 60}
mediator: {style: formulation, skill: 0.5}
talks: {calm_comprehensive: 1}
mechanisms: {ripeness: false}
)";
  Scene scene(equals);
  scene.live();
  const auto model = model_of(equals);
  for (int lane = 0; lane < lane_count; ++lane)
    CHECK(scene.values()[model->actors[ActorId{0}].spec->war.cost][lane] !=
          scene.values()[model->actors[ActorId{1}].spec->war.cost][lane]);
  const auto rows = play(model, 16384);
  CHECK(share(rows, agreed) > 0.1);
  // What the one side gains the other loses; the mean lies within four standard errors of an equal split.
  std::vector<Row> none(rows.size());
  const auto lead = [](const Row& row) { return agreed(row) ? row.terms[0] - 0.5 : 0.0; };
  CHECK(size_of(paired(none, rows, lead)) < 4);
}

/// The same two sides under other names; `talks` says who mediates and how.
std::vector<Row> two_sides(const std::string& a, const std::string& b, const std::string& talks, std::uint64_t seed,
                           std::uint64_t runs = 16384) {
  return play(model_of("horizon: 120\nissues: {share: {status_quo: 0.5}, aid: {status_quo: 0}}\nactors:\n  " + a +
                       ": {preferences: {share: {ideal: 1, salience: 2}, aid: {ideal: 1}}, war: {cost: {uniform: [0.1, "
                       "0.5], private: true}, perceived_risk: 0.6}, patience: 80, trust: {" +
                       b + ": 0.9}}\n  " + b +
                       ": {preferences: {share: {ideal: 0.1, salience: 1}, aid: {ideal: 0, salience: 2}}, war: {cost: "
                       "0.3, perceived_risk: 0.4}, patience: 60, trust: {" +
                       a + ": 0.9}}\nmechanisms: {ripeness: false}\n" + talks),
              runs, seed);
}

TEST_CASE("a neutral mediator is neutral: swapping the parties' names mirrors the results") {
  for (const std::string& style : every(Style{})) {
    CAPTURE(style);
    const std::string mediator =
        "mediator: {style: " + style +
        ", skill: 0.7, access: 0.8, holds_at_table: 0.5, softens_boycott: 0.5, reopening: 0.02, ideas: 0.4, "
        "extension: 0.5, guarantee: 0.1}\ntalks: {direct_contact: 0.5, reopening: 0.01}\n"
        "calendar: {deadline: 50, extension: 0.2}\n";
    const auto plain = two_sides("alpha", "beta", mediator, 1), swapped = two_sides("beta", "alpha", mediator, 2);
    CHECK(share(plain, agreed) > 0.05);
    for (const auto& f : {+agreed, +[](const Row& row) { return row.terms[1]; },
                          +[](const Row& row) { return row.terms[0]; }, +[](const Row& row) { return row.rounds; }})
      CHECK(size_of(paired(plain, swapped, f)) < 4);  // independent seeds: the pairing only pools variances
  }
  // A mediator who weighs one name above the other is not neutral, and the same comparison sees it.
  const std::string partial =
      "mediator: {style: formulation, skill: 0.7, weights: {alpha: 30}}\ntalks: {protocol: single_text}\n";
  CHECK(size_of(paired(two_sides("alpha", "beta", partial, 1, 65536), two_sides("beta", "alpha", partial, 2, 65536),
                       [](const Row& row) { return row.terms[0]; })) > 4);
}

TEST_CASE("reversing the axis of an issue without linkage and role changes nothing but its terms") {
  const Settings reversed{"border.status_quo=0.8",           "east.preferences.border.ideal=1",
                          "west.preferences.border.ideal=0", "north.preferences.border.ideal=0",
                          "mechanisms.linkage=false",        "mechanisms.ripeness=false"};
  const auto one = play(model_of(small_crisis, {"mechanisms.linkage=false", "mechanisms.ripeness=false"}), 16384);
  const auto other = play(model_of(small_crisis, reversed), 16384);
  for (const auto& f : {+agreed, +[](const Row& row) { return forced(row); },
                        +[](const Row& row) { return row.terms[1]; }, +[](const Row& row) { return row.value[0]; }})
    CHECK(size_of(paired(one, other, f)) < 4);
  CHECK(size_of(paired(one, other, [](const Row& row) { return agreed(row) ? row.terms[0] : 0; })) > 4);
}

TEST_CASE("without force, incidents and moves nobody fights") {
  const auto rows = play(
      model_of(small_crisis, {"mechanisms.force=false", "mechanisms.incidents=false", "mechanisms.moves=false"}), 4096);
  CHECK(share(rows, [](const Row& row) { return row.violence != Violence::none; }) == 0);
  CHECK(share(play(model_of(small_crisis), 4096), [](const Row& row) { return row.violence != Violence::none; }) > 0.1);
}

/// Whether runs come out the same when fewer others are played beside them.
void check_alone(const std::shared_ptr<const Model>& model, std::uint64_t seed, std::uint64_t all, std::uint64_t first,
                 std::uint64_t some) {
  CrisisKernel kernel(model, seed), other(model, seed);
  const auto together = play_batch(kernel, seed, 0, all).rows, apart = play_batch(other, seed, first, some).rows;
  for (std::size_t n = 0; n < apart.size(); ++n) CHECK(same(apart[n], together[first + n]));
}

TEST_CASE("how long a run goes on changes nothing that happens before") {
  const auto days_of = [](const Row& row, double last) {
    std::vector<double> days{row.interim_day, row.comprehensive_day, row.breach_day, row.strike_day, row.war_day};
    for (double& day : days)
      if (day > last) day = 0;
    return days;
  };
  const auto check = [&](const auto& model, int brief, int lasting, std::uint64_t runs) {
    const auto a = play(model("horizon=" + std::to_string(brief)), runs);
    const auto b = play(model("horizon=" + std::to_string(lasting)), runs);
    double violent = 0;
    for (std::size_t n = 0; n < a.size(); ++n) {
      CHECK(days_of(a[n], brief) == days_of(b[n], brief));
      violent += forced(a[n]);
    }
    CHECK(violent > 0);
  };
  check([](const std::string& set) { return model_of(small_crisis, {set}); }, 45, 200, 2048);
  check([](const std::string& set) { return model_from("flagship/oman-2026.yaml", {set}); }, 60, 240, 1024);
}

TEST_CASE("the kind of a move is a word for its readers: what acts are its effects") {
  const auto of_kind = [](const std::string& kind) {
    return play(model_of(small_crisis, {"east.moves.drill.kind=" + kind}), 256);
  };
  const auto rows = of_kind(name_of(MoveKind::exercise));
  for (const std::string& kind : every(MoveKind{})) {
    CAPTURE(kind);
    const auto others = of_kind(kind);
    for (std::size_t n = 0; n < rows.size(); ++n) CHECK(same(rows[n], others[n]));
  }
}

TEST_CASE("a run does not depend on its neighbours") { check_alone(model_of(small_crisis), 5, 300, 137, 20); }

TEST_CASE("with every tactic a run does not depend on its neighbours") {
  for (const std::string& kind : tactics) {
    CAPTURE(kind);
    check_alone(
        model_of(small_crisis, {"east.tactic={kind: " + kind + "}", "west.tactic={kind: " + kind + "}", "horizon=60"}),
        5, 72, 33, 20);
  }
}

TEST_CASE("under every style of mediation a run of the flagship does not depend on its neighbours") {
  for (const std::string& style : every(Style{})) {
    CAPTURE(style);
    check_alone(model_from("flagship/oman-2026.yaml", {"mediator.style=" + style}), 1, 512, 400, 112);
  }
}

}  // namespace
}  // namespace backchannel::testing
