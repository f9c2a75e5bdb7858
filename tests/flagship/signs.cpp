// The direction in which what matters moves agreement and force: the same runs before and after a change, with common
// random numbers. A sign must stand out at three standard errors. Where theory says only "not more" (≤ 0), a rise of
// half a percentage point or more is ruled out at three standard errors (a one-sided test of equivalence): a smaller
// one would be missed.
#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "tests/crisis/support.hpp"

namespace backchannel::testing {
namespace {

constexpr std::uint64_t runs = 16384;  // a change of one percentage point is seen at z > 3 unless many runs flip
constexpr double negligible = 0.005;
const std::string flagship = "flagship/oman-2026.yaml";

const std::vector<Row>& rows_of(const std::string& file, const Settings& set) {
  static std::map<std::string, std::vector<Row>> played;
  std::string key = file;
  for (const std::string& s : set) key += " " + s;
  auto found = played.find(key);
  if (found == played.end()) found = played.emplace(key, play(model_from(file, set), runs)).first;
  return found->second;
}

enum class Sign { up, down, not_up, any };

struct Claim {
  std::string what, file;
  Settings low, high;
  Sign agreement, force;
};

void check_sign(const std::string& axis, Sign sign, const Difference& d) {
  CAPTURE(axis);
  CAPTURE(d.mean);
  CAPTURE(d.z());
  if (sign == Sign::up) CHECK(d.z() > 3);
  if (sign == Sign::down) CHECK(d.z() < -3);
  if (sign == Sign::not_up) CHECK(d.mean + 3 * d.standard_error < negligible);
}

void check(const Claim& claim) {
  CAPTURE(claim.what);
  const auto& low = rows_of(claim.file, claim.low);
  const auto& high = rows_of(claim.file, claim.high);
  const Difference agreement = paired(low, high, agreed), force = paired(low, high, forced);
  MESSAGE(claim.what << ": agreement " << agreement.mean << " (z " << agreement.z() << "), force " << force.mean
                     << " (z " << force.z() << ")");
  check_sign("agreement", claim.agreement, agreement);
  check_sign("force", claim.force, force);
}

TEST_CASE("cost of war") {
  check({"cost of war to the United States", flagship, {"us.war.cost=0.3"}, {"us.war.cost=0.6"}, Sign::up, Sign::down});
  check({"cost of war to Iran", flagship, {"iran.war.cost=0.25"}, {"iran.war.cost=0.55"}, Sign::up, Sign::down});
}

TEST_CASE("spread of a private cost, under risk_return") {
  // Agreement falls in the ultimatum of V5. On the flagship, with a mediator and many rounds, which of the two ways
  // there are to be wrong about the other's cost prevails is open: it moves by less than a point.
  const auto spread = [](const std::string& deviation) {
    return Settings{"us.tactic.kind=risk_return",
                    "iran.war.cost={truncated_normal: [0.45, " + deviation + ", 0.05, 1.2], private: true}"};
  };
  check({"spread of Iran's cost of war", flagship, spread("0.03"), spread("0.2"), Sign::any, Sign::up});
  const Difference agreement = paired(rows_of(flagship, spread("0.03")), rows_of(flagship, spread("0.2")), agreed);
  CHECK(std::abs(agreement.mean) + 3 * agreement.standard_error < 0.01);
}

TEST_CASE("an unverified shift in power") {
  // The motive has a threshold, which at the flagship's stakes lies beyond the shifts that its prior holds likely.
  check({"shift in power", flagship, {"iran.preventive.shift=0"}, {"iran.preventive.shift=4"}, Sign::down, Sign::up});
}

TEST_CASE("mutual trust, step by step") {
  const auto of_flagship = [](const std::string& t) { return Settings{"us.trust.iran=" + t, "iran.trust.us=" + t}; };
  const auto of_valley = [](const std::string& t) {
    return Settings{"north.trust.south=" + t, "south.trust.north=" + t};
  };
  const std::vector<std::string> steps{"0.2", "0.4", "0.9"};
  for (std::size_t n = 0; n + 1 < steps.size(); ++n) {
    const std::string step = "mutual trust " + steps[n] + " to " + steps[n + 1];
    check({step, flagship, of_flagship(steps[n]), of_flagship(steps[n + 1]), Sign::up, Sign::not_up});
    check(
        {step, "tutorial/2_what_is_at_stake.yaml", of_valley(steps[n]), of_valley(steps[n + 1]), Sign::up, Sign::any});
  }
}

TEST_CASE("the spoiler's autonomy") {
  check({"spoiler's autonomy", flagship, {"israel.autonomy=0"}, {"israel.autonomy=1"}, Sign::down, Sign::up});
}

TEST_CASE("a spoiler's covert action") {
  const std::string act = "israel.moves.covert_action.";
  check({"covert action, never to often",
         flagship,
         {act + "drivers.cost=50"},
         {act + "drivers.cost=-1", act + "cooldown=10"},
         Sign::down,
         Sign::any});
}

TEST_CASE("posture, rung by rung") {
  const auto at = [](const std::string& rung) { return Settings{"us.posture.start=" + rung}; };
  check({"posture of the United States, rung 2 to 5", flagship, at("2"), at("5"), Sign::any, Sign::up});
  check({"posture of the United States, rung 5 to 8", flagship, at("5"), at("8"), Sign::any, Sign::up});
}

TEST_CASE("a date does not double agreement, whoever sets it") {
  const double without = share(rows_of(flagship, {}), [](const Row& row) { return row.agreed(); });
  for (const Settings& date :
       {Settings{"calendar.deadline=29"}, Settings{"calendar.deadline=29", "calendar.deadline_by=us"},
        Settings{"calendar.deadline=29", "calendar.deadline_by=iran"}}) {
    CAPTURE(date.back());
    const double with = share(rows_of(flagship, date), [](const Row& row) { return row.agreed(); });
    CAPTURE(with);
    CHECK(with < 2 * without);
  }
}

TEST_CASE("exchanges last beyond a week in about half of cases, and hardly a war is there at once") {
  const auto& rows = rows_of(flagship, {});
  double wars = 0, at_once = 0, struck = 0;
  for (const Row& row : rows) {
    struck += row.strike_day > 0;
    wars += row.war_day > 0;
    at_once += row.war_day > 0 && row.war_day - row.strike_day <= 2;
  }
  CAPTURE(wars / struck);
  CAPTURE(at_once / wars);
  CHECK(wars / struck > 0.4);
  CHECK(wars / struck < 0.7);
  CHECK(at_once / wars < 0.2);
}

TEST_CASE("incidents that breed incidents") {
  const Settings low{"us_iran.incidents.branching=0.1"}, high{"us_iran.incidents.branching=0.9"};
  check({"branching of incidents", flagship, low, high, Sign::down, Sign::up});
  const auto variance = [](const std::vector<Row>& rows) {
    double sum = 0, squares = 0;
    for (const Row& row : rows) sum += row.incidents, squares += row.incidents * row.incidents;
    const auto n = static_cast<double>(rows.size());
    return squares / n - sum * sum / (n * n);
  };
  CHECK(variance(rows_of(flagship, high)) > 10 * variance(rows_of(flagship, low)));
}

TEST_CASE("own audience cost") {
  // Every text falls short of what was demanded in public: to sign is to back down.
  check({"audience cost of the United States",
         flagship,
         {"us.audience.cost=0.05"},
         {"us.audience.cost=0.4"},
         Sign::down,
         Sign::any});
}

TEST_CASE("mediation style") {
  const Settings facilitation{"mediator.style=facilitation"}, formulation{"mediator.style=formulation"},
      manipulation{"mediator.style=manipulation"};
  check({"facilitation to formulation", flagship, facilitation, formulation, Sign::up, Sign::not_up});
  check({"formulation to manipulation", flagship, formulation, manipulation, Sign::up, Sign::not_up});
}

TEST_CASE("a facilitator against nobody") {
  check({"none to facilitation", flagship, {"mediator=none"}, {}, Sign::up, Sign::down});
}

TEST_CASE("what a mediator brings, each part") {
  const auto off = [](const std::string& mechanism) { return Settings{"mechanisms." + mechanism + "=false"}; };
  check({"access", flagship, {"mediator.access=0.5"}, {"mediator.access=1"}, Sign::up, Sign::down});
  check({"the door kept and reopened", flagship, off("reopening"), {}, Sign::up, Sign::down});
  check({"staying at the table", flagship, {"mediator.holds_at_table=0"}, {}, Sign::up, Sign::down});
  check({"reopening", flagship, {"mediator.reopening=0"}, {"mediator.reopening=0.1"}, Sign::up, Sign::not_up});
  check({"cover", flagship, off("cover"), {}, Sign::up, Sign::down});
  check({"agenda", flagship, {"mediator.agenda=0"}, {"mediator.agenda=0.9"}, Sign::up, Sign::not_up});
  check({"ideas", flagship, off("ideas"), {}, Sign::up, Sign::not_up});
  check({"demands held down by risk", flagship, off("risk_cap"), {}, Sign::up, Sign::down});
  check({"dates moved", flagship, off("extension"), {}, Sign::up, Sign::down});
  check({"guarantee", flagship, off("guarantee"), {}, Sign::up, Sign::not_up});
  check({"incidents explained",
         flagship,
         off("incident_channel"),
         {"mediator.incident_channel=1"},
         Sign::any,
         Sign::down});
}

TEST_CASE("skill, by all that it brings") {
  check({"skill", flagship, {"mediator.skill=0.3"}, {"mediator.skill=0.9"}, Sign::up, Sign::down});
}

TEST_CASE("what holds a side to what it signed") {
  // Of the agreements of a year, how many broke: temptation is raised so that there is something to see.
  const Settings tempted{"us.compliance.temptation=0.02", "iran.compliance.temptation=0.02", "horizon=365"};
  const auto with = [&](const Settings& more) {
    Settings all = tempted;
    all.insert(all.end(), more.begin(), more.end());
    return all;
  };
  const auto breaches = [](const std::vector<Row>& rows) {
    double broke = 0, signed_ones = 0;
    for (const Row& row : rows) broke += row.breach_day > 0 ? 1 : 0, signed_ones += agreed(row);
    const double p = broke / signed_ones;
    MESSAGE("breaches " << p);
    return std::pair(p, p * (1 - p) / signed_ones);
  };
  const auto fewer = [&](const Settings& before, const Settings& after) {
    const auto a = breaches(rows_of(flagship, with(before))), b = breaches(rows_of(flagship, with(after)));
    return (a.first - b.first) / std::sqrt(a.second + b.second);
  };
  CHECK(fewer({"mechanisms.guarantee=false"}, {"mediator.guarantee=0.3"}) > 3);
  const std::string levers = "mediator.style=manipulation",
                    sweet = "mediator.leverage={budget: 1, sweetener: 0.3, refusal_cost: 0.03, fade: ";
  CHECK(fewer({levers, sweet + "0}"}, {levers, sweet + "3650}"}) > 3);
  check({"sweeteners", flagship, with({levers, "mediator.leverage.sweetener=0"}),
         with({levers, "mediator.leverage.sweetener=0.3"}), Sign::up, Sign::any});
}

TEST_CASE("strain makes for concession and defeat, not for first strikes") {
  // Without dates: the fear of one brings about defeats of its own, which who hurts forestalls by agreeing before.
  const Settings low{"iran.strain.pain=0.05", "mechanisms.deadline=false"},
      high{"iran.strain.pain=0.5", "mechanisms.deadline=false"};
  check({"strain on Iran", flagship, low, high, Sign::up, Sign::any});
  const auto model = model_from(flagship);
  const std::size_t iran = model->actor("iran").index(), us = model->actor("us").index();
  // A defeat at the table: a text in force that is worth more to the other side than to oneself.
  const auto defeated = [=](const Row& row) { return agreed(row) && row.value[us] > row.value[iran] ? 1.0 : 0.0; };
  const auto strikes_first = [=](const Row& row) { return row.first_striker == static_cast<int>(iran) ? 1.0 : 0.0; };
  const auto &before = rows_of(flagship, low), &after = rows_of(flagship, high);
  const Difference defeat = paired(before, after, defeated), first = paired(before, after, strikes_first);
  MESSAGE("defeat " << defeat.mean << " (z " << defeat.z() << "), first use of force " << first.mean << " (z "
                    << first.z() << ")");
  check_sign("defeat", Sign::up, defeat);
  check_sign("first use of force", Sign::not_up, first);
}

TEST_CASE("theory: whom strain makes impatient ends with the smaller share") {
  const auto share = [](const Settings& set) {
    return play(model_from("theory/v1_rubinstein.yaml", set), 2).front().terms[0];
  };
  const Settings strained{"first.tactic.strain_weight=0.1", "first.strain={start: 0.5, pressure: 0.5}"};
  const double own = std::exp(-0.10536051565782628 - 0.1 * 0.5), other = 0.9;
  CHECK(share({"first.tactic.strain_weight=0.1"}) == doctest::Approx((1 - other) / (1 - other * other)).epsilon(1e-9));
  CHECK(share(strained) == doctest::Approx((1 - other) / (1 - own * other)).epsilon(1e-9));
  CHECK(share(strained) < 0.45);
}

TEST_CASE("theory: spread of a private cost, own audience cost") {
  const std::string demand = "theory/v5_risk_return.yaml";
  check({"spread of the private cost of war",
         demand,
         {"second.war.cost={uniform: [0.15, 0.25], private: true}"},
         {"second.war.cost={uniform: [0, 0.4], private: true}"},
         Sign::down,
         Sign::up});
  const std::string nerves = "theory/v6_attrition.yaml";
  const auto backs_down = [](const Row& row) { return agreed(row) && row.terms[0] < 0.5 ? 1.0 : 0.0; };
  const auto& low = rows_of(nerves, {});
  const auto& high = rows_of(nerves, {"first.tactic.audience_slope=0.03"});
  check_sign("backing down", Sign::down, paired(low, high, backs_down));
}

TEST_CASE("theory: shift in power and cost of war to the one who would prevent it") {
  const std::string shift = "theory/v7_preventive.yaml";
  const std::string soft = "precision.force=20";
  const auto at = [&](const std::string& set) { return Settings{soft, "second.preventive.shift=0.5", set}; };
  check({"shift in power",
         shift,
         {soft, "second.preventive.shift=0"},
         {soft, "second.preventive.shift=0.5"},
         Sign::any,
         Sign::up});
  check({"cost of war", shift, at("first.war.cost=0.05"), at("first.war.cost=0.3"), Sign::any, Sign::down});
}

TEST_CASE("theory: cost of war and trust in a swap") {
  const std::string swap = "theory/v9_assurance.yaml";
  // The text is agreed either way; what trust decides here is whether it lasts.
  const auto lasts = [](const Row& row) { return agreed(row) && row.breach_day < 0.5 ? 1.0 : 0.0; };
  const Settings soft{"precision.compliance=5", "first.compliance.temptation=0.03",
                      "second.compliance.temptation=0.03"};
  Settings trusting = soft;
  trusting.emplace_back("first.trust.second=0.9");
  check_sign("trust", Sign::up, paired(rows_of(swap, soft), rows_of(swap, trusting), lasts));
  const std::string demand = "theory/v5_risk_return.yaml";
  check({"cost of war to the one who demands",
         demand,
         {"first.war.cost=0.1"},
         {"first.war.cost=0.3"},
         Sign::up,
         Sign::down});
}

}  // namespace
}  // namespace backchannel::testing
