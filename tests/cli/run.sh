#!/usr/bin/env bash
# What `run`, `show`, `export` and `digest` print, leave behind and refuse: run.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs python3
scenario=scenarios/minimal.yaml

# Printed
expect 0 "" "$backchannel" run $scenario --runs 500 --json
same "$(json "d['runs'], sum(c['count'] for c in d['outcomes'].values()), list(d['outcomes'])")" \
  "500 500 ['comprehensive_agreement', 'interim_agreement', 'talks_continue', 'collapse_without_force', 'limited_strike', 'regional_war']" "outcomes"
same "$(json "[sum(c['count'] for c in d[axis].values()) for axis in ('violence', 'settlement')]")" "[500, 500]" "axes"
same "$(json "[len(p['share_by_day']) for p in d['first_passage'].values()], d['horizon_days'], d['failed']")" \
  "[180, 180, 180, 180, 180, 180, 180] 180 0" "first passage"
same "$(json "all(c['ci95'][0] <= c['share'] <= c['ci95'][1] for c in d['outcomes'].values())")" True "intervals"
expect 0 "" "$backchannel" run $scenario --runs 500
grep -q "supports thought; it does not predict" "$work/out" || fail "no caution"
"$backchannel" run $scenario --runs 500 --threads 1 >"$work/one"
"$backchannel" run $scenario --runs 500 --threads 3 >"$work/three"
cmp -s "$work/one" "$work/three" || fail "threads change what is printed"
expect 0 "" "$backchannel" --help
expect 0 "" "$backchannel" run --help
expect 0 "" "$backchannel" --version

# Kept
out=$work/study
expect 0 "" "$backchannel" run $scenario --runs 600 --horizon 60 --out "$out"
for file in study.sqlite summary.json summary.md runs.csv scenario.resolved.yaml manifest.json; do
  [ -s "$out/$file" ] || fail "$file is missing"
done
same "$(ls -A "$out" | wc -l)" 6 "files left behind"
"$backchannel" show "$out" >"$work/text"
# What is set stands wherever the study is headed, each path once.
expect 0 "notice: --set north.patience=90: north.patience: has no effect (set again by --set north.patience=80)" \
  "$backchannel" run $scenario --runs 64 --horizon 60 --set north.patience=90 --set south.patience=30 \
  --set north.patience=80 --out "$work/set"
with="64 runs of up to 60 days from 2026-01-01, seed 1; with south.patience=30, north.patience=80, horizon=60"
grep -qx "$with" "$work/out" || fail "run does not say what is set"
"$backchannel" show "$work/set" | grep -qx "$with" || fail "show does not say what is set"
grep -q "^$with; scenario" "$work/set/summary.md" || fail "summary.md does not say what is set"
cp "$out/summary.json" "$work/out"
same "$(json "sorted(d['first_event']), len(d['first_event']['force']['ci95_by_day']), len(d['base_rates']['classes'])")" \
  "['agreement', 'force'] 60 2" "summary.json"
# The page, the JSON and the text tell the same quartiles, of a study with agreements enough.
expect 0 "" "$backchannel" run $scenario --runs 600 --out "$work/agreed"
"$backchannel" show "$work/agreed" >"$work/agreed.text"
python3 - "$work/agreed" "$work/agreed.text" <<'PYTHON' || fail "quartiles differ"
import json, re, sys
terms = json.load(open(sys.argv[1] + "/summary.json"))["deal_terms"]["comprehensive"]["terms"]
brief = lambda x: f"{x:.{0 if abs(x) >= 99.95 else 1 if abs(x) >= 9.995 else 2}f}"
page, text = open(sys.argv[1] + "/summary.md").read(), open(sys.argv[2]).read()
for term in terms.values():
    told = [brief(x) for x in term["quartiles"]]
    row = [line for line in page.splitlines() if line.startswith("| " + term["title"] + " |")][-1]
    assert [re.match(r" ([^ ]*)", cell)[1] for cell in row.split("|")[2:5]] == told, (row, told)
    assert " – ".join(told) in text, (told, text)
    assert all(low <= x <= high for x, (low, high) in zip(term["quartiles"], term["quartiles_ci95"])), term
PYTHON
# What the figures draw is told in the terminal, from the same numbers
python3 - "$out" "$work/text" <<'PYTHON' || fail "show tells other numbers than summary.json"
import json, sys
summary, text = json.load(open(sys.argv[1] + "/summary.json")), open(sys.argv[2]).read()
row = lambda start: next(line for line in text.splitlines() if line.startswith("  " + start + " ") and "[" in line)
for name, event in summary["first_event"].items():
    lost = event["days_lost"]["value"]
    assert f"{100 * event['probability_by_day'][-1][1]:.1f} % [" in row(name) and f"{lost:.1f} [" in row(name), row(name)
scores = dict(summary["escalation"]["mean_score_by_day"])
line = next(line for line in text.splitlines() if line.startswith("  escalation score (mean) "))
assert line.split()[-4:] == [f"{scores[day]:.2f}" for day in (1, 20, 40, 60)], line
assert "through time" in text and "  tension (0 to 1) " in text
PYTHON
same "$(wc -l <"$out/runs.csv")" 601 "rows"
first=$(digest "$out")
expect 0 "$out: finished already, with 600 runs" "$backchannel" run $scenario --runs 600 --horizon 60 --out "$out"
expect 0 "$out: finished already, with 600 runs" "$backchannel" run $scenario --runs 100 --horizon 60 --out "$out"
same "$(digest "$out/study.sqlite")" "$first" "a finished study"
expect 0 "$out: goes on after 600 runs" "$backchannel" run $scenario --runs 5001 --horizon 60 --out "$out"
expect 0 "" "$backchannel" run $scenario --runs 5001 --horizon 60 --out "$work/once" --threads 1
same "$(digest "$out")" "$(digest "$work/once")" "an extended study"
cmp -s "$out/runs.csv" "$work/once/runs.csv" || fail "an extended study has other rows"
expect 0 "" "$backchannel" show "$out" --json
same "$(json "d['runs']")" 5001 "show"
expect 0 "" "$backchannel" export "$out" --table runs --format json
same "$(json "len(d), d[5000]['run']")" "5001 5000" "export"
expect 0 "" "$backchannel" export "$out" --format csv
same "$(head -1 "$work/out" | cut -d, -f2-)" "$(head -1 "$out/runs.csv")" "columns"
# The resolved scenario is the same scenario.
expect 0 "$out: finished already, with 5001 runs" "$backchannel" run "$out/scenario.resolved.yaml" --runs 5001 --out "$out"

# Another identity
hash() { "$backchannel" export "$1" --table study | sed -n 's/^scenario_hash,//p'; }
here=$(hash "$out")
expect 2 "$out/study.sqlite: --out: holds a study of another seed: 1, not 2 (take another folder, or --overwrite)" \
  "$backchannel" run $scenario --runs 600 --horizon 60 --seed 2 --out "$out"
expect 0 "" "$backchannel" run $scenario --runs 600 --horizon 61 --out "$work/other"
expect 2 "$out/study.sqlite: --out: holds a study of another scenario: $here, not $(hash "$work/other") (take another folder, or --overwrite)" \
  "$backchannel" run $scenario --runs 600 --horizon 61 --out "$out"
same "$(digest "$out")" "$(digest "$work/once")" "a refused study"
expect 0 "" "$backchannel" run $scenario --runs 600 --horizon 60 --out "$out" --overwrite
same "$(digest "$out")" "$first" "an overwritten study"

# Without rows
expect 0 "" "$backchannel" run $scenario --until-half-width 0.02 --max-runs 2000000 --horizon 60 --out "$work/many"
[ -e "$work/many/runs.csv" ] && fail "rows are kept beyond a million runs"
same "$("$backchannel" export "$work/many" --table session | tail -1 | sed 's/.*,//')" "precise enough" "stopped when sure"
count=$("$backchannel" show "$work/many" --json | python3 -c "import json, sys; print(json.load(sys.stdin)['runs'])")
expect 0 "$work/many: finished already, with $count runs" \
  "$backchannel" run $scenario --until-half-width 0.02 --max-runs 2000000 --horizon 60 --out "$work/many"
expect 2 "$work/many/study.sqlite: --keep-rows: the study was begun without rows (leave it out, or --overwrite)" \
  "$backchannel" run $scenario --runs 900000 --horizon 60 --out "$work/many" --keep-rows

# Refused, with nothing written
expect 2 "none.yaml: no such file (a scenario in YAML)" "$backchannel" run none.yaml --out "$work/none"
[ -e "$work/none" ] && fail "bad input leaves a folder"
expect 2 "$work/one: --out: cannot be used as a folder (Not a directory)" \
  "$backchannel" run $scenario --out "$work/one"
expect 2 "$work/one: is not a study file (written by \`backchannel run --out\`)" "$backchannel" show "$work/one"
expect 2 "$work/none: there is no such study file (\`backchannel run --out\` writes one)" "$backchannel" digest "$work/none"
expect 2 "--table: there is no table \`run\` (one of actors, batches, bins, daily, dictionary, draws, failures, issues, nested, parameters, points, runs, series, session, study, tally, daily_bins)" \
  "$backchannel" export "$out" --table run
usage "--runs: \`0\` is out of range (a whole number, 1 to 4000000000)" run $scenario --runs 0
usage "--outcome requires --until-half-width" run $scenario --outcome regional_war
usage "--overwrite requires --out" run $scenario --overwrite
for bad in "--runs -5" "--runs many" "--threads -1" "--seed -1" "--until-half-width 0.7" "--outcome peace --until-half-width 0.1" \
  "--set nonsense" "--set us.war.cost=1" "--horizon 0" "--until-half-width 0.1 --runs 5" "--no-such-option"; do
  # shellcheck disable=SC2086
  "$backchannel" run $scenario $bad >"$work/out" 2>"$work/err"
  same "$?" 2 "run $bad"
  [ -s "$work/err" ] || fail "run $bad: no message"
  [ -s "$work/out" ] && fail "run $bad: something was printed"
done
if [ -e /dev/full ]; then
  "$backchannel" export "$out" >/dev/full 2>"$work/err" && fail "a full disk goes unnoticed"
  same "$(cat "$work/err")" "backchannel: stdout: cannot be written" "a full disk"
fi

# A disk that takes no more: said, and the same command goes on once there is room.
(trap '' XFSZ; ulimit -f 3000; exec "$backchannel" run $scenario --out "$work/full" >"$work/out" 2>"$work/err")
same "$?" 1 "a full disk"
same "$(cat "$work/err")" "backchannel: $work/full/study.sqlite: cannot be read or written (is the disk full?)" "a full disk"
[ -e "$work/full/manifest.json" ] && fail "a study cut short looks whole"
"$backchannel" run $scenario --out "$work/full" >/dev/null 2>&1
"$backchannel" run $scenario --out "$work/roomy" >/dev/null
same "$(digest "$work/full")" "$(digest "$work/roomy")" "a study cut short by the disk"

# A second writer
exec 9<"$work/roomy"
flock 9
expect 2 "$work/roomy: --out: is being written by another run (wait for it, or take another folder)" \
  "$backchannel" run $scenario --out "$work/roomy"
exec 9<&-

# Stopped by Ctrl-C: reports what was finished, and goes on to the same digest.
setsid "$backchannel" run $scenario --runs 60000 --threads 1 --out "$work/stopped" >"$work/out" 2>"$work/err" &
pid=$!
for _ in $(seq 100); do [ -e "$work/stopped/study.sqlite" ] && break; sleep 0.05; done
sleep 0.3
kill -INT $pid
wait $pid
code=$?
if [ $code = 130 ]; then
  grep -q "^stopped after [0-9,]* of 60,000 runs; the same command goes on$" "$work/err" || fail "Ctrl-C: $(cat "$work/err")"
  [ -e "$work/stopped/manifest.json" ] && fail "a stopped study looks whole"
  "$backchannel" run $scenario --runs 60000 --out "$work/stopped" >/dev/null 2>&1
elif [ $code != 0 ]; then
  fail "Ctrl-C: exit code $code"
fi
"$backchannel" run $scenario --runs 60000 --out "$work/unstopped" >/dev/null
same "$(digest "$work/stopped")" "$(digest "$work/unstopped")" "a stopped study"

finish
