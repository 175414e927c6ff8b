"""The `full` model: MiniLM's encoder with our features and heads.

Shapes: B windows, T pieces, W words, K labels. The encoder is BERT (Devlin et al. 2019) with 6 layers of 384; the arcs
are biaffine (Dozat and Manning 2017), the relations a perceptron over both ends (Kiperwasser and Goldberg 2016).
"""

import json
import math
import random
import struct
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from pieces import EDGE

HIDDEN, LAYERS, PARTS, WIDE = 384, 6, 12, 1536
ARC, REL, TAG = 256, 128, 128


def safetensors(path: Path) -> dict[str, torch.Tensor]:
    """Reads float32 tensors: eight bytes of length, a JSON header, the raw numbers."""
    raw = path.read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    out = {}
    for name, about in header.items():
        if name == "__metadata__" or about["dtype"] != "F32":
            continue
        a, b = about["data_offsets"]
        data = bytearray(raw[8 + length + a : 8 + length + b])
        out[name] = torch.frombuffer(data, dtype=torch.float32).reshape(about["shape"])
    return out


class Noise:
    """Dropout from one store of random marks: drawing them anew took a fifth of the time on a CPU."""

    store: dict[float, torch.Tensor] = {}
    rng = random.Random(0)

    @classmethod
    def on(cls, x, p, training):
        if not training or p == 0.0:
            return x
        if p not in cls.store:
            cls.store[p] = (torch.rand(1 << 24) >= p).float() / (1 - p)
        marks, n = cls.store[p], x.numel()
        if n > marks.numel():
            return F.dropout(x, p)
        start = cls.rng.randrange(marks.numel() - n + 1)
        return x * marks[start : start + n].view(x.shape)


class Layer(nn.Module):
    def __init__(self, dropout: float):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, t, _ = x.shape
        part = lambda y: y.view(b, t, PARTS, HIDDEN // PARTS).transpose(1, 2)
        q, k, v = part(self.q(x)), part(self.k(x)), part(self.v(x))
        if mask is None:
            seen = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(HIDDEN // PARTS), -1) @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, mask)
        seen = self.o(seen.transpose(1, 2).reshape(b, t, HIDDEN))
        x = self.norm1(x + Noise.on(seen, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + Noise.on(y, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and their features in, one vector of 384 a piece out."""

    def __init__(self, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(30522, HIDDEN)
        self.places = nn.Embedding(512, HIDDEN)
        self.written = nn.Embedding(EDGE + 1, HIDDEN)
        nn.init.zeros_(self.written.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout

    def forward(self, ids, feats, mask):
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.written(feats)
        x = Noise.on(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, path: Path):
        t = safetensors(path)
        with torch.no_grad():
            self.words.weight.copy_(t["embeddings.word_embeddings.weight"])
            # There is one text, so its type is added once and for all.
            self.places.weight.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
            put(self.norm, t, "embeddings.LayerNorm")
            for n, layer in enumerate(self.layers):
                base = f"encoder.layer.{n}."
                put(layer.q, t, base + "attention.self.query")
                put(layer.k, t, base + "attention.self.key")
                put(layer.v, t, base + "attention.self.value")
                put(layer.o, t, base + "attention.output.dense")
                put(layer.norm1, t, base + "attention.output.LayerNorm")
                put(layer.up, t, base + "intermediate.dense")
                put(layer.down, t, base + "output.dense")
                put(layer.norm2, t, base + "output.LayerNorm")
        self.words.weight.requires_grad_(False)


def put(module, tensors, name):
    module.weight.copy_(tensors[name + ".weight"])
    module.bias.copy_(tensors[name + ".bias"])


class Tagger(nn.Module):
    """One label a word."""

    def __init__(self, labels: int, wide=TAG):
        super().__init__()
        self.hidden, self.out = nn.Linear(HIDDEN, wide), nn.Linear(wide, labels)

    def forward(self, x):
        return self.out(Noise.on(F.gelu(self.hidden(x)), 0.1, self.training))


class Heads(nn.Module):
    """All heads over the word vectors. `labels` names each head's labels in order."""

    def __init__(self, labels: dict[str, list[str]], rels: list[str]):
        super().__init__()
        self.taggers = nn.ModuleDict({head: Tagger(len(of)) for head, of in labels.items()})
        self.dep, self.head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, REL), nn.Linear(HIDDEN, REL)
        self.rel_out = nn.Linear(REL, len(rels))

    def tags(self, x):
        """[B, W, 384] → each head's scores [B, W, K]."""
        return {head: tagger(x) for head, tagger in self.taggers.items()}

    def arcs(self, x, root):
        """[B, W, 384] and [B, 384] → scores [B, W, W + 1]; the last column is the root."""
        drop = lambda y: Noise.on(y, 0.2, self.training)
        dep = drop(F.gelu(self.dep(x)))
        head = drop(F.gelu(self.head(torch.cat([x, root[:, None]], 1))))
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return dep @ self.arc @ head.transpose(1, 2)

    def ends(self, x, root):
        """What a word says of its relation as dependent [B, W, 128] and as head [B, W + 1, 128]."""
        return self.rel_dep(x), self.rel_head(torch.cat([x, root[:, None]], 1))

    def rels(self, dep, head):
        """Both ends of an arc → scores of its relation."""
        return self.rel_out(Noise.on(F.gelu(dep + head), 0.2, self.training))


class Full(nn.Module):
    def __init__(self, labels, rels):
        super().__init__()
        self.encoder, self.heads = Encoder(), Heads(labels, rels)

    def vectors(self, ids, feats, first, mask):
        """Word vectors [B, W, 384] and the window's own [B, 384]."""
        x = self.encoder(ids, feats, mask)
        return x.gather(1, first[..., None].expand(-1, -1, x.shape[-1])), x[:, 0]
