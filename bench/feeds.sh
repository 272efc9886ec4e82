#!/bin/bash
# Measures venues' feeds beside the plain reader of Bourse.FeedPeer: feeds.sh [options of 'bourse bench feeds']. See RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release --nologo -v quiet bench/Bourse.FeedPeer
dotnet build -c Release --nologo -v quiet src/Bourse
exec artifacts/bin/Bourse/release/bourse bench feeds --peer artifacts/bin/Bourse.FeedPeer/release/Bourse.FeedPeer "$@"
