#include "cli/story/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "cli/story/chronicle.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/words.hpp"

namespace backchannel {
namespace {

constexpr std::size_t width = 108, column = 52;
constexpr std::size_t last_days = 2;  // of the common course that are told

/// Something that happened, without what was said and the numbers behind it.
using Happening = std::tuple<Told, std::string, std::string, std::string, int, int>;

bool is_talk(Told told) {
  return told == Told::offer || told == Told::relayed || told == Told::proposal || told == Told::voice ||
         told == Told::answer || told == Told::counsel || told == Told::force_decision || told == Told::recess;
}

std::string actor_id(const Model& model, int actor) {
  return actor < 0 ? "" : model.actors[static_cast<std::size_t>(actor)].id;
}

std::set<std::string> event_ids(const Model& model) {
  std::set<std::string> ids;
  for (const CompiledEvent& event : model.events) ids.insert(event.id);
  return ids;
}

std::string what(const Model& model, const StoryEntry& entry) {
  const auto index = static_cast<std::size_t>(std::max(0, entry.index));
  if (entry.told == Told::event) return model.events[index].id;
  if (entry.told == Told::move) return model.moves[index].id;
  return entry.told == Told::strike ? "" : std::to_string(entry.index);
}

/// By day.
std::map<int, std::vector<Happening>> happenings(const Replay& replay, const Model& other) {
  const Model& model = *replay.model;
  const std::set<std::string> known = event_ids(other);
  std::map<int, std::vector<Happening>> days;
  for (const StoryEntry& entry : replay.entries) {
    if (is_talk(entry.told)) continue;
    if (entry.told == Told::event && !known.contains(what(model, entry))) continue;
    const bool grave = entry.told == Told::incident && entry.second > 0.5;
    days[entry.day].emplace_back(entry.told, actor_id(model, entry.actor), actor_id(model, entry.other),
                                 what(model, entry), static_cast<int>(entry.value + 0.5), grave ? 1 : 0);
  }
  for (std::size_t d = 0; d < replay.evenings.size(); ++d) {
    const int before = d == 0 ? 0 : replay.evenings[d - 1].rounds;
    if (replay.evenings[d].rounds > before) days[replay.evenings[d].day].emplace_back(Told::round, "", "", "", 0, 0);
  }
  return days;
}

std::vector<std::string> lines_of(const std::string& text, std::size_t at_most) {
  std::vector<std::string> lines;
  std::istringstream stream(wrapped(text, at_most, 0));
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t characters(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string in_columns(const std::string& left, const std::string& right) {
  const auto a = lines_of(left, column), b = lines_of(right, column);
  std::string text;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    std::string line = "  " + (i < a.size() ? a[i] : std::string());
    line += std::string(column + 2 - std::min(column + 2, characters(line)), ' ') + " │ " +
            (i < b.size() ? b[i] : std::string());
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

class Teller {
 public:
  Teller(const Replay& before, const Replay& after)
      : before_(before), after_(after), dates_(before.model->scenario.start_date) {
    for (const Passage& passage : chronicle(before)) left_[passage.day] = passage.text;
    for (const Passage& passage : chronicle(after)) right_[passage.day] = passage.text;
  }

  std::string tell() {
    const auto parted = parting_day(before_, after_);
    std::string text = "  " + heading(before_) + std::string(column - characters(heading(before_)), ' ') + " │ " +
                       heading(after_) + "\n";
    const int until = parted.value_or(static_cast<int>(before_.row.end_day) + 1);
    text += course(until);
    if (parted) text += day(*parted, "THEY PART", true);
    return text + end();
  }

 private:
  static std::string heading(const Replay& replay) {
    std::string outcome = outcome_names[static_cast<std::size_t>(replay.row.outcome)];
    std::ranges::replace(outcome, '_', ' ');
    return "ends in: " + outcome;
  }

  std::string course(int until) {
    std::set<int> told;
    for (const auto* side : {&left_, &right_})
      for (const auto& [d, passage] : *side)
        if (d < until) told.insert(d);
    std::string text;
    const std::size_t skipped = told.size() - std::min(told.size(), last_days);
    if (skipped > 0)
      text += fmt::format("  (the same happens on {} day{} before, the last of them {})\n", skipped,
                          skipped == 1 ? "" : "s", dates_.with_month(*std::next(told.begin(), long(skipped) - 1)));
    for (auto d = std::next(told.begin(), static_cast<long>(skipped)); d != told.end(); ++d)
      text += day(*d, "the same course", false);
    return text;
  }

  std::string day(int d, const std::string& note, bool apart) {
    const std::string nothing = "(nothing to tell)";
    const std::string left = left_.contains(d) ? left_[d] : nothing, right = right_.contains(d) ? right_[d] : nothing;
    const std::string title = fmt::format("{}, day {}: {}\n", dates_.with_month(d), d, note);
    if (!apart && left == right) {
      std::string text = title;
      for (const std::string& line : lines_of(left, width - 2)) text += "  " + line + "\n";
      return text;
    }
    return fmt::format("{}, day {}: {}\n", dates_.with_month(d), d,
                       apart ? note : "other figures, the same kinds of acts") +
           in_columns(left, right);
  }

  std::string end() { return "in the end\n" + in_columns(how_it_ended(before_), how_it_ended(after_)); }

  const Replay& before_;
  const Replay& after_;
  Dates dates_;
  std::map<int, std::string> left_, right_;
};

}  // namespace

std::optional<int> parting_day(const Replay& before, const Replay& after) {
  auto a = happenings(before, *after.model), b = happenings(after, *before.model);
  const int days = std::max(static_cast<int>(before.evenings.size()), static_cast<int>(after.evenings.size()));
  for (int d = 1; d <= days; ++d)
    if (a[d] != b[d]) return d;
  if (before.evenings.size() != after.evenings.size())
    return static_cast<int>(std::min(before.evenings.size(), after.evenings.size())) + 1;
  return std::nullopt;
}

std::string told_side_by_side(const Replay& before, const Replay& after) { return Teller(before, after).tell(); }

}  // namespace backchannel
