#!/usr/bin/env bash
# help, manual pages, completion in shells and schemas, from outside: manual.sh EXECUTABLE PROJECT
set -euo pipefail
backchannel=$1
cd "$2"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { echo "FAILED: $1" >&2; exit 1; }
same() { [ "$1" = "$2" ] || fail "$3: got [$1], expected [$2]"; }

# ---------------------------------------------------------------------------------------------------------- help
same "$("$backchannel" help digest | sed -n 2p)" "Usage: backchannel digest [OPTIONS] file" "usage of a command"
status=0; "$backchannel" help treaty 2> "$work/told" || status=$?
same "$status" 2 "exit code of an unknown command"
same "$(sed 's/(.*)/(…)/' "$work/told" | head -n 1)" 'unknown command `treaty` (…)' "an unknown command"

commands=$("$backchannel" completion fish | sed -n 's/.*__fish_use_subcommand -a \([a-z]*\) .*/\1/p')
[ "$(wc -w <<< "$commands")" -ge 18 ] || fail "commands are missing"

# ---------------------------------------------------------------------------------------------------------- manual pages
if command -v groff > /dev/null; then
  for command in "" $commands; do
    "$backchannel" help $command --man > "$work/page.1"
    same "$(groff -man -Tutf8 -P-cbu -ww "$work/page.1" 2>&1 > "$work/page.txt")" "" "what groff says of the page of [$command]"
    grep -q "EXIT STATUS" "$work/page.txt" || fail "page of [$command] is cut"
  done
else echo "skipped: manual pages (no groff)"; fi

# ---------------------------------------------------------------------------------------------------------- completion
"$backchannel" completion bash > "$work/bash"
answers() {  # the words of a command line, the last of them to be completed
  bash -c '. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _backchannel; echo "${COMPREPLY[@]}"' "$work/bash" "$@"
}
same "$(answers backchannel tr)" "trace" "a command"
same "$(answers backchannel run --ru)" "--runs" "an option"
same "$(answers backchannel plot --format "")" "svg png pdf" "the words of an option"
same "$(answers backchannel schema st)" "study" "the words of an argument"
same "$(answers backchannel run scen)" "" "files are left to the shell"
if command -v fish > /dev/null; then
  "$backchannel" completion fish > "$work/fish"
  same "$(fish -c "source $work/fish; complete -C 'backchannel tra'" | cut -f 1)" "trace" "fish: a command"
  same "$(fish -c "source $work/fish; complete -C 'backchannel plot --format p'" | cut -f 1 | sort | xargs)" "pdf png" "fish: words"
else echo "skipped: completion in fish (not there)"; fi
if command -v zsh > /dev/null; then
  "$backchannel" completion zsh > "$work/_backchannel"
  zsh -n "$work/_backchannel" || fail "zsh cannot read its completion"
else echo "skipped: completion in zsh (not there)"; fi

# ---------------------------------------------------------------------------------------------------------- schemas
if python3 -c "import jsonschema, yaml" 2> /dev/null; then
  for kind in scenario study policy; do "$backchannel" schema $kind > "$work/$kind.json"; done
  python3 tests/cli/schemas.py "$work" || fail "schemas"
else echo "skipped: schemas (no python3-jsonschema, python3-yaml)"; fi
echo "manual: ok"
