#!/usr/bin/env bash
# What reaches other programs, or comes from them, does no harm: names of files, bytes, environments: safe.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs gnuplot
cp scenarios/minimal.yaml "$work/base.yaml"
cat >"$work/grid.yaml" <<'YAML'
scenario: base.yaml
set: {horizon: 30}
factors: {ideal: {path: north.preferences.toll.ideal, values: [0.4, 1]}}
design: {kind: grid}
runs: 64
outcomes: [agreement]
YAML
sources=$PWD

# Names that SQLite takes for something else are names of files.
cd "$work" || exit 1
for name in :memory: 'file:x?mode=memory' 'file:y'; do
  expect 0 "" "$backchannel" sweep grid.yaml --out "$name"
  [ -s "./$name" ] || fail "sweep --out $name: nothing is kept"
  expect 0 "$name: finished already, with 2 points" "$backchannel" sweep grid.yaml --out "$name"
  expect 0 "" "$backchannel" compare base.yaml --with north.preferences.toll.ideal=1 --runs 64 --horizon 30 --stories 0 --out "c$name"
  expect 0 "" "$backchannel" run base.yaml --runs 64 --horizon 30 --out "run/$name"
  expect 0 "" "$backchannel" show "run/$name"
done
cd "$sources" || exit 1

# A byte that is no UTF-8 does not end in an exception of a library after the runs; whoever reads the JSON can.
out=$work/$'by\xffte'
expect 0 "" "$backchannel" run "$work/base.yaml" --runs 64 --horizon 30 --out "$out"
for file in manifest.json summary.json; do python3 -c "import json, sys; json.load(open(sys.argv[1], encoding='utf-8'))" "$out/$file" || fail "$file"; done
expect 0 "" "$backchannel" export "$out" --table session --format json
python3 -c "import json; json.load(open('$work/out', encoding='utf-8'))" || fail "a session as JSON"
command=$(python3 -c "import json; print(json.load(open('$work/out', encoding='utf-8'))[0]['command'])")
same "$command" "backchannel run $work/base.yaml --horizon 30 --runs 64 --seed 1 --out \$'$work/by\\xffte'" "the command that was kept"
cp -r "$out" "$work/before"
(cd "$sources" && eval "${command/backchannel/$backchannel}" 2>&1 >/dev/null | grep -aq "finished already, with 64 runs") || fail "the command that was kept gives another study"

# What controls a terminal does not get there.
sed 's/^title:.*/title: "red \\e[31m and \\x9b31m"/' scenarios/minimal.yaml >"$work/red.yaml"
for command in "run $work/red.yaml --runs 64 --horizon 30" "trace $work/red.yaml --run 1 --horizon 30" "validate $work/red.yaml"; do
  # shellcheck disable=SC2086
  "$backchannel" $command >"$work/out" 2>"$work/err"
  grep -aqP '\x1b|\x9b31m' "$work/out" "$work/err" && fail "$command: an escape sequence was printed"
done

# Folders that cannot be used
nope="TMPDIR=/nope: is no folder that can be written to (a folder for files that are soon gone; unset it for /tmp)"
expect 2 "$nope" env TMPDIR=/nope "$backchannel" sweep "$work/grid.yaml"
expect 2 "$nope" env TMPDIR=/nope "$backchannel" compare "$work/base.yaml" --with horizon=20 --runs 64
expect 2 "$nope" env TMPDIR=/nope "$backchannel" plot "$out" --what outcomes
long=$(printf 'x%.0s' $(seq 300))
expect 1 "backchannel: $work/$long: cannot be used: File name too long" "$backchannel" show "$work/$long"
mkdir "$work/closed"
cp -r "$out" "$work/closed/study"
chmod 0 "$work/closed"
if [ "$(id -u)" != 0 ]; then
  expect 1 "backchannel: $work/closed/study: cannot be used: Permission denied" "$backchannel" show "$work/closed/study"
  expect 2 "$work/closed/x: --out: cannot be used as a folder (Permission denied)" "$backchannel" run "$work/base.yaml" --runs 64 --out "$work/closed/x"
fi
chmod 755 "$work/closed"

# The option that is wrong is blamed.
top_keys="one of title, description, start_date, horizon, settled_days, run_ends_at, issues, actors, mediator, talks, calendar, trust, tension, precision, domestic, ladder, dyads, force, compliance_period, planning_horizon, history, events, mechanisms"
for option in --with --vs; do
  changes=(--with horizon=20)
  [ $option = --with ] && changes=()
  expect 2 "$option nope=1: nope: unknown key ($top_keys)" \
    "$backchannel" compare "$work/base.yaml" "${changes[@]}" $option nope=1
done

# What other programs set for gnuplot does not reach it.
expect 0 "" "$backchannel" plot "$out" --what outcomes --out "$work/plain.svg"
expect 0 "" env GNUTERM=qt GNUPLOT_LIB=/nope GDFONTPATH=/nope LC_ALL=C "$backchannel" plot "$out" --what outcomes --out "$work/qt.svg"
cmp -s "$work/plain.svg" "$work/qt.svg" || fail "the environment changes a figure"

# A name of two lines is told in one
expect 0 "" "$backchannel" run scenarios/minimal.yaml --runs 2 --out "$work/two
lines"
same "$(tail -1 "$work/out")" "kept in $work/two lines" "where it is kept"
expect 0 "$work/two lines: finished already, with 2 runs" "$backchannel" run scenarios/minimal.yaml --runs 2 --out "$work/two
lines"
finish
