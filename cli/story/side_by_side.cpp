#include "cli/story/side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/story/chronicle.hpp"
#include "cli/story/dates.hpp"
#include "cli/story/events.hpp"
#include "cli/story/words.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/scenario.hpp"

namespace backchannel {
namespace {

constexpr std::size_t last_days = 2;  // of the common course that are told

/// Something that happened, without what was said and the numbers behind it: its kind, who, whom, what.
using Happening = std::vector<std::string>;

/// What makes an event another one; nothing for what is said at the table or only thought of. Things go by their ids:
/// the two models may count them otherwise.
class Sameness {
 public:
  explicit Sameness(const Model& model) : model_(model) {}

  std::optional<Happening> operator()(const StoryEvent& event) const {
    auto made = std::visit([this](const auto& e) { return one(e); }, event);
    if (made) made->insert(made->begin(), kind_of(event));
    return made;
  }

 private:
  template <class E>
  requires OneOf<E, told::Offered, told::Proposed, told::SpokeUp, told::Answered, told::Counselled,
                 told::ForceConsidered, told::FoughtOn, told::TruceWeighed>
      std::optional<Happening> one(const E&)
  const { return std::nullopt; }
  using Told = std::optional<Happening>;
  Told one(const told::Happened& e) const { return {{id(e.by), id(e.against), model_.events[e.event].id}}; }
  Told one(const told::Made& e) const { return {{id(e.by), id(e.against), model_.moves[e.move].id}}; }
  Told one(const told::Clashed& e) const {
    return {{id(e.one), id(e.two), model_.dyads[e.dyad].id, std::to_string(e.number), yes(e.grave)}};
  }
  Told one(const told::Agreed& e) const { return {{scope_name(e.scope)}}; }
  Told one(const told::StageReached& e) const { return {{std::to_string(index_of(e.stage))}}; }
  Told one(const told::BrokenDown&) const { return Happening{}; }
  Told one(const told::Misread&) const { return Happening{}; }
  Told one(const told::BroughtTogether&) const { return Happening{}; }
  Told one(const told::StayedAway&) const { return Happening{}; }
  Told one(const told::TrackOpened&) const { return Happening{}; }
  Told one(const told::Reopened&) const { return Happening{}; }
  Told one(const told::Extended& e) const { return {{std::to_string(e.date)}}; }
  Told one(const told::Explained& e) const { return {{model_.dyads[e.dyad].id}}; }
  Told one(const told::Voted& e) const { return {{id(e.by), scope_name(e.scope), yes(e.passed)}}; }
  Told one(const told::Ratified& e) const { return {{scope_name(e.scope)}}; }
  Told one(const told::Honoured& e) const { return {{id(e.by)}}; }
  Told one(const told::Breached& e) const { return {{id(e.by)}}; }
  Told one(const told::Struck& e) const { return {{id(e.by), id(e.against)}}; }
  Told one(const told::StruckBack& e) const { return {{id(e.by), id(e.against), yes(e.strikes_back)}}; }
  Told one(const told::Joined& e) const { return {{id(e.by)}}; }
  Told one(const told::HostHit& e) const { return {{id(e.of)}}; }
  Told one(const told::Ceased& e) const { return {{std::to_string(index_of(e.by)), id(e.stopped)}}; }
  Told one(const told::Established&) const { return Happening{}; }

  std::string id(ActorId actor) const { return actor.given() ? model_.actors[actor].id : ""; }
  static std::string yes(bool it_is) { return it_is ? "yes" : "no"; }

  const Model& model_;
};

/// By day.
std::map<int, std::vector<Happening>> happenings(const Replay& replay, const Model& other) {
  const Model& model = *replay.model;
  const Sameness same(model);
  const auto known = [&](const told::Happened& event) {
    return std::ranges::any_of(other.events, [&](const auto& e) { return e.id == model.events[event.event].id; });
  };
  std::map<int, std::vector<Happening>> days;
  for (const StoryEntry& entry : replay.entries) {
    if (const auto* event = std::get_if<told::Happened>(&entry.event); event != nullptr && !known(*event)) continue;
    if (auto happening = same(entry.event)) days[entry.day].push_back(std::move(*happening));
  }
  for (std::size_t d = 0; d < replay.evenings.size(); ++d) {
    const int before = d == 0 ? 0 : replay.evenings[d - 1].rounds;
    if (replay.evenings[d].rounds > before) days[replay.evenings[d].day].push_back({"round"});
  }
  return days;
}

std::string in_columns(const std::string& left, const std::string& right, std::size_t column) {
  const auto room = static_cast<double>(column);
  const auto a = lines_within(left, room), b = lines_within(right, room);
  std::string text;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    std::string line = "  " + (i < a.size() ? a[i] : std::string());
    line += std::string(column + 2 - std::min(column + 2, text_columns(line)), ' ') + " │ " +
            (i < b.size() ? b[i] : std::string());
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

class Teller {
 public:
  Teller(const Replay& before, const Replay& after, std::size_t width)
      : before_(before), after_(after), dates_(before.model->scenario.start_date), width_(width) {
    for (const Passage& passage : chronicle(before)) left_[passage.day] = passage.text;
    for (const Passage& passage : chronicle(after)) right_[passage.day] = passage.text;
  }

  std::string tell() {
    const auto parted = parting_day(before_, after_);
    std::string text = in_columns(heading(before_), heading(after_), column());
    const int until = parted.value_or(static_cast<int>(before_.row.end_day) + 1);
    text += course(until);
    if (parted) text += day(*parted, "THEY PART", true);
    return text + end();
  }

 private:
  /// Two of them beside a margin and a rule.
  [[nodiscard]] std::size_t column() const { return (width_ - std::min<std::size_t>(width_, 5)) / 2; }

  static std::string heading(const Replay& replay) { return "ends in: " + outcome_of(replay.row); }

  std::string course(int until) {
    std::set<int> told;
    for (const auto* side : {&left_, &right_})
      for (const auto& [d, passage] : *side)
        if (d < until) told.insert(d);
    std::string text;
    const std::size_t skipped = told.size() - std::min(told.size(), last_days);
    if (skipped > 0)
      text += wrapped_text(
          fmt::format("(the same happens on {} day{} before, the last of them {})", skipped, skipped == 1 ? "" : "s",
                      dates_.with_month(*std::next(told.begin(), long(skipped) - 1))),
          width_, 2);
    for (auto d = std::next(told.begin(), static_cast<long>(skipped)); d != told.end(); ++d)
      text += day(*d, "the same course", false);
    return text;
  }

  std::string day(int d, const std::string& note, bool apart) {
    const std::string nothing = "(nothing to tell)";
    const std::string left = left_.contains(d) ? left_[d] : nothing, right = right_.contains(d) ? right_[d] : nothing;
    const auto title = [&](const std::string& what) {
      return wrapped_text(fmt::format("{}, day {}: {}", dates_.with_month(d), d, what), width_, 0);
    };
    if (!apart && left == right) {
      std::string text = title(note);
      for (const std::string& line : lines_of(left, static_cast<double>(width_ - 2))) text += "  " + line + "\n";
      return text;
    }
    return title(apart ? note : "other figures, the same kinds of acts") + in_columns(left, right, column());
  }

  std::string end() { return "in the end\n" + in_columns(how_it_ended(before_), how_it_ended(after_), column()); }

  const Replay& before_;
  const Replay& after_;
  Dates dates_;
  std::size_t width_;
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

std::string told_side_by_side(const Replay& before, const Replay& after, std::size_t width) {
  return Teller(before, after, width).tell();
}

}  // namespace backchannel
