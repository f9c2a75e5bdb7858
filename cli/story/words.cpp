#include "cli/story/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>

#include "sim/core/id.hpp"
#include "sim/core/text.hpp"
#include "sim/scenario/keys/actor.hpp"
#include "sim/scenario/keys/issue.hpp"
#include "sim/scenario/keys/mediator.hpp"

namespace backchannel {
namespace {

/// The largest of 1 and 5 times a power of ten that is at most `span`.
double handy_step(double span) {
  if (!(span > 0)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(span) + 1e-9));
  return 5 * power <= span * (1 + 1e-9) ? 5 * power : power;
}

std::string with_thousands(std::string number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::size_t first = number.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) number.insert(at - 3, 1, ',');
  return number;
}

}  // namespace

std::string listed(const std::vector<std::string>& items, const std::string& last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) append(text, items[i], i + 1 < items.size() ? ", " : last);
  return text;
}

void append(std::string& text, const std::string& part, const std::string& separator) {
  if (!text.empty()) text += separator;
  text += part;
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
  return text;
}

std::string possessive(const std::string& name) { return fmt::format("{}{}", name, name.ends_with('s') ? "'" : "'s"); }

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string sentence(std::string text) {
  text = capitalised(std::move(text));
  if (!text.empty() && text.find_last_of(".!?") != text.size() - 1) text += '.';
  return text;
}

std::string rounded(double value, double step) {
  double nearest = std::round(value / step) * step;
  if (nearest == 0) nearest = 0;  // no −0
  const int decimals = std::max(0, static_cast<int>(std::ceil(-std::log10(step) - 1e-9)));
  std::string text = fmt::format("{:.{}f}", nearest, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return with_thousands(text == "-0" ? "0" : text);
}

std::string percent(double share) {
  if (share > 0 && share < 0.005) return "under 1 %";
  if (share < 1 && share > 0.995) return "over 99 %";
  return per_cent(share, 0) + " %";
}

std::string name_of(const Model& model, ActorId actor) {
  if (!actor.given()) return model.mediator != nullptr ? model.mediator->name : "the mediator";
  const auto read = [](const CompiledActor& one) { return one.name == one.id ? spaced(one.id) : one.name; };
  const std::string name = read(model.actors[actor]);
  const bool shared = std::ranges::count(model.actors, name, read) > 1;
  return shared ? fmt::format("{} ({})", name, model.actors[actor].id) : name;
}

std::string faction_name(const Model& model, ActorId party, FactionId faction) {
  const auto& factions = model.actors[party].spec->factions;  // by id, as those compiled
  const auto& [id, spec] = *std::next(factions.begin(), faction.number());
  return spec.name.empty() ? spaced(id) : spec.name;
}

const char* scope_name(Scope scope) { return scope == Scope::comprehensive ? "comprehensive" : "interim"; }

Axis::Axis(const Model& model, IssueId issue)
    : issue_(model.agenda.issue[issue]),
      id_(model.agenda.id[issue]),
      low_(model.mean(issue_->low)),
      high_(model.mean(issue_->high)),
      step_(handy_step(std::abs(high_ - low_) / 100)) {}

std::string Axis::title() const { return issue_->title.empty() ? spaced(id_) : issue_->title; }

std::string Axis::number(double position) const { return rounded(physical(position), step_); }

std::string Axis::amount(double position) const {
  if (issue_->levels.size() > 1) {
    return issue_->levels[nearest_index(position, issue_->levels.size())].name;
  }
  std::string text = number(position);
  if (!issue_->unit.empty()) append(text, issue_->unit.substr(0, issue_->unit.find(' ')));
  return text;
}

std::string Axis::change(double from, double to) const {
  if (issue_->levels.size() > 1) return fmt::format("{} → {}", amount(from), amount(to));
  return fmt::format("{} → {}", number(from), amount(to));
}

bool Axis::same(double a, double b) const { return amount(a) == amount(b); }

Table<IssueId, Axis> axes_of(const Model& model) {
  Table<IssueId, Axis> axes;
  for (const IssueId k : model.agenda.ids()) axes.push_back(Axis(model, k));
  return axes;
}

std::vector<IssueId> by_weight(const Model& model) {
  Table<IssueId, double> weight(model.agenda.size());
  for (const ActorId party : model.party) {
    const Holder& holder = model.holders[holder_of(party)];
    double sum = 1e-300;
    for (const IssueId k : weight.ids()) sum += model.mean(holder.salience[k]);
    for (const IssueId k : weight.ids()) weight[k] += model.mean(holder.salience[k]) / sum;
  }
  std::vector<IssueId> order = model.agenda.all;
  std::ranges::stable_sort(order, [&](IssueId a, IssueId b) { return weight[a] > weight[b]; });
  return order;
}

}  // namespace backchannel
