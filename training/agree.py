"""Writes the sample on which Rust and Python must agree: a text of our own, its words, the scores of all networks.

    python agree.py        writes ../crates/desk/tests/agree.json

Python runs the shipped graphs through onnxruntime; `crates/desk/src/encoder/tests.rs` runs them through rten and
compares pieces, features, the likeliest label of every head and word, every head of an arc, and every 7th score: of
`fast` within 1e-3 of the largest, of `full` within 1e-2; of the reranker the one score, within .4. An int8 activation that lies between two steps may be rounded
to either by either runtime, and one step is worth that much.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

from batches import Cutter
from fast import hashed
from full import minilm
from gold import Doc
from pieces import vocabulary
from rerank import Cutter as Pairs

HERE = Path(__file__).parent
WEIGHTS = HERE / "../crates/desk/weights"
TEXT = (
    "The port authority will not close Pier 4, its director told the Harbour Gazette on Monday. “Nothing is decided,”"
    " Ana Ruiz said, and two officials who asked not to be named denied that $3.5m had been spent. In 2026 the CAFÉ"
    " owners’ union said it may strike if the ban isn't lifted."
)
WORDS = (
    "The|port|authority|will|not|close|Pier|4|,|its|director|told|the|Harbour|Gazette|on|Monday|.|“|Nothing|is|decided|,|”"
    "|Ana|Ruiz|said|,|and|two|officials|who|asked|not|to|be|named|denied|that|$|3.5|m|had|been|spent|.|In|2026|the|CAFÉ"
    "|owners|’|union|said|it|may|strike|if|the|ban|is|n't|lifted|."
).split("|")

PAIR = {
    "question": "Has the port authority spent the money?",
    "sentence": "Two officials who asked not to be named denied that $3.5m had been spent.",
    "headline": "Pier 4 Stays Open",
    "before": "“Nothing is decided,” Ana Ruiz said.",
}


def pair(run):
    """What the reranker says of a question and a sentence."""
    ids, kinds = Pairs(minilm() / "vocab.txt").pair(*PAIR.values())
    tables = {one.name: numpy_helper.to_array(one) for one in onnx.load(WEIGHTS / "full/window.onnx").graph.initializer}
    own = np.array(kinds) == 1
    feed = {
        "rows": tables["c0"][ids].astype(np.float32) * tables["c1"][ids],
        "kinds": np.array(kinds, np.int32),
        "share": (own / own.sum()).astype(np.float32)[None],
    }
    (score,) = run(WEIGHTS / "rerank/pairs.onnx", feed)
    return {**PAIR, "ids": ids, "kinds": kinds, "score": round(float(score[0, 0]), 4)}


def main():
    spans, at = [], 0
    for word in WORDS:
        at = TEXT.index(word, at)
        spans.append([at, at + len(word)])
        at += len(word)
    firsts = [0, 18, 46]
    doc = Doc("own", WORDS, firsts, [0])
    cutter = Cutter(vocabulary(minilm() / "vocab.txt"), {}, [])
    (window,) = cutter.windows(doc)
    run = lambda path, feed: onnxruntime.InferenceSession(str(path)).run(None, feed)
    i32 = lambda row: np.array(row, np.int32)
    feed = {"ids": i32(window.ids), "written": i32(window.feats), "first": i32(window.first + [0])}
    tags, arcs, _, _ = run(WEIGHTS / "full/window.onnx", feed)
    rows = [(*hashed(w), f) for w, f in zip(WORDS, doc.features())]
    columns = dict(zip(["first", "second", "prefix", "suffix", "written"], map(i32, zip(*rows))))
    (student,) = run(WEIGHTS / "fast/student.onnx", columns)

    def best(model, scores):
        """The likeliest label of every head, word by word."""
        rows = [line.split("\t")[1:] for line in (WEIGHTS / model / "heads.txt").read_text().splitlines()[1:] if line[:4] != "rel\t"]
        cuts = np.cumsum([len(r) for r in rows])[:-1]
        return [part.argmax(-1).tolist() for part in np.split(scores[: len(WORDS)], cuts, axis=1)]

    thin = lambda scores: [round(float(x), 5) for x in scores.ravel()[::7]]
    out = {
        "text": TEXT,
        "words": spans,
        "sentences": firsts,
        "ids": window.ids,
        "written": window.feats,
        "full": {"tags": thin(tags), "arcs": thin(arcs), "best": best("full", tags), "heads": arcs[: len(WORDS)].argmax(-1).tolist()},
        "rerank": pair(run),
        "fast": {"rows": rows, "tags": thin(student), "best": best("fast", student)},
    }
    path = HERE / "../crates/desk/tests/agree.json"
    path.write_text(json.dumps(out, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{path.resolve().name}: {len(WORDS)} words, {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
