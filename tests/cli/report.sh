#!/usr/bin/env bash
# What `report` writes and refuses: report.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"

"$backchannel" run scenarios/minimal.yaml --runs 300 --horizon 60 --out "$work/study" >/dev/null
page=$work/page.html
expect 2 "$work/none: there is no such study file (\`backchannel run --out\` writes one)" \
  "$backchannel" report "$work/none" -o "$page"
expect 2 "$work/study/runs.csv: is not a study file (written by \`backchannel run --out\`)" \
  "$backchannel" report "$work/study/runs.csv" -o "$page"
expect 2 "$work/no/page.html: cannot be written (a path in a folder that exists)" \
  "$backchannel" report "$work/study" -o "$work/no/page.html"
[ -e "$page" ] && fail "bad input leaves a page"
if "$backchannel" report "$work/study" -o "$page" >"$work/out" 2>"$work/err"; then
  expect 0 "" "$backchannel" report "$work/study" "$work/study/study.sqlite" -o "$page"
  same "$(cat "$work/out")" "$page" "the path of the page"
  expect 0 "" "$backchannel" report "$work/study/study.sqlite" -o "$page"
  same "$(cat "$work/out")" "$page" "the path of the page"
  [ "$(stat -c %s "$page")" -lt 2000000 ] || fail "$(stat -c %s "$page") bytes"
  grep -q "<title>" "$page" || fail "no page"
  grep -qE '(src|href)="(https?:)?//' "$page" && fail "something is loaded"
  cp "$page" "$work/again.html"
  "$backchannel" report "$work/study/study.sqlite" -o "$page" >/dev/null
  cmp -s "$page" "$work/again.html" || fail "the same study gives another page"
else
  expect 1 "backchannel: report: this build has no chart libraries (with node and npm installed: \`make report-assets\`, then build again)" \
    "$backchannel" report "$work/study" -o "$page"
  [ -e "$page" ] && fail "a page without charts"
  [ $failures = 0 ] && skip "the page: this build has no chart libraries (make report-assets)"
fi

finish
