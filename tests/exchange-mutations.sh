#!/usr/bin/env bash
# Plants one bug after the other into a copy of the exchange, its engine and its journal, and expects the naive twin or
# the simulation to find each. A mutation is a file in tests/mutations/exchange: the source file, "-" and the text to
# replace, which occurs once, "+" and the new text. Takes some minutes; arguments name single mutations. Exit code 1: a
# planted bug was not found.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z -co --exclude-standard -- '*.props' global.json BannedSymbols.txt .editorconfig Bourse.slnx \
  src/Bourse.Market src/Bourse.Journal src/Bourse.Matching src/Bourse.Exchange src/Bourse.Engine \
  tests/Bourse.Tests/Matching tests/Bourse.Tests/Exchange tests/Bourse.TwinRun | xargs -0 cp --parents -t "$copy"

build() {
  dotnet build "$copy/tests/Bourse.TwinRun" -c Release --nologo -v quiet -p:TreatWarningsAsErrors=false \
    -p:RunAnalyzers=false >"$copy/report" 2>&1 || { cat "$copy/report"; echo "The copy does not build." >&2; exit 2; }
}

# Prints who finds something; nothing when nobody does.
finder() {
  local run=$copy/artifacts/bin/Bourse.TwinRun/release/Bourse.TwinRun
  "$run" --exchange --commands 100000 >"$copy/report" 2>&1 || { echo twin; return; }
  "$run" --simulate --seeds 60 --commands 1500 >"$copy/report" 2>&1 || echo "simulation: $(head -c 100 "$copy/report" | head -n 1)"
}

build
if [[ -n $(finder) ]]; then
  cat "$copy/report"
  echo "Something is found without any mutation." >&2
  exit 2
fi

survivors=0
printf '%-32s %4s  %s\n' mutation s 'found by'
names=("$@")
if ((${#names[@]} == 0)); then names=($(basename -s .txt tests/mutations/exchange/*.txt)); fi
for name in "${names[@]}"; do
  mapfile -t lines <"tests/mutations/exchange/$name.txt"
  source=$copy/${lines[0]} old=${lines[1]:1} new=${lines[2]:1}
  original=$(cat "$source"; echo x)
  if [[ $original != *"$old"* || ${original#*"$old"} == *"$old"* ]]; then
    echo "$name: ${lines[0]} does not have this once: $old" >&2
    exit 2
  fi
  printf %s "${original%x}" | OLD=$old NEW=$new awk -v RS='\001' -v ORS= '{
    at = index($0, ENVIRON["OLD"]); print substr($0, 1, at - 1) ENVIRON["NEW"] substr($0, at + length(ENVIRON["OLD"])) }' >"$source"
  from=$SECONDS
  build
  found=$(finder)
  if [[ -z $found ]]; then survivors=$((survivors + 1)); fi
  printf '%-32s %4d  %s\n' "$name" $((SECONDS - from)) "${found:-NOTHING}"
  printf %s "${original%x}" >"$source"
done

echo "$survivors not found"
((survivors == 0))
