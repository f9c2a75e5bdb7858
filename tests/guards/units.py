"""Numbers that are fields of the format, of the model, of its state, worth, talks and world, and of results say their
unit, or what they are, on their line."""
import re

from guard import files, guard

ROOMS = ("sim/scenario/keys/", "sim/scenario/scenario.hpp", "sim/scenario/key_spec.hpp", "sim/crisis/", "sim/results/")
NUMBER = r"(?:Param|double|Slice|Lanes|Variables?)\b(?:<\w+>)?"
FIELD = re.compile(rf"^ +(?:std::(?:optional|vector|map)<|ById<|PerIssue<|PerSide<|PerScope<|Table<\w+, )*{NUMBER}>* +(\w+)[^()]*;")


def wrong(sources):
    for path, text in sources:
        if not path.startswith(ROOMS):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            field = FIELD.match(line)
            if field and not field[1].endswith("_") and "//" not in line:
                yield f"{path}:{number}: no unit: {line.strip()}"


def sample(line):
    return [("sim/scenario/keys/a.hpp", f"struct A {{\n{line}\n}};\n")]


guard(wrong, files(".hpp"),
      refused=[sample("  Param cost;"), sample("  double low = 0, high = 1;"), sample("  std::optional<Param> day;"),
               sample("  ById<Param> trust;"), sample("  Slice worth, refusing;"),
               sample("  PerSide<PerScope<Variable>> path{std::in_place, memory};"),
               sample("  Variables<ActorId> posture{memory, model.actors};"), sample("  Table<FactionId, Slice> weight;")],
      allowed=[sample("  Param cost;  // value"), sample("  double mean() const;"), sample("  std::string text;"), sample("  const Slice x = a * b;"),
               sample("  Slice worth(const Text& x);"), sample("  SliceMask vetoes;"), sample("  double low_;"),
               [("sim/core/a.hpp", "  double x;\n")]])
