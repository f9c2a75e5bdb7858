"""No file names a path of the machine it was written on."""
import re

from guard import files, guard

PLACES = ["home", "root", "work", "Users", "mnt", "media", "srv", "tmp/w"]
PATH = re.compile(rf"(?<![\w.<$}}/-])/(?:{'|'.join(PLACES)})/[\w.]")


def wrong(texts):
    for path, text in texts:
        for number, line in enumerate(text.splitlines(), 1):
            if found := PATH.search(line):
                yield f"{path}:{number}: names a path of one machine: {line[found.start():found.start() + 40].strip()}"


def sample(text):
    return [("README.md", text)]


guard(wrong, list(files()),
      refused=[sample(f"cd /{place}/backchannel") for place in PLACES],
      allowed=[sample("see sim/work/day.cpp"), sample("https://example.org/home/page"), sample("/tmp/study.sqlite"),
               sample("out/root/x")])
