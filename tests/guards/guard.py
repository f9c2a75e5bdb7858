"""What the guards share: a guard is a rule about files as text, with samples that it must and must not refuse.

Each is run as GUARD.py from the top folder: first on its samples, then on the repository. Files are given as path and
text, so that a sample needs no file.
"""
import os
import sys

LEFT_OUT = {".git", "build", "out", "node_modules", "__pycache__"}
SOURCES = (".hpp", ".cpp")


def files(*endings):
    """Path and text of every file of the repository with such an ending (of every file without one)."""
    for folder, folders, names in os.walk("."):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        for name in sorted(set(names) - LEFT_OUT):
            if not endings or name.endswith(endings):
                path = os.path.relpath(os.path.join(folder, name), ".")
                with open(path, encoding="utf-8", errors="replace") as file:
                    yield path, file.read()


def guard(rule, repository, refused, allowed):
    """rule(files) gives a line for each thing that is wrong. `refused` and `allowed`: lists of samples, each a list of
    files. Ends the program: 0 if all is well."""
    wrong = [f"the guard lets pass: {sample}" for sample in refused if not list(rule(sample))]
    wrong += [f"the guard refuses what is right: {line}" for sample in allowed for line in rule(sample)]
    wrong += rule(repository)
    for line in wrong:
        print(line)
    sys.exit(1 if wrong else 0)
