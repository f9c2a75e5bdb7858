#include <fmt/format.h>

#include <cmath>
#include <map>

#include "cli/story/chronicle.hpp"
#include "cli/story/closing.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/events.hpp"
#include "cli/story/why.hpp"
#include "cli/story/words.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

/// "17 March (day 39)".
std::string when(const Dates& dates, double day) {
  return fmt::format("{} (day {})", dates.with_month(static_cast<int>(std::floor(day + 1e-9))),
                     static_cast<int>(std::floor(day + 1e-9)));
}

std::string why_talks_ended(const Replay& replay, const Dates& dates) {
  const auto closed = closing(replay);
  if (!closed) return "no further round was in sight";
  const std::string why = reason(*closed, replay, "had");
  return fmt::format("the talks ended on {}", when(dates, closed->day)) + (why.empty() ? "" : ": " + why);
}

std::string of_violence(const Replay& replay, const Dates& dates) {
  const Row& row = replay.row;
  std::string text;
  if (!row.force_used()) return text;
  const ActorId first(row.first_striker);
  const std::string striker = first.given() ? name_of(*replay.model, first) : "";
  if (!striker.empty()) text = fmt::format("{} struck first, on {}", striker, when(dates, row.strike_day));
  if (row.violence == Violence::war) {
    text += fmt::format("{}war was established on {}", text.empty() ? "" : "; ", when(dates, row.war_day));
    if (row.war_end_day > 0)
      text += fmt::format(" and ended on {}, after {} days of fighting", when(dates, row.war_end_day), row.war_days);
    else if (row.war_days > 0 && row.end_day > row.war_day)
      text += fmt::format(" and went on, on day {} of the fighting", row.war_days);
    return sentence(text);
  }
  text += row.strikes > 1
              ? fmt::format("; {} strikes in all, none of which became a war", static_cast<int>(row.strikes))
              : "; it did not become a war";
  return sentence(text);
}

/// Agreements as they entered into force, were broken or fell with a strike, in the order of days.
std::string of_settlement(const Replay& replay, const Dates& dates) {
  std::string text;
  bool in_force = false;
  for (const StoryEntry& entry : replay.entries) {
    if (const auto* ratified = std::get_if<told::Ratified>(&entry.event)) {
      in_force = true;
      text += sentence(fmt::format("{} agreement entered into force on {}",
                                   ratified->scope == Scope::comprehensive ? "a comprehensive" : "an interim",
                                   when(dates, entry.day))) +
              " ";
    }
    const bool struck = is_a<told::Struck>(entry);
    if (!in_force || (!struck && !is_a<told::Breached>(entry))) continue;
    text += sentence((struck ? "it fell with the strike on " : "it was broken on ") + when(dates, entry.day)) + " ";
    in_force = false;
  }
  if (text.empty() && replay.row.comprehensive_day > 0)  // an event's outcome
    return sentence("a comprehensive agreement entered into force on " + when(dates, replay.row.comprehensive_day));
  if (!text.empty()) text.pop_back();
  return text;
}

std::string of_talks(const Replay& replay, const Dates& dates) {
  const Row& row = replay.row;
  const Evening& last = replay.evenings.back();
  if (replay.evenings.back().at_war || row.in_force == Settlement::comprehensive) return "";
  const std::string held =
      fmt::format("{} {} held", static_cast<int>(row.rounds), row.rounds == 1 ? "round was" : "rounds were");
  if (!row.talks_alive) return sentence(held + "; " + why_talks_ended(replay, dates));
  const int next = std::max({first_day_of(last.next_session), first_day_of(last.boycott_until), last.day + 1});
  if (last.pending) {
    const auto closed = closing(replay);
    const std::string over = closed ? "; " + why_talks_ended(replay, dates) + ", but" : ";";
    return sentence(fmt::format("{}{} a text lies before the capitals, which vote on {}", held, over,
                                dates.with_month(last.vote_day)));
  }
  return sentence(fmt::format("{}; the next is due on {}", held, dates.with_month(next)));
}

std::string why_then(const Replay& replay) {
  const Row& row = replay.row;
  const Model& model = *replay.model;
  if (row.end_day < model.scenario.horizon && std::ceil(row.war_day) == row.end_day)
    return "Here a run ends when a regional war is established.";
  if (row.end_day < model.scenario.horizon)
    return fmt::format("The agreement had then held for {} days.", model.scenario.settled_days);
  return fmt::format("The horizon of {} days was reached.", model.scenario.horizon);
}

std::string heading(const Replay& replay, const Dates& dates, std::size_t width) {
  const Model& model = *replay.model;
  const std::string title = model.scenario.title.empty() ? "A crisis" : model.scenario.title;
  std::vector<std::string> trust, postures;
  for (const ActorId party : model.party)
    trust.push_back(fmt::format("{} trusts the word of {} at {}", name_of(model, party),
                                name_of(model, model.actors[party].adversary), fixed(replay.start.trust[party], 2)));
  const auto& ladder = model.scenario.ladder;
  for (const ActorId actor : model.actors.ids()) {
    const double rung = replay.start.posture[actor];
    const auto step = static_cast<std::size_t>(std::max(0.0, std::round(rung)));
    if (step > 0 && step < ladder.size())
      postures.push_back(fmt::format("{}: {}", name_of(model, actor), ladder[step]));
  }
  std::string text =
      fmt::format("{}\nRun {} of seed {}, {} to {}: {}\n\n", title, replay.run, replay.seed, dates.with_year(1),
                  dates.with_year(static_cast<int>(replay.row.end_day)), outcome_of(replay.row));
  std::string start =
      fmt::format("At the start tension stands at {}. {}.", fixed(replay.start.tension, 2), capitalised(listed(trust)));
  if (!postures.empty()) start += " Forces: " + listed(postures, ", ") + ".";
  return text + paragraph("", start, width);
}

}  // namespace

std::string outcome_of(const Row& row) {
  const std::string name = spaced(name_of(row.outcome));
  const bool agreed = row.outcome == Outcome::comprehensive_agreement || row.outcome == Outcome::interim_agreement;
  return agreed && row.in_force < row.settlement ? name + ", no longer in force" : name;
}

std::string how_it_ended(const Replay& replay) {
  if (replay.failure) return "The run failed: " + *replay.failure + ".";
  const Dates dates(replay.model->scenario.start_date);
  std::vector<std::string> parts;
  for (const std::string& part :
       {of_settlement(replay, dates), of_violence(replay, dates), of_talks(replay, dates), why_then(replay)})
    if (!part.empty()) parts.push_back(part);
  std::string text;
  for (const std::string& part : parts) append(text, part);
  return text;
}

std::string told_text(const Replay& replay, std::size_t width, Detail detail) {
  const Dates dates(replay.model->scenario.start_date);
  std::map<int, std::vector<std::string>> days;  // the paragraphs of those on which there is something to tell
  for (const Passage& passage : chronicle(replay)) days[passage.day].push_back(passage.text);
  if (detail == Detail::why)
    for (const Evening& evening : replay.evenings)
      for (const std::string& decision : decisions(replay, evening.day)) days[evening.day].push_back("· " + decision);
  std::string text = heading(replay, dates, width) + "\n";
  for (const auto& [day, paragraphs] : days) {
    const double tension = replay.evening(day).tension;
    std::string first = fmt::format("{}  day {:>3}  {}  ", dates.day_month(day), day, fixed(tension, 2));
    for (const std::string& told : paragraphs) {
      text += paragraph(first, told, width);
      first.assign(text_columns(first), ' ');
    }
  }
  const int end = static_cast<int>(replay.row.end_day);
  const std::string last = replay.failure
                               ? how_it_ended(replay)
                               : fmt::format("{}. {}", capitalised(outcome_of(replay.row)), how_it_ended(replay));
  return text + "\n" + paragraph("", fmt::format("{}, day {}. {}", dates.with_year(end), end, last), width);
}

}  // namespace backchannel
