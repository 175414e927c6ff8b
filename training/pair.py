"""Trains the classifier of pairs: what the desk sees of a source and a target, to one of PLOVER's categories.

    cargo xtask pairs --own training/labels/pairs.tsv > runs/full.jsonl
    cargo xtask pairs --own training/labels/pairs.tsv --model fast > runs/fast.jsonl
    python pair.py runs/full.jsonl runs/fast.jsonl     writes ../crates/desk/weights/pair.bin and prints its figures

Multinomial logistic regression over names (0 or 1) in groups. A name of a group of N names counts 1/√N, so a long sentence
says no more than a short one. One file of weights serves both models: it learns every sentence as each of them reads it.
The figures are cross-validated five-fold; sentences that share half of their words are never on both sides; our own
sentences are trained on and never scored. Weights are kept as whole numbers of seven bits and a sign.
"""

import argparse
import json
import re
import struct
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

HERE = Path(__file__).parent
# Inverse strength of the penalty: 10, 30 and 100 are within half a point of one another on the folds below.
STRENGTH = 30.0
# A name seen less often over both readings is left out: half or twice as often is within half a point.
RARE = 4


def fnv(data: bytes, seed: int = 0x811C9DC5) -> int:
    for byte in data:
        seed = ((seed ^ byte) * 0x01000193) & 0xFFFFFFFF
    return seed


def name_hash(group: int, name: str) -> int:
    return fnv(bytes([group]) + name.encode())


def copies(texts: list[str]) -> np.ndarray:
    """One number a group of sentences that share half of their words, directly or through others."""
    words = [set(re.findall(r"\w+", t.lower())) for t in texts]
    of = list(range(len(texts)))

    def root(at):
        while of[at] != at:
            of[at] = of[of[at]]
            at = of[at]
        return at

    for a in range(len(texts)):
        for b in range(a):
            shared = len(words[a] & words[b])
            if shared >= 0.5 * len(words[a] | words[b]):
                of[root(a)] = root(b)
    return np.array([root(at) for at in range(len(texts))])


def matrix(items, index):
    rows, columns, values = [], [], []
    for row, item in enumerate(items):
        for group, names in enumerate(item["seen"]):
            for name in names:
                column = index.get((group, name))
                if column is not None:
                    rows.append(row)
                    columns.append(column)
                    values.append(1 / np.sqrt(len(names)))
    return csr_matrix((values, (rows, columns)), shape=(len(items), len(index)))


def index_of(items):
    count = {}
    for item in items:
        for group, names in enumerate(item["seen"]):
            for name in names:
                count[group, name] = count.get((group, name), 0) + 1
    return {key: at for at, key in enumerate(sorted(k for k, n in count.items() if n >= RARE))}


def learn(items):
    index = index_of(items)
    model = LogisticRegression(C=STRENGTH, max_iter=3000, class_weight="balanced")
    model.fit(matrix(items, index), [i["plover"] for i in items])
    return index, model


def validate(readings, own):
    """For each reading of the items, predictions by a model that saw neither the item nor a copy of it."""
    first = readings[0]
    gold = np.array([i["plover"] for i in first])
    told = [np.empty(len(first), object) for _ in readings]
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for train, test in folds.split(gold, gold, copies([i["text"] for i in first])):
        index, model = learn([items[i] for items in readings for i in train] + own)
        for items, out in zip(readings, told):
            out[test] = model.predict(matrix([items[i] for i in test], index))
    return gold, told


def write(path: Path, index, model):
    """The form is told in crates/desk/src/event/pair/weigher.rs."""
    table = model.coef_
    steps = np.maximum(np.abs(table).max(1), 1e-8) / 127
    whole = np.rint(table / steps[:, None]).astype(np.int8)
    out = b"HPAIR" + bytes([len(model.classes_)])
    for word in model.classes_:
        out += bytes([len(word)]) + word.encode()
    out += struct.pack(f"<{len(steps)}f", *model.intercept_) + struct.pack(f"<{len(steps)}f", *steps)
    rows = sorted((name_hash(*key), whole[:, at]) for key, at in index.items() if whole[:, at].any())
    assert len({row[0] for row in rows}) == len(rows), "two names share a hash"
    for number, weights in rows:
        out += struct.pack("<I", number) + weights.tobytes()
    path.write_bytes(out)
    print(f"{path.name}: {len(rows)} names, {len(out) / 1e3:.0f} kB, pair-1-{fnv(out):08x}")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("seen", type=Path, nargs="+", help="what each model sees, the better one first")
    ask.add_argument("--only-validate", action="store_true", help="print the figures and write nothing")
    args = ask.parse_args()
    all_ = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in args.seen]
    readings = [[i for i in items if not i["id"].startswith("own-")] for items in all_]
    own = [i for items in all_ for i in items if i["id"].startswith("own-")]
    gold, told = validate(readings, own)
    for word in sorted(set(gold)):
        scores = [f1_score(gold, t, average=None, labels=[word])[0] for t in told]
        print(f"{word:10} " + " ".join(f"{s:.3f}" for s in scores) + f"  n={sum(gold == word)}")
    for path, t in zip(args.seen, told):
        macro, right = f1_score(gold, t, average="macro"), np.mean(gold == t)
        print(f"{path.stem}, cross-validated: macro-F1 {macro:.3f}, accuracy {right:.3f}, n={len(gold)}")
    if not args.only_validate:
        write(HERE / "../crates/desk/weights/pair.bin", *learn([i for items in readings for i in items] + own))
        agree(own)


def agree(own):
    """The sample on which Rust and Python must agree: scores of sentences of our own, from the file as it was written."""
    data = (HERE / "../crates/desk/weights/pair.bin").read_bytes()
    count, at = data[5], 6
    for _ in range(count):
        at += 1 + data[at]
    intercepts = np.frombuffer(data, "<f4", count, at)
    steps = np.frombuffer(data, "<f4", count, at + 4 * count)
    table, at = {}, at + 8 * count
    while at < len(data):
        table[struct.unpack_from("<I", data, at)[0]] = np.frombuffer(data, np.int8, count, at + 4)
        at += 4 + count
    sample = []
    for item in own[::40]:
        scores = intercepts.astype(np.float64)
        for group, names in enumerate(item["seen"]):
            for name in names:
                weights = table.get(name_hash(group, name))
                if weights is not None:
                    scores = scores + weights * steps / np.sqrt(len(names))
        sample.append({"seen": item["seen"], "scores": [round(float(s), 4) for s in scores]})
    path = HERE / "../crates/desk/tests/pair.json"
    path.write_text(json.dumps(sample, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
