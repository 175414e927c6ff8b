"""Trains `fast`: a small convolutional student that reads words, distilled from `full`.

    python fast.py --gold ../../shared/gold --program ../target/release/hearsay

In: unlabelled news (allsides, T17) and PolNeAR train · Teacher: runs/full · Out: runs/fast/checkpoint.pt, log.tsv
The student reads hashed words, prefixes, suffixes and our features; six residual convolutions see sixteen words to
either side. It has no grammar: `fast` keeps the perceptron's, which is faster and as good.
"""

import argparse
import gzip
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

import gold
from batches import Cutter, tensors
from full import minilm
from net import Full
from pieces import vocabulary
from score import f1, spans, viterbi

WORDS, AFFIXES = 24_576, 4_096
NARROW, WIDE = 96, 192
DILATIONS = (1, 2, 4, 8, 1, 1)
# Words of one chunk: the student reads a text in runs of whole sentences of at most this many.
CHUNK = 256
HEADS = ("axis", "content", "cue", "event", "kind", "name", "naming", "phrase", "source", "time")


def fnv(text: str, seed: int = 0) -> int:
    """32-bit FNV-1a over UTF-8, `seed` mixed in first; the same in Rust."""
    h = 0x811C9DC5 ^ seed
    for byte in text.encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h


def hashed(word: str) -> tuple[int, int, int, int]:
    low = word.lower()
    letters = list(low)
    return (
        fnv(low) % WORDS,
        fnv(low, 0x9E3779B9) % WORDS,
        fnv("".join(letters[:3])) % AFFIXES,
        fnv("".join(letters[-3:]), 7) % AFFIXES,
    )


class Block(nn.Module):
    def __init__(self, dilation: int):
        super().__init__()
        self.dilation = dilation
        self.mix, self.norm = nn.Linear(3 * WIDE, WIDE), nn.LayerNorm(WIDE)

    def forward(self, x):
        d = self.dilation
        left, right = F.pad(x, (0, 0, d, 0))[:, :-d], F.pad(x, (0, 0, 0, d))[:, d:]
        return self.norm(x + F.relu(self.mix(torch.cat([left, x, right], -1))))


class Fast(nn.Module):
    """Ids [B, N, 5] (two word hashes, prefix, suffix, written) → scores [B, N, ΣK]."""

    def __init__(self, labels: dict[str, list[str]]):
        super().__init__()
        self.words = nn.Embedding(WORDS, NARROW)
        self.affixes = nn.Embedding(2 * AFFIXES, NARROW)
        self.written = nn.Embedding(64, NARROW)
        for table in (self.words, self.affixes, self.written):
            nn.init.normal_(table.weight, std=0.3)
        self.open, self.norm = nn.Linear(3 * NARROW, WIDE), nn.LayerNorm(WIDE)
        self.blocks = nn.ModuleList(Block(d) for d in DILATIONS)
        self.sizes = [len(labels[h]) for h in HEADS]
        self.out = nn.Linear(WIDE, sum(self.sizes))

    def forward(self, ids, mask=None):
        words = self.words(ids[..., 0]) + self.words(ids[..., 1])
        affixes = self.affixes(ids[..., 2]) + self.affixes(ids[..., 3] + AFFIXES)
        x = torch.cat([words, affixes, self.written(ids[..., 4])], -1)
        x = self.norm(F.relu(self.open(F.dropout(x, 0.1, self.training))))
        for block in self.blocks:
            # Beyond the end of a text there is nothing, as when it is read alone.
            x = x if mask is None else x * mask
            x = block(F.dropout(x, 0.05, self.training))
        return self.out(x)


def ids(doc: gold.Doc) -> np.ndarray:
    return np.array([(*hashed(w), f) for w, f in zip(doc.words, doc.features())], np.int32).reshape(-1, 5)


def news(folder: Path, many: int, seed: int) -> list[str]:
    """Texts of unlabelled news, each once."""
    texts = []
    for path in sorted(folder.glob("articles*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    texts = sorted(set(t for t in texts if 800 < len(t) < 12_000))
    random.Random(seed).shuffle(texts)
    return texts[:many]


@torch.no_grad()
def taught(teacher: Full, cutter: Cutter, docs: list[gold.Doc], kept: Path) -> list[tuple[np.ndarray, np.ndarray, list[int]]]:
    """Ids, the teacher's shares of every label, and where sentences begin, a document."""
    if kept.exists():
        loaded = np.load(kept)
        bounds, firsts, starts = loaded["bounds"], loaded["firsts"], loaded["starts"]
        return [
            (loaded_ids, shares, firsts[starts[n] : starts[n + 1]].tolist())
            for n, (loaded_ids, shares) in enumerate(
                zip(np.split(loaded["ids"], bounds), np.split(loaded["shares"], bounds), strict=True)
            )
        ]
    teacher.eval()
    windows = [(n, w) for n, doc in enumerate(docs) for w in cutter.windows(doc)]
    windows.sort(key=lambda row: len(row[1].ids))
    out = [np.zeros((len(d.words), sum(len(cutter_labels) for cutter_labels in LABELS)), np.float16) for d in docs]
    clock = time.time()

    for at in range(0, len(windows), 48):
        part = windows[at : at + 48]
        # People's labels are not asked for here.
        for _, w in part:
            w.labels, w.heads = {}, None
        piece_ids, feats, mask, first, *_ = tensors([w for _, w in part])
        x, _ = teacher.vectors(piece_ids, feats, first, mask)
        shares = torch.cat([teacher.heads.taggers[h](x).softmax(-1) for h in HEADS], -1).numpy()
        for row, (n, w) in enumerate(part):
            out[n][w.at : w.at + len(w.first)] = shares[row, : len(w.first)]
        if at // 48 % 100 == 0:
            print(f"taught {at} of {len(windows)} windows, {time.time() - clock:.0f} s", flush=True)
    rows = [(ids(d), shares, d.firsts) for d, shares in zip(docs, out)]
    rows = [row for row in rows if len(row[0])]
    np.savez(
        kept,
        ids=np.concatenate([r[0] for r in rows]),
        shares=np.concatenate([r[1] for r in rows]),
        bounds=np.cumsum([len(r[0]) for r in rows])[:-1],
        firsts=np.concatenate([r[2] for r in rows]),
        starts=np.cumsum([0] + [len(r[2]) for r in rows]),
    )
    return rows


LABELS: list[list[str]] = []


def chunks(n: int, firsts: list[int], limit: int = CHUNK) -> list[tuple[int, int]]:
    """Runs of whole sentences; a sentence that is longer than a chunk is cut."""
    out, start = [], 0
    for a, b in zip(firsts, firsts[1:] + [n]):
        if b - start > limit and a > start:
            out.append((start, a))
            start = a
        while b - start > limit:
            out.append((start, start + limit))
            start += limit
    if start < n:
        out.append((start, n))
    return out


def gold_shares(doc: gold.Doc, shares: np.ndarray, labels: dict[str, list[str]]) -> np.ndarray:
    """The teacher's shares with people's labels mixed in where there are any."""
    out, at = shares.astype(np.float32), 0
    for head in HEADS:
        number = {label: n for n, label in enumerate(labels[head])}
        for word, label in enumerate(doc.labels.get(head, [])):
            if label is not None and label in number:
                row = out[word, at : at + len(number)]
                row *= 0.4
                row[number[label]] += 0.6
        at += len(labels[head])
    return out.astype(np.float16)


@torch.no_grad()
def dev(model: Fast, docs: list[gold.Doc], labels) -> dict[str, float]:
    model.eval()
    count: dict[str, list[int]] = {}
    for doc in docs:
        own = torch.from_numpy(ids(doc)).long()
        for a, b in chunks(len(own), doc.firsts):
            parts = model(own[None, a:b])[0].split(model.sizes, -1)
            for head, scores in zip(HEADS, parts):
                if head not in doc.labels:
                    continue
                right = doc.labels[head][a:b]
                if not labels[head][0] == "O" or head == "event":
                    told = [n for n, l in enumerate(right) if l is not None]
                    best = scores.argmax(-1)
                    hit = sum(labels[head][best[n]] == right[n] for n in told)
                    add(count, head, len(told), len(told), hit)
                    continue
                tags = [labels[head][n] for n in viterbi(scores.log_softmax(-1), labels[head])]
                g, f = spans([l or "O" for l in right]), spans(tags)
                if head == "name":
                    f = {s for s in f if s[2] != "MISC"}
                add(count, head, len(g), len(f), len(g & f))
    model.train()
    return {head: f1(*row) for head, row in count.items()}


def add(count, head, *row):
    count[head] = [a + b for a, b in zip(count.get(head, [0, 0, 0]), row)]


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--program", type=Path, required=True)
    ask.add_argument("--teacher", type=Path, default=Path("runs/full"))
    ask.add_argument("--out", type=Path, default=Path("runs/fast"))
    ask.add_argument("--texts", type=int, nargs=2, default=[2200, 500], help="texts of allsides and of T17")
    ask.add_argument("--passes", type=int, default=4)
    ask.add_argument("--seed", type=int, default=1)
    args = ask.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    cache = args.out.parent / "cut"
    about = json.loads((args.teacher / "labels.json").read_text())
    labels = about["labels"]
    LABELS[:] = [labels[h] for h in HEADS]
    teacher = Full(labels, about["rels"])
    teacher.load_state_dict(torch.load(args.teacher / "checkpoint.pt")["model"])
    cutter = Cutter(vocabulary(minilm() / "vocab.txt"), labels, about["rels"])
    program = args.program.resolve()
    train = gold.everything(args.gold, "train", program, cache)
    held = gold.everything(args.gold, "dev", program, cache)
    silver = []
    for name, many in zip(("allsides", "t17"), args.texts):
        silver += gold.cut(f"silver-{name}-{many}", news(args.gold / "stories" / name, many, args.seed), program, cache)
    rows = taught(teacher, cutter, silver, args.out / "silver.npz")
    human = [doc for name in ("polnear", "timeml", "gum", "factappeal", "re3d", "wikigold") for doc in train[name]]
    known = taught(teacher, cutter, human, args.out / "human.npz")
    human = [doc for doc in human if doc.words]
    known = [(i, gold_shares(doc, s, labels), f) for doc, (i, s, f) in zip(human, known, strict=True)]
    print(f"{sum(len(r[0]) for r in rows)} words taught, {sum(len(r[0]) for r in known)} words with people's labels", flush=True)
    model = Fast(labels)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01, foreach=True)
    # Texts with people's labels are read twice as often.
    pool = [(i, s, a, b) for i, s, f in rows for a, b in chunks(len(i), f)]
    pool += 2 * [(i, s, a, b) for i, s, f in known for a, b in chunks(len(i), f)]
    pool.sort(key=lambda row: row[3] - row[2])
    batches, held_, size = [], [], 0
    for row in pool:
        if held_ and size + row[3] - row[2] > 8192:
            batches.append(held_)
            held_, size = [], 0
        held_.append(row)
        size += row[3] - row[2]
    batches.append(held_)
    total, step = len(batches) * args.passes, 0
    log = (args.out / "log.tsv").open("a")
    clock, words, sums = time.time(), 0, []
    for _ in range(args.passes):
        rng.shuffle(batches)
        for batch in batches:
            n = max(b - a for _, _, a, b in batch)
            x = torch.zeros(len(batch), n, 5, dtype=torch.long)
            y = torch.zeros(len(batch), n, sum(model.sizes))
            mask = torch.zeros(len(batch), n, 1)
            for row, (i, s, a, b) in enumerate(batch):
                x[row, : b - a] = torch.from_numpy(i[a:b])
                y[row, : b - a] = torch.from_numpy(s[a:b].astype(np.float32))
                mask[row, : b - a] = 1
            for group in optimiser.param_groups:
                group["lr"] = 2e-3 * min(1, (step + 1) / 100) * max(0.02, 1 - step / total)
            scores = model(x, mask).split(model.sizes, -1)
            loss = sum(-(t * s.log_softmax(-1)).sum() for s, t in zip(scores, y.split(model.sizes, -1)))
            count = float(mask.sum())
            loss = loss / count
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            words += int(count)
            sums.append(float(loss.detach()))
            if step % 100 == 0:
                print(f"{step}/{total}\t{words / (time.time() - clock):.0f}/s\tloss={sum(sums) / len(sums):.4f}", file=log, flush=True)
                clock, words, sums = time.time(), 0, []
        found = dev(model, [d for docs in held.values() for d in docs], labels)
        print(f"{step}/{total}\tdev\t" + " ".join(f"{k}={v:.4f}" for k, v in found.items()), file=log, flush=True)
        torch.save({"model": model.state_dict(), "labels": {h: labels[h] for h in HEADS}, "dev": found}, args.out / "checkpoint.pt")
        clock = time.time()


if __name__ == "__main__":
    main()
