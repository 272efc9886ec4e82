#!/usr/bin/env bash
# Engines beside each other in the public matching-engine benchmark (docs/matching-harness.md):
#   bench/matching-harness.sh <harness folder> <rounds> <engine library>...
# Ours comes first, built for the purpose, once with each transport. Rounds go from engine to engine, so that what else
# the machine does falls on all alike. Scenarios are the benchmark's five; SCENARIOS="a b" names others, SEED another seed.
# Prints M messages/s; exit code 1: a run whose hash was wrong, or that the harness called invalid.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
harness=$(cd "${1:?harness folder}" && pwd) rounds=${2:?rounds}
shift 2
ours=$("$here/Bourse.MatchingHarness/build.sh" "$harness" | tail -n 1)
engines=("ring:$ours" "harness:$ours")
for engine in "$@"; do engines+=("ring:$(realpath "$engine")"); done

# One run: its throughput, with "!" in front when it was not right.
run() {
  local told
  told=$(cd "$harness" && BOURSE_TRANSPORT=${1%%:*} ./harness --engine "${1#*:}" --scenario "$2" --seed "${SEED:-23}" \
    --count 1000000 --matcher-core 1 --drainer-core 0 2>&1) || true
  grep -qE '^ *Status: *PASS' <<<"$told" && grep -q '^Verdict: *VALID' <<<"$told" || printf '!'
  sed -nE 's/.*Throughput: *([0-9.]+).*/\1/p' <<<"$told" | head -n 1 | grep . || echo 0
}

wrong=0
printf '%-28s %-28s %7s %7s %7s\n' scenario engine median least most
for scenario in ${SCENARIOS:-static normal swing-25 swing-40 flash-crash}; do
  declare -A told=()
  for ((round = 0; round < rounds; round++)); do
    for i in "${!engines[@]}"; do told[$i]+="$(run "${engines[$i]}" "$scenario") "; done
  done
  for i in "${!engines[@]}"; do
    name=$(basename "${engines[$i]#*:}" _adapter.so)
    [[ ${engines[$i]#*:} == "$ours" ]] && name="$name, ${engines[$i]%%:*}"
    [[ ${told[$i]} == *!* ]] && wrong=1 && name="$name (WRONG)"
    # shellcheck disable=SC2086
    mapfile -t sorted < <(printf '%s\n' ${told[$i]//!/} | sort -g)
    printf '%-28s %-28s %7s %7s %7s\n' "$scenario" "$name" "${sorted[$((rounds / 2))]}" "${sorted[0]}" "${sorted[-1]}"
  done
done
exit $wrong
