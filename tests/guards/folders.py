"""A folder holds what a person can survey: at most MOST pairs of a header and its source."""
import collections
import os

from guard import SOURCES, files, guard

MOST = 16


def wrong(sources):
    pairs = collections.defaultdict(set)
    for path, _ in sources:
        folder, name = os.path.split(path)
        pairs[folder].add(os.path.splitext(name)[0])
    for folder, names in sorted(pairs.items()):
        if len(names) > MOST:
            yield f"{folder}: {len(names)} pairs of files, more than {MOST}: make two rooms of it"


def sample(pairs):
    return [(f"sim/room/{kind}{n}{ending}", "") for n in range(pairs) for kind in ("a",) for ending in SOURCES]


guard(wrong, list(files(*SOURCES)), refused=[sample(MOST + 1)], allowed=[sample(MOST)])
