#!/usr/bin/env bash
# Several scenarios in turn, and what `validate` tells of scenarios, studies and policies: several.sh BACKCHANNEL SOURCES
. "$(dirname "$0")/common.sh"
folder=$work/scenarios
mkdir "$folder"
cp scenarios/minimal.yaml "$folder/plain.yaml"
sed 's/ideal: 0.8/ideal: 1/; s/^title:.*/title: "A higher toll"/' scenarios/minimal.yaml >"$folder/higher.yaml"
printf 'scenario: plain.yaml\nfactors: {ideal: {path: north.preferences.toll.ideal, values: [0.4, 1]}}\ndesign: {kind: grid}\nruns: 64\n' >"$folder/study.yaml"
printf 'title: Higher\nset: {north.preferences.toll.ideal: 1}\n' >"$folder/policy.yml"
run=("$backchannel" run --runs 600 --horizon 60)

# Each in turn, a line each, then a table side by side; a folder's scenarios by name, without studies and policies
expect 0 "" "${run[@]}" "$folder"
same "$(grep -c ': 600 runs: most often ' "$work/out")" 2 "a line each"
same "$(head -2 "$work/out" | sed 's/:.*//')" "$folder/higher.yaml
$folder/plain.yaml" "the order of a folder"
grep -q '^share of runs, % \[95 %\] *higher *plain$' "$work/out" || fail "no table: $(cat "$work/out")"
same "$(grep -c ' *\[[0-9.]*, [0-9.]*\]  *[0-9.]* \[' "$work/out")" 8 "six classes and agreements in two columns"
grep -q 'does not predict' "$work/out" || fail "no caution"
grep -q '^in force at the end ' "$work/out" || fail "agreements that broke are not told apart"
cp "$work/out" "$work/table"
mkdir "$work/twin"
sed 's/ideal: 0.8/ideal: 1/' "$folder/plain.yaml" >"$work/twin/plain.yaml"
expect 0 "" "${run[@]}" "$folder/plain.yaml" "$work/twin/plain.yaml"
grep -q "^share of runs, % \[95 %\]  $folder/plain.yaml  $work/twin/plain.yaml$" "$work/out" || fail "two of one name: $(cat "$work/out")"
expect 0 "" "${run[@]}" "$folder/higher.yaml" "$folder/plain.yaml"
cmp -s "$work/out" "$work/table" || fail "files give another table than their folder"

# The numbers are those of each alone
for name in higher plain; do
  expect 0 "" "${run[@]}" "$folder/$name.yaml" --json
  alone=$(json "d['outcomes']['interim_agreement']['share']")
  expect 0 "" "${run[@]}" "$folder" --json
  same "$(json "[s['summary']['outcomes']['interim_agreement']['share'] for s in d if s['file'] == '$folder/$name.yaml'][0]")" "$alone" "$name"
done

# Kept in a folder of its name each, and gone on with
expect 0 "" "${run[@]}" "$folder" --out "$work/kept"
same "$(ls "$work/kept")" "higher
plain" "the folders"
same "$("$backchannel" show "$work/kept/plain" --json | python3 -c "import json, sys; print(json.load(sys.stdin)['runs'])")" 600 "a kept scenario"
expect 0 "$work/kept/higher: finished already, with 600 runs
$work/kept/plain: finished already, with 600 runs" "${run[@]}" "$folder" --out "$work/kept"

# A file of a folder that is nothing of ours is told; one that is given twice is refused
: >"$folder/empty.yaml"
sed 's/^issues:/isues:/; s/^actors:/actros:/' scenarios/minimal.yaml >"$folder/wrong.yaml"
passed="is passed over, it is no scenario, study or policy (\`backchannel validate\` says what is wrong with it)"
expect 0 "notice: $folder/empty.yaml: $passed
notice: $folder/wrong.yaml: $passed" "${run[@]}" "$folder"
cmp -s "$work/out" "$work/table" || fail "what is passed over changes the table"
expect 2 "$folder/./plain.yaml: stands there twice (once)" "${run[@]}" "$folder/plain.yaml" "$folder/./plain.yaml"
expect 2 "$folder/plain.yaml: stands there twice (once)" "${run[@]}" "$folder" "$folder/plain.yaml"
rm "$folder/empty.yaml" "$folder/wrong.yaml"

# Every problem of all of them before anything is played
echo "issues: {x: {lwo: 1}}" >"$folder/bad.yaml"
expect 2 "$folder/bad.yaml:1:1: actors: missing (two parties and up to 6 third parties)
$folder/bad.yaml:1:14: x.lwo: unknown key (did you mean low?)
none.yaml: no such file (a scenario in YAML)" "${run[@]}" "$folder/bad.yaml" "$folder/plain.yaml" none.yaml
[ -s "$work/out" ] && fail "something was played"
study="$folder/study.yaml: is a study, not a scenario (\`backchannel sweep\` plays it)"
expect 2 "$study" "${run[@]}" "$folder/study.yaml"
expect 2 "$study" "$backchannel" trace "$folder/study.yaml" --run 1
expect 2 "$study" "$backchannel" compare "$folder/study.yaml" --with horizon=3 --vs horizon=4
expect 2 "$folder/policy.yml: is a policy, not a scenario (\`backchannel compare SCENARIO --with\` it tries it)" "$backchannel" odd "$folder/policy.yml"
expect 2 "$folder/plain.yaml: is a scenario, not a study (\`backchannel run\` plays it)" "$backchannel" sweep "$folder/plain.yaml"
expect 2 "$folder/study.yaml: is a study, not a policy (path=value, or a file with \`set\`)" \
  "$backchannel" compare "$folder/plain.yaml" --with "$folder/study.yaml"
expect 2 "--with horizon: is no setting and no file (path=value, or a policy)" "$backchannel" compare "$folder/plain.yaml" --with horizon
expect 2 "--with horizon=a: horizon: \`a\` is not a number (a whole number, 1 to 36500)
--vs horizon=b: horizon: \`b\` is not a number (a whole number, 1 to 36500)" \
  "$backchannel" compare "$folder/plain.yaml" --with horizon=a --vs horizon=b
mkdir "$work/none"
expect 2 "$work/none: holds no scenario (files .yaml or .yml with issues and actors)" "${run[@]}" "$work/none"

# A study and a policy are validated as what they are
expect 0 "" "$backchannel" validate "$folder/study.yaml" "$folder/policy.yml"
same "$(cat "$work/out")" "$folder/study.yaml: a study of $folder/plain.yaml: design grid, 1 factor, 2 points, 64 runs each
$folder/policy.yml: \"Higher\", a policy of 1 change; \`compare SCENARIO --with $folder/policy.yml\` tries it" "studies and policies"
sed 's/toll.ideal/toll.idael/' "$folder/study.yaml" >"$work/study.yaml"
cp "$folder/plain.yaml" "$work/plain.yaml"
expect 2 "$work/study.yaml:2:64: north.preferences.toll.idael: unknown key (did you mean ideal?)" "$backchannel" validate "$work/study.yaml"

# Traps are told by name; ends of axes do not bury them
cat >"$work/traps.yaml" <<'YAML'
horizon: 60
issues: {toll: {low: 0, high: 20}, tax: {low: 0, high: 1}}
actors:
  north: {preferences: {toll: {ideal: 0.8}}, strain: {pain: 1}}
  south: {preferences: {tax: {ideal: 0.3}}}
mediator: {patience: 5}
calendar: {first_session: 70, boycott: 100}
events: {tense: {when: {state: tension, is: above, value: 5}}, late: {day: 90}}
YAML
expect 0 "" "$backchannel" validate "$work/traps.yaml"
sed -n 's/^  notice: //p' "$work/out" >"$work/notices"
same "$(sed "s|^$work/||" "$work/notices")" \
  "traps.yaml:7:27: calendar.first_session: no session is ever held (day 70 lies beyond the horizon, day 60)
traps.yaml:7:40: calendar.boycott: talks that are broken off never come back (100 days of a crisis of 60 days)
traps.yaml:6:22: mediator.patience: the patience of the mediator is over before the second round in most runs (5 days from the first session; the second round comes after 11 days: 1 day of talks, 10 days of recess (median))
traps.yaml:8:76: late.day: the event never happens (day 90 lies beyond the horizon, day 60)
traps.yaml:8:59: tense.when.value: the event never happens (tension above 5 cannot be: it is 0 to 1)
traps.yaml:4:61: north.strain.pain: cannot act here (its strain stays 0)
tax.low and other ends of axes (4 in all): each is the unit of its axis and changes what is printed only" "traps"

# What is set and cannot act says so wherever it is set
pain="north.strain.pain: cannot act here (its strain stays 0)"
expect 0 "notice: --set north.strain.pain=1: $pain" "${run[@]}" "$folder/plain.yaml" --set north.strain.pain=1
expect 0 "$folder/plain.yaml: notice: --set north.strain.pain=1: $pain
$folder/higher.yaml: notice: --set north.strain.pain=1: $pain" "${run[@]}" "$folder/plain.yaml" "$folder/higher.yaml" --set north.strain.pain=1
expect 0 "notice: --set north.strain.pain=1: $pain" "$backchannel" trace "$folder/plain.yaml" --run 1 --set north.strain.pain=1
compare=("$backchannel" compare "$folder/plain.yaml" --runs 600 --horizon 60)
expect 0 "notice: --with north.strain.pain=1: $pain
notice: no run differs in what is compared: with north.strain.pain=1 all 600 runs are as before" "${compare[@]}" --with north.strain.pain=1
expect 0 "notice: --with north.audience.cost=0.9: north.audience.cost: cannot act here (it never commits itself in public)
notice: no run differs in what is compared: with north.audience.cost=0.9 all 600 runs are as before" "${compare[@]}" --with north.audience.cost=0.9
printf 'scenario: plain.yaml\nset: {horizon: 30}\nfactors:\n  pain: {path: north.strain.pain, range: [0, 2], levels: 3}\n  ideal: {path: north.preferences.toll.ideal, values: [0.4, 1]}\ndesign: {kind: grid}\nruns: 64\n' >"$folder/idle.yaml"
expect 0 "notice: $folder/idle.yaml:4:3: $pain
notice: factor pain: no run differs over its values" "$backchannel" sweep "$folder/idle.yaml"
expect 0 "notice: $folder/idle.yaml:4:3: $pain" "$backchannel" sweep "$folder/idle.yaml" --dry-run
expect 0 "" "$backchannel" validate "$folder/idle.yaml"
grep -q "  notice: $folder/idle.yaml:4:3: $pain" "$work/out" || fail "validate does not tell of a factor that cannot act"

finish

# An outcome by day that cannot be is told with the days that can; a goal that is missed is told, too.
expect 2 "--outcome: unknown outcome \`agreement_by_999\` (agreement_by_DAY, DAY from 1 to 180)" "$backchannel" trace scenarios/minimal.yaml --outcome agreement_by_999
expect 0 "notice: the half-width asked for was not reached in 2000 runs, the most that were allowed" "$backchannel" run scenarios/minimal.yaml --until-half-width 0.001 --max-runs 2000
