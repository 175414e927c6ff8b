"""Writes the reranker as ONNX for `rten`: int8 weights, one scale a column; activations get theirs a pair at run time.

    rows [T, 384] f32 (`full`'s table at the pieces), kinds [T] i32, share [1, T] f32 (1/n on the sentence's n pieces)
         →  score [1, 1] f32
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto

from export import Graph, layers
from net import HIDDEN
from rerank import BEFORE, HEADLINE, QUESTION, SENTENCE, Reranker

MOST = QUESTION + SENTENCE + HEADLINE + BEFORE + 5


def pairs(model: Reranker):
    g = Graph()
    w, b = lambda m: m.weight.detach().numpy(), lambda m: m.bias.detach().numpy()
    e = model.encoder
    numbers = lambda *n: g.constant(np.array(n, np.int64))
    places = g.op("Slice", g.constant(w(e.places)[:MOST]), numbers(0), g.op("Shape", "kinds"), numbers(0))
    x = g.op("Add", g.op("Add", "rows", places), g.op("Gather", g.constant(w(model.kinds)), "kinds", axis=0))
    x = g.op("LayerNormalization", x, g.constant(w(e.norm)), g.constant(b(e.norm)), axis=-1, epsilon=1e-12)
    x = layers(g, e, x)
    both = g.op("Concat", g.op("Slice", x, numbers(0), numbers(1), numbers(0)), g.op("MatMul", "share", x), axis=1)
    hidden = g.op("Tanh", g.linear(g.quantised(both), w(model.hidden), b(model.hidden)))
    g.op("Add", g.op("MatMul", hidden, g.constant(w(model.out).T)), g.constant(b(model.out)), out="score")
    inputs = [("rows", TensorProto.FLOAT, ["T", HIDDEN]), ("kinds", TensorProto.INT32, ["T"]), ("share", TensorProto.FLOAT, [1, "T"])]
    return g.model("pairs", inputs, [("score", TensorProto.FLOAT, [1, 1])])


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--run", type=Path, default=Path("runs/rerank"))
    ask.add_argument("--out", type=Path, default=Path("../crates/desk/weights/rerank"))
    args = ask.parse_args()
    state = torch.load(args.run / "checkpoint.pt", map_location="cpu")
    model = Reranker()
    model.load_state_dict(state["model"])
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = pairs(model).SerializeToString()
    (args.out / "pairs.onnx").write_bytes(graph)
    version = "rerank-1-" + hashlib.sha256(graph).hexdigest()[:8]
    (args.out / "manifest.json").write_text(json.dumps({"version": version, "pass": state["pass"]}, indent=1) + "\n")
    print(f"{args.out}: {len(graph) / 1e6:.1f} MB, {version}")


if __name__ == "__main__":
    main()
