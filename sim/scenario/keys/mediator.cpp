#include "sim/scenario/keys/mediator.hpp"

#include "sim/scenario/visitor.hpp"

namespace backchannel {

// A table, a key a line however long: broken lines would hide which keys a group has.
// clang-format off

void describe(KeyVisitor& v, Votes& x) {
  v.choices("voter", x.voter, To::party, "how each side votes: hill_climber (default) or annealer");
  v.number("temperature", x.temperature, {0, 1e6, 0.1, "value", "temperature of an annealer at the start", "Klein et al. 2003", "Klein 2003"});
  v.number("cooling", x.cooling, {0, 1, 1, "factor", "factor of the temperature per proposal", "Klein et al. 2003", "Klein 2003"});
}

void describe(KeyVisitor& v, Leverage& x) {
  v.number("budget", x.budget, {0, 100, 0.3, "value", "what sweeteners and pressure may cost in all", "sim/MODEL.md 7.6"});
  v.number("sweetener", x.sweetener, {0, 10, 0.05, "value", "most that is added to a text's worth for a side that falls short", "sim/MODEL.md 7.6"});
  v.number("refusal_cost", x.refusal_cost, {0, 10, 0.03, "value", "what refusing the text costs a side while it is on the table", "sim/MODEL.md 7.6"});
  v.number("fade", x.fade, {0, 3650, 0, "days", "time in which a sweetener ceases to hold a side to what it signed; 0: with the signature", "Beardsley 2008"});
}

void describe(KeyVisitor& v, Mediator& x) {
  v.text("name", x.name, "the mediator", "name in stories");
  v.choice("style", x.style, Style::facilitation, "facilitation, formulation or manipulation", "Beardsley et al. 2006");
  v.number("skill", x.skill, {0, 1, 0.5, "share", "noise removed, framing and candour obtained", "sim/MODEL.md 7.6", "Kydd 2003"});
  v.number("bias", x.bias, {-1, 1, 0, "value", "lean towards the favoured side, negative away from it: decides whose counsel is believed", "Kydd 2003; sim/MODEL.md 7.6", "Kydd 2003"});
  v.reference("favours", x.favours, To::party, Need::optional, "the side that a positive bias favours (default: the first by id)");
  v.number("cost_of_war", x.cost_of_war, {0, 10, 0.3, "value", "the mediator's own cost of war", "Kydd 2003", "Kydd 2003"});
  v.number("restraint", x.restraint, {0, 1, 0.5, "probability", "chance per round of counselling a side about the other's resolve", "sim/MODEL.md 7.6", "Kydd 2003"});
  v.number("message_weight", x.message_weight, {0, 5, 0.05, "log odds", "what a message of good faith moves trust per round", "Kydd 2006"});
  v.number("patience", x.patience, {1, 1e6, 365, "days", "how long the mediator goes on after the first session", "sim/MODEL.md 7.7"});
  v.number("noise", x.noise, {0, 1, 0.1, "value", "standard deviation of reported gaps at skill 0", "sim/MODEL.md 7.6"});
  v.number("framing", x.framing, {0, 1, 0.05, "value", "how much smaller a gap is made to look at skill 1", "sim/MODEL.md 7.6"});
  v.number("variance", x.variance, {0, 1, 0.04, "position²", "variance of the mediator's estimates at the start", "sim/MODEL.md 7.6"});
  v.number("progress", x.progress, {0, 1, 0.02, "log", "relief of tension when progress is reported after a round", "sim/MODEL.md 7.6"});
  v.number("access", x.access, {0, 1, 1, "probability", "chance at skill 1 of bringing about a round that the sides would not hold by themselves (talks.direct_contact)", "Princen 1992"});
  v.number("holds_at_table", x.holds_at_table, {0, 10, 0, "share", "how much longer the sides are patient at skill 1", "Bercovitch and Houston 1996"});
  v.number("softens_boycott", x.softens_boycott, {0, 1, 0, "share", "how much shorter a boycott is at skill 1", "sim/MODEL.md 7.6"});
  v.number("reopening", x.reopening, {0, 1, 0, "per day", "hazard at skill 1 of reopening talks that are over, while both sides are hurt", "Zartman 1989"});
  v.number("ceasefire", x.ceasefire, {0, 1, 0, "per day", "hazard at skill 1 of a ceasefire, once the parties that fight are hurt (force.ceasefire)", "Zartman 1989; Bercovitch and Houston 1996", "F1"});
  v.number("cover", x.cover, {0, 1, 0, "share", "how much less audiences and hawks mind what comes through the mediator, at skill 1", "Beardsley and Lo 2014; Allee and Huth 2006"});
  v.number("agenda", x.agenda, {0, 1, 0, "probability", "chance per round at skill 1 of opening a track for an interim text (talks.interim_track)", "Sebenius 1983"});
  v.number("ideas", x.ideas, {0, 1, 0, "probability", "chance per round at skill 1 that one who facilitates puts a bridging text of its own; 1 is formulation", "Schelling 1960; Raiffa 1982"});
  v.number("extension", x.extension, {0, 1, 0, "probability", "chance at skill 1 of moving a date before which hope has risen (calendar.extension)", "plan of 2013, extended three times"});
  v.number("guarantee", x.guarantee, {0, 1, 0, "share", "how far it makes up, at skill 1, for trust and detection that are missing", "Walter 2002; Fortna 2003"});
  v.number("incident_channel", x.incident_channel, {0, 1, 0, "probability", "chance at skill 1 that a grave incident is explained: no occasion for force, half the boycott", "Swiss channel, January 2020"});
  v.when(v.all() || x.style != Style::facilitation, "only with style formulation or manipulation", [&] {
    v.choice("search", x.search, Search::objective, "how the single negotiating text is sought");
    v.count("mutations", x.mutations, {1, 5000, 24, "proposals", "changes tried per exchange", "sim/MODEL.md 7.6", "Klein 2003"});
  });
  v.when(v.all() || (x.style != Style::facilitation && x.search == Search::objective), "only with style formulation or manipulation and search objective", [&] {
    v.choice("objective", x.objective, Objective::nash, "what the text maximises", "Nash 1950; Kalai and Smorodinsky 1975; Kalai 1977", "V2");
    v.numbers("weights", x.weights, To::party, {0.01, 100, 1, "weight", "weight of the party in nash and egalitarian", "Harsanyi and Selten 1972; Kalai 1977", "V2"});
    v.flag("polish", x.polish, false, "refine the optimum to 1e-10 (theory scenarios)");
  });
  v.when(v.all() || (x.style != Style::facilitation && x.search == Search::votes), "only with style formulation or manipulation and search votes", [&] {
    v.group("votes", x.votes, "voting on one-issue changes");
  });
  v.when(v.all() || x.style == Style::manipulation, "only with style manipulation", [&] {
    v.group("leverage", x.leverage, "sweeteners and costs of refusal");
  });
}
// clang-format on

}  // namespace backchannel
