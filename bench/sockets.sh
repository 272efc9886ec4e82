#!/bin/bash
# Measures the WebSocket fan-out: sockets.sh <clients> <events> [<events a second> [plain]]. See RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
program=artifacts/bin/Bourse.SocketBench/release/Bourse.SocketBench
[ -x "$program" ] || dotnet build -c Release --nologo -v quiet bench/Bourse.SocketBench
ulimit -n 20000
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$program" serve "$@" > "$output" &
server=$!
until grep -q '^ws:' "$output"; do sleep 0.1; done
"$program" listen "$(head -1 "$output")" "$1" "$2"
wait "$server"
tail -n +2 "$output"
