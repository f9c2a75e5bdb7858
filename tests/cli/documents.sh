#!/usr/bin/env bash
# What README and docs/*.md quote is what the program prints; the steps of the tutorial are six, each valid and longer than
# the one before: documents.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
needs python3 diff
docs/renew "$backchannel" --check || fail "docs/renew makes these pages anew"
steps=(scenarios/tutorial/*.yaml)
same "${#steps[@]}" 6 "steps"
lines=9
for step in "${steps[@]}"; do
  expect 0 "" "$backchannel" validate "$step"
  now=$(wc -l <"$step")
  [ "$now" -gt "$lines" ] || fail "$step has $now lines, the one before $lines"
  lines=$now
  grep -q "since .*$step\|new in $step " docs/tutorial.md || fail "$step is not shown"
done
same "$(wc -l <"${steps[0]}")" "10" "lines of the first step"
[ "$lines" -ge 100 ] || fail "the last step has $lines lines"
finish
