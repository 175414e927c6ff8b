"""Trains the classifier of pairs: what the desk sees of a source and a target, to one of PLOVER's categories.

    cargo xtask pairs --own training/labels/pairs.tsv > runs/pairs.jsonl
    python pair.py --seen runs/pairs.jsonl        writes ../crates/desk/weights/pair.bin and prints its figures

Multinomial logistic regression over names (0 or 1) in groups. A name of a group of N names counts 1/√N, so a long sentence
says no more than a short one. The figures are cross-validated five-fold; sentences that share half of their words are never
on both sides; our own sentences are trained on and never scored. Weights are kept as whole numbers of seven bits.
"""

import argparse
import json
import re
import struct
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

HERE = Path(__file__).parent
# Groups of names, as in crates/desk/src/event/pair/features.rs: words, runs, grammar, actions. Their weights were swept by
# factors of 1.5 on the folds below; figures change by less than a point around these.
WEIGHTS = [1.0, 1.0, 1.0, 1.0]
# Inverse strength of the penalty; swept over 3, 10, 30, 100.
STRENGTH = 30.0
# A name seen less often is left out.
RARE = 2


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


def matrix(items, index, weights=WEIGHTS):
    rows, columns, values = [], [], []
    for row, item in enumerate(items):
        for group, names in enumerate(item["seen"]):
            for name in names:
                column = index.get((group, name))
                if column is not None:
                    rows.append(row)
                    columns.append(column)
                    values.append(weights[group] / np.sqrt(len(names)))
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


def validate(items, own):
    """Predictions for every item by a model that saw neither it nor a copy of it."""
    gold = np.array([i["plover"] for i in items])
    told = np.empty(len(items), object)
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for train, test in folds.split(gold, gold, copies([i["text"] for i in items])):
        index, model = learn([items[i] for i in train] + own)
        told[test] = model.predict(matrix([items[i] for i in test], index))
    return gold, told


def write(path: Path, index, model):
    """The form is told in crates/desk/src/event/pair/weigher.rs."""
    table = model.coef_ * np.array([WEIGHTS[group] for group, _ in index])
    steps = np.maximum(np.abs(table).max(1), 1e-8) / 127
    whole = np.clip(np.rint(table / steps[:, None]), -127, 127).astype(np.int8)
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
    return steps, whole


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seen", type=Path, required=True)
    ask.add_argument("--only-validate", action="store_true", help="print the figures and write nothing")
    args = ask.parse_args()
    items = [json.loads(line) for line in args.seen.read_text(encoding="utf-8").splitlines()]
    own = [i for i in items if i["id"].startswith("own-")]
    items = [i for i in items if not i["id"].startswith("own-")]
    gold, told = validate(items, own)
    for word, score in zip(sorted(set(gold)), f1_score(gold, told, average=None, labels=sorted(set(gold)))):
        print(f"{word:10} {score:.3f}  n={sum(gold == word)}")
    print(f"cross-validated: macro-F1 {f1_score(gold, told, average='macro'):.3f}, accuracy {np.mean(gold == told):.3f}, n={len(gold)}")
    if not args.only_validate:
        write(HERE / "../crates/desk/weights/pair.bin", *learn(items + own))
        agree(items + own)


def agree(items):
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
    for item in [i for i in items if i["id"].startswith("own-")][::20]:
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
