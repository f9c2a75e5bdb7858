# What the scripts of this folder share. Each is called as SCRIPT BACKCHANNEL SOURCES …, sources this file first and ends
# with `finish`. They stand in the folder of the sources, with a folder $work that is removed at the end.
set -u
skip() { echo "skipped: $*"; exit 77; }
needs() { for tool in "$@"; do command -v "$tool" >/dev/null || skip "no $tool"; done; }
backchannel=$(realpath "$1")
cd "$2" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
unset COLUMNS

fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
same() { [ "$1" = "$2" ] || fail "$3: «$1» is not «$2»"; }
# expect CODE STDERR COMMAND…: exit code and the whole of stderr, without the budget of a study, which holds times;
# stdout is left in $work/out
expect() {
  local code=$1 message=$2
  shift 2
  timeout 300 "$@" >"$work/out" 2>"$work/err" </dev/null
  local got=$?
  [ $got = "$code" ] || fail "$*: exit code $got, not $code"
  same "$(grep -v 'runs each: ' "$work/err")" "$message" "$*: stderr"
}
# usage MESSAGE ARGUMENTS…: refused as wrong usage, with nothing printed
usage() {
  local message=$1
  shift
  expect 2 "$message
Run with --help for more information." "$backchannel" "$@"
  [ -s "$work/out" ] && fail "$*: something was printed"
}
# A value of the JSON that was printed last, as Python: json "d['runs']"
json() { python3 -c "import json, sys; d = json.load(open('$work/out')); print($1)"; }
digest() { "$backchannel" digest "$1"; }
finish() {
  [ $failures = 0 ] && echo "all as expected"
  exit $((failures > 0))
}
