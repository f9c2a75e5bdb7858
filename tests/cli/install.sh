#!/usr/bin/env bash
# Installs what was built, uses it as somebody else would, and takes a Debian package apart: install.sh BUILD
set -euo pipefail
build=$(realpath "$1") project=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $1" >&2; exit 1; }

cmake --build "$build" --target manual > "$work/log" || { cat "$work/log"; fail "manual"; }
cmake --install "$build" --prefix "$work/usr" > "$work/log"
cd "$work"
usr/bin/backchannel run usr/share/backchannel/scenarios/minimal.yaml --runs 64 --json > run.json || fail "run"
[ -s usr/share/man/man1/backchannel-run.1 ] || fail "no manual page"
for command in $(usr/bin/backchannel completion fish | sed -n 's/.*__fish_use_subcommand -a \([a-z]*\) .*/\1/p'); do
  [ -s "usr/share/man/man1/backchannel-$command.1" ] || fail "no manual page of $command"
done
bash -c '. usr/share/bash-completion/completions/backchannel' || fail "completion in bash"
if grep -rqF "$project" usr; then fail "the folder of the sources is named in $(grep -rlF "$project" usr | head -n 3 | xargs)"; fi

# Ten lines of somebody else, with the installed package alone.
cmake -S "$project/tests/package" -B consumer -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$work/usr" > log || { cat log; fail "find_package"; }
cmake --build consumer >> log 2>&1 || { cat log; fail "a program with the package"; }
agreed=$(consumer/consumer usr/share/backchannel/scenarios/minimal.yaml)
[ "$agreed" -gt 0 ] && [ "$agreed" -lt 1000 ] || fail "the other program counts $agreed agreements of 1000"

if command -v dpkg-deb > /dev/null && command -v dpkg-shlibdeps > /dev/null; then
  (cd "$build" && cpack -G DEB -B "$work/packages") > log 2>&1 || { cat log; fail "cpack"; }
  dpkg-deb -x packages/backchannel_*.deb root
  root/usr/bin/backchannel --version | grep -q '^backchannel ' || fail "the program of the package"
  dpkg-deb -f packages/backchannel_*.deb Depends | grep -q libyaml-cpp || fail "the package does not say what it needs"
else echo "skipped: Debian packages (no dpkg-dev)"; fi
echo "install: ok"
