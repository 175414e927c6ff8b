#!/usr/bin/env bash
# One text as a dossier, as marked copy, and one place explained.
set -euo pipefail
cd "$(dirname "$0")"

hearsay read ferry.txt
hearsay read --show mixed.txt
hearsay explain ferry.txt --words "denied"
