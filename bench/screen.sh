#!/usr/bin/env bash
# How a browser keeps up with a busy market: screen.sh [<events a second of all instruments> [<seconds>]]. See RESULTS.md.
# The program runs with a synthetic market of that many events; Chromium (/usr/bin/chromium or $CHROMIUM) looks at one instrument.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release --nologo -v quiet src/Bourse
data=$(mktemp -d)
artifacts/bin/Bourse/release/bourse serve --data "$data" --no-sample --no-bots --port 0 \
  --set Feeds:Synthetic:EventsPerSecond="${1:-60000}" >"$data/log" 2>&1 &
server=$!
trap 'kill "$server"; wait "$server" || true; rm -rf "$data"' EXIT
until grep -q '^Ready' "$data/log"; do
  kill -0 "$server"
  sleep 0.2
done
address=$(sed -nE 's/^Serving (http[^ ]*).*/\1/p' "$data/log")
bundle=$(find artifacts/bin/Bourse/release/dashboard -type f -exec gzip -9c {} \; | wc -c)
printf 'bundle                   %d kB gzip, all pages\n' $((bundle / 1000))
node dashboard/tests/load.mjs "$address" "${2:-30}"
