#!/usr/bin/env bash
# Writes a migration for each database from what the model has become: tools/Bourse.MigrationDesign/migrations.sh <Name>
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?the name of the migration}
tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
dotnet tool install dotnet-ef --version 10.0.14 --tool-path "$tool" >/dev/null
dotnet build -c Release -v q --nologo
for database in Sqlite Postgres; do
  "$tool/dotnet-ef" migrations add "$name" --context "${database}Records" --configuration Release \
    --project ../../src/Bourse.Records --startup-project . \
    --output-dir "Migrations/$database"
done
