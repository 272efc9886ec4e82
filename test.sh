#!/usr/bin/env bash
# Builds everything and runs every test; needs the .NET 10 SDK and Node 20. Tests of PostgreSQL start a server of their own
# from the installed binaries (Debian: apt-get install postgresql), those of the screen use /usr/bin/chromium (apt-get install chromium);
# both are passed over, and counted so, where there is none.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build Bourse.slnx -c Release --nologo -v quiet

passed=0 failed=0 skipped=0
for project in tests/*/*.csproj; do
  grep -q '<IsTestProject>true' "$project" || continue
  report=$(mktemp)
  status=0
  dotnet test --project "$project" -c Release --no-build --no-progress 2>&1 | tee "$report" || status=$?
  count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$report" | tail -n 1; }
  total=$(count total)
  if [[ -z "$total" || "$total" == 0 ]]; then
    echo "$project ran no test" >&2
    failed=$((failed + 1))
  else
    passed=$((passed + $(count succeeded)))
    failed=$((failed + $(count failed)))
    skipped=$((skipped + $(count skipped)))
    # A run that died without a failed test (a crash, a time-out) still failed.
    if ((status != 0 && $(count failed) == 0)); then failed=$((failed + 1)); fi
  fi
  rm -f "$report"
done

if ((skipped > 0)); then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
((failed == 0 && passed > 0))
