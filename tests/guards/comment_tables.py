"""Tables of formulas in comments keep their rows. A tool that reflows comments runs them together; clang-format is told
not to (ReflowComments: false), and this looks for what such tools leave behind."""
import re

from guard import SOURCES, files, guard

LONG = 96  # a line that a reflow filled up
COMMENT = re.compile(r"^\s*//[/!]?( *)(.*)$")


def left_by_reflow(before, line, after):
    """Two neighbouring lines of a comment and what follows (None: no comment)."""
    (_, indent, words), (_, next_indent, next_words) = before, line
    full = len(before[0]) >= LONG
    # A row of a table that goes on in the next line is indented there, so that rows can be told apart.
    row_breaks_off = 2 <= indent <= 4 and indent == next_indent and words.count("(") > words.count(")")
    # A word or two alone in a line, and the column goes on below: the rest of a line that became too long.
    orphan = full and len(next_words) < 25 and not next_words.endswith(":") and after is not None and after[1] > next_indent
    # The end of a row at the place where rows begin.
    broken_row = full and 2 <= next_indent <= 4 and len(next_words) < 30 and not re.search("[:=]|  ", next_words)
    return (full and row_breaks_off) or orphan or broken_row


def wrong(sources):
    for path, text in sources:
        if path == ".clang-format":
            if not re.search(r"^ReflowComments: false$", text, re.M):
                yield f"{path}: ReflowComments must be false"
            continue
        comments = [(line, len(m[1]), m[2].strip()) if (m := COMMENT.match(line)) else None for line in text.splitlines()]
        for number, (before, line, after) in enumerate(zip(comments, comments[1:], comments[2:] + [None]), 2):
            if before and line and line[2] and left_by_reflow(before, line, after):
                yield f"{path}:{number}: the rows of a table look run together: {line[0].strip()}"


def sample(*lines):
    return [("a.hpp", "\n".join(lines) + "\n#pragma once\n")]


guard(wrong, [*files(*SOURCES), *files(".clang-format")],
      refused=[
          sample("//   effective size     n_eff = n / (1 + max(0, rho)·2m/n);  with all runs paired n / (1 + max(0, rho)) (Kish",
                 "//   1965, §5.4) standard error     sqrt(p(1 − p) / n_eff)"),
          sample("// day(draws, running)   advances every lane by a day and returns the lanes whose run ended with this day. The",
                 "// draws know", "//                       each lane's run and day."),
          sample("//   RPS     Σ_{j<k} (P_j − 1{happened ≤ j})² / (k − 1), P_j cumulative      (Epstein 1969; Murphy 1971, scaled to",
                 "//   0 … 1)"),
          [(".clang-format", "BasedOnStyle: Google\nReflowComments: true\n")]],
      allowed=[
          sample("//   Brier   Σ_j (p_j − 1{j happened})²       (Brier 1950)", "//   log     −ln p_happened   (Good 1952)"),
          sample("// A sentence that goes on for as long as a line may be, which is a hundred and twenty columns, to its very end",
                 "// here.", "//", "// Another one."),
          [(".clang-format", "BasedOnStyle: Google\nReflowComments: false\n")]])
