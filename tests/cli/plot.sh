#!/usr/bin/env bash
# plot, --nested and summary.md from outside: plot.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs python3 gnuplot
sqlite() { python3 -c "import sqlite3, sys; print(*[r[0] for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])])" "$1" "$2"; }

# A scenario whose texts would like to be commands, with judgement in it
trap_file=$work/sprung
python3 - "$work/hostile.yaml" "$trap_file" <<'PYTHON'
import json, sys
bad = '"; system("touch %s") `touch %s` \' @x {a}^2 %%s %% \\ $(touch %s) <script>' % ((sys.argv[2],) * 3)
text = open("scenarios/minimal.yaml").read()
lines = [("title: " + json.dumps(bad)) if line.startswith("title:") else line for line in text.splitlines()]
open(sys.argv[1], "w").write("\n".join(lines) + "\n")
PYTHON
study=$work/study
expect 0 "" "$backchannel" run "$work/hostile.yaml" --set 'actors.north.war.cost={uniform: [0.1, 0.6]}' --horizon 90 \
  --runs 600 --nested 20x10 --out "$study"
[ -s "$study/summary.md" ] || fail "no summary.md"
grep -q "measured with 20 sets of 10 runs" "$study/summary.md" || fail "summary.md does not know the nested design"
grep -q "<script>" "$study/summary.md" && fail "summary.md holds HTML of the scenario"
same "$(sqlite "$study/study.sqlite" 'SELECT count(*) || " " || sum(runs) FROM nested')" "20 200" "nested design"

# The same design is not played again; another replaces it; threads change nothing
digest=$("$backchannel" digest "$study")
run=("$backchannel" run "$work/hostile.yaml" --set 'actors.north.war.cost={uniform: [0.1, 0.6]}' --horizon 90 --runs 600)
expect 0 "$study: finished already, with 600 runs" "${run[@]}" --nested 20×10 --out "$study"
expect 0 "" "${run[@]}" --nested 20x10 --threads 3 --out "$work/again"
same "$("$backchannel" digest "$work/again")" "$digest" "a nested design with other threads"
expect 0 "" "${run[@]}" --nested 30x4 --out "$work/again"
same "$(sqlite "$work/again/study.sqlite" 'SELECT count(*) FROM nested')" 30 "another nested design"
for bad in 20 x10 20x 19x10 20x1 20x1001 100001x2 ax10 20x10x3 -20x10; do
  expect 2 "--nested: cannot be read: $bad (DRAWSxRUNS, such as 200x50; 20 to 100000 draws of 2 to 1000 runs)" \
    "${run[@]}" --nested=$bad
done

# Refused
usage "--what is missing" plot "$study"
expect 2 "$work/none: there is no such study file (\`backchannel run --out\` writes one)" \
  "$backchannel" plot "$work/none" --what outcomes
expect 2 "--war-games: goes with --what escalation only (leave it out)" \
  "$backchannel" plot "$study" --what outcomes --war-games
expect 1 "backchannel: gnuplot is not installed, and figures are drawn with it (Debian: gnuplot-nox)" \
  env PATH="$work" "$backchannel" plot "$study" --what outcomes
[ -e "$study/outcomes.svg" ] && fail "a figure without gnuplot"

expect 0 "" "$backchannel" plot "$study" --what all --out "$work/every"
every=$(ls "$work/every" | sed 's/\.svg$//')
[ "$(wc -w <<<"$every")" -ge 7 ] || fail "a figure is missing: $every"
for what in $every; do
  expect 0 "" "$backchannel" plot "$study" --what $what
  same "$(cat "$work/out")" "$study/$what.svg" "the path of a figure"
  python3 -c "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])" "$study/$what.svg" || fail "$what: no XML"
  grep -q "600 runs of up to 90 days from 2026-01-01, seed 1" "$study/$what.svg" || fail "$what: no seed and runs"
done
expect 0 "" "$backchannel" plot "$study" --what all --format png --out "$work/all"
same "$(wc -l <"$work/out") $(ls "$work/all" | wc -l)" "$(wc -w <<<"$every") $(wc -w <<<"$every")" "all figures"
expect 2 "--out: $study/outcomes.svg is no folder (a folder, with --what all)" \
  "$backchannel" plot "$study" --what all --out "$study/outcomes.svg"
expect 0 "" "$backchannel" plot "$study" --what escalation --war-games --out "$work/e.pdf"
same "$(head -c 5 "$work/e.pdf")" "%PDF-" "the ending of --out"
expect 0 "" "$backchannel" plot "$study/study.sqlite" --what outcomes --format png --out "$work/o"
same "$(head -c 4 "$work/o" | tail -c 3)" "PNG" "--format"
expect 1 "backchannel: $work/none/o: cannot be written: No such file or directory" \
  "$backchannel" plot "$study" --what outcomes --out "$work/none/o"
[ -e "$trap_file" ] && fail "the title of a scenario was run"
# Figures of fewer runs do not stand beside a study that grew.
expect 0 "$study: goes on after 600 runs" "${run[@]/600/800}" --out "$study"
[ -e "$study/outcomes.svg" ] && fail "a figure of fewer runs stands beside the study"

# A gnuplot that leaves half a figure, as on a full disk, and ends well; one that never ends. The figure that is there stays.
mkdir "$work/cut" "$work/stuck" "$work/temporary"
cat >"$work/cut/gnuplot" <<'GNUPLOT'
#!/bin/sh
PATH=${PATH#*:} gnuplot "$@" && head -c 3000 picture >half && mv half picture
GNUPLOT
printf '#!/bin/sh\nsleep 1000\n' >"$work/stuck/gnuplot"
chmod +x "$work"/*/gnuplot
export TMPDIR=$work/temporary
for format in svg png pdf; do
  echo good >"$work/good.$format"
  expect 1 "backchannel: gnuplot: left half a figure (is $TMPDIR full?)" \
    env PATH="$work/cut:$PATH" "$backchannel" plot "$study" --what outcomes --out "$work/good.$format"
  same "$(cat "$work/good.$format")" good "a figure where half of one was drawn"
done
expect 1 "backchannel: gnuplot: had not ended after 30 seconds and was given up" \
  env PATH="$work/stuck:$PATH" "$backchannel" plot "$study" --what outcomes --out "$work/good.svg"
same "$(cat "$work/good.svg") $(ls "$TMPDIR")" "good " "a figure that was given up"
# A signal takes gnuplot and the temporary folder with it.
for signal in HUP TERM INT; do
  PATH="$work/stuck:$PATH" python3 - "$signal" "$backchannel" plot "$study" --what outcomes --out "$work/good.svg" <<'PYTHON' || fail "SIG$signal"
import os, signal, subprocess, sys, time
number = getattr(signal, "SIG" + sys.argv[1])
for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM): signal.signal(each, signal.SIG_DFL)
drawing = subprocess.Popen(sys.argv[2:])
for _ in range(200):
    if os.listdir(os.environ["TMPDIR"]): break
    time.sleep(0.05)
time.sleep(0.3)
drawing.send_signal(number)
ended = drawing.wait(10)
if ended != -number or os.listdir(os.environ["TMPDIR"]): sys.exit(f"ended with {ended}, left {os.listdir(os.environ['TMPDIR'])}")
PYTHON
done
unset TMPDIR

# Nothing uncertain: the other figures, and a reason why not that one
expect 0 "" "$backchannel" run scenarios/minimal.yaml --horizon 30 --runs 40 --out "$work/plain"
expect 2 "$work/plain/study.sqlite: --what: parameters: nothing to compare (needs rows, uncertain numbers and at least 80 runs)" \
  "$backchannel" plot "$work/plain" --what parameters
expect 0 "" "$backchannel" plot "$work/plain" --what all
same "$(wc -l <"$work/out")" $(($(wc -w <<<"$every") - 1)) "all figures that there are"

# The dictionary in the file and analysis/README.md speak of the same tables.
python3 - "$work/plain/study.sqlite" <<'PYTHON' || fail "the data dictionary and analysis/README.md differ"
import re, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
page = open("analysis/README.md").read().split("## The study file")[1]
rows = re.findall(r"^\| `(.+?)` \| (.*?) \|", page.split("| table | key | what |")[1].split("\n\n")[0], re.M)
written = {name: key for names, key in rows for name in names.split("`, `")}
there = {name: ", ".join(c[1] for c in sorted(db.execute(f"PRAGMA table_info({name})"), key=lambda c: c[5]) if c[5] > 0)
         for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
described = {name for name, in db.execute("SELECT DISTINCT table_name FROM dictionary")}
columns = {(t, c) for t in there for _, c, *_ in db.execute(f"PRAGMA table_info({t})")}
listed = set(db.execute("SELECT table_name, column_name FROM dictionary"))
empty = [r for r in db.execute("SELECT table_name, column_name FROM dictionary WHERE meaning = ''")]
index = {"index": {"issues": "issue", "actors": "actor"}, "table, column": {"dictionary": "table_name, place"}}
keys = {t: index.get(k, {}).get(t, k) for t, k in written.items()}
for problem in ([("tables", set(keys) ^ set(there))] if set(keys) != set(there) else
                [("key", t, keys[t], there[t]) for t in keys if keys[t] != there[t]]) + \
               [("not in dictionary", c) for c in columns ^ listed] + [("no meaning", c) for c in empty]:
    print(*problem); failed = True
sys.exit("failed" in globals())
PYTHON

finish
