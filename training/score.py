"""Scores on dev while training: quick figures to steer by. The program's own are `cargo xtask eval`."""

import torch

from batches import NONE, same_sentence, tensors


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    out, start, kind = set(), None, ""
    for n, tag in enumerate(tags + ["O"]):
        head, _, of = tag.partition("-")
        if start is not None and (head != "I" or of != kind):
            out.add((start, n, kind))
            start = None
        if head == "B" or (head == "I" and start is None):
            start, kind = n, of
    return out


def viterbi(scores: torch.Tensor, labels: list[str], before: int | None = None) -> list[int]:
    """The best legal tags of one run of words: I only after B or I of its kind. `scores` [W, K] are log-probabilities.

    `before` is the tag of the word before the run, where there is one.
    """
    k = len(labels)
    legal = torch.zeros(k, k)
    for b, tag in enumerate(labels):
        if tag[0] == "I":
            for a, last in enumerate(labels):
                if last[0] == "O" or last[1:] != tag[1:]:
                    legal[a, b] = -1e9
    first = legal[before] if before is not None else legal[labels.index("O")]
    best = scores[0] + first
    back = []
    for row in scores[1:]:
        through = best[:, None] + legal
        best, arg = through.max(0)
        best = best + row
        back.append(arg)
    path = [int(best.argmax())]
    for arg in reversed(back):
        path.append(int(arg[path[-1]]))
    return path[::-1]


def f1(gold: int, found: int, hit: int) -> float:
    return 2 * hit / (gold + found) if gold + found else 0.0


@torch.no_grad()
def dev(model, cutter, sets, labels, rels, batch=32) -> dict[str, float]:
    model.eval()
    out = {}
    for name, docs in sets.items():
        windows = [w for doc in docs for w in cutter.windows(doc)]
        windows_sorted = sorted(windows, key=lambda w: len(w.ids))
        count = {}
        for at in range(0, len(windows_sorted), batch):
            part = windows_sorted[at : at + batch]
            ids, feats, mask, first, sentence, gold, heads = tensors(part)
            x, root = model.vectors(ids, feats, first, mask)
            asked = {h: model.heads.taggers[h](x) for h in gold if h in model.heads.taggers}
            for head, scores in asked.items():
                of = labels[head]
                if "O" in of and any(tag[:1] == "B" and (tag == "B" or tag[1] == "-") for tag in of):
                    logs = scores.log_softmax(-1)
                    for row, w in enumerate(part):
                        k = len(w.first)
                        tags = [of[n] for n in viterbi(logs[row, :k], of)]
                        right = ["O" if n == NONE else of[n] for n in w.labels[head]]
                        a, b = spans(right), spans(tags)
                        if head == "name" and name == "uner":
                            b = {s for s in b if s[2] != "MISC"}
                        tally(count, head, len(a), len(b), len(a & b))
                else:
                    told = gold[head] != NONE
                    best = scores.argmax(-1)
                    if head == "pos":
                        upos = torch.tensor([sorted({l.split()[0] for l in of}).index(l.split()[0]) for l in of])
                        tally(count, "upos", int(told.sum()), int(told.sum()), int((upos[best] == upos[gold[head].clamp(0)])[told].sum()))
                    tally(count, head, int(told.sum()), int(told.sum()), int((best == gold[head])[told].sum()))
                    if head == "axis":
                        for n, label in enumerate(of):
                            a, b = (gold[head] == n) & told, (best == n) & told
                            tally(count, "axis." + label, int(a.sum()), int(b.sum()), int((a & b).sum()))
            if heads is not None:
                scores = model.heads.arcs(x, root).masked_fill(~same_sentence(sentence), -1e9)
                best = scores.argmax(-1)
                told = heads != NONE
                dep, head = model.heads.ends(x, root)
                chosen = head.gather(1, best[..., None].expand(-1, -1, head.shape[-1]))
                label = model.heads.rels(dep, chosen).argmax(-1)
                base = torch.tensor([sorted({r.split(":")[0] for r in rels}).index(r.split(":")[0]) for r in rels])
                right = best == heads
                tally(count, "uas", int(told.sum()), int(told.sum()), int(right[told].sum()))
                both = right & (base[label] == base[gold["rel"].clamp(0)])
                tally(count, "las", int(told.sum()), int(told.sum()), int(both[told].sum()))
        for head, (a, b, hit) in count.items():
            out[f"{name}.{head}"] = f1(a, b, hit)
    axes = [v for k, v in out.items() if ".axis." in k]
    if axes:
        out["matres.axis.macro"] = sum(axes) / len(axes)
    model.train()
    return out


def tally(count, key, gold, found, hit):
    a, b, c = count.get(key, (0, 0, 0))
    count[key] = (a + gold, b + found, c + hit)
