#!/usr/bin/env bash
# What the executable does with hostile input, lost output, files changed by hand and Ctrl-C: robust.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs python3
scenario=scenarios/minimal.yaml

# Usage, in our own words
usage "unknown command \`rnu\` (did you mean run?)" rnu $scenario
usage "unknown option \`--rnus\` (did you mean --runs?)" run $scenario --rnus 5
usage "unknown option \`--bogus\`" --bogus
usage "\`extra\` is one argument too many" odd $scenario extra
usage "scenario is missing" run
expect 2 "--run or --outcome is missing (which run to tell)" "$backchannel" trace $scenario
usage "--run and --outcome exclude each other" trace $scenario --run 1 --outcome force
expect 2 "--outcome: unknown outcome \`regional_wra\` (did you mean regional_war?)" "$backchannel" trace $scenario --outcome regional_wra
expect 2 "--outcome: \`tension\` is a number, not something that a run has or has not" "$backchannel" trace $scenario --outcome tension
expect 1 "backchannel: of the first 300 runs of seed 1, 0 have the outcome “regional war”; number 2 was asked for (--among looks at more)" \
  "$backchannel" trace $scenario --outcome regional_war --nth 2 --among 300
usage "--runs needs a value" run $scenario --runs
usage "--runs was given too many values" run $scenario --runs 5 --runs 6
usage "--runs and --until-half-width exclude each other" run $scenario --runs 5 --until-half-width 0.1
usage "--out: the value is empty" run $scenario --out ""
expect 2 "--outcome: unknown outcome \`regional_wra\` (did you mean regional_war?)" \
  "$backchannel" run $scenario --until-half-width 0.1 --outcome regional_wra
expect 2 "--until-half-width: 0.5 is too wide for a share (below 0.5)" "$backchannel" run $scenario --until-half-width 0.5
usage "--until-half-width: \`nan\` is not a number (1e-06 to 1000000)" run $scenario --until-half-width nan
usage "--format: \`xml\` is unknown (one of csv, json)" export x --format xml
expect 2 "nonsense: no such key (ids are known with --scenario FILE; without a path every key is listed)" "$backchannel" explain nonsense
expect 2 "wra: no such key (did you mean war?)" "$backchannel" explain wra

usage "scenario: the value is empty" run ""
usage "--output: the value is empty" odd $scenario -o ""
expect 2 "--only: no case has \`V99\` in its name (did you mean V9?)" "$backchannel" theory --only V99
cp "$scenario" "$work/mine.yaml"
expect 2 "$work/mine.yaml: is a scenario or a study, so it is not replaced (another file)" \
  "$backchannel" odd "$work/mine.yaml" -o "$work/mine.yaml"
cmp -s "$scenario" "$work/mine.yaml" || fail "odd has replaced its scenario"
expect 2 "$work/no/x: cannot be written (a file in a folder that exists)" "$backchannel" odd $scenario -o "$work/no/x"
expect 2 "bad [31m.yaml: no such file (a scenario in YAML)" "$backchannel" validate $'bad\e[31m.yaml'
{ cat $scenario; for n in $(seq 150); do echo "key$n: 1"; done; } >"$work/many.yaml"
"$backchannel" validate "$work/many.yaml" 2>"$work/err"
same "$(wc -l <"$work/err") $(tail -1 "$work/err")" "101 … and 50 more problems" "a flood of messages"

# Whole numbers
runs() { "$backchannel" run $scenario --horizon 20 --json --runs "$1" | python3 -c "import json, sys; print(json.load(sys.stdin)['runs'])"; }
same "$(runs 010)" 10 "a leading zero"
same "$(runs 2e2)" 200 "an exponent"
whole="(a whole number, 1 to 4000000000)"
for bad in 100k "" 0x10 " 5" 1e5x ten; do
  usage "--runs: \`$bad\` is not a whole number $whole" run $scenario --runs "$bad"
done
for bad in -5 1.5 1e30 .inf 99999999999999999999; do
  usage "--runs: \`$bad\` is not a whole number in range $whole" run $scenario --runs "$bad"
done
usage "--runs: \`0\` is out of range $whole" run $scenario --runs 0
usage "--seed: \`18446744073709551616\` is not a whole number in range (a whole number, 0 to 18446744073709551615)" \
  run $scenario --seed 18446744073709551616
usage "--horizon: \`0\` is out of range (a whole number, 1 to 36500)" trace $scenario --run 1 --horizon 0
usage "--horizon: \`-3\` is not a whole number in range (a whole number, 1 to 36500)" trace $scenario --run 1 --horizon -3

# Output that does not arrive
for command in "run $scenario --runs 64" "run $scenario --runs 64 --json" "validate $scenario" explain "trace $scenario --run 1" \
  "evidence $scenario" "odd $scenario" --help --version; do
  # shellcheck disable=SC2086
  { [ -e /dev/full ] && "$backchannel" $command >/dev/full; } 2>"$work/err"
  same "$? $(cat "$work/err")" "1 backchannel: stdout: cannot be written" "$command on a full disk"
  # shellcheck disable=SC2086
  "$backchannel" $command >&- 2>"$work/err"
  same "$? $(cat "$work/err")" "1 backchannel: stdout: cannot be written" "$command on a closed stdout"
done

# A run that failed is replayed by the very command that is printed.
cat >"$work/it's.yaml" <<'YAML'
issues: {toll: {}}
actors:
  north: {preferences: {toll: {ideal: 0.8}}, war: {cost: {normal: [0, 1, -10, 10]}}}
YAML
expect 2 "$work/it's.yaml:3:3: actors: 1 enabled party (exactly two parties)
$work/it's.yaml:3:67: north.war.cost: 4 numbers instead of 2 (normal: [mean, sd])" "$backchannel" run "$work/it's.yaml" --runs 64

# Scenarios that are no files
mkfifo "$work/pipe"
expect 2 "$work/pipe: nothing came from this pipe for 10 seconds (a scenario in YAML)" "$backchannel" validate "$work/pipe"
cat $scenario >"$work/pipe" &
expect 0 "" "$backchannel" validate "$work/pipe"
expect 2 "/dev/null:1:1: the file is empty (a scenario in YAML)" "$backchannel" validate /dev/null
expect 2 "$work: is a directory (a scenario in YAML)" "$backchannel" validate "$work"

# Lines that fit
# A word that is longer has a line to itself.
longest() { python3 -c "print(max(len(line.rstrip('\n')) for line in open('$work/out', encoding='utf-8') if len(line.split()) > 1))"; }
for columns in 60 80 100 132; do
  for command in "run scenarios/flagship/oman-2026.yaml --runs 64" "trace scenarios/flagship/oman-2026.yaml --run 3" \
    "explain iran.war" "evidence scenarios/flagship/oman-2026.yaml" "explain war --scenario scenarios/flagship/oman-2026.yaml" \
    "theory --only V2"; do
    # shellcheck disable=SC2086
    LC_ALL=C.UTF-8 COLUMNS=$columns expect 0 "" "$backchannel" $command
    most=$(longest)
    [ "$most" -le $columns ] || fail "$command: $most columns where $columns are there"
  done
done

# A study changed by hand
study=$work/study
"$backchannel" run $scenario --horizon 30 --runs 600 --out "$study" >/dev/null
whole=$(digest "$study")
tamper() { # SQL MESSAGE
  cp "$study/study.sqlite" "$work/changed.sqlite"
  python3 -c "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()" "$work/changed.sqlite" "$1"
  local message="$work/changed.sqlite: $2 (changed by hand or damaged; \`run --overwrite\` plays it again)"
  expect 2 "$message" "$backchannel" show "$work/changed.sqlite"
  expect 2 "$message" "$backchannel" plot "$work/changed.sqlite" --what outcomes --out "$work/changed.svg"
  expect 2 "$message" "$backchannel" export "$work/changed.sqlite"
  [ -s "$work/out" ] && fail "$1: exported nevertheless"
  mkdir -p "$work/again"
  rm -f "$work/again"/*
  cp "$work/changed.sqlite" "$work/again/study.sqlite"
  expect 2 "${message/$work\/changed.sqlite/$work/again/study.sqlite}" \
    "$backchannel" run $scenario --horizon 30 --runs 700 --out "$work/again"
}
tamper "DELETE FROM runs WHERE run = 7" "599 rows in table runs where 600 were written"
tamper "DELETE FROM runs" "0 rows in table runs where 600 were written"
tamper "DELETE FROM daily WHERE day = 3 AND series = 1" "209 rows in table daily where 210 were written"
tamper "UPDATE daily SET sum_millionths = 0 WHERE day = 3 AND series = 1" "the table daily is not the one that was written"
tamper "UPDATE daily SET counts = '[1,2]' WHERE day = 3 AND series = 1" "the table daily is not the one that was written"
tamper "DELETE FROM batches" "the batches hold 0 runs, 0 of them failed, where 600 and 0 were played"
tamper "DELETE FROM tally" "the batches hold 600 runs, 0 of them failed, where 0 and 0 were played"
tamper "UPDATE tally SET counts = replace(counts, '\"rounds\"', '\"raunds\"')" "what was counted cannot be read"
tamper "DELETE FROM issues" "the table issues is not the one that was written"
tamper "DELETE FROM study WHERE key = 'horizon_days'" "horizon_days in table study is not a number"
tamper "UPDATE runs SET end_day = 1 WHERE run = 7" "the runs of batch 0 are not those that were written"
tamper "UPDATE parameters SET evidence = 'fact' WHERE parameter = 5" "the table parameters is not the one that was written"
tamper "UPDATE study SET value = 'mine' WHERE key = 'title'" "the table study is not the one that was written"
head -c 20000 "$study/study.sqlite" >"$work/changed.sqlite"
expect 2 "$work/changed.sqlite: is damaged (\`run --overwrite\` plays it again)" "$backchannel" show "$work/changed.sqlite"
same "$(digest "$study")" "$whole" "a study that was read"
{ sleep 0.3; "$backchannel" explain 2>"$work/err"; } | true
same "${PIPESTATUS[0]} $(cat "$work/err")" "141 " "a reader that leaves early"

# Ctrl-C in the middle of a batch: at once, and the digest after going on is that of a study never stopped.
flagship=scenarios/flagship/oman-2026.yaml
setsid "$backchannel" run $flagship --runs 100000 --threads 2 --out "$work/stopped" >"$work/out" 2>"$work/err" &
pid=$!
for _ in $(seq 200); do [ -e "$work/stopped/study.sqlite" ] && break; sleep 0.05; done
sleep 1.2
begin=$(date +%s%N)
kill -INT $pid
wait $pid
same "$?" 130 "Ctrl-C"
took=$((($(date +%s%N) - begin) / 1000000))
[ $took -lt 1500 ] || fail "Ctrl-C takes $took ms"
grep -Eq "^stopped after [0-9,]+ of 100,000 runs; the same command goes on$" "$work/err" || fail "Ctrl-C: $(cat "$work/err")"
done=$(sed -n 's/^stopped after \([0-9,]*\) .*/\1/p' "$work/err" | tr -d ,)
same "$((done % 512))" 0 "whole batches only"
"$backchannel" run $flagship --runs 5000 --out "$work/stopped" >/dev/null 2>&1
"$backchannel" run $flagship --runs 5000 --out "$work/unstopped" >/dev/null
[ "$done" -gt 5000 ] || same "$(digest "$work/stopped")" "$(digest "$work/unstopped")" "a study stopped in a batch"

# Signals: Ctrl-C early is Ctrl-C, an interrupted comparison keeps what it has, what ends while it prints ends
cat >"$work/stop.py" <<'PYTHON'
# stop.py SIGNAL WHEN COMMAND…: sends the signal after WHEN seconds, once it plays (its budget is told) or while it prints
# (nobody reads, and the pipe is full); tells with which exit code the command ends, as a shell does
import array, fcntl, os, signal, subprocess, sys, termios, time
name, when, command = sys.argv[1], sys.argv[2], sys.argv[3:]
for each in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM): signal.signal(each, signal.SIG_DFL)
out, into = os.pipe()
def printed():
    size = array.array("i", [0])
    fcntl.ioctl(out, termios.FIONREAD, size)
    return size[0]
def has_come():
    if when == "printing": return printed() >= 65536
    return "runs each: " in open(os.environ["ERR"]).read() if when == "playing" else time.time() > start + float(when)
start = time.time()
process = subprocess.Popen(command, stdout=into if when == "printing" else subprocess.DEVNULL, stderr=open(os.environ["ERR"], "w"))
while not has_come() and process.poll() is None and time.time() < start + 60: time.sleep(0.02)
process.send_signal(getattr(signal, "SIG" + name))
try:
    code = process.wait(30)
    print(code if code >= 0 else 128 - code)
except subprocess.TimeoutExpired:
    process.kill()
    print("goes on")
PYTHON
export ERR=$work/err
stop() { python3 "$work/stop.py" "$@"; }
cp $flagship "$work/flagship.yaml"
cat >"$work/saltelli.yaml" <<'YAML'
scenario: flagship.yaml
factors:
  a: {path: iran.war.cost, range: [0.1, 0.5]}
  b: {path: us.war.cost, range: [0.1, 0.5]}
design: {kind: saltelli, blocks: 1024}
runs: 4096
outcomes: [agreement]
YAML
same "$(stop INT playing "$backchannel" sensitivity "$work/saltelli.yaml")" 130 "Ctrl-C early in sensitivity"
grep -q '^stopped after [0-9]* of [0-9,]* points' "$work/err" && [ "$(wc -l <"$work/err")" -le 4 ] || fail "sensitivity: $(cat "$work/err")"
for signal in INT TERM HUP; do
  same "$(stop $signal playing "$backchannel" sweep "$work/saltelli.yaml" --out "$work/swept$signal")" 130 "SIG$signal in sweep"
done
compare=("$backchannel" compare $scenario --with horizon=60 --runs 1000000 --stories 0 --out "$work/compared")
same "$(stop INT 3 "${compare[@]}")" 130 "Ctrl-C in compare"
grep -Eq '^stopped after [0-9,]+ of 1,000,000 runs on each side; what they tell is kept, the same command begins anew$' "$work/err" || fail "compare: $(cat "$work/err")"
expect 0 "" "$backchannel" show "$work/compared" --json
runs_there=$(json "d['runs']")
same "$((runs_there > 0 && runs_there < 1000000))" 1 "runs of an interrupted comparison"
same "$(stop TERM printing "$backchannel" run $flagship --runs 64 --json)" 143 "SIGTERM while it prints"
same "$(stop INT 0 "$backchannel" sensitivity "$work/saltelli.yaml")" 130 "Ctrl-C at the very beginning"

# Files of somebody else stay; a link is followed; what is no file is written as it is
mkdir "$work/other" && echo mine > "$work/other/terms.pdf"
expect 2 "$work/other: --out: holds \`terms.pdf\` but no study: it would be replaced (take another folder, or --overwrite)" \
  "$backchannel" run $scenario --runs 64 --out "$work/other"
[ "$(ls "$work/other")" = terms.pdf ] && [ "$(cat "$work/other/terms.pdf")" = mine ] || fail "terms.pdf was touched"
expect 0 "" "$backchannel" run $scenario --runs 64 --out "$work/remade"
rm "$work/remade/runs.csv"
expect 0 "" "$backchannel" run $scenario --runs 64 --out "$work/remade"
[ -s "$work/remade/runs.csv" ] || fail "a finished study does not write again what was removed"
echo old > "$work/figure.svg" && ln -s figure.svg "$work/link.svg"
expect 0 "" "$backchannel" plot "$work/remade" --what outcomes --out "$work/link.svg"
[ -L "$work/link.svg" ] && grep -q "<svg" "$work/figure.svg" || fail "a link was replaced"
mkfifo "$work/pipe.svg" && { grep -c "<svg" "$work/pipe.svg" > "$work/piped" & } && reader=$!
expect 0 "" "$backchannel" plot "$work/remade" --what outcomes --out "$work/pipe.svg"
wait $reader && [ -p "$work/pipe.svg" ] && [ "$(cat "$work/piped")" = 1 ] || fail "a pipe was replaced"
expect 2 "--out: no figure is a \`.jpg\` (svg, png, pdf; or --format)" "$backchannel" plot "$work/remade" --what outcomes --out "$work/x.jpg"
usage "--max-runs: \`999\` is out of range (a whole number, 1000 to 4000000000)" run $scenario --until-half-width 0.1 --max-runs 999

finish
