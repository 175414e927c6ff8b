#!/usr/bin/env bash
# Trains the models and writes their weights where the desk looks for them. Hours on two cores; goes on where it stopped.
#   training/all.sh GOLD
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
gold="${1:?usage: training/all.sh GOLD (the folder of the outside gold)}"
(cd .. && cargo build --release -p hearsay)
program=../target/release/hearsay
python full.py --gold "$gold" --program "$program"
python export.py
python fast.py --gold "$gold" --program "$program"
python export_fast.py
python rerank.py --gold "$gold"
python export_rerank.py
python agree.py
