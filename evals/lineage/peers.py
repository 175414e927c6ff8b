#!/usr/bin/env python3
"""Peers that sign texts so that copies are found: how fast. README.md beside this file says how to run it.

One core, processor time, shingling included: words are runs of letters and digits in small letters, shingles are five
words in a row, a signature has 128 permutations. Every text of the gold's allsides, best of some rounds.
"""

import argparse
import gzip
import json
import os
import re
import sys
import time
from pathlib import Path

SHINGLE = 5
PERMUTATIONS = 128
WORD = re.compile(r"[^\W_]+")


def shingles(text):
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def datasketch_peer():
    from datasketch import MinHash

    def sign(text):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode() for shingle in shingles(text)])
        return signature.hashvalues

    return sign


def rensa_r_peer():
    from rensa import RMinHash

    def sign(text):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(list(shingles(text)))
        return signature.digest()

    return sign


def rensa_c_peer():
    from rensa import CMinHash

    def sign(text):
        signature = CMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(list(shingles(text)))
        return signature.digest()

    return sign


def shingles_only():
    return shingles


PEERS = {
    "datasketch MinHash": datasketch_peer,
    "rensa RMinHash": rensa_r_peer,
    "rensa CMinHash": rensa_c_peer,
    "shingling alone": shingles_only,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=os.environ.get("HEARSAY_GOLD"), help="folder of the gold")
    parser.add_argument("--peer", action="append", choices=PEERS, help="this peer only; may be repeated")
    parser.add_argument("--rounds", type=int, default=1, help="timed rounds (default 1)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    args = parser.parse_args()
    if not args.gold:
        sys.exit("name the gold's folder with --gold or HEARSAY_GOLD")
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with gzip.open(Path(args.gold) / "stories" / "allsides" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    for name in args.peer or PEERS:
        sign = PEERS[name]()
        best = float("inf")
        for _ in range(args.rounds):
            begun = time.process_time()
            for text in texts:
                sign(text)
            best = min(best, time.process_time() - begun)
        told = {"peer": name, "signatures_per_s": len(texts) / best}
        if args.json:
            print(json.dumps(told), flush=True)
        else:
            print(f"{name:<24} {told['signatures_per_s']:10.1f} signatures/s", flush=True)


if __name__ == "__main__":
    main()
