#!/usr/bin/env bash
# What `report` writes and refuses: report.sh BACKCHANNEL SOURCES
set -u
backchannel=$(realpath "$1")
cd "$2" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
# expect CODE STDOUT STDERR COMMAND…: exit code and the whole of both
expect() {
  local code=$1 out=$2 message=$3
  shift 3
  "$@" >"$work/out" 2>"$work/err"
  local got=$?
  [ $got = "$code" ] || fail "$*: exit code $got, not $code"
  [ "$(cat "$work/out")" = "$out" ] || fail "$*: stdout is «$(cat "$work/out")», not «$out»"
  [ "$(cat "$work/err")" = "$message" ] || fail "$*: stderr is «$(cat "$work/err")», not «$message»"
}

"$backchannel" run scenarios/minimal.yaml --runs 300 --horizon 60 --out "$work/study" >/dev/null
page=$work/page.html
expect 2 "" "$work/none: there is no such study file (\`backchannel run --out\` writes one)" \
  "$backchannel" report "$work/none" -o "$page"
expect 2 "" "$work/study/runs.csv: is not a study file (written by \`backchannel run --out\`)" \
  "$backchannel" report "$work/study/runs.csv" -o "$page"
expect 2 "" "$work/no/page.html: cannot be written (a path in a folder that exists)" \
  "$backchannel" report "$work/study" -o "$work/no/page.html"
[ -e "$page" ] && fail "bad input leaves a page"
if "$backchannel" report "$work/study" -o "$page" >"$work/out" 2>"$work/err"; then
  expect 0 "$page" "" "$backchannel" report "$work/study" "$work/study/study.sqlite" -o "$page"
  expect 0 "$page" "" "$backchannel" report "$work/study/study.sqlite" -o "$page"
  [ "$(stat -c %s "$page")" -lt 2000000 ] || fail "$(stat -c %s "$page") bytes"
  grep -q "<title>" "$page" || fail "no page"
  grep -qE '(src|href)="(https?:)?//' "$page" && fail "something is loaded"
  cp "$page" "$work/again.html"
  "$backchannel" report "$work/study/study.sqlite" -o "$page" >/dev/null
  cmp -s "$page" "$work/again.html" || fail "the same study gives another page"
else
  expect 1 "" "backchannel: report: this build has no chart libraries (with node and npm installed: \`make report-assets\`, then build again)" \
    "$backchannel" report "$work/study" -o "$page"
  [ -e "$page" ] && fail "a page without charts"
fi

[ $failures = 0 ] && echo "all as expected"
exit $((failures > 0))
