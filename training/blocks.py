"""Trains the labeller of a page's blocks: two looks of boosted trees.

    cargo run --release -p xtask -- blocks > training/runs/blocks.jsonl
    python training/blocks.py training/runs/blocks.jsonl --gold ../shared/gold            # figures by site
    python training/blocks.py training/runs/blocks.jsonl --gold ../shared/gold --write    # and weights

In: blocks as `wire` sees them, and the two page sets of the gold. Out: crates/wire/weights/blocks.bin, trained on
all pages, and evals/pages/folds/{folds.tsv,0.bin,...}, each trained without a fifth of the sites.

Labels: on fundus-eval a block is of the story where most of its four-word shingles are in gold's summary, subheads or
paragraphs. On trafilatura-eval a block that holds a wanted segment is, one that holds an unwanted segment is not, and
what the first model is sure of counts a little. Folds are by registered domain over both sets together.
"""

import argparse
import json
import multiprocessing
import pickle
import re
import struct
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import lightgbm as lgb
import numpy as np
import tldextract

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
WORDS = 192
SECOND = 18
AROUND, NEAR, LEAF = 1000, 2000, 0xFFFF
EXTRACT = tldextract.TLDExtract(suffix_list_urls=())

# Chosen by the cross-validated figures of both sets; neighbouring values are as good.
TREES = (90, 70)
PARAMS = dict(
    objective="binary",
    learning_rate=0.08,
    num_leaves=20,
    min_data_in_leaf=40,
    feature_fraction=0.35,
    bagging_fraction=0.8,
    bagging_freq=1,
    lambda_l2=5.0,
    max_bin=63,
    num_threads=1,
    verbosity=-1,
    seed=7,
    deterministic=True,
    force_row_wise=True,
)


def site(page):
    """The registered domain; some addresses of trafilatura-eval are file names that begin with it."""
    url = page["url"].removeprefix("hard::")
    if url.startswith("http"):
        found = EXTRACT(url)
        return f"{found.domain}.{found.suffix}" if found.suffix else found.domain
    parts = re.sub(r"\.html?$", "", url).split("-")[0].split(".")
    for count in range(2, len(parts) + 1):
        found = EXTRACT(".".join(parts[:count]))
        if found.domain and found.suffix:
            return f"{found.domain}.{found.suffix}"
    return parts[0]


def spelled(text):
    """Words in small letters; in scripts without spaces every character is one. As xtask's scorer cuts them."""
    out = []
    for word in re.findall(r"\w+", text.lower()):
        out.extend(word if any(c >= "\u2e80" for c in word) else [word])
    return out


def shingles(words):
    size = min(4, max(1, len(words)))
    return Counter(tuple(words[i : i + size]) for i in range(max(0, len(words) - size + 1)))


def spaced(text):
    return " ".join(text.split())


class Page:
    """One page: blocks, numbers, labels and their weights."""

    def __init__(self, seen, gold):
        self.set, self.id, self.site = seen["set"], seen["id"], site(gold)
        self.texts, self.kinds = seen["texts"], seen["kinds"]
        self.parents = np.array(seen["parents"], int)
        self.boxes = np.array(seen["boxes"], int)
        self.mass = np.array(seen["weights"], np.float32)
        self.rule = np.array(seen["rule"], bool)
        self.looked = np.array(seen["looked"], int)
        count = len(self.looked)
        self.numbers = np.array(seen["numbers"], np.float32).reshape(count, len(seen["names"]))
        self.names = seen["names"]
        self.words = np.zeros((count, 2 * WORDS), np.uint8)
        for row, (around, near) in enumerate(zip(seen["around"], seen["near"])):
            self.words[row, [n for n in around if n < WORDS]] = 1
            self.words[row, [WORDS + n for n in near if n < WORDS]] = 1
        self.extra = "\n".join([seen["deck"] or "", *seen["asked"]])
        self.gold = gold
        self.thought = {}
        self.label()

    def label(self):
        """`wanted` is 1, 0 or -1 (unknown) a block; `weight` says how much the label counts."""
        count = len(self.texts)
        self.wanted = np.full(count, -1)
        self.weight = np.zeros(count, np.float32)
        if self.set == "fundus-eval":
            body = self.gold["body"]
            pieces = list(body["summary"])
            for section in body["sections"]:
                pieces += [*section["headline"], *section["paragraphs"]]
            gold = shingles(spelled("\n".join(pieces)))
            whole = {tuple(spelled(p)) for p in pieces}
            self.gold_shingles = gold
            for at, text in enumerate(self.texts):
                words = spelled(text)
                if len(words) < 4:
                    self.wanted[at] = int(tuple(words) in whole and len(words) > 0)
                else:
                    own = shingles(words)
                    shared = sum(n for s, n in own.items() if s in gold)
                    self.wanted[at] = int(shared * 2 >= sum(own.values()))
                self.weight[at] = min(4.0, max(0.3, len(words) ** 0.5 / 4))
            return
        texts = [spaced(t) for t in self.texts]
        found = defaultdict(set)
        for kind in ("with", "without"):
            for segment in self.gold[kind]:
                segment = spaced(segment)
                if not segment:
                    continue
                hits = [i for i, t in enumerate(texts) if segment in t]
                if not hits:
                    hits = [i for i, t in enumerate(texts) if len(t) > 12 and t in segment]
                    joined = self.joined(texts, segment)
                    hits = sorted(set(hits) | set(joined))
                if kind == "with" and len(hits) > 1:
                    hits = [i for i in hits if self.rule[i]] or hits
                for hit in hits:
                    found[hit].add((kind, len(hits)))
        for at, kinds in found.items():
            names = {k for k, _ in kinds}
            if len(names) == 1:
                self.wanted[at] = int("with" in names)
                self.weight[at] = 3.0 / min(n for _, n in kinds) ** 0.5

    def joined(self, texts, segment):
        """Neighbouring blocks that together hold a segment."""
        for at in range(len(texts) - 1):
            both = texts[at] + " " + texts[at + 1]
            if segment in both:
                return [at, at + 1]
        return []

    def second(self, p):
        """Numbers of the second look; labels.rs counts the same."""
        first = np.zeros(len(self.texts), np.float32)
        first[self.looked] = p
        mass = first * self.mass
        thought, weight = np.zeros(len(self.parents)), np.zeros(len(self.parents))
        np.add.at(thought, self.boxes, mass)
        np.add.at(weight, self.boxes, self.mass)
        for at in range(len(self.parents) - 1, 0, -1):
            thought[self.parents[at]] += thought[at]
            weight[self.parents[at]] += weight[at]
        mean = thought / np.maximum(weight, 1)
        total = mass.sum()
        befores = np.cumsum(mass) - mass
        ruled, both = self.mass[self.rule].sum(), mass[self.rule].sum()
        padded = np.concatenate([[-1, -1, -1], first, [-1, -1, -1]])
        at = self.looked
        one = self.parents[self.boxes[at]]
        two = self.parents[one]
        three = self.parents[two]
        scale = max(total, 1)
        columns = [padded[at + 3 + by] for by in (0, -1, -2, -3, 1, 2, 3)]
        columns += [np.full(len(at), first.max(initial=0)), mean[one], mean[two], mean[three]]
        columns += [befores[at] / scale, (total - befores[at] - mass[at]) / scale, np.full(len(at), total)]
        columns += [near(first > 0.5, False)[at], near(first > 0.5, True)[at]]
        columns += [np.full(len(at), both / max(ruled, 1)), np.full(len(at), both / scale)]
        return np.stack(columns, 1).astype(np.float32)


def near(likely, after):
    out = np.full(len(likely), 99.0)
    since = 99.0
    order = range(len(likely) - 1, -1, -1) if after else range(len(likely))
    for at in order:
        since = min(since + 1, 99.0)
        out[at] = since
        if likely[at]:
            since = 0.0
    return out


def rows(pages, second=None):
    """Numbers, second numbers where given, and words of all looked-at blocks."""
    numbers = [p.numbers for p in pages]
    words = np.concatenate([p.words for p in pages])
    columns = [np.concatenate(numbers)]
    if second is not None:
        columns.append(np.concatenate(second))
    return np.concatenate([*columns, words], 1, dtype=np.float32)


def labels(pages):
    wanted = np.concatenate([p.wanted[p.looked] for p in pages])
    weight = np.concatenate([p.weight[p.looked] for p in pages])
    return wanted, weight


# How much a block counts that only a model has labelled, at most.
SILVER = 0.25

# Bytes from which a block is long, for the bound from which it is kept.
LONG = 80


def grow(x, pages, trees, seed=7):
    """Trees from what is labelled, then again with what the first ones are sure of."""
    wanted, weight = labels(pages)
    known = wanted >= 0
    params = dict(PARAMS, seed=seed)
    fit = lambda y, w, keep, n: lgb.train(params, lgb.Dataset(x[keep], y[keep], weight=w[keep]), n)
    if SILVER == 0:
        return fit(wanted, weight, known, trees)
    draft = fit(wanted, weight, known, 50)
    p = draft.predict(x)
    sure = (np.abs(p - 0.5) > 0.3) & ~known
    # Furniture is plenty: a part of it will do.
    sure &= (p > 0.5) | (np.random.default_rng(seed).random(len(p)) < 0.2)
    y = np.where(known, wanted, p > 0.5)
    w = np.where(known, weight, SILVER * np.abs(2 * p - 1)).astype(np.float32)
    return fit(y, w, known | sure, trees)


def split(pages, p):
    ends = np.cumsum([len(page.looked) for page in pages])[:-1]
    return np.split(p, ends)


def folded(pages):
    """The fold of every page: sites shuffled by their own hash, the heaviest first."""
    by_site = defaultdict(list)
    for page in pages:
        by_site[page.site].append(page)
    loads = [0.0] * FOLDS
    # A page of fundus-eval, all of whose blocks are labelled, weighs more.
    load = lambda group: sum(4 if p.set == "fundus-eval" else 1 for p in group)
    order = sorted(by_site.items(), key=lambda kv: (-load(kv[1]), zlib.crc32(kv[0].encode())))
    for _, group in order:
        fold = loads.index(min(loads))
        loads[fold] += load(group)
        for page in group:
            page.fold = fold


def keep(page, p, bound, long_bound=None):
    """body.rs does the same: a long block that is none costs more than a short one that is lost."""
    keeps = np.zeros(len(page.texts), bool)
    long = np.array([len(page.texts[at].encode()) > LONG for at in page.looked])
    keeps[page.looked] = p >= np.where(long, long_bound or bound, bound)
    return keeps


def score(pages, keeps):
    """Mean body F1 of fundus-eval, and F1, precision, recall over segments of trafilatura-eval."""
    bodies, hit, lost, extra = [], 0, 0, 0
    for page, kept in zip(pages, keeps):
        seen, parts = set(), [page.extra]
        for at in np.flatnonzero(kept):
            if page.texts[at] not in seen and page.texts[at] not in page.extra:
                seen.add(page.texts[at])
                parts.append(page.texts[at])
        text = "\n".join(parts)
        if page.set == "fundus-eval":
            own, gold = shingles(spelled(text)), page.gold_shingles
            both = sum((own & gold).values())
            bodies.append(2 * both / max(1, sum(own.values()) + sum(gold.values())))
        else:
            text = spaced(text)
            for segment in page.gold["with"]:
                hit, lost = (hit + 1, lost) if spaced(segment) in text else (hit, lost + 1)
            extra += sum(spaced(s) in text for s in page.gold["without"])
    precision, recall = hit / max(1, hit + extra), hit / max(1, hit + lost)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return dict(body=float(np.mean(bodies or [0])), f1=f1, precision=precision, recall=recall)


def written(booster, numbers, second):
    """A forest as forest.rs reads it."""
    dumped = booster.dump_model()
    names = numbers + second
    out = bytearray(struct.pack("<fH", 0.0, len(dumped["tree_info"])))
    for tree in dumped["tree_info"]:
        nodes = []

        def lay(node):
            if "leaf_value" in node and "split_feature" not in node:
                nodes.append((LEAF, 0, node["leaf_value"]))
                return
            asks = node["split_feature"]
            if asks >= names:
                asks = AROUND + asks - names if asks < names + WORDS else NEAR + asks - names - WORDS
            at = len(nodes)
            nodes.append(None)
            lay(node["left_child"])
            above = len(nodes)
            lay(node["right_child"])
            # The bound must not grow by rounding: x <= bound stays what it was for every f32.
            nodes[at] = (asks, above, node["threshold"])

        lay(tree["tree_structure"])
        out += struct.pack("<H", len(nodes))
        for node in nodes:
            out += struct.pack("<HHf", *node)
    return bytes(out)


ALL = []


def first_look(a, b):
    """First thoughts on two folds by trees that have seen neither."""
    train_on = [p for p in ALL if p.fold not in (a, b)]
    first = grow(rows(train_on), train_on, TREES[0])
    if a == b:
        Path(f"training/runs/first.{a}.txt").write_text(first.model_to_string())
    print("first look without", a, b, flush=True)
    return [(at, first.predict(rows([p]))) for at, p in enumerate(ALL) if p.fold in (a, b)]


def second_look(k):
    """Packed weights that have not seen fold `k` (None: all is seen), and second thoughts on it."""
    others = [p for p in ALL if p.fold != k]
    if k is None:
        first = grow(rows(others), others, TREES[0])
        inner = [p.p1 for p in others]
    else:
        first = lgb.Booster(model_file=f"training/runs/first.{k}.txt")
        inner = [p.thought[min(k, p.fold), max(k, p.fold), p.fold] for p in others]
    second = grow(rows(others, [p.second(t) for p, t in zip(others, inner)]), others, TREES[1])
    numbers = len(ALL[0].names)
    packed = b"HBL1" + struct.pack("<H", numbers) + written(first, numbers, 0) + written(second, numbers, SECOND)
    thoughts = [(at, second.predict(rows([p], [p.second(p.p1)]))) for at, p in enumerate(ALL) if p.fold == k]
    print("second look without", k, flush=True)
    return packed, thoughts


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("blocks", type=Path)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--write", action="store_true")
    ask.add_argument("--thoughts", type=Path, help="keep what was thought of each block here, for a closer look")
    asked = ask.parse_args()
    gold = {}
    for name in ("fundus-eval", "trafilatura-eval"):
        for line in (asked.gold / "pages" / name / "gold.jsonl").open():
            page = json.loads(line)
            gold[name, page["id"]] = page
    pages = []
    for line in asked.blocks.open():
        seen = json.loads(line)
        if seen and len(seen["looked"]):
            pages.append(Page(seen, gold[seen["set"], seen["id"]]))
    folded(pages)
    print(len(pages), "pages,", sum(len(p.looked) for p in pages), "blocks looked at of", sum(len(p.texts) for p in pages))
    for page in pages:
        blind = np.setdiff1d(np.flatnonzero(page.wanted == 1), page.looked)
        page.blind = len(blind)
    print("wanted blocks passed over:", sum(p.blind for p in pages))
    report("rules", pages, [p.rule for p in pages])
    report("oracle", pages, [(p.wanted == 1) | ((p.wanted < 0) & p.rule) for p in pages])

    folds = range(FOLDS)
    global ALL
    ALL = pages
    with multiprocessing.get_context("fork").Pool(4) as pool:
        pairs = [(a, b) for a in folds for b in range(a, FOLDS)]
        # First looks of every fold by trees that have seen neither it nor one other fold.
        for (a, b), thoughts in zip(pairs, pool.starmap(first_look, pairs, chunksize=1)):
            for page, thought in thoughts:
                pages[page].thought[a, b, pages[page].fold] = thought
        for page in pages:
            page.p1 = page.thought[page.fold, page.fold, page.fold]
        ALL = pages
    weights = []
    with multiprocessing.get_context("fork").Pool(4) as pool:
        for packed, seconds in pool.map(second_look, [*folds, None][: FOLDS + bool(asked.write)], chunksize=1):
            weights.append(packed)
            for page, p2 in seconds:
                pages[page].p2 = p2
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7):
        report(f"first look, {bound}", pages, [keep(p, p.p1, bound) for p in pages])
        report(f"second look, {bound}", pages, [keep(p, p.p2, bound) for p in pages])
    for short, long in ((0.45, 0.6), (0.5, 0.65), (0.45, 0.7), (0.4, 0.75)):
        report(f"second, {short} long {long}", pages, [keep(p, p.p2, short, long) for p in pages])
    if asked.write:
        folder = ROOT / "evals/pages/folds"
        folder.mkdir(parents=True, exist_ok=True)
        for k in folds:
            (folder / f"{k}.bin").write_bytes(weights[k])
        lines = "".join(f"{p.id}\t{p.fold}\n" for p in sorted(pages, key=lambda p: p.id))
        (folder / "folds.tsv").write_text("# id\tfold whose weights have not seen the page's site\n" + lines)
        (ROOT / "crates/wire/weights/blocks.bin").write_bytes(weights[FOLDS])
    if asked.thoughts:
        asked.thoughts.write_bytes(pickle.dumps([(p.set, p.id, p.fold, p.p1, p.p2) for p in pages]))


def report(name, pages, keeps):
    got = score(pages, keeps)
    print(f"{name:24} body {got['body']:.4f}  segments {got['f1']:.4f} P {got['precision']:.4f} R {got['recall']:.4f}", flush=True)


if __name__ == "__main__":
    main()
