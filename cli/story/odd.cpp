#include "cli/story/odd.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "cli/story/words.hpp"
#include "sim/crisis/day.hpp"
#include "sim/scenario/messages.hpp"
#include "sim/scenario/pages/catalogue.hpp"
#include "sim/scenario/pages/evidence.hpp"
#include "sim/scenario/pages/markdown.hpp"
#include "sim/scenario/pages/units.hpp"
#include "sim/scenario/pages/writer.hpp"

namespace backchannel {
namespace {

class Protocol2020 {
 public:
  explicit Protocol2020(const Model& model) : model_(model), scenario_(model.scenario) {}

  std::string whole() {
    line("# {}: ODD protocol\n", scenario_.title.empty() ? "A scenario" : markdown(scenario_.title));
    line(
        "Scenario hash {}. The model itself is described in `sim/MODEL.md`; sections below say what of it acts here.\n",
        model_.loaded.hash);
    purpose();
    entities();
    schedule();
    concepts();
    initialisation();
    input();
    submodels();
    parameters();
    return text_;
  }

 private:
  template <class... Parts>
  void line(fmt::format_string<Parts...> form, Parts&&... parts) {
    text_ += fmt::format(form, std::forward<Parts>(parts)...);
    text_ += '\n';
  }
  std::string value(Param p) const { return p.given() ? model_.loaded.parameters[p].prior.describe() : "none"; }
  std::string name(ActorId actor) const { return markdown(name_of(model_, actor)); }
  std::string parties() const {
    return fmt::format("{} and {}", name(model_.party[Side::first]), name(model_.party[Side::second]));
  }

  void purpose() {
    line("## 1. Purpose and patterns\n");
    if (!scenario_.description.empty()) line("{}\n", markdown(scenario_.description));
    line(
        "The purpose is the distribution of outcomes of this crisis over {} days: how often the talks of {} end in a "
        "comprehensive or an interim agreement, go on, collapse without force, or are overtaken by a limited strike or "
        "a regional war, when, and on which terms.\n",
        scenario_.horizon, parties());
    std::vector<std::string> patterns{"the durations of mediated crises",
                                      "the shares of agreement and violence of the nearest class of past crises"};
    if (idle("contagion").empty()) patterns.emplace_back("clustering of incidents");
    patterns.emplace_back("tension that neither dies out nor saturates");
    line(
        "Patterns a scenario of a crisis should reproduce: {}. One of a single mechanism (`scenarios/theory`) should "
        "reproduce its closed form instead.\n",
        listed(patterns));
  }

  void entities() {
    line("## 2. Entities, state variables and scales\n");
    line("One step is one day; day 1 is {}, the horizon day {}. Positions, trust and tension lie in [0, 1].\n",
         scenario_.start_date, scenario_.horizon);
    issues();
    actors();
    menus();
    if (model_.mediator != nullptr)
      line("\nMediator: {}, style {}, skill {}, bias {}.", name({}), name_of_choice(model_.mediator->style),
           value(model_.mediator->skill), value(model_.mediator->bias));
    else
      line("\nThere is no mediator: the parties meet directly.");
    dyads();
    if (!scenario_.ladder.empty()) {
      line("\nRungs of mobilisation, from 0: {}.", markdown(listed(scenario_.ladder, ", ")));
    }
    line(
        "\nPublic state: tension, hope, the text in force and the text on the table, mobilisation, strain, sanctions "
        "pressure and public commitment of each actor, deadline, settlement. Private state: trust, beliefs about "
        "resolve, saliences, whether a red line is real, the mediator's estimates.\n");
  }

  template <class Enum>
  static std::string name_of_choice(Enum choice) {
    return backchannel::name_of(choice);
  }

  void issues() {
    line("| issue | title | position 0 | position 1 | status quo | least step | needed for | role | group |");
    line("|---|---|---|---|---|---|---|---|---|");
    for (const IssueId k : model_.agenda.ids()) {
      const Issue& issue = *model_.agenda.issue[k];
      const Axis axis(model_, k);
      const auto end = [&](double x, const std::string& words) {
        return words.empty() ? axis.amount(x) : fmt::format("{} ({})", axis.amount(x), words);
      };
      std::vector<std::string> needed;
      if (issue.interim) needed.emplace_back("interim");
      if (issue.comprehensive) needed.emplace_back("comprehensive");
      line("| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |", model_.agenda.id[k], markdown(axis.title()),
           markdown(end(0, issue.at_zero)), markdown(end(1, issue.at_one)), value(issue.status_quo),
           value(issue.min_step), needed.empty() ? "neither" : listed(needed), name_of_choice(issue.role),
           name_of_choice(issue.group));
    }
  }

  void actors() {
    line("\n| actor | name | part | tactic | factions | moves | capability | cost of war |");
    line("|---|---|---|---|---|---|---|---|");
    for (const CompiledActor& actor : model_.actors) {
      const bool party = actor.side.has_value();
      line("| `{}` | {} | {} | {} | {} | {} | {} | {} |", actor.id, markdown(actor.name), part_of(actor),
           party ? name_of_choice(actor.spec->tactic.kind) : "", actor.factions.size(), actor.moves.size(),
           value(actor.spec->capability), value(actor.spec->war.cost));
    }
  }

  std::string part_of(const CompiledActor& actor) const {
    if (actor.side) return "negotiates";
    std::string text = "third party";
    if (actor.backs.given()) text += ", backs " + name(actor.backs);
    if (actor.patron.given()) text += ", held by " + name(actor.patron);
    return text;
  }

  /// What actors may do between the rounds.
  void menus() {
    if (model_.moves.empty()) return;
    line("\n| move | of | kind | category | against | learned as | what it says |");
    line("|---|---|---|---|---|---|---|");
    for (const CompiledMove& move : model_.moves)
      line("| `{}` | {} | {} | {} | {} | {} | {} |", move.id, name(move.act.by), name_of_choice(move.spec->kind),
           name_of_choice(move.spec->category), move.act.against.given() ? name(move.act.against) : "nobody",
           name_of_choice(move.spec->effects.act), markdown(move.spec->text));
  }

  void dyads() {
    for (const CompiledDyad& dyad : model_.dyads) {
      std::vector<std::string> strikers;
      for (const StrikeOption& option : model_.strikes)
        if (model_.dyads[option.dyad].id == dyad.id) strikers.push_back(name(option.attacker));
      line("\nDyad `{}`: {} and {}; incidents at {} a day; {}.", dyad.id, name(dyad.actor[End::one]),
           name(dyad.actor[End::two]), value(dyad.spec->incidents.base),
           strikers.empty() ? "nobody may strike first" : listed(strikers) + " may strike first");
    }
  }

  void schedule() {
    line("## 3. Process overview and scheduling\n");
    line("Each day: {}. Decisions read yesterday's public state, which is replaced in *record*.\n",
         fmt::join(day_phases, " → "));
    const TalksSpec& talks = scenario_.talks;
    line(
        "Talks: protocol {}, exchanges a session day: {}, days of a round: {}, median days of a recess: {}, first "
        "session on day {}. A run ends at the horizon, {}with an event that is a deal or war, or {} day{} after a "
        "comprehensive agreement without breach.\n",
        name_of_choice(talks.protocol), talks.exchanges, scenario_.calendar.session_days,
        value(scenario_.calendar.recess_median), value(scenario_.calendar.first_session),
        scenario_.run_ends_at == RunEnd::war ? "with a regional war, " : "", scenario_.settled_days,
        scenario_.settled_days == 1 ? "" : "s");
  }

  std::string learning() const {
    const Mechanisms& on = scenario_.mechanisms;
    if (!on.trust_learning && !on.resolve) return "none is switched on";
    const bool fights = !model_.strikes.empty() && on.resolve && on.ceasefire && moves(scenario_.force.learning);
    return std::string("trust and beliefs about resolve learn from acts") +
           (fights ? ", resolve also from whether the other fights on" : "");
  }

  void concepts() {
    line("## 4. Design concepts\n");
    line(
        "* Basic principles: bargaining in the shadow of war (Fearon 1995; Powell 2006), two-level games (Putnam "
        "1988), "
        "ripeness (Zartman 1989), mediation styles (Beardsley et al. 2006), trust as a belief (Kydd 2005).");
    line("* Emergence: agreements, their terms and timing, spirals of incidents, wars.");
    line("* Adaptation: tactics lower aspirations; offers, answers, moves and force follow values and beliefs.");
    line("* Objectives: the value of signing against no deal, by actor and faction (sim/MODEL.md 7.1, 7.2).");
    line("* Learning: {}.", learning());
    line("* Prediction: perceived war risk over the planning horizon; the other side's answer to a strike.");
    line(
        "* Sensing: sides see {}; the public state of last night; own preferences. Private costs of war are known as "
        "priors only.",
        model_.mediator != nullptr ? "what the mediator passes on" : "the other side's offers");
    line("* Interaction: offers and answers, moves, incidents, strikes, support and restraint between allies.");
    line(
        "* Stochasticity: every prior is drawn once a run; incidents, occasions, answers and choices by named "
        "streams.");
    line("* Collectives: {}.", factions());
    line("* Observation: one row a run (classes, days of first passage, terms, values), and the story of any run.\n");
  }

  std::string factions() const {
    std::vector<std::string> text;
    for (const CompiledActor& actor : model_.actors)
      for (const auto& [id, faction] : actor.spec->factions)
        text.push_back(
            fmt::format("{} ({})", faction.name.empty() ? id : markdown(faction.name), markdown(actor.name)));
    return text.empty() ? "no factions" : "factions that ratify: " + listed(text);
  }

  void initialisation() {
    line("## 5. Initialisation\n");
    line("Tension starts at {}. The text in force is the status quo.", value(scenario_.tension.start));
    for (const CompiledActor& actor : model_.actors) {
      std::vector<std::string> facts{"mobilisation " + value(actor.spec->posture.start)};
      if (actor.trust.given())
        facts.push_back(fmt::format("trust in {} {}", name(actor.adversary), value(actor.trust)));
      facts.push_back("strain " + value(actor.spec->strain.start));
      line("* {}: {}.", capitalised(markdown(actor.name)), listed(facts, ", "));
    }
    if (!scenario_.history.empty()) line("\nActs before the start, as trust remembers them:\n");
    for (const HistoricAct& act : scenario_.history)
      line("* day {}: {} by {} against {}", value(act.day), name_of_choice(act.kind), name(model_.actor(act.by.id)),
           name(model_.actor(act.against.id)));
    line("");
  }

  void input() {
    line("## 6. Input data\n");
    if (scenario_.events.empty()) {
      line("None: nothing enters from outside during a run.\n");
      return;
    }
    line("No time series is read. Events from outside:\n");
    for (const auto& [id, event] : scenario_.events) {
      const std::string when = event.day    ? "on day " + value(*event.day)
                               : event.rate ? "at " + value(*event.rate) + " a day"
                                            : "when `" + event.when->state + "` is " + name_of_choice(event.when->is) +
                                                  " " + value(event.when->value);
      line("* `{}`: {} ({}, at most {} times)", id, event.text.empty() ? id : markdown(event.text), when, event.times);
    }
    line("");
  }

  template <class Test>
  bool any_actor(Test test) const {
    return std::any_of(model_.actors.begin(), model_.actors.end(),
                       [&](const CompiledActor& a) { return test(*a.spec); });
  }
  template <class Test>
  bool any_dyad(Test test) const {
    return std::any_of(scenario_.dyads.begin(), scenario_.dyads.end(),
                       [&](const auto& dyad) { return test(dyad.second.incidents); });
  }
  /// Whether a number is there and not 0 throughout.
  bool moves(Param p) const { return p.given() && !model_.constant(p, 0); }
  bool happens(const IncidentSpec& incidents) const { return moves(incidents.base) || moves(incidents.recent); }
  static bool draws_lines(const Actor& actor) {
    return std::any_of(actor.preferences.begin(), actor.preferences.end(),
                       [](const auto& one) { return one.second.red_line.kind != LineKind::none; });
  }
  bool has_deadline() const {
    const auto sets_one = [&](const Param& days) { return value(days) != "0"; };
    return scenario_.calendar.deadline || any_actor([&](const Actor& actor) {
             return std::any_of(actor.moves.begin(), actor.moves.end(),
                                [&](const auto& move) { return sets_one(move.second.effects.deadline_in); });
           }) ||
           std::any_of(scenario_.events.begin(), scenario_.events.end(),
                       [&](const auto& event) { return sets_one(event.second.effects.deadline_in); });
  }

  /// What a mechanism lacks here to act at all; empty: nothing.
  std::string idle(const std::string& mechanism) const {
    const auto lacks = [](bool there, const char* what) { return there ? "" : what; };
    const bool fights = !model_.strikes.empty();
    if (mechanism == "linkage")
      return lacks(any_actor([](const Actor& a) { return !a.linkages.empty(); }), "no linkage");
    if (mechanism == "red_lines") return lacks(any_actor(draws_lines), "no red line");
    if (mechanism == "promises")
      return lacks(any_actor([](const Actor& a) { return !a.promises.empty(); }), "no promise");
    if (mechanism == "third_party_voice")
      return lacks(any_actor([](const Actor& a) { return a.backs.given(); }), "no third party backs a side");
    if (mechanism == "mediation") return lacks(model_.mediator != nullptr, "no mediator");
    if (mechanism == "deadline") return lacks(has_deadline(), "no deadline");
    if (mechanism == "factions")
      return lacks(any_actor([](const Actor& a) { return !a.factions.empty(); }), "no faction");
    if (mechanism == "moves") return lacks(any_actor([](const Actor& a) { return !a.moves.empty(); }), "no move");
    if (mechanism == "incidents")
      return lacks(any_dyad([&](const IncidentSpec& i) { return happens(i); }), "no incident");
    if (mechanism == "contagion")
      return lacks(any_dyad([&](const IncidentSpec& i) { return happens(i) && moves(i.branching); }),
                   "no incident breeds others");
    if (mechanism == "audience")
      return lacks(any_actor([&](const Actor& a) { return moves(a.audience.cost); }), "no audience cost");
    if (mechanism == "strain") return lacks(any_actor([&](const Actor& a) { return moves(a.strain.pain); }), "no pain");
    if (mechanism == "force" || mechanism == "exchange" || (mechanism == "preventive" && !fights))
      return lacks(fights, "nobody may strike");
    if (mechanism == "ceasefire") return lacks(fights, "nobody may strike");
    if (mechanism == "preventive")
      return lacks(any_actor([&](const Actor& a) { return moves(a.preventive.shift); }), "no shift in power");
    if (mechanism == "patron") return lacks(any_actor([](const Actor& a) { return a.patron.given(); }), "no patron");
    if (mechanism == "events") return lacks(!scenario_.events.empty(), "no event");
    return idle_go_between(mechanism);
  }

  std::string idle_go_between(const std::string& mechanism) const {
    const auto lacks = [](bool there, const char* what) { return there ? "" : what; };
    const auto brings = [&](Param Mediator::*power) { return model_.brings(power); };
    const bool reopens = moves(scenario_.talks.reopening) || brings(&Mediator::reopening);
    if (mechanism == "access")
      return lacks(!model_.constant(scenario_.talks.direct_contact, 1), "the sides come by themselves");
    if (mechanism == "reopening")
      return lacks(reopens || brings(&Mediator::holds_at_table) || brings(&Mediator::softens_boycott),
                   "nothing holds or reopens");
    if (mechanism == "cover") return lacks(brings(&Mediator::cover), "no cover");
    if (mechanism == "agenda")
      return lacks(!model_.constant(scenario_.talks.interim_track, 1), "no track has to be opened");
    if (mechanism == "misreading") return lacks(moves(scenario_.talks.misreading), "nobody misreads");
    if (mechanism == "ideas")
      return lacks(model_.drafts() && !model_.formulates(), "no facilitator with texts of its own");
    if (mechanism == "risk_cap")
      return lacks(any_actor([&](const Actor& a) { return moves(a.tactic.risk_cap); }), "no demand is held down");
    if (mechanism == "extension")
      return lacks(moves(scenario_.calendar.extension) || brings(&Mediator::extension), "no date is moved");
    if (mechanism == "guarantee") return lacks(brings(&Mediator::guarantee), "no guarantee");
    if (mechanism == "fading_leverage") return lacks(model_.sweeteners_fade(), "no sweetener that fades");
    if (mechanism == "incident_channel") return lacks(brings(&Mediator::incident_channel), "no channel for incidents");
    return "";
  }

  /// Which mechanisms act, from the switches of the format and from what the scenario has.
  void submodels() {
    line("## 7. Submodels\n");
    line("Equations, units, sources and limiting cases: `sim/MODEL.md`. Here:\n");
    line("| mechanism | what it is | acts |");
    line("|---|---|---|");
    const auto keys = resolved_keys(scenario_, model_.loaded.parameters);
    for (const KeyInfo& info : catalogue()) {
      if (!info.path.starts_with("mechanisms.")) continue;
      std::string state;
      for (const WrittenKey& key : keys)
        if (key.path == info.path) state = key.value;
      const std::string mechanism = info.path.substr(std::string("mechanisms.").size()), lack = idle(mechanism);
      line("| `{}` | {} | {} |", mechanism, cell(info.meaning),
           state == "false" ? "no: switched off"
           : lack.empty()   ? "yes"
                            : "no: " + lack);
    }
    line("");
  }

  void parameters() {
    const EvidenceTable table = evidence(model_.loaded);
    line("### Parameters\n");
    line(
        "{} numbers: {} facts, {} judgements, {} without a basis, {} defaults of the format (not listed); {} have "
        "priors.\n",
        table.rows.size(), table.facts, table.judgements, table.without_basis, table.defaults, table.priors);
    line("| parameter | value | unit | basis | source and note |");
    line("|---|---|---|---|---|");
    for (const EvidenceRow& row : table.rows) {
      if (row.basis == "default") continue;
      const auto param = model_.loaded.parameters.find(row.path);
      std::string why = row.source;
      if (!row.note.empty()) append(why, row.note, "; ");
      line("| `{}` | {}{} | {} | {} | {} |", row.path, row.value, row.is_private ? " (private)" : "",
           param ? unit_of(model_.loaded.parameters[*param], model_.scenario) : "", row.basis, markdown(why));
    }
  }

  const Model& model_;
  const Scenario& scenario_;
  std::string text_;
};

}  // namespace

std::string odd_of(const Model& model) { return Protocol2020(model).whole(); }

}  // namespace backchannel
