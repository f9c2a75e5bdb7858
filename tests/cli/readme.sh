#!/usr/bin/env bash
# The README's lines that read a study, as they are printed there, on a study at their place: readme.sh BACKCHANNEL
# SOURCES LANGUAGE
. "$(dirname "$0")/common.sh"
needs python3
case $3 in
  python) read=(python3 read) ;;
  r)
    needs Rscript
    Rscript -e 'quit(status = !requireNamespace("RSQLite", quietly = TRUE))' >/dev/null 2>&1 || skip "R has no RSQLite"
    read=(Rscript read) ;;
esac
study=$work/out/demo
mkdir "$work/out"
"$backchannel" run scenarios/minimal.yaml --horizon 30 --runs 40 --out "$study" >/dev/null
sed -n "/^\`\`\`$3\$/,/^\`\`\`\$/p" README.md | sed '1d;$d' >"$work/read"
same "$(wc -l <"$work/read")" 3 "lines of README"
most=$(python3 -c "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(
  'SELECT count(*) FROM runs GROUP BY outcome ORDER BY 1 DESC').fetchone()[0])" "$study/study.sqlite")
printed=$(cd "$work" && "${read[@]}" 2>&1) || fail "README's lines: $printed"
grep -q "\b$most\b" <<<"$printed" || fail "README's lines print $printed, without $most"

finish
