"""Learns which words stand for one another, for `hearsay ask`: a small table of word vectors.

    python training/kin.py ../shared/gold

In: unlabelled news of the gold (allsides, T17, PolNeAR train, TimeML silver, BASIL, ECB+). MEANTIME, on which `ask` is scored, is
left out, and so is the demo wire. Out: crates/story/weights/kin.bin, stems and int8 vectors.

Method: counts of stems that stand near one another, weighed by distance, positive pointwise mutual information with
smoothed contexts, a truncated SVD (Levy, Goldberg and Dagan 2015). Beside these stand the word-piece vectors of the
desk's own model (crates/desk/weights/full, MiniLM's, which training left as they were), averaged over a stem's most
frequent words, without their mean and first two components, cut to fewer sides. Needs numpy, scipy and onnx. One seed,
no threads of its own. Two minutes.
"""

import gzip
import json
import re
import struct
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import svds

ROOT = Path(__file__).resolve().parent.parent
SETS = [
    "stories/allsides/articles.jsonl.gz",
    "stories/t17/articles.jsonl.gz",
    "attribution/polnear/train.jsonl",
    "time/timeml/silver.jsonl",
    "stories/basil/articles.jsonl",
    "stories/ecbplus/articles.jsonl",
]
STEMS, SIDES, AROUND = 12000, 60, 3
# Sides out of the desk's word pieces, and how much they count beside the others (by looking at neighbours, not swept).
PIECES, SHARE = 96, 0.6


def stem(word):
    """The same as `stem` in crates/story/src/ask/words.rs, whose tests hold examples."""
    if len(word) <= 3:
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-2]
    elif word.endswith(("sses", "xes", "ches", "shes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and re.search("[aeiouy]", rest):
            word = rest
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouslz":
                word = word[:-1]
            break
    for ending, least in (("ement", 4), ("ment", 3), ("ly", 4)):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= least:
            word = rest
            break
    if word.endswith(("tion", "sion")) and len(word) >= 6:
        word = word[:-3]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("at") and len(word) >= 6:
        word = word[:-2]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word


def stems(text):
    return [stem(word) for word in re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", text.lower()))]


def texts(gold):
    for name in SETS:
        path = gold / name
        opened = gzip.open(path, "rt") if name.endswith(".gz") else open(path)
        with opened as lines:
            for line in lines:
                yield json.loads(line)["text"]


def pieces(forms):
    """For each stem the vector of its words in the desk's table of word pieces."""
    import onnx
    from onnx import numpy_helper

    folder = ROOT / "crates/desk/weights/full"
    vocabulary = {word: at for at, word in enumerate((folder / "vocab.txt").read_text().split("\n"))}
    graph = onnx.load(folder / "window.onnx").graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer if one.name in ("c0", "c1")}
    table = held["c0"].astype(np.float32) * held["c1"].reshape(len(held["c0"]), -1)

    def cut(word):
        found, at = [], 0
        while at < len(word):
            end = len(word)
            while end > at and ("##" if at else "") + word[at:end] not in vocabulary:
                end -= 1
            if end == at:
                return []
            found.append(vocabulary[("##" if at else "") + word[at:end]])
            at = end
        return found

    vectors = np.zeros((len(forms), table.shape[1]), np.float32)
    for at, words in enumerate(forms):
        for word, count in words:
            own = cut(word)
            if own:
                vectors[at] += count**0.5 / len(own) * table[own].mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    vectors -= vectors.mean(0)
    u, s, _ = np.linalg.svd(vectors, full_matrices=False)
    vectors = u[:, 2 : 2 + PIECES] * s[2 : 2 + PIECES]
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def main(gold):
    cache, read, seen = {}, [], set()
    counts, written = Counter(), Counter()
    for text in texts(gold):
        for paragraph in text.split("\n"):
            key = hash(paragraph)
            if len(paragraph) < 40 or key in seen:
                continue
            seen.add(key)
            words = re.findall(r"[a-z]+", re.sub(r"['’]s\b", "", paragraph.lower()))
            own = []
            for word in words:
                if word not in cache:
                    cache[word] = stem(word)
                own.append(cache[word])
            counts.update(own)
            written.update(words)
            read.append(own)
    known = [word for word, _ in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:STEMS]]
    place = {word: at for at, word in enumerate(known)}
    total = sum(counts.values())
    print(f"{total} words, {len(counts)} stems; the last of {STEMS} stands {counts[known[-1]]} times", flush=True)
    pairs = None
    for gap in range(1, AROUND + 1):
        left, right = [], []
        for own in read:
            at = [place.get(word, -1) for word in own]
            left.extend(at[:-gap])
            right.extend(at[gap:])
        a, b = np.array(left, np.int32), np.array(right, np.int32)
        both = (a >= 0) & (b >= 0)
        weight = np.full(both.sum(), (AROUND + 1 - gap) / AROUND, np.float32)
        one = coo_matrix((weight, (a[both], b[both])), shape=(STEMS, STEMS)).tocsr()
        pairs = one if pairs is None else pairs + one
    pairs = pairs + pairs.T
    rows = np.asarray(pairs.sum(1)).ravel()
    smooth = rows**0.75
    coo = pairs.tocoo()
    value = np.log(coo.data * smooth.sum() / (rows[coo.row] * smooth[coo.col]))
    keep = value > 0
    ppmi = coo_matrix((value[keep], (coo.row[keep], coo.col[keep])), shape=(STEMS, STEMS)).tocsr()
    u, s, _ = svds(ppmi, k=SIDES, v0=np.ones(STEMS), solver="arpack")
    order = np.argsort(-s)
    vectors = u[:, order] * np.sqrt(s[order])
    # The first sides hold what all words share.
    vectors = vectors - vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    forms = [[] for _ in known]
    for word, count in written.most_common():
        at = place.get(cache[word])
        if at is not None and len(forms[at]) < 3:
            forms[at].append((word, count))
    other = pieces(forms)
    vectors = np.hstack([vectors * (1 - SHARE) ** 0.5, other * SHARE**0.5])
    whole = np.clip(np.round(vectors * 127 / np.abs(vectors).max(1, keepdims=True)), -127, 127).astype(np.int8)
    words = "\n".join(known).encode()
    packed = struct.pack("<III", STEMS, vectors.shape[1], len(words)) + words + whole.tobytes()
    (ROOT / "crates/story/weights/kin.bin").write_bytes(packed)
    print(len(packed), "bytes")
    for word in ("fired", "resign", "buy", "judge", "kill", "approve", "cut", "cost", "owns", "ship", "dead", "refuse"):
        near = vectors @ vectors[place[stem(word)]]
        print(word, [(known[at], round(float(near[at]), 2)) for at in np.argsort(-near)[1:11]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
