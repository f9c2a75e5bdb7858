#!/usr/bin/env bash
# Killed at every system call that changes a file, a study is found whole by `show` and by the same command, which goes on
# to the digest of a study that was never killed: kill_everywhere.sh BACKCHANNEL SOURCES STEP (each STEPth call of a kind)
. "$(dirname "$0")/common.sh"
needs strace python3
step=$3
strace -o /dev/null true 2>/dev/null || skip "strace may not trace"

cp scenarios/minimal.yaml "$work/base.yaml"
cat >"$work/grid.yaml" <<'YAML'
scenario: base.yaml
set: {horizon: 30}
factors: {ideal: {path: north.preferences.toll.ideal, range: [0.4, 1], levels: 3}}
design: {kind: grid}
runs: 64
outcomes: [agreement, rounds]
YAML
command_of() { # KIND PLACE
  case $1 in
    run) command=("$backchannel" run "$work/base.yaml" --horizon 30 --runs 600 --threads 1 --out "$2") ;;
    sweep) command=("$backchannel" sweep "$work/grid.yaml" --threads 1 --out "$2") ;;
    compare) command=("$backchannel" compare "$work/base.yaml" --with north.preferences.toll.ideal=1 --runs 64
      --horizon 30 --stories 1 --threads 1 --out "$2") ;;
  esac
}

# What may be said of a study that was killed: nothing is there yet, or not all of it. Never that it is damaged.
fair() { # CODE
  [ "$1" = 0 ] && return 0
  grep -Eq '^[^:]*: (there is no such study file|holds nothing yet|holds a comparison that was not finished) \(' "$work/err"
}

kills=0
for kind in run sweep compare; do
  command_of $kind "$work/whole-$kind"
  "${command[@]}" >/dev/null 2>&1 || fail "$kind"
  whole=$(digest "$work/whole-$kind")
  for call in unlink pwrite64 fdatasync fsync ftruncate rename write; do
    command_of $kind "$work/count-$kind"
    rm -rf "$work/count-$kind"*
    strace -c -e trace=$call -o "$work/counts" "${command[@]}" >/dev/null 2>&1
    calls=$(awk -v c=$call '$NF == c { print $4 }' "$work/counts")
    for when in $(seq 1 "$step" "${calls:-0}"); do
      place=$work/killed-$kind
      rm -rf "$place"*
      command_of $kind "$place"
      # In a shell of its own, which tells of the kill where nobody reads it
      (strace -o /dev/null -e inject=$call:signal=SIGKILL:when="$when" "${command[@]}"; true) >/dev/null 2>&1
      kills=$((kills + 1))
      "$backchannel" show "$place" >/dev/null 2>"$work/err"
      fair $? || fail "$kind, killed at $call $when: show: $(cat "$work/err")"
      "${command[@]}" >/dev/null 2>"$work/err" || fail "$kind, killed at $call $when: $(cat "$work/err")"
      same "$(digest "$place")" "$whole" "$kind, killed at $call $when: the digest"
      [ -z "$(find "$place"* -name '*.unfinished' -o -name '*-wal' -o -name '*-journal')" ] ||
        fail "$kind, killed at $call $when: something half-written is left"
    done
  done
done
[ "$kills" -gt 20 ] || fail "only $kills kills"
echo "$kills kills"
finish
