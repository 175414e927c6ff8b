"""Speed on one core, one run: Hearsay's two models, MiniLM with the same heads in PyTorch, spaCy's pipelines.

    pip install spacy; taskset -c 0 python compare.py --program ../target/release/hearsay --gold ../../shared/gold

The texts are news of PolNeAR dev cut to their first 600 words; each is read once by each system, nothing is cached.
spaCy's pipelines are blank with random weights: speed does not depend on what they learnt. Its decoding then finds
arbitrary names and trees, which costs about the same.
"""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

import torch

from batches import Cutter, tensors
from full import minilm
from gold import Doc, lines
from net import Full
from pieces import vocabulary


def articles(gold: Path, many: int) -> list[str]:
    out = []
    for row in lines(gold / "attribution/polnear/dev.jsonl"):
        words = row["text"].split(" ")
        if len(words) >= 600:
            out.append(" ".join(words[:600]))
    return out[:many]


def hearsay(program: Path, model: str, texts: list[str]) -> float:
    """Seconds for the texts, the start of the program taken off."""

    def run(some: list[str]) -> float:
        asked = "".join(json.dumps({"id": str(n), "body": t}) + "\n" for n, t in enumerate(some)).encode()
        clock = time.time()
        command = [program, "read", "--input", "jsonl", "-", "--model", model, "-j", "1", "-q"]
        subprocess.run(command, input=asked, stdout=subprocess.DEVNULL, check=True, env={**os.environ, "RAYON_NUM_THREADS": "1"})
        return time.time() - clock

    return run(texts) - run(["One."])


@torch.no_grad()
def pytorch(texts: list[str], batch: int) -> float:
    torch.set_num_threads(1)
    labels = {"pos": ["x"] * 60, **{h: ["x"] * 9 for h in "abcdefghi"}}
    model = Full(labels, ["x"] * 50).eval()
    cutter = Cutter(vocabulary(minilm() / "vocab.txt"), labels, [])
    clock = time.time()
    for text in texts:
        words = text.replace(".", " .").replace(",", " ,").split()
        firsts = [0] + [n + 1 for n, w in enumerate(words[:-1]) if w == "."]
        windows = cutter.windows(Doc("", words, firsts, [0]))
        for at in range(0, len(windows), batch):
            ids, feats, mask, first, *_ = tensors(windows[at : at + batch])
            x, root = model.vectors(ids, feats, first, mask)
            tags = model.heads.tags(x)
            arcs = model.heads.arcs(x, root).argmax(-1)
            dep, head = model.heads.ends(x, root)
            model.heads.rels(dep, head.gather(1, arcs[..., None].expand(-1, -1, head.shape[-1])))
            [t.argmax(-1) for t in tags.values()]
    return time.time() - clock


def spacy_cnn(texts: list[str]) -> float:
    import spacy
    from spacy.tokens import Doc as Text
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    share = {"model": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}}
    tagger = {"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": share["model"]}}
    parts = {
        "tagger": tagger,
        "parser": {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": False,
                             "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": share["model"]}},
        "ner": {"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
                          "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "tok2vec": share["model"]}},
    }
    for name, config in parts.items():
        nlp.add_pipe(name, config=config)
    words = "The port closed on Monday .".split()
    gold = Text(nlp.vocab, words, tags=["DT", "NN", "VBD", "IN", "NNP", "."], heads=[1, 2, 2, 2, 3, 2],
                deps=["det", "nsubj", "ROOT", "prep", "pobj", "punct"], ents=["O", "O", "O", "O", "B-DATE", "O"])
    nlp.initialize(lambda: [Example(Text(nlp.vocab, words), gold)])
    clock = time.time()
    for _ in nlp.pipe(texts):
        pass
    return time.time() - clock


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--program", type=Path, required=True)
    ask.add_argument("--articles", type=int, default=40)
    args = ask.parse_args()
    texts = articles(args.gold, args.articles)
    rows = [
        ("hearsay full", lambda: hearsay(args.program, "full", texts)),
        ("hearsay fast", lambda: hearsay(args.program, "fast", texts)),
        ("PyTorch MiniLM, same heads, one window a batch", lambda: pytorch(texts, 1)),
        ("PyTorch MiniLM, same heads, eight a batch", lambda: pytorch(texts, 8)),
        ("spaCy CNN: tok2vec, tagger, parser, ner", lambda: spacy_cnn(texts)),
    ]
    print(f"{len(texts)} articles of 600 words, one core")
    for name, run in rows:
        try:
            best = min(run() for _ in range(2))
            print(f"{name:<50} {len(texts) / best:8.1f} articles/s {600 * len(texts) / best:10.0f} words/s", flush=True)
        except ImportError as missing:
            print(f"{name:<50} not measured: {missing}")


if __name__ == "__main__":
    main()
