"""Writes `full` as ONNX for `rten`: int8 weights, one scale a column; activations get theirs a window at run time.

The graph is written node by node, so it holds what is meant and nothing else.

    window: ids [T] i32, written [T] i32, first [W + 1] i32 (the last is [CLS])
         →  tags [W + 1, ΣK] f32, arcs [W + 1, W + 1] f32, dep [W + 1, 128] f32, head [W + 1, 128] f32
    rels:   ends [W, 128] f32 (dep + head of the chosen arcs) → scores [W, R] f32
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from full import minilm
from net import HIDDEN, PARTS, REL, Full
from pieces import WINDOW

OPSET = 20


class Graph:
    """A graph under construction: each method adds nodes and yields the name of its result."""

    def __init__(self):
        self.nodes, self.constants, self.count = [], [], 0

    def constant(self, value: np.ndarray) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, outputs=1, out: str | None = None, **attributes):
        names = [out or f"n{self.count + k}" for k in range(outputs)]
        self.count += outputs
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else names

    def quantised(self, x: str):
        return self.op("DynamicQuantizeLinear", x, outputs=3)

    def linear(self, quantised, weight: np.ndarray, bias: np.ndarray | None, out=None) -> str:
        """`weight` [out, in] as in torch."""
        x, scale, zero = quantised
        w = weight.T
        # Seven bits: the AVX2 kernels add two products in sixteen bits and would run over with eight.
        steps = np.maximum(np.abs(w).max(0), 1e-8) / 63
        q = np.clip(np.rint(w / steps), -63, 63).astype(np.int8)
        whole = self.op("Cast", self.op("MatMulInteger", x, self.constant(q), zero), to=TensorProto.FLOAT)
        scales = self.op("Mul", scale, self.constant(steps.astype(np.float32)))
        y = self.op("Mul", whole, scales, **({} if bias is not None else {"out": out}))
        return self.op("Add", y, self.constant(bias.astype(np.float32)), out=out) if bias is not None else y

    def rows(self, table: np.ndarray, ids: str) -> str:
        """Rows of an int8 table, each with its own scale."""
        steps = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
        q = np.clip(np.rint(table / steps), -127, 127).astype(np.int8)
        rows = self.op("Cast", self.op("Gather", self.constant(q), ids, axis=0), to=TensorProto.FLOAT)
        return self.op("Mul", rows, self.op("Gather", self.constant(steps.astype(np.float32)), ids, axis=0))

    def model(self, name, inputs, outputs) -> onnx.ModelProto:
        value = lambda n, kind, shape: helper.make_tensor_value_info(n, kind, shape)
        graph = helper.make_graph(self.nodes, name, [value(*i) for i in inputs], [value(*o) for o in outputs], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
        onnx.checker.check_model(model)
        return model


def layers(g: Graph, encoder, x: str) -> str:
    """The encoder's layers over x [T, 384]."""
    array = lambda t: t.detach().cpu().numpy()
    w, b = lambda m: array(m.weight), lambda m: array(m.bias)
    norm = lambda x, m: g.op("LayerNormalization", x, g.constant(w(m)), g.constant(b(m)), axis=-1, epsilon=1e-12)
    wide = HIDDEN // PARTS
    split = g.constant(np.array([0, PARTS, wide], np.int64))
    whole = g.constant(np.array([0, HIDDEN], np.int64))
    for layer in encoder.layers:
        scale = wide**-0.5
        qkv = np.concatenate([w(layer.q) * scale, w(layer.k), w(layer.v)])
        bias = np.concatenate([b(layer.q) * scale, b(layer.k), b(layer.v)])
        both = g.linear(g.quantised(x), qkv, bias)
        q, k, v = g.op("Split", both, g.constant(np.array([HIDDEN] * 3, np.int64)), outputs=3, axis=1)
        q = g.op("Transpose", g.op("Reshape", q, split), perm=[1, 0, 2])
        k = g.op("Transpose", g.op("Reshape", k, split), perm=[1, 2, 0])
        v = g.op("Transpose", g.op("Reshape", v, split), perm=[1, 0, 2])
        seen = g.op("MatMul", g.op("Softmax", g.op("MatMul", q, k), axis=-1), v)
        seen = g.op("Reshape", g.op("Transpose", seen, perm=[1, 0, 2]), whole)
        x = norm(g.op("Add", x, g.linear(g.quantised(seen), w(layer.o), b(layer.o))), layer.norm1)
        up = g.op("Gelu", g.linear(g.quantised(x), w(layer.up), b(layer.up)))
        x = norm(g.op("Add", x, g.linear(g.quantised(up), w(layer.down), b(layer.down))), layer.norm2)
    return x


def window(model: Full) -> onnx.ModelProto:
    g = Graph()
    array = lambda t: t.detach().cpu().numpy()
    w, b = lambda m: array(m.weight), lambda m: array(m.bias)
    norm = lambda x, m: g.op("LayerNormalization", x, g.constant(w(m)), g.constant(b(m)), axis=-1, epsilon=1e-12)
    e, h = model.encoder, model.heads
    x = g.op("Add", g.rows(w(e.words), "ids"), g.op("Gather", g.constant(w(e.written)), "written", axis=0))
    length = g.op("Shape", "ids")
    places = g.op("Slice", g.constant(w(e.places)[:WINDOW]), g.constant(np.array([0], np.int64)), length, g.constant(np.array([0], np.int64)))
    x = norm(g.op("Add", x, places), e.norm)
    x = layers(g, e, x)
    words = g.op("Gather", x, "first", axis=0)
    taggers = list(h.taggers.values())
    firsts = [t.hidden for t in taggers] + [h.dep, h.head, h.rel_dep, h.rel_head]
    sizes = [m.weight.shape[0] for m in firsts]
    wide_ = g.linear(g.quantised(words), np.concatenate([w(m) for m in firsts]), np.concatenate([b(m) for m in firsts]))
    parts = g.op("Split", wide_, g.constant(np.array(sizes, np.int64)), outputs=len(sizes), axis=1)
    dense = lambda y, m: g.op("Add", g.op("MatMul", g.op("Gelu", y), g.constant(w(m).T)), g.constant(b(m)))
    g.op("Concat", *[dense(y, t.out) for y, t in zip(parts, taggers)], out="tags", axis=1)
    dep, head, rel_dep, rel_head = parts[-4:]
    arc = array(h.arc)
    dep = g.op("Add", g.op("MatMul", g.op("Gelu", dep), g.constant(arc[:-1])), g.constant(arc[-1]))
    g.op("MatMul", dep, g.op("Transpose", g.op("Gelu", head), perm=[1, 0]), out="arcs")
    g.op("Identity", rel_dep, out="dep")
    g.op("Identity", rel_head, out="head")
    total = sum(t.out.weight.shape[0] for t in taggers)
    whole_ = [("ids", TensorProto.INT32, ["T"]), ("written", TensorProto.INT32, ["T"]), ("first", TensorProto.INT32, ["W"])]
    outs = [("tags", ["W", total]), ("arcs", ["W", "W"]), ("dep", ["W", REL]), ("head", ["W", REL])]
    return g.model("window", whole_, [(n, TensorProto.FLOAT, s) for n, s in outs])


def rels(model: Full) -> onnx.ModelProto:
    g = Graph()
    m = model.heads.rel_out
    y = g.op("MatMul", g.op("Gelu", "ends"), g.constant(m.weight.detach().numpy().T))
    g.op("Add", y, g.constant(m.bias.detach().numpy()), out="scores")
    return g.model("rels", [("ends", TensorProto.FLOAT, ["W", REL])], [("scores", TensorProto.FLOAT, ["W", m.weight.shape[0]])])


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--run", type=Path, default=Path("runs/full"))
    ask.add_argument("--out", type=Path, default=Path("../crates/desk/weights/full"))
    args = ask.parse_args()
    about = json.loads((args.run / "labels.json").read_text())
    labels, rel_names = about["labels"], about["rels"]
    model = Full(labels, rel_names)
    state = torch.load(args.run / "checkpoint.pt", map_location="cpu")
    model.load_state_dict(state["model"])
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    window_ = window(model).SerializeToString()
    (args.out / "window.onnx").write_bytes(window_)
    (args.out / "rels.onnx").write_bytes(rels(model).SerializeToString())
    dev = json.loads((args.run / "dev.json").read_text()) if (args.run / "dev.json").exists() else {}
    manifest = {
        "version": "full-1-" + hashlib.sha256(window_).hexdigest()[:8],
        "step": state["step"],
        "heads": labels,
        "rels": rel_names,
        "dev": {k: round(v, 4) for k, v in dev.items()},
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    rows = [manifest["version"]] + ["\t".join([head, *of]) for head, of in labels.items()] + ["\t".join(["rel", *rel_names])]
    (args.out / "heads.txt").write_text("\n".join(rows) + "\n")
    shutil.copy(minilm() / "vocab.txt", args.out / "vocab.txt")
    print(f"{args.out}: {len(window_) / 1e6:.1f} MB, {manifest['version']}")


if __name__ == "__main__":
    main()
