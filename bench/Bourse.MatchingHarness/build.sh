#!/bin/sh
# Builds the library that the matching-engine benchmark's harness loads: build.sh <harness folder> [output folder]
# The harness folder is a checkout of the benchmark, for its api/matching_engine_api.h.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
harness=${1:?usage: build.sh <harness folder> [output folder]}
out=${2:-$here/../../artifacts/matching-harness}

dotnet build "$here/Bourse.MatchingHarness.csproj" -c Release -o "$out" --nologo -v quiet
host=$(find "$(dirname "$(readlink -f "$(command -v dotnet)")")/packs" -path '*Host.linux-*' -name nethost.h | sort -V | tail -1)
host=$(dirname "$host")
"${CC:-cc}" -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -fvisibility=hidden \
    -I"$harness/api" -I"$host" -o "$out/bourse_adapter.so" "$here/shim.c" "$host/libnethost.a" -lstdc++ -ldl -lpthread
echo "$out/bourse_adapter.so"
