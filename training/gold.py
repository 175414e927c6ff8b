"""The gold, as documents of words with labels.

In: the gold's folder, and the program itself, which cuts texts into sentences and words · Out: `Doc`s
A label that a set does not give is absent, so each set teaches only the heads it knows.
"""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pieces import features

# Genres of GUM under non-commercial licences.
SHUT = {"fiction", "whow", "essay", "letter", "podcast"}
NAMES = {"PERSON": "PER", "ORG": "ORG", "PLACE": "LOC", "MISC": "MISC"}
AXES = {
    "yes_its_anchorable": "actual",
    "no_its_intentionwishopinion": "intention",
    "no_its_negation": "negated",
    "no_its_hypotheticalcondition": "hypothetical",
}
# Cues of PolNeAR train that were judged to be always speech, or always attitude.
KINDS = {
    cue: kind
    for cue, kind in (line.split("\t") for line in (Path(__file__).parent / "labels/cue_types.tsv").read_text().splitlines()[1:])
    if kind != "mixed"
}


@dataclass
class Doc:
    """One text: its words, where sentences begin, and for each head one label a word (None: not told)."""

    name: str
    words: list[str]
    firsts: list[int]
    paragraphs: list[int]
    labels: dict[str, list[str | None]] = field(default_factory=dict)
    heads: list[int] | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    extra: dict = field(default_factory=dict)

    def features(self) -> list[int]:
        return features(self.words, set(self.firsts), set(self.paragraphs))


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def cut(name: str, texts: list[str], program: Path, cache: Path) -> list[Doc]:
    """Cuts texts into words with the program's own scissors, so that training sees what marking will see."""
    kept = cache / f"{name}.cut.jsonl"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        asked = "".join(json.dumps({"id": str(n), "body": t}) + "\n" for n, t in enumerate(texts))
        done = subprocess.run(
            [program, "read", "--input", "jsonl", "-", "--tokens", "--model", "fast"], input=asked.encode(), stdout=subprocess.PIPE, check=True
        )
        with kept.open("w", encoding="utf-8") as out:
            for line, text in zip(done.stdout.decode().splitlines(), texts, strict=True):
                notes = json.loads(line)["notes"]
                if notes is None:
                    # Not English, or empty: a document without words.
                    notes = {"tokens": [], "sentences": [], "events": []}
                row = {
                    "tokens": [[t["start"], t["end"]] for t in notes["tokens"]],
                    "sentences": [s["start"] for s in notes["sentences"]],
                    "events": [[e["trigger"]["start"], e["status"]] for e in notes["events"]],
                }
                out.write(json.dumps(row) + "\n")
    docs = []
    for row, text in zip(lines(kept), texts, strict=True):
        starts = set(row["sentences"])
        spans = [(a, b) for a, b in row["tokens"]]
        firsts = [n for n, (a, _) in enumerate(spans) if a in starts or n == 0]
        paragraphs = [n for n in firsts if n == 0 or "\n" in text[spans[n - 1][1] : spans[n][0]]]
        doc = Doc(name, [text[a:b] for a, b in spans], firsts, paragraphs, spans=spans)
        doc.extra["events"] = row["events"]
        docs.append(doc)
    return docs


def under(doc: Doc, start: int, end: int) -> range:
    """The words that a span of characters touches."""
    inside = [n for n, (a, b) in enumerate(doc.spans) if a < end and b > start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def bio(doc: Doc, spans: list[tuple[int, int, str]]) -> list[str]:
    """One tag a word; of spans that share words the longest is kept."""
    tags = ["O"] * len(doc.words)
    for start, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        words = under(doc, start, end)
        if not words or any(tags[n] != "O" for n in words):
            continue
        for n in words:
            tags[n] = ("B" if n == words[0] else "I") + ("-" + kind if kind else "")
    return tags


def polnear(rows: list[dict], docs: list[Doc]) -> list[Doc]:
    for row, doc in zip(rows, docs, strict=True):
        for part in ("source", "cue", "content"):
            doc.labels[part] = bio(doc, [(s, e, "") for a in row["attributions"] for s, e in a[part]])
        kinds: list[str | None] = [None] * len(doc.words)
        for start, end in (span for a in row["attributions"] for span in a["cue"][:1]):
            for n in under(doc, start, end):
                kinds[n] = KINDS.get(row["text"][start:end].lower())
        doc.labels["kind"] = kinds
        told = {start: status for start, status in doc.extra["events"]}
        doc.labels["status"] = [told.get(a) or ("O" if a not in told else None) for a, _ in doc.spans]
    return docs


def timeml(rows: list[dict], docs: list[Doc]) -> list[Doc]:
    for row, doc in zip(rows, docs, strict=True):
        doc.labels["time"] = bio(doc, [(t["start"], t["end"], t["type"]) for t in row["timexes"]])
        kinds = ["O"] * len(doc.words)
        for event in row["events"]:
            for n in under(doc, event["start"], event["end"])[:1]:
                kinds[n] = event["cls"]
        doc.labels["event"] = kinds
    return docs


def matres(path: Path, rows: list[dict], docs: list[Doc]) -> None:
    """Axes of MATRES on the documents of TimeML that they were judged in."""
    place = {row["id"]: (row, doc) for row, doc in zip(rows, docs, strict=True)}
    letters = {id: [at for at, c in enumerate(row["text"]) if c.isalnum()] for id, (row, _) in place.items()}
    plain = {id: "".join(row["text"][at] for at in letters[id]) for id, (row, _) in place.items()}
    for judged in lines(path):
        id = judged["doc"]
        if id not in place:
            continue
        # The two copies of a text differ in spaces and marks: the verb is found by its letters.
        begun = plain[id].find("".join(filter(str.isalnum, judged["text"])))
        before = sum(map(str.isalnum, judged["text"][: judged["start"]]))
        if begun < 0:
            continue
        doc = place[id][1]
        at = letters[id][begun + before]
        labels = doc.labels.setdefault("axis", [None] * len(doc.words))
        for n in under(doc, at, at + 1):
            labels[n] = AXES.get(judged["axis"])
    for doc in docs:
        doc.labels.setdefault("axis", [None] * len(doc.words))


def factappeal(path: Path, program: Path, cache: Path, name: str) -> list[Doc]:
    rows = lines(path)
    docs = cut(name, [row["text"] for row in rows], program, cache)
    for row, doc in zip(rows, docs, strict=True):
        named = lambda s: "Named" if "Named" in s["mods"] else "Unnamed"
        doc.labels["naming"] = bio(doc, [(s["start"], s["end"], named(s)) for s in row["spans"] if s["label"] == "Source"])
    return docs


def tagged(path: Path, head: str, keep) -> list[Doc]:
    """A set of sentences with gold tokens and spans of names."""
    docs = []
    for row in lines(path):
        if not keep(row) or "tokens" not in row:
            continue
        # Offsets of the tokens within the text, in order.
        spans, at = [], 0
        for token in row["tokens"]:
            at = row["text"].index(token, at)
            spans.append((at, at + len(token)))
            at += len(token)
        doc = Doc(path.parent.name, row["tokens"], [0], [0], spans=spans)
        doc.labels[head] = bio(doc, [(e["start"], e["end"], NAMES[e["type"]]) for e in row["entities"] if e["type"] in NAMES])
        docs.append(doc)
    return docs


def conllu(path: Path, names: Path | None) -> list[Doc]:
    """A treebank, one document a document; with the names of a second file where there is one."""
    spans_of = {}
    if names:
        spans_of = {row["id"]: row for row in lines(names)}
    docs: list[Doc] = []
    open_, block = True, []
    sent_id = ""
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        if line.startswith("# newdoc"):
            open_ = not any(f"_{genre}_" in line for genre in SHUT)
            if open_:
                docs.append(Doc(path.parent.name, [], [], [], {"pos": [], "rel": []}, []))
                if names:
                    docs[-1].labels["name"] = []
        elif line.startswith("# newpar") and open_ and docs:
            docs[-1].paragraphs.append(len(docs[-1].words))
        elif line.startswith("# sent_id = "):
            sent_id = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            if cells[0].isdigit():
                block.append(cells)
        elif not line and block:
            if open_:
                sentence(docs[-1], block, spans_of.get(sent_id))
            block = []
    return [doc for doc in docs if doc.words]


def sentence(doc: Doc, block: list[list[str]], named: dict | None) -> None:
    base = len(doc.words)
    doc.firsts.append(base)
    for cells in block:
        doc.words.append(cells[1])
        doc.labels["pos"].append(f"{cells[3]} {cells[4]}")
        doc.labels["rel"].append(rel(cells[7]))
        doc.heads.append(base + int(cells[6]) - 1 if cells[6] != "0" else -1)
    if "name" in doc.labels:
        tags: list[str | None] = [None] * len(block)
        if named and len(named["tok"]) == len(block):
            own = Doc("", [""] * len(block), [0], [0], spans=[(a, b) for a, b in named["tok"]])
            tags = bio(own, [(e["start"], e["end"], NAMES[e["type"]]) for e in named["entities"] if e["type"] in NAMES])
        doc.labels["name"] += tags


def rel(text: str) -> str:
    """Older names of the same relations, as in `desk::syntax::Rel::read`."""
    return {"obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked", "nmod:tmod": "nmod:unmarked", "nmod:npmod": "nmod:unmarked"}.get(text, text)


def everything(gold: Path, split: str, program: Path, cache: Path) -> dict[str, list[Doc]]:
    """Every set of one split, by name."""
    sets: dict[str, list[Doc]] = {}
    rows = lines(gold / f"attribution/polnear/{split}.jsonl")
    sets["polnear"] = polnear(rows, cut(f"polnear-{split}", [r["text"] for r in rows], program, cache))
    sets["ewt"] = conllu(gold / f"syntax/ud_ewt/{split}.conllu", None)
    sets["gum"] = conllu(gold / f"syntax/gum/{split}.conllu", gold / f"entities/gum_named/{split}.jsonl")
    rows = lines(gold / f"time/timeml/{split}.jsonl")
    sets["timeml"] = timeml(rows, cut(f"timeml-{split}", [r["text"] for r in rows], program, cache))
    matres(gold / f"status/matres_axis/{split}.jsonl", rows, sets["timeml"])
    sets["factappeal"] = factappeal(gold / f"attribution/factappeal/{split}.jsonl", program, cache, f"factappeal-{split}")
    # The BBC's part of re3d is under a non-commercial licence.
    sets["re3d"] = tagged(gold / f"entities/re3d/{split}.jsonl", "phrase", lambda row: "BBC" not in row["id"])
    if split == "train":
        sets["wikigold"] = tagged(gold / "entities/wikigold/all.jsonl", "name", lambda row: True)
    else:
        sets["uner"] = tagged(gold / "entities/uner_ewt/dev.jsonl", "name", lambda row: True)
    return sets
