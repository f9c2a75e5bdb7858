// Numbers that cannot act in a scenario, and why: told by the loader, so that nobody sweeps a path that does nothing.
#pragma once

#include "sim/crisis/model/model.hpp"

namespace backchannel {

/// Notes in the parameter table which numbers cannot change a run of this model. Every other number does, at one end of
/// its range or the other (a test sets each).
void note_inert_numbers(const Model& model, ParameterTable& table);

/// Those of the world beside the table alone; the former calls it.
void note_inert_numbers_of_the_world(const Model& model, ParameterTable& table);

/// Whether an actor can set a date, which the other side believes as far as it has bound itself in public.
[[nodiscard]] bool sets_a_date(const Model& model, ActorId actor);

/// Those that act through a mechanism that is switched off, whatever else keeps them from acting; the first calls it.
void note_numbers_switched_off(const Model& model, ParameterTable& table);

}  // namespace backchannel
