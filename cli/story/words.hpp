// Words of a story: names, lists, positions in the issue's own units.
#pragma once

#include <string>
#include <vector>

#include "sim/core/text.hpp"
#include "sim/crisis/model/model.hpp"
#include "sim/scenario/keys/issue.hpp"

namespace backchannel {

/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items, const std::string& last = " and ");
/// The first letter as a capital.
[[nodiscard]] std::string capitalised(std::string text);
/// Adds a part, after a separator unless the text is empty.
void append(std::string& text, const std::string& part, const std::string& separator = " ");
/// With a capital and a full stop.
[[nodiscard]] std::string sentence(std::string text);
/// "1,200", "3.4": rounded to the nearest multiple of a step.
[[nodiscard]] std::string rounded(double value, double step);
/// Of a table in Markdown.
[[nodiscard]] std::string cell(std::string text);
/// "Israel's", "the United States'".
[[nodiscard]] std::string possessive(const std::string& name);
/// "12 %"; "under 1 %" and "over 99 %" at the ends.
[[nodiscard]] std::string percent(double share);

/// The name of an actor, with its id where another has the same; the mediator's for none.
[[nodiscard]] std::string name_of(const Model& model, ActorId actor);
[[nodiscard]] std::string faction_name(const Model& model, ActorId party, FactionId faction);
/// "interim" or "comprehensive".
[[nodiscard]] const char* scope_name(Scope scope);

/// Positions of an issue as its scenario measures them.
class Axis {
 public:
  Axis(const Model& model, IssueId issue);

  /// Physical value of a position: low + x·(high − low).
  [[nodiscard]] double physical(double position) const { return low_ + position * (high_ - low_); }
  [[nodiscard]] std::string title() const;
  [[nodiscard]] const std::string& unit() const { return issue_->unit; }
  /// "3.4 %" (of the unit "% U-235" the first word), or a level's name.
  [[nodiscard]] std::string amount(double position) const;
  /// "8 → 12 %".
  [[nodiscard]] std::string change(double from, double to) const;
  /// Whether two positions read alike.
  [[nodiscard]] bool same(double a, double b) const;

 private:
  [[nodiscard]] std::string number(double position) const;

  const Issue* issue_;
  std::string id_;
  double low_, high_, step_;
};

[[nodiscard]] Table<IssueId, Axis> axes_of(const Model& model);
/// The issues in the order in which people would name them: what the two sides care about most comes first.
[[nodiscard]] std::vector<IssueId> by_weight(const Model& model);

}  // namespace backchannel
