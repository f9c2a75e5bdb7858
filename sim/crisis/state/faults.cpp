#include "sim/crisis/state/faults.hpp"

#include <limits>

namespace backchannel {

namespace {

constexpr double most = std::numeric_limits<double>::max();
constexpr std::array<const char*, 4> by_actor{"mobilisation", "trust", "strain", "perceived risk"};

/// f(index, quantity, least, most allowed) for every guarded quantity: the tension, the texts in force, then by actor.
template <class F>
void for_each_guarded(const State& state, F f) {
  int index = 0;
  f(index++, state.tension, 0.0, 1.0);
  for (const Lanes& position : state.in_force) f(index++, position, 0.0, 1.0);
  for (std::size_t a = 0; a < state.posture.size(); ++a)
    for (const auto* list : {&state.posture, &state.trust, &state.strain, &state.risk_sum})
      f(index++, (*list)[a], -most, most);
}

}  // namespace

void Faults::look(const State& state) {
  Lanes well = lanes(1);
  for_each_guarded(state, [&](int, const Lanes& x, double least, double highest) {
    well *= at_least(x, least).on * at_most(x, highest).on;
  });
  const Mask wrong = below(well, 0.5) & equals(what_, 0.0);
  if (!any(wrong)) return;
  day_ = select(wrong, state.day, day_);
  for_each_guarded(state, [&](int index, const Lanes& x, double least, double highest) {
    const Mask here = wrong & equals(what_, 0.0) & !(at_least(x, least) & at_most(x, highest));
    what_ = select(here, index + 1.0, what_);
  });
}

std::optional<std::string> Faults::of(int lane, const Model& model) const {
  if (what_[lane] == 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(what_[lane]) - 1, issues = static_cast<std::size_t>(model.agenda.size);
  const std::string on_day = " on day " + std::to_string(static_cast<int>(day_[lane]));
  if (index == 0) return "the tension is not in [0, 1]" + on_day;
  if (index <= issues) return "the text in force on " + model.agenda.id[index - 1] + " is not in [0, 1]" + on_day;
  const std::size_t rest = index - 1 - issues;
  return std::string(by_actor[rest % by_actor.size()]) + " of " + model.actors[rest / by_actor.size()].id +
         " is not finite" + on_day;
}

}  // namespace backchannel
