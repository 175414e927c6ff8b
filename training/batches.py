"""Windows of whole sentences, and batches of windows.

A window is the longest run of sentences of one document that fits its pieces; windows tile the text, as they do when
the program marks. A sentence that fits no window is cut where the pieces end.
"""

import random
from dataclasses import dataclass

import torch

from gold import Doc
from pieces import CLS, EDGE, SEP, WINDOW, pieces

NONE = -100


@dataclass
class Window:
    ids: list[int]
    feats: list[int]
    first: list[int]
    labels: dict[str, list[int]]
    sentence: list[int]
    heads: list[int] | None
    doc: Doc
    at: int


class Cutter:
    def __init__(self, vocab: dict[str, int], labels: dict[str, list[str]], rels: list[str]):
        self.vocab = vocab
        self.number = {head: {label: n for n, label in enumerate(of)} for head, of in labels.items()}
        self.number["rel"] = {label: n for n, label in enumerate(rels)}
        self.memo: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        if word not in self.memo:
            self.memo[word] = pieces(word, self.vocab)
        return self.memo[word]

    def windows(self, doc: Doc, limit: int = WINDOW) -> list[Window]:
        if not doc.words:
            return []
        cut = [self.pieces(w) for w in doc.words]
        feats = doc.features()
        bounds = doc.firsts[1:] + [len(doc.words)]
        out, start, held = [], 0, 0
        at = 0
        for end in bounds:
            size = sum(map(len, cut[at:end]))
            if held and held + size > limit - 2:
                out.append(self.window(doc, start, at, cut, feats))
                start, held = at, 0
            # A sentence longer than a window is cut.
            while held + size > limit - 2:
                stop, room = at, limit - 2
                while stop < end and len(cut[stop]) <= room:
                    room -= len(cut[stop])
                    stop += 1
                stop = max(stop, at + 1)
                out.append(self.window(doc, at, stop, cut, feats))
                start = at = stop
                size = sum(map(len, cut[at:end]))
            held += size
            at = end
        if start < len(doc.words):
            out.append(self.window(doc, start, len(doc.words), cut, feats))
        return out

    def window(self, doc, a, b, cut, feats) -> Window:
        ids, fs, first = [CLS], [EDGE], []
        for n in range(a, b):
            first.append(len(ids))
            own = cut[n][: WINDOW - 2 - len(ids) + 1] or cut[n][:1]
            ids += own
            fs += [feats[n]] * len(own)
        ids.append(SEP)
        fs.append(EDGE)
        labels = {
            head: [NONE if of[n] is None else self.number[head].get(of[n], NONE) for n in range(a, b)]
            for head, of in doc.labels.items()
        }
        starts = [n for n in doc.firsts if a < n < b]
        sentence, here = [], 0
        for n in range(a, b):
            here += n in starts
            sentence.append(here)
        heads = None
        if doc.heads is not None:
            # The root stands after the last word; a head in another window is not told.
            heads = [
                b - a if doc.heads[n] == -1 else doc.heads[n] - a if a <= doc.heads[n] < b else NONE for n in range(a, b)
            ]
        return Window(ids, fs, first, labels, sentence, heads, doc, a)


def tensors(windows: list[Window]):
    b = len(windows)
    t = max(len(w.ids) for w in windows)
    n = max(len(w.first) for w in windows)
    ids = torch.zeros(b, t, dtype=torch.long)
    feats = torch.full((b, t), EDGE)
    mask = torch.zeros(b, 1, 1, t, dtype=torch.bool)
    first = torch.zeros(b, n, dtype=torch.long)
    sentence = torch.full((b, n), -1)
    labels = {head: torch.full((b, n), NONE) for head in windows[0].labels}
    heads = torch.full((b, n), NONE) if windows[0].heads is not None else None
    for row, w in enumerate(windows):
        ids[row, : len(w.ids)] = torch.tensor(w.ids)
        feats[row, : len(w.ids)] = torch.tensor(w.feats)
        mask[row, 0, 0, : len(w.ids)] = True
        k = len(w.first)
        first[row, :k] = torch.tensor(w.first)
        sentence[row, :k] = torch.tensor(w.sentence)
        for head, of in w.labels.items():
            labels[head][row, :k] = torch.tensor(of)
        if heads is not None:
            own = torch.tensor(w.heads)
            # The root's column is the last of the batch, not of the window.
            heads[row, :k] = torch.where(own == k, torch.tensor(n), own)
    return ids, feats, mask, first, sentence, labels, heads


def same_sentence(sentence):
    """[B, W] → which arcs may be: [B, W, W + 1], words of one sentence and the root."""
    inside = sentence[:, :, None] == sentence[:, None, :]
    return torch.cat([inside, torch.ones_like(inside[..., :1])], -1)


def limits(rng: random.Random) -> int:
    """Most windows are full; some are short, so that single sentences are read as well."""
    return WINDOW if rng.random() < 0.75 else rng.choice([24, 48, 64, 96])
