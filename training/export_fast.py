"""Writes `fast` as ONNX for `rten`: int8 tables, float32 convolutions, so that a text's neighbours change nothing.

    first, second, prefix, suffix, written [N] i32  →  tags [N, ΣK] f32
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto

from export import Graph
from fast import AFFIXES, DILATIONS, Fast


def student(model: Fast):
    g = Graph()
    array = lambda t: t.detach().numpy()
    w, b = lambda m: array(m.weight), lambda m: array(m.bias)
    dense = lambda x, m: g.op("Add", g.op("MatMul", x, g.constant(w(m).T)), g.constant(b(m)))
    norm = lambda x, m: g.op("LayerNormalization", x, g.constant(w(m)), g.constant(b(m)), axis=-1, epsilon=1e-5)
    words, affixes = w(model.words), w(model.affixes)
    parts = [
        g.op("Add", g.rows(words, "first"), g.rows(words, "second")),
        g.op("Add", g.rows(affixes[:AFFIXES], "prefix"), g.rows(affixes[AFFIXES:], "suffix")),
        g.rows(w(model.written), "written"),
    ]
    x = norm(g.op("Relu", dense(g.op("Concat", *parts, axis=1), model.open)), model.norm)
    whole = lambda *n: g.constant(np.array(n, np.int64))
    for d, block in zip(DILATIONS, model.blocks):
        wide = g.op("Pad", x, whole(d, 0, d, 0))
        left = g.op("Slice", wide, whole(0), whole(-2 * d), whole(0))
        right = g.op("Slice", wide, whole(2 * d), whole(2**31 - 1), whole(0))
        x = norm(g.op("Add", x, g.op("Relu", dense(g.op("Concat", left, x, right, axis=1), block.mix))), block.norm)
    g.op("Add", g.op("MatMul", x, g.constant(w(model.out).T)), g.constant(b(model.out)), out="tags")
    names = ["first", "second", "prefix", "suffix", "written"]
    return g.model(
        "student", [(n, TensorProto.INT32, ["N"]) for n in names], [("tags", TensorProto.FLOAT, ["N", sum(model.sizes)])]
    )


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--run", type=Path, default=Path("runs/fast"))
    ask.add_argument("--out", type=Path, default=Path("../crates/desk/weights/fast"))
    args = ask.parse_args()
    state = torch.load(args.run / "checkpoint.pt", map_location="cpu")
    model = Fast(state["labels"])
    model.load_state_dict(state["model"])
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    graph = student(model).SerializeToString()
    (args.out / "student.onnx").write_bytes(graph)
    version = "fast-1-" + hashlib.sha256(graph).hexdigest()[:8]
    (args.out / "heads.txt").write_text("\n".join([version] + ["\t".join([h, *of]) for h, of in state["labels"].items()]) + "\n")
    manifest = {"version": version, "heads": state["labels"], "dev": {k: round(v, 4) for k, v in state["dev"].items()}}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print(f"{args.out}: {len(graph) / 1e6:.1f} MB, {version}")


if __name__ == "__main__":
    main()
