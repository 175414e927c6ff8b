#!/usr/bin/env bash
# Two outlets on one happening, kept, found, compared and exported. OUT says where to; a new folder here if unset.
set -euo pipefail
cd "$(dirname "$0")"
out="${OUT:-out}"
mkdir -p "$out"
export HEARSAY_ARCHIVE="$out/archive.db"
rm -f "$HEARSAY_ARCHIVE"*

# Monday's articles; a second run has nothing to do.
hearsay add monday.jsonl
hearsay add monday.jsonl

# On Tuesday the same address has other words: a new version, not a new article.
hearsay add tuesday.jsonl

hearsay search barges
hearsay search actor:board status:happened

# The last two versions of one address, and two outlets.
hearsay diff https://herald.example/tarn-lock
hearsay diff https://herald.example/tarn-lock https://radio.example/lock

# A table for a spreadsheet, and all there is for a program.
hearsay export --format csv --rows events -o "$out/events.csv"
hearsay export 'outlet:"Northern Herald"' --format jsonl -o "$out/herald.jsonl"
head -n 2 "$out/events.csv"
