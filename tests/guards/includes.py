"""A folder includes only folders above it in ORDER, and none that UNKNOWN keeps from it."""
import os
import re

from guard import SOURCES, files, guard

ORDER = """
sim/core
sim/montecarlo
sim/scenario
sim/study
sim/crisis/model
sim/crisis/state
sim/crisis/worth
sim/crisis/tactics
sim/crisis/talks
sim/crisis/world
sim/crisis
sim/results
analysis/statistics
analysis/findings
analysis/text
analysis/figures
cli/theory
cli/story
cli/report
cli/play
cli/terminal
cli/commands
cli
tests
""".split()

# What lies above and is not to be known: below the folder on the left, nothing of the folders on the right.
UNKNOWN = {
    "sim/scenario": ["sim/montecarlo"],  # a scenario is words and numbers
    "sim/crisis": ["sim/montecarlo", "sim/study"],  # the model runs alone
    # A tactic knows what `Perception` offers.
    "sim/crisis/tactics": ["sim/crisis/model", "sim/crisis/state"] + [
        f"sim/crisis/worth/{header}.hpp" for header in ("no_deal", "preferences", "promises", "settlement", "views")],
    "analysis": ["sim/montecarlo", "sim/crisis/state", "sim/crisis/worth", "sim/crisis/tactics", "sim/crisis/talks",
                 "sim/crisis/world"],  # reads results, runs no model
    "cli/story": ["cli/theory"],
    "cli/report": ["cli/theory"],
}

EXCEPT = {"sim/crisis/tactics/perception.cpp"}  # asks the runs for a tactic


def within(folder, of):
    return folder == of or folder.startswith(of + "/")


def room(folder):
    """The entry of ORDER that a folder belongs to: its own or the nearest above it."""
    while folder and folder not in ORDER:
        folder = os.path.dirname(folder)
    return folder


def wrong(sources):
    for path, text in sources:
        here = room(os.path.dirname(path))
        if not here:
            yield f"{path}: its folder is not in ORDER of tests/guards/includes.py"
            continue
        for included in re.findall(r'^#include "([^"]+)"', text, re.M):
            there = room(os.path.dirname(included))
            if not there:
                yield f"{path}: includes {included}, write its path from the top"
            elif ORDER.index(there) > ORDER.index(here):
                yield f"{path}: {here} includes {included} of {there}, which comes after it"
            elif path not in EXCEPT and any(within(here, a) and any(within(included, b) for b in others) for a, others in UNKNOWN.items()):
                yield f"{path}: {here} includes {included}, and is not to know it"


def sample(path, included):
    return [(path, f'#include <vector>\n\n#include "{included}"\n')]


guard(wrong, list(files(*SOURCES)),
      refused=[sample("sim/core/lanes.hpp", "sim/scenario/reader.hpp"),
               sample("sim/crisis/model/model.hpp", "sim/crisis/world/force.hpp"),
               sample("sim/crisis/kernel.cpp", "sim/montecarlo/batch.hpp"),
               sample("sim/results/new_room/row.cpp", "analysis/statistics/intervals.hpp"),
               sample("analysis/findings/summary.cpp", "sim/crisis/state/state.hpp"),
               sample("sim/crisis/tactics/new.cpp", "sim/crisis/model/model.hpp"),
               sample("sim/crisis/tactics/new.cpp", "sim/crisis/worth/views.hpp"),
               sample("somewhere/new.cpp", "sim/core/lanes.hpp"),
               sample("cli/main.cpp", "errors.hpp")],
      allowed=[sample("sim/crisis/world/force.cpp", "sim/crisis/model/model.hpp"),
               sample("sim/results/new_room/row.cpp", "sim/results/row.hpp"),
               sample("sim/crisis/tactics/new.cpp", "sim/crisis/worth/summit.hpp"),
               sample("tests/core/lanes.cpp", "sim/core/lanes.hpp")])
