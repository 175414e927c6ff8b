#!/usr/bin/env bash
# A batch to readings, and what in them rests on people who are not named.
set -euo pipefail
cd "$(dirname "$0")"
out="${OUT:-out}"
mkdir -p "$out"

hearsay read lines.jsonl -o "$out/readings.jsonl"
if command -v python3 >/dev/null; then
    python3 unnamed.py <"$out/readings.jsonl"
else
    wc -l "$out/readings.jsonl"
fi
