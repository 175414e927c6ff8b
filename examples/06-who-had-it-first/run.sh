#!/usr/bin/env bash
# A wire of 44 articles on three stories: who had it first, how many really, what changed. OUT says where to; a new
# folder here if unset.
set -euo pipefail
cd "$(dirname "$0")"
out="${OUT:-out}"
mkdir -p "$out"
export HEARSAY_ARCHIVE="$out/wire.db"
rm -f "$HEARSAY_ARCHIVE"*

# The sample wire is in the program.
hearsay demo --archive "$HEARSAY_ARCHIVE" --model fast

# What it tells, each story once; the freshest first.
hearsay stories

# One story by the address of any of its articles: in the terminal, and as a page for a browser.
hearsay story https://coastwire.example/a/20260511-03
hearsay story https://coastwire.example/a/20260511-03 --format html -o "$out/ferry.html"

# A question in words: sentences that were printed, or "not stated" (exit code 1).
hearsay ask "How many people died on the ferry?"
hearsay ask "What did the Tide Front say to Coastwire about the weather?" || true
