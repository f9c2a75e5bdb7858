#!/usr/bin/env bash
# What `sweep`, `sensitivity` and `compare` print, keep and refuse: studies.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs python3 gnuplot
cp scenarios/minimal.yaml "$work/base.yaml"

cat >"$work/grid.yaml" <<'YAML'
scenario: base.yaml
set: {horizon: 60}
factors:
  ideal: {path: north.preferences.toll.ideal, range: [0.4, 1], levels: 3}
  what: {policies: {none: {}, late: {calendar.first_session: 30}}}
design: {kind: grid}
runs: 256
outcomes: [agreement, rounds]
YAML

# A grid: budget first, the same for any number of threads, kept, found finished, shown, exported
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --dry-run
[ -s "$work/out" ] && fail "a dry run prints results"
grep -q '^6 points, 256 runs each: 1,536 runs; about .* (pilot: [1-9][0-9,]* runs, ' "$work/err" || fail "budget: $(cat "$work/err")"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --json --threads 1
cp "$work/out" "$work/one"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --json --threads 3
cmp -s "$work/one" "$work/out" || fail "threads change the results"
same "$(json "len(d['points']), d['runs_per_point'], sorted({p['values']['what'] for p in d['points']})")" "6 256 ['late', 'none']" "points"
# Every point is the run with the same settings.
mean() { json "[p['outcomes']['rounds']['mean'] for p in d['points'] if p['label'] == '$1'][0]"; }
"$backchannel" run "$work/base.yaml" --horizon 60 --set north.preferences.toll.ideal=0.7 --set calendar.first_session=30 --runs 256 --out "$work/run" >/dev/null
same "$(mean 'ideal = 0.7, what = late')" "$(python3 -c "
import csv; rows = list(csv.DictReader(open('$work/run/runs.csv'))); print(sum(float(r['rounds']) for r in rows) / len(rows))")" "a point and a run"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --out "$work/grid.sqlite"
grep -q 'does not predict' "$work/out" || fail "no caution"
grep -qx 'with horizon=60' "$work/out" || fail "what the study sets is not told"
first=$(digest "$work/grid.sqlite")
expect 0 "$work/grid.sqlite: finished already, with 6 points" "$backchannel" sweep "$work/grid.yaml" --out "$work/grid.sqlite"
same "$(digest "$work/grid.sqlite")" "$first" "a finished sweep"
expect 0 "" "$backchannel" export "$work/grid.sqlite" --table point_outcomes
per_point=$(($(wc -l <"$work/out") / 6))
[ $per_point -gt 15 ] || fail "$per_point outcomes a point: not all are kept"
"$backchannel" export "$work/grid.sqlite" --table outcomes >"$work/out"
same "$(grep -c ',[12]$' "$work/out") $(($(wc -l <"$work/out") - 1))" "2 $per_point" "outcomes that are told and kept"
same "$("$backchannel" export "$work/grid.sqlite" --table point_values | head -3 | cut -d, -f2-)" "factor,position,number,level,label
0,0,0.4,,0.4
1,0,,0,none" "factor values as numbers and labels"
expect 0 "" "$backchannel" show "$work/grid.sqlite" --json
same "$(json "len(d['points'])")" 6 "show"
expect 0 "$work/grid.sqlite: finished already, with 6 points of 256 runs" \
  "$backchannel" sweep "$work/grid.yaml" --runs 128 --out "$work/grid.sqlite"
sed 's/levels: 3/levels: 4/' "$work/grid.yaml" >"$work/other.yaml"
expect 2 "$work/grid.sqlite: --out: holds another study: A border toll between two neighbours (take another file, or --overwrite)" \
  "$backchannel" sweep "$work/other.yaml" --out "$work/grid.sqlite"
same "$(digest "$work/grid.sqlite")" "$first" "a refused sweep"
# More runs extend it to the very study that has them from the start.
expect 0 "$work/grid.sqlite: goes on from 256 to 700 runs a point" "$backchannel" sweep "$work/grid.yaml" --runs 700 --out "$work/grid.sqlite"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --runs 700 --out "$work/once.sqlite"
same "$(digest "$work/grid.sqlite")" "$(digest "$work/once.sqlite")" "an extended sweep"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --runs 128 --out "$work/grid.sqlite" --overwrite
same "$("$backchannel" export "$work/grid.sqlite" --table points | tail -1 | sed 's/.*,\([0-9]*\),[0-9]*$/\1/')" 128 "an overwritten sweep"

# Killed and stopped, it goes on to the same digest
sed 's/runs: 256/runs: 8192/; s/levels: 3/levels: 9/' "$work/grid.yaml" >"$work/long.yaml"
"$backchannel" sweep "$work/long.yaml" --out "$work/whole.sqlite" >/dev/null 2>&1 || fail "a long sweep"
for signal in KILL INT KILL; do
  "$backchannel" sweep "$work/long.yaml" --threads 1 --out "$work/parts.sqlite" >"$work/out" 2>"$work/err" &
  pid=$!
  for _ in $(seq 200); do
    [ "$("$backchannel" export "$work/parts.sqlite" --table point_outcomes 2>/dev/null | wc -l)" -gt 1 ] && break
    sleep 0.05
  done
  kill -$signal $pid 2>/dev/null
  wait $pid
  code=$?
  [ $signal = INT ] && [ $code = 130 ] && { grep -Eq '^stopped after [0-9]* of 18 points( and [0-9,]* runs? of others)?; the same command goes on$' "$work/err" || fail "Ctrl-C: $(cat "$work/err")"; }
done
"$backchannel" sweep "$work/long.yaml" --out "$work/parts.sqlite" >/dev/null 2>&1 || fail "going on: $(cat "$work/err")"
same "$(digest "$work/parts.sqlite")" "$(digest "$work/whole.sqlite")" "a sweep killed and resumed"

# Sensitivity: an inert factor within the noise, an acting one above it; from a study, its file and the file of a run
cat >"$work/saltelli.yaml" <<'YAML'
scenario: base.yaml
set: {horizon: 60}
factors:
  ideal: {path: north.preferences.toll.ideal, range: [0.3, 1]}
  inert: {path: domestic.hawk_strike, range: [0, 1]}
design: {kind: saltelli, blocks: 48}
runs: 256
random_numbers: independent
outcomes: [rounds]
YAML
expect 0 "notice: $work/saltelli.yaml:5:3: domestic.hawk_strike: cannot act here (no faction and no move heeds hawks)" \
  "$backchannel" sensitivity "$work/saltelli.yaml" --json --out "$work/saltelli.sqlite"
cp "$work/out" "$work/one"
same "$(json "{f['factor']: f['above_noise'] for f in d[0]['factors']}")" "{'ideal': True, 'inert': False, 'placebo': False}" "Sobol' indices"
same "$(json "[abs(f['total']['value']) < .1 for f in d[0]['factors']]")" "[False, True, True]" "inert totals"
expect 0 "" "$backchannel" sensitivity "$work/saltelli.sqlite" --json
cmp -s "$work/one" "$work/out" || fail "the file of a study tells something else"
expect 0 "" "$backchannel" sensitivity "$work/saltelli.sqlite"
grep -q 'bootstrap intervals' "$work/out" || fail "no explanation"
expect 2 "--outcome: unknown outcome \`round\` (did you mean rounds?)" "$backchannel" sensitivity "$work/saltelli.sqlite" --outcome round
expect 2 "$work/saltelli.sqlite: a study file is only read (leave out --runs, --out and --dry-run)" \
  "$backchannel" sensitivity "$work/saltelli.sqlite" --runs 64
expect 2 "$work/grid.sqlite: 6 points of design grid tell nothing of sensitivity (at least 40 points, by more levels or factors, or design saltelli or morris)" \
  "$backchannel" sensitivity "$work/grid.sqlite"
"$backchannel" run "$work/base.yaml" --horizon 60 --runs 2000 --set 'north.preferences.toll.ideal={uniform: [0.3, 1]}' \
  --set 'domestic.hawk_strike={uniform: [0, 1]}' --out "$work/priors" >/dev/null
expect 0 "" "$backchannel" sensitivity "$work/priors" --outcome rounds --json
same "$(json "d[0]['draws'], d[0]['parameters'][0]['path'], d[0]['parameters'][0]['above_floor'], abs(d[0]['parameters'][1]['first']) < .05")" \
  "1000 north.preferences.toll.ideal True True" "judgements"
expect 0 "" "$backchannel" sensitivity "$work/saltelli.sqlite" --outcome agreement --json  # not named by the study
same "$(json "[d[0]['outcome']['id'] if isinstance(d[0]['outcome'], dict) else d[0]['outcome'], len(d)]")" "['agreement', 1]" "an outcome that the study does not name"
expect 2 "$work/run/study.sqlite: no number of the scenario is uncertain (priors in place of constants)" \
  "$backchannel" sensitivity "$work/run"

# Compare: nothing changes under no change; a change is told, kept and found again
expect 0 "notice: no run differs in what is compared: with horizon=180 all 500 runs are as before" \
  "$backchannel" compare "$work/base.yaml" --with horizon=180 --vs horizon=180 --runs 500 --json
same "$(json "d['outcomes']['agreement']['difference'], d['outcomes']['agreement']['variance_reduction'], d['flips']")" "0.0 None []" "no change"
compare=("$backchannel" compare "$work/base.yaml" --with north.preferences.toll.ideal=1 --runs 1000)
expect 0 "" "${compare[@]}" --out "$work/compare.sqlite"
same "$(grep -c ', before the change │ after it$' "$work/out")" 3 "stories"
grep -q "THEY PART" "$work/out" || fail "no parting"
cp "$work/out" "$work/one"
expect 0 "$work/compare.sqlite: finished already, with 1000 runs" "${compare[@]}" --out "$work/compare.sqlite"
cmp -s "$work/one" "$work/out" || fail "a comparison found again tells something else"
kept() { python3 -c "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])" "$@"; }
same "$(kept "$work/compare.sqlite" "select command from session")" \
  "backchannel compare $work/base.yaml --with north.preferences.toll.ideal=1 --runs 1000 --seed 1 --out $work/compare.sqlite" "the command of a comparison"
same "$(kept "$work/compare.sqlite" "select value from study where key = 'study_text'" | tr -d '\n ')" \
  '{"before":{"title":"","note":"","set":[]},"after":{"title":"","note":"","set":[{"path":"north.preferences.toll.ideal","value":"1"}]}}' \
  "the changes of a comparison"
same "$(kept "$work/grid.sqlite" "select command from session")" "backchannel sweep $work/grid.yaml --runs 128 --out $work/grid.sqlite" "the command of a sweep"
expect 0 "" "${compare[@]}" --json --threads 3
same "$(json "d['outcomes']['comprehensive_agreement']['variance_reduction'] > 1, sum(sum(r.values()) for r in d['transitions'].values())")" "True 1000" "variance reduction"
same "$("$backchannel" export "$work/compare.sqlite" --table transitions | wc -l)" 37 "transitions"
expect 0 "" "$backchannel" compare "$work/base.yaml" --set south.patience=30 --with north.preferences.toll.ideal=1 --runs 64
grep -qx "before: as it is, with south.patience=30" "$work/out" || fail "compare does not say what is set before"
grep -qx "after:  north.preferences.toll.ideal=1, with south.patience=30" "$work/out" || fail "nor after"
expect 2 "none.yaml: no such file (a policy in YAML)" "$backchannel" compare "$work/base.yaml" --with none.yaml
expect 2 "--outcome: unknown outcome \`peace\` (one of comprehensive_agreement, interim_agreement, talks_continue, collapse_without_force, limited_strike, regional_war, agreement, agreement_in_force, agreement_after_force, force, escalation, tension, rounds, incidents, value_north, trust_north, value_south, trust_south, agreement_by_DAY, force_by_DAY)" \
  "$backchannel" compare "$work/base.yaml" --with horizon=30 --outcome peace

# Every table of the files is documented with its key, and the query of the page reads them.
python3 - "$work/grid.sqlite" "$work/compare.sqlite" <<'PYTHON' || fail "analysis/README.md and the files of sweeps differ"
import re, sqlite3, sys
page = open("analysis/README.md").read().split("### The file of a sweep or a comparison")[1].split("### ")[0]
rows = re.findall(r"^\| `(.+?)` \| (.*?) \|", page, re.M)
written = {name: key for names, key in rows for name in names.split("`, `")}
for file in sys.argv[1:]:
    db = sqlite3.connect(file)
    there = {name: ", ".join(c[1] for c in sorted(db.execute(f"PRAGMA table_info({name})"), key=lambda c: c[5]) if c[5] > 0)
             for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(written) == set(there), set(written) ^ set(there)
    for name, key in written.items():
        assert key in ("", there[name]), (name, key, there[name])
    columns = {(t, c) for t in there for _, c, *_ in db.execute(f"PRAGMA table_info({t})")}
    assert columns == set(db.execute("SELECT table_name, column_name FROM dictionary WHERE meaning <> ''"))
query = page.split("```sql")[1].split("```")[0].replace("'trust'", "'ideal'")
assert [row[1] for row in sqlite3.connect(sys.argv[1]).execute(query)] == [0.4, 0.4, 0.7, 0.7, 1.0, 1.0]
PYTHON

# Figures
sed 's/kind: saltelli, blocks: 48/kind: morris, trajectories: 4/; s/runs: 256/runs: 64/' "$work/saltelli.yaml" >"$work/morris.yaml"
sed 's/kind: saltelli, blocks: 48/kind: one_at_a_time/; s/runs: 256/runs: 64/' "$work/saltelli.yaml" >"$work/levers.yaml"
for study in morris levers; do "$backchannel" sweep "$work/$study.yaml" --out "$work/$study.sqlite" >/dev/null 2>&1; done
for figure in grid/lines grid/heat saltelli/indices morris/morris levers/tornado compare/transitions; do
  expect 0 "" "$backchannel" plot "$work/${figure%/*}.sqlite" --what ${figure#*/}
  python3 -c "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])" "$work/${figure#*/}.svg" || fail "$figure: no XML"
  grep -q "A model of argument" "$work/${figure#*/}.svg" || fail "$figure: no caution"
done
expect 2 "$work/grid.sqlite: --outcome: unknown outcome \`round\` (did you mean rounds?)" \
  "$backchannel" plot "$work/grid.sqlite" --what heat --outcome round
expect 2 "$work/grid.sqlite: --what: outcomes needs the runs of one scenario (a file of \`backchannel run --out\`)" \
  "$backchannel" plot "$work/grid.sqlite" --what outcomes
expect 2 "$work/run/study.sqlite: --what: heat needs a sweep or a comparison (a file of \`backchannel sweep --out\` or \`backchannel compare --out\`)" \
  "$backchannel" plot "$work/run" --what heat

# Refused with nothing written
sed 's/toll.ideal/toll.idael/' "$work/grid.yaml" >"$work/bad.yaml"
expect 2 "$work/bad.yaml:4:3: north.preferences.toll.idael: unknown key (did you mean ideal?)" "$backchannel" sweep "$work/bad.yaml" --out "$work/bad.sqlite"
[ -e "$work/bad.sqlite" ] && fail "bad input leaves a file"
expect 2 "$work: --out: is a folder (a file)" "$backchannel" sweep "$work/grid.yaml" --out "$work"
exec 9<"$work/whole.sqlite"
flock 9
expect 2 "$work/whole.sqlite: --out: is being written by another study (wait for it, or take another file)" \
  "$backchannel" sweep "$work/long.yaml" --out "$work/whole.sqlite"
exec 9<&-
# --overwrite replaces studies and empty files, nothing else
sqlite3_of() { python3 -c "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()" "$@"; }
sqlite3_of "$work/foreign.sqlite" "CREATE TABLE precious (x)"
cp "$work/grid.yaml" "$work/own.yaml"
for file in own.yaml base.yaml foreign.sqlite; do
  before=$(cksum <"$work/$file")
  expect 2 "$work/$file: --out: is not a study file, so it is not replaced (take another file)" \
    "$backchannel" sweep "$work/own.yaml" --out "$work/$file" --overwrite
  expect 2 "$work/$file: --out: is not a study file, so it is not replaced (take another file)" \
    "${compare[@]}" --out "$work/$file" --overwrite
  same "$(cksum <"$work/$file")" "$before" "$file is changed"
done
: >"$work/empty.sqlite"
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --runs 64 --out "$work/empty.sqlite" --overwrite
expect 0 "" "$backchannel" sweep "$work/grid.yaml" --runs 32 --out "$work/empty.sqlite" --overwrite

# A file that was changed by hand is refused by whoever reads it
cp "$work/grid.sqlite" "$work/holes.sqlite"
sqlite3_of "$work/holes.sqlite" "DELETE FROM points WHERE point = 3"
holes="$work/holes.sqlite: the table points is not the one that was written (changed by hand or damaged; \`sweep --overwrite\` plays it again)"
expect 2 "$holes" "$backchannel" show "$work/holes.sqlite"
expect 2 "$holes" "$backchannel" export "$work/holes.sqlite" --table points
expect 2 "$holes" "$backchannel" plot "$work/holes.sqlite" --what heat
expect 2 "$holes" "$backchannel" sensitivity "$work/holes.sqlite"
expect 2 "$holes" "$backchannel" sweep "$work/grid.yaml" --runs 128 --out "$work/holes.sqlite"
cp "$work/priors/study.sqlite" "$work/rows.sqlite"
sqlite3_of "$work/rows.sqlite" "DELETE FROM runs WHERE run = 7"
rows="$work/rows.sqlite: 1999 rows in table runs where 2000 were written (changed by hand or damaged; \`run --overwrite\` plays it again)"
expect 2 "$rows" "$backchannel" show "$work/rows.sqlite"
expect 2 "$rows" "$backchannel" sensitivity "$work/rows.sqlite"

# What cannot be answered is refused before anything is played
expect 2 "--outcome: unknown outcome \`round\` (did you mean rounds?)" \
  "$backchannel" sensitivity "$work/saltelli.yaml" --runs 1000000 --outcome round
expect 2 "--outcome: \`rounds\` stands there twice (once)" \
  "$backchannel" sensitivity "$work/saltelli.yaml" --outcome rounds --outcome rounds
expect 2 "--outcome: \`force\` stands there twice (once)" "${compare[@]}" --outcome force --outcome force
expect 2 "$work/long.yaml: 18 points of design grid tell nothing of sensitivity (at least 40 points, by more levels or factors, or design saltelli or morris)" \
  "$backchannel" sensitivity "$work/long.yaml" --runs 1000000 --out "$work/few.sqlite"
[ -e "$work/few.sqlite" ] && fail "a study that cannot be answered leaves a file"
sed 's/levels: 3/levels: 1000/; s/{none.*}}/{none: {}}}\n  b: {path: south.preferences.toll.ideal, range: [0, 1], levels: 1000}\n  c: {path: domestic.hawk_strike, range: [0, 1], levels: 5}/' \
  "$work/grid.yaml" >"$work/huge.yaml"
expect 2 "$work/huge.yaml:8:9: design: 5000000 points (at most 1000000)" "$backchannel" sweep "$work/huge.yaml" --dry-run
usage "--runs: \`101\` is odd (each draw of the priors is played twice)" sweep "$work/grid.yaml" --runs 101

# Every study and policy that is shipped can be played
for study in scenarios/studies/*.yaml; do
  expect 0 "" "$backchannel" sweep "$study" --runs 4 --dry-run
done
for policy in scenarios/studies/policies/*.yaml; do
  expect 0 "" "$backchannel" compare scenarios/flagship/oman-2026.yaml --with "$policy" --runs 64 --stories 1
done

finish
