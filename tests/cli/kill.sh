#!/usr/bin/env bash
# A study killed at random moments (SIGKILL) and resumed has the digest of one that was not: kill.sh BACKCHANNEL SOURCES TIMES
. "$(dirname "$0")/common.sh"
times=$3
RANDOM=20260207
command=("$backchannel" run scenarios/minimal.yaml --horizon 90 --runs 30000 --threads 2)

begin=$(date +%s%N)
"${command[@]}" --out "$work/whole" >/dev/null || exit 1
whole=$((($(date +%s%N) - begin) / 1000)) # microseconds
killed=0
while [ $killed -lt "$times" ]; do
  "${command[@]}" --out "$work/parts" >/dev/null 2>"$work/err" &
  pid=$!
  # Anywhere from the first instant to a third of the whole: creation, batches and the files at the end are all hit.
  sleep "$(awk -v w=$whole -v r=$RANDOM 'BEGIN { printf "%.6f", w / 1e6 / 3 * r / 32768 }')"
  if kill -KILL $pid 2>/dev/null; then killed=$((killed + 1)); fi
  wait $pid 2>/dev/null
  code=$?
  if [ $code != 137 ] && [ $code != 0 ]; then
    fail "exit code $code after $killed kills: $(cat "$work/err")"
    finish
  fi
  # Once it is whole it begins again, so that every kill finds work.
  if [ $code = 0 ] || [ -e "$work/parts/manifest.json" ]; then
    same "$(digest "$work/parts")" "$(digest "$work/whole")" "the digest after $killed kills"
    rm -rf "$work/parts"
  fi
done
"${command[@]}" --out "$work/parts" >/dev/null 2>"$work/err" || fail "$(cat "$work/err")"
same "$(digest "$work/parts")" "$(digest "$work/whole")" "the digest after $killed kills"
for file in runs.csv scenario.resolved.yaml; do
  cmp "$work/parts/$file" "$work/whole/$file" || fail "$file differs"
done
[ -z "$(find "$work/parts" -name '*.unfinished' -o -name '*-wal')" ] || fail "something half-written is left"
finish
