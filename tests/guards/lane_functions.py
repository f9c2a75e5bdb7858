"""Outside sim/core lanes meet only + - * / and core's eager functions: Eigen's own functions turn an expression scalar
or give other bits on other machines, and `auto` of an expression keeps references to what is gone."""
import re

from guard import SOURCES, files, guard

OWN = re.compile(r"\.(exp|log|sqrt|square|pow|select|sum|prod|minCoeff|maxCoeff)\(\)|\.(pow|select)\(|\.cast<")
# `auto x = a * b;` — the value is an expression of operands, no call and no conversion around it.
OPERAND = r"[\w.\[\]>-]+(?:\((?:[^()]|\([^()]*\))*\))?"
AUTO = re.compile(rf"\bauto\s+\w+\s*=\s*(?:\()?{OPERAND}\s+[-+*/]\s+[^;]*;")
# Where lanes are at home. Elsewhere the same words belong to other things.
HOME = ("sim/crisis/", "sim/montecarlo/", "sim/results/", "tests/bench/", "tests/montecarlo/", "cli/theory/", "cli/story/")
PLAIN = re.compile(r"std::|\.size\(\)|begin\(\)|end\(\)|\"|1\.0 /|static_cast")  # numbers, iterators and texts


def wrong(sources):
    for path, text in sources:
        if not path.startswith(HOME):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("//")[0]
            if own := OWN.search(code):
                yield f"{path}:{number}: Eigen's own {own.group(0).lstrip('.')}…, use sim/core/lanes.hpp"
            if AUTO.search(code) and not PLAIN.search(code):
                yield f"{path}:{number}: `auto` of an expression, write its type (Lanes)"


def sample(line, path="sim/crisis/world/force.cpp"):
    return [(path, line + "\n")]


guard(wrong, list(files(*SOURCES)),
      refused=[sample("const Lanes x = (a * b).exp();"), sample("const Lanes x = mask.select(a, b);"),
               sample("const Lanes x = on.cast<double>();"), sample("const double x = gains.sum();"),
               sample("const auto x = state.tension * 2.0;"), sample("auto x = runs[p] + runs[q] * decay;")],
      allowed=[sample("const Lanes x = exponential(a * b);"), sample("const auto low = values.begin() + 3;"),
               sample("const double x = daily.sum(series, day);"),
               sample("const Lanes x = (a * b).exp();", "sim/core/lanes.cpp")])
