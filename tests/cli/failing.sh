#!/usr/bin/env bash
# Runs that fail: told, replayable, and no share beside too many of them: failing.sh BACKCHANNEL
set -u
backchannel=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# In some runs the parties' answers to each other's mobilisation grow without bound.
cat > race.yaml <<'YAML'
title: "An arms race"
horizon: 90
issues: {border: {interim: true}}
actors:
  east:
    preferences: {border: {ideal: 1}}
    posture: {start: 1, reaction: {west: {uniform: [0, 10]}}}
  west:
    preferences: {border: {ideal: 0}}
    posture: {start: 1, reaction: {east: 10}}
YAML

"$backchannel" run race.yaml --runs 600 --out out >text 2>err
[ $? = 1 ] || fail "too many failed runs: exit code is not 1"
grep -q "no share is shown (--allow-failures shows them)" err || fail "nothing is said about withheld shares: $(cat err)"
grep -q "interim agreement" text && fail "shares are shown"
"$backchannel" run race.yaml --runs 600 --allow-failures >text 2>err
[ $? = 0 ] || fail "--allow-failures: exit code is not 0"
grep -q "interim agreement" text || fail "--allow-failures shows no shares"
"$backchannel" export out --table failures >failures.csv || fail "no table of failures"
read -r number reason < <(sed -n 2p failures.csv | tr -d '"' | tr ',' ' ')
[[ "$reason" == "mobilisation of east is not finite on day "* ]] || fail "another reason: $reason"
"$backchannel" trace race.yaml --run "$number" >story 2>err
grep -q "$reason" story err || fail "trace does not replay the failure of run $number: $(cat err)"

[ $failures = 0 ] && echo "all as expected"
exit $((failures > 0))
