#!/usr/bin/env bash
# A folder of articles to two tables and a page each. OUT says where to; a new folder beside this script if unset.
set -euo pipefail
cd "$(dirname "$0")"
out="${OUT:-out}"
mkdir -p "$out"

hearsay read articles --format csv --rows events -o "$out/events.csv"
hearsay read articles --format csv --rows statements -o "$out/statements.csv"
hearsay read articles --format html -o "$out/dossiers/"

head -n 3 "$out/events.csv"
ls "$out/dossiers"
