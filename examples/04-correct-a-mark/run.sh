#!/usr/bin/env bash
# Two marks are wrong: one is overruled, one taken away. OUT says where that is kept; a new folder here if unset.
set -euo pipefail
cd "$(dirname "$0")"
export HEARSAY_CORRECTIONS="${OUT:-out}/corrections.jsonl"
rm -f "$HEARSAY_CORRECTIONS"

# "She" is the spokeswoman, not the engineer.
hearsay correct bridge.txt statement "She" --source "A spokeswoman for the road office" \
    --kind unnamed_person --count 1 \
    --by "R. Ortiz" --because "it is the spokeswoman who speaks of the money" --dated 2026-04-22

# Nobody closed anything.
hearsay correct bridge.txt event "closed" --drop \
    --by "R. Ortiz" --because "a figure of speech" --dated 2026-04-22

# The next reading honours both, and can tell why.
hearsay read bridge.txt
hearsay explain bridge.txt --words "She said"

# Taken back; the file keeps what was said, and that it was taken back.
hearsay correct --list bridge.txt
hearsay correct --list | awk '/^c/ {print $1}' | while read -r id; do hearsay correct --undo "$id"; done
wc -l "$HEARSAY_CORRECTIONS"
