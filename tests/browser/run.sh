#!/usr/bin/env bash
# The report page in a real browser: run.sh BACKCHANNEL SOURCES. Exit code 77: skipped, and why.
set -u
backchannel=$(realpath "$1")
cd "$2" || exit 1
skip() { echo "skipped: $*"; exit 77; }
command -v node >/dev/null || skip "no node"
modules=$PWD/build/node/node_modules
[ -d "$modules/playwright-core" ] && [ -d "$modules/axe-core" ] || skip "no playwright-core and axe-core (make report-assets)"
chromium=$(command -v chromium) || skip "no chromium"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
NODE_PATH=$modules node tests/browser/report.js "$backchannel" "$work" "$chromium"
