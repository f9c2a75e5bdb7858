"""No line of the sources is longer than COLUMNS. What a tool or a text lays out is left out: tables between
`clang-format off` and `on`, and lines with a raw string or within one that goes over several lines, which tests write."""
import re

from guard import SOURCES, files, guard

COLUMNS = 120


def wrong(sources):
    for path, text in sources:
        table, raw_end = False, None
        for number, line in enumerate(text.splitlines(), 1):
            if "clang-format o" in line:
                table = "clang-format off" in line
            left_out = table or raw_end is not None
            if raw_end is None:
                for begun in re.finditer(r'\bR"([^(\s]*)\(', line):
                    left_out = True
                    if f'){begun[1]}"' not in line[begun.end():]:
                        raw_end = f'){begun[1]}"'
            elif raw_end in line:
                raw_end = None
            if len(line) > COLUMNS and not left_out:
                yield f"{path}:{number}: {len(line)} columns, at most {COLUMNS}: {line.strip()[:60]}…"


def sample(*lines):
    return [("sim/core/a.hpp", "\n".join(lines) + "\n")]


LONG = "x" * (COLUMNS + 1)

guard(wrong, list(files(*SOURCES)),
      refused=[sample(f"// {LONG}"), sample(f'f("{LONG}");'), sample("// clang-format off", "// clang-format on", LONG),
               sample('R"(one', f'two)", g(); // {LONG}', LONG)],
      allowed=[sample("x" * COLUMNS), sample("// " + "ö" * (COLUMNS - 3)), sample("// clang-format off", LONG),
               sample(f'const char* yaml = R"({LONG})";'), sample('R"x(one', LONG, f'{LONG})x");')])
