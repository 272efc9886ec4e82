#!/usr/bin/env bash
# Plants one bug after the other into a copy of the matcher and expects the matcher's tests to find each.
# A mutation is a file in tests/mutations: the source file, "-" and the text to replace, which occurs once, "+" and the
# new text. Takes some minutes; arguments name single mutations. Exit code 1: a planted bug was not found.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z -co --exclude-standard -- '*.props' global.json BannedSymbols.txt .editorconfig Bourse.slnx docs/formats \
  src/Bourse.Market src/Bourse.Matching tests/Bourse.Tests tests/mutations | xargs -0 cp --parents -t "$copy"

# Builds the copy and runs its tests; the report is in $copy/report.
tests_pass() {
  dotnet build "$copy/tests/mutations" -c Release --nologo -v quiet -p:TreatWarningsAsErrors=false \
    -p:RunAnalyzers=false >"$copy/report" 2>&1 || { cat "$copy/report"; echo "The copy does not build." >&2; exit 2; }
  timeout 120 "$copy/artifacts/bin/MatchingTests/release/Bourse.Tests" -noColor -stopOnFail >"$copy/report" 2>&1
}

if ! tests_pass; then
  cat "$copy/report"
  echo "The tests fail without any mutation." >&2
  exit 2
fi

survivors=0
printf '%-36s %4s  %s\n' mutation s 'found by'
for mutation in "${@:-tests/mutations/*.txt}"; do
  for file in $mutation; do
    name=$(basename "$file" .txt)
    mapfile -t lines <"tests/mutations/$name.txt"
    source=$copy/${lines[0]} old=${lines[1]:1} new=${lines[2]:1}
    original=$(cat "$source"; echo x)
    if [[ $original != *"$old"* || ${original#*"$old"} == *"$old"* ]]; then
      echo "$name: ${lines[0]} does not have this once: $old" >&2
      exit 2
    fi
    printf %s "${original%x}" | OLD=$old NEW=$new awk -v RS='\001' -v ORS= '{
      at = index($0, ENVIRON["OLD"]); print substr($0, 1, at - 1) ENVIRON["NEW"] substr($0, at + length(ENVIRON["OLD"])) }' >"$source"
    from=$SECONDS
    if tests_pass; then
      survivors=$((survivors + 1))
      finder='NOTHING'
    else
      finder=$(sed -n 's/^ *Bourse\.Tests\.Matching\.\(.*\) \[FAIL\]$/\1/p' "$copy/report" | head -n 1)
    fi
    printf '%-36s %4d  %s\n' "$name" $((SECONDS - from)) "${finder:-a run that did not end or crashed}"
    printf %s "${original%x}" >"$source"
  done
done

echo "$survivors not found"
((survivors == 0))
