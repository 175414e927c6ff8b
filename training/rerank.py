"""The reranker: how well a sentence answers a question, by a network that reads both at once (`hearsay ask`).

    python rerank.py --gold ../../shared/gold                      # trains, writes runs/rerank/checkpoint.pt
    python export_rerank.py                                        # and from it the desk's weights

In: `labels/questions.tsv`, 10,528 questions of our own on 1,277 articles of the gold, a fifth of them without an answer.
Out: a checkpoint and a log; with `--aside`, how often the right sentence of its article stands first on articles kept
aside. The weights that ship learnt from all; `ask.py` measures them.

A cross-encoder (Nogueira and Cho 2019): MiniLM's six layers read `[CLS] question [SEP] sentence [SEP] headline [SEP]
sentence before [SEP]`; a perceptron over [CLS] and the mean of the sentence scores it. Its table of word pieces stays
MiniLM's, so that it is `full`'s. A question is learnt with six sentences: those that answer, and others of its article and
of other articles, but of none on the same event, where a right answer may stand unlabelled. In the first pass these are such as share most of
its words; the loss is that of the right ones among the six, and .3 of whether each answers at all. In the second, over
7,000 questions and all that have no answer among them, they are those that the network itself holds likeliest, and "not
stated", with a score of 0, is one more to choose from. A second pass like the first learnt the questions by heart: from
.80 to .76 on the development questions of evals/ask, taken alone.

About 40 minutes on two cores that have bfloat16. Nothing of evals/ask is read here: neither its questions nor the
articles that they are asked of.
"""

import argparse
import gzip
import json
import math
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from full import minilm
from net import HIDDEN, PARTS, Encoder, Noise
from pieces import CLS, SEP, pieces, vocabulary

# Pieces read of each; crates/desk/src/encoder/reranker.rs has the same.
QUESTION, SENTENCE, HEADLINE, BEFORE = 32, 64, 16, 24
# Sentences that a question is learnt with, questions a step, and questions of the second pass.
GROUP, STEP, SECOND = 6, 10, 7000
SETS = {
    "allsides": "stories/allsides/articles.jsonl.gz",
    "t17": "stories/t17/articles.jsonl.gz",
    "ecbplus": "stories/ecbplus/articles.jsonl",
    "basil": "stories/basil/articles.jsonl",
    "timeml-silver": "time/timeml/silver.jsonl",
    "polnear": "attribution/polnear/train.jsonl",
}
# A full stop behind these ends no sentence.
SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Sgt|Col|Lt|Capt|Rev|Prof|Jr|Sr|vs|No|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.N|U\.K|a\.m|p\.m|D\.C|i\.e|e\.g)|\b[A-Z])\.$"
)
END = re.compile(r"\n\s*\n|[.!?][\"'”’)]*(?=\s+[\"'“‘(\[]?[A-Z0-9\"“`])|\n(?=[A-Z\"“`])")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand, in code points. The answers of `labels/questions.tsv` were told by these."""
    ends, start = [], 0
    for match in END.finditer(text):
        line = match.group().startswith("\n")
        end = match.start() if line else match.end()
        if line or not SHORT.search(text[start:end]):
            ends.append((start, end))
            start = match.end()
    spans = []
    for start, end in [*ends, (start, len(text))]:
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if end > start:
            spans.append((start, end))
    return spans


class Reranker(nn.Module):
    """Pieces of a question and a sentence in, the logit of "it answers" out."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.kinds = nn.Embedding(3, HIDDEN)
        nn.init.zeros_(self.kinds.weight)
        self.hidden, self.out = nn.Linear(2 * HIDDEN, 2 * HIDDEN), nn.Linear(2 * HIDDEN, 1)

    def forward(self, ids, kinds, mask):
        """All [B, T]; scores [B]."""
        e = self.encoder
        x = e.words(ids) + e.places.weight[: ids.shape[1]] + self.kinds(kinds)
        x = Noise.on(e.norm(x), e.dropout, self.training)
        bias = (~mask)[:, None, None, :].float() * -1e9
        for layer in e.layers:
            x = read(layer, x, bias)
        share = ((kinds == 1) & mask).float()[..., None]
        mean = (x * share).sum(1) / share.sum(1).clamp(min=1)
        return self.out(torch.tanh(self.hidden(torch.cat([x[:, 0], mean], -1))))[:, 0]


def read(layer, x, bias):
    """A layer with attention written out: under bfloat16 torch's own is slower on a CPU."""
    b, t, _ = x.shape
    part = lambda y: y.view(b, t, PARTS, HIDDEN // PARTS).transpose(1, 2)
    q, k, v = part(layer.q(x)), part(layer.k(x)), part(layer.v(x))
    seen = torch.softmax((q @ k.transpose(2, 3)).float() / math.sqrt(HIDDEN // PARTS) + bias, -1).to(v.dtype)
    seen = layer.o((seen @ v).transpose(1, 2).reshape(b, t, HIDDEN))
    x = layer.norm1(x + Noise.on(seen, layer.dropout, layer.training))
    return layer.norm2(x + Noise.on(layer.down(F.gelu(layer.up(x))), layer.dropout, layer.training))


class Cutter:
    """Texts as pieces."""

    def __init__(self, path: Path):
        self.known, self.held = vocabulary(path), {}

    def of(self, text: str) -> list[int]:
        if text not in self.held:
            self.held[text] = pieces(text, self.known) if text.strip() else []
        return self.held[text]

    def pair(self, question, sentence, headline, before):
        """Ids and kinds of a question with a sentence."""
        ids, kinds = [CLS], [0]
        parts = [
            (0, self.of(question)[:QUESTION]),
            (1, self.of(sentence)[:SENTENCE]),
            (2, self.of(headline)[:HEADLINE]),
            (2, self.of(before)[-BEFORE:]),
        ]
        for kind, of in parts:
            ids += [*of, SEP]
            kinds += [kind] * (len(of) + 1)
        return ids, kinds


def batch(rows):
    wide = max(len(ids) for ids, _ in rows)
    ids, kinds = torch.zeros(len(rows), wide, dtype=torch.long), torch.zeros(len(rows), wide, dtype=torch.long)
    mask = torch.zeros(len(rows), wide, dtype=torch.bool)
    for at, (own, kind) in enumerate(rows):
        ids[at, : len(own)], kinds[at, : len(own)] = torch.tensor(own), torch.tensor(kind)
        mask[at, : len(own)] = True
    return ids, kinds, mask


def scores(model, rows):
    """Scores of rows, in two batches by length, so that little is padded."""
    order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]))
    half = len(order) * 3 // 5 or 1
    parts = [part for part in (order[:half], order[half:]) if part]
    with torch.autocast("cpu", torch.bfloat16):
        told = torch.cat([model(*batch([rows[at] for at in part])) for part in parts]).float()
    return torch.empty(len(rows)).index_copy(0, torch.tensor(sum(parts, [])), told)


class Library:
    """The articles and the questions on them."""

    def __init__(self, gold: Path, labels: Path):
        rows = [line.split("\t") for line in labels.read_text().splitlines() if not line.startswith("#")]
        wanted = {(row[0], row[1]) for row in rows}
        self.sentences, self.first, self.texts = [], {}, {}
        for name, file in SETS.items():
            path = gold / file
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt") as lines:
                for one in map(json.loads, lines):
                    if (name, one["id"]) in wanted:
                        self.add((name, one["id"]), one["title"] or "", one["text"])
        self.posts, self.spread = defaultdict(list), Counter()
        for at, (_, words, _, _) in enumerate(self.sentences):
            for word in set(plain(words)):
                self.posts[word].append(at)
        self.rare = {word: math.log(1 + len(self.sentences) / (len(of) + 0.5)) for word, of in self.posts.items()}
        alike = self.alike()
        self.questions = []
        for name, article, question, answers in rows:
            key = (name, article)
            first, count = self.first[key], len(self.texts[key][1])
            places = {f"{start}-{end}": first + at for at, (start, end) in enumerate(self.texts[key][1])}
            right = [places[answer] for answer in answers.split()]
            match = Counter()
            for word in set(plain(question)):
                if len(self.posts.get(word, ())) < 2500:
                    for at in self.posts.get(word, ()):
                        match[at] += self.rare[word]
            near = [at for at, _ in match.most_common(80)]
            others = [at for at in near if self.sentences[at][0] != key and self.sentences[at][0] not in alike[key]]
            own = [at for at in range(first, first + count) if at not in right]
            self.questions.append((key, question, right, own, others[:30], {at: match[at] for at in own}))

    def add(self, key, headline, text):
        spans = sentences(text)
        words = [" ".join(text[start:end].split()) for start, end in spans]
        self.first[key], self.texts[key] = len(self.sentences), (text, spans)
        self.sentences += [(key, one, headline, words[at - 1] if at else "") for at, one in enumerate(words)]

    def alike(self):
        """For each article those that are likely on the same event: a cosine of their rare words above .2."""
        vectors, inverse = {}, defaultdict(list)
        common = 0.02 * len(self.sentences)
        for key, (text, _) in self.texts.items():
            counts = Counter(word for word in plain(text) if len(self.posts.get(word, ())) < common)
            vector = {word: (1 + math.log(count)) * self.rare.get(word, 0.0) for word, count in counts.items()}
            norm = math.sqrt(sum(value**2 for value in vector.values())) or 1.0
            vectors[key] = {word: value / norm for word, value in vector.items()}
            for word, value in vectors[key].items():
                inverse[word].append((key, value))
        out = {}
        for key, vector in vectors.items():
            cosines = Counter()
            for word, value in vector.items():
                if len(inverse[word]) < 200:
                    for other, its in inverse[word]:
                        cosines[other] += value * its
            out[key] = {other for other, cosine in cosines.items() if cosine > 0.2 and other != key}
        return out

    def group(self, question, rng):
        """Six sentences, and how many of them, the first ones, are right: of the others those that share its words."""
        _, _, right, own, others, match = question
        right = rng.sample(right, min(len(right), 2))
        more = rng.choice((1, 2, 2)) if others else 0
        own = sorted(own, key=lambda at: -(match.get(at, 0) + rng.random() * 8))[: GROUP - len(right) - more]
        others = [others[min(len(others) - 1, int(rng.expovariate(0.2)))] for _ in range(more)]
        return right + own + list(dict.fromkeys(others)), len(right)

    def hard_groups(self, model, cutter, questions, rng):
        """The same for some questions: of twelve others those that the network holds likeliest."""
        chosen = []
        for _, _, right, own, others, match in questions:
            right = rng.sample(right, min(len(right), 2))
            own = sorted(own, key=lambda at: -(match.get(at, 0) + rng.random() * 4))[:7]
            others = others[:3] + rng.sample(others[3:], min(2, len(others[3:])))
            chosen.append((right, list(dict.fromkeys(own + others))))
        model.eval()
        rows = [cutter.pair(one[1], *self.sentences[at][1:]) for one, (_, rest) in zip(questions, chosen) for at in rest]
        with torch.no_grad():
            told, begin = scores(model, rows), 0
        for right, rest in chosen:
            likeliest = told[begin : begin + len(rest)].argsort(descending=True)[: GROUP - len(right)]
            begin += len(rest)
            yield right + [rest[at] for at in likeliest], len(right)


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def first_is_right(model, cutter, library, questions) -> tuple[int, int]:
    """Of the questions with an answer: how often the best sentence of the article is one that answers."""
    model.eval()
    hits = count = 0
    with torch.no_grad():
        for key, question, right, own, _, _ in questions:
            if right:
                places = [*right, *own]
                told = scores(model, [cutter.pair(question, *library.sentences[at][1:]) for at in places])
                hits += int(told.argmax()) < len(right)
                count += 1
    return hits, count


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--gold", type=Path, required=True)
    ask.add_argument("--labels", type=Path, default=Path("labels/questions.tsv"))
    ask.add_argument("--run", type=Path, default=Path("runs/rerank"))
    ask.add_argument("--rate", type=float, default=6e-5)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--aside", type=int, default=0, help="keep one in so many articles aside, to be measured on")
    args = ask.parse_args()
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    args.run.mkdir(parents=True, exist_ok=True)
    cutter = Cutter(minilm() / "vocab.txt")
    library = Library(args.gold, args.labels)
    aside = set(sorted(library.texts)[:: args.aside]) if args.aside else set()
    learnt = [one for one in library.questions if one[0] not in aside]
    kept = [one for one in library.questions if one[0] in aside]
    print(f"{len(learnt)} questions to learn from, {len(kept)} kept aside, {len(library.sentences)} sentences", flush=True)
    model = Reranker()
    model.encoder.load_minilm(minilm() / "model.safetensors")
    fresh = {id(p) for part in (model.kinds, model.hidden, model.out) for p in part.parameters()}
    params = [p for p in model.parameters() if p.requires_grad]
    old, new = [p for p in params if id(p) not in fresh], [p for p in params if id(p) in fresh]
    adam = torch.optim.AdamW([{"params": old, "lr": args.rate}, {"params": new, "lr": 5 * args.rate}], weight_decay=0.01)
    rates = [group["lr"] for group in adam.param_groups]
    # The second pass has all without an answer and some of the others.
    rng.shuffle(learnt)
    second = sorted(learnt, key=lambda one: bool(one[2]))[:SECOND]
    passes = [learnt, second]
    log = (args.run / "log.tsv").open("w")
    for number, questions in enumerate(passes):
        rng.shuffle(questions)
        steps, begun, sum_ = math.ceil(len(questions) / STEP), time.time(), 0.0
        for step in range(1, steps + 1):
            some = questions[(step - 1) * STEP : step * STEP]
            groups = [library.group(one, rng) for one in some] if number == 0 else [*library.hard_groups(model, cutter, some, rng)]
            rows = [cutter.pair(one[1], *library.sentences[at][1:]) for one, (places, _) in zip(some, groups) for at in places]
            # Up within an eighth of the first pass, down to nothing at the end of the second.
            share = min(8 * step / steps, 1 - step / (2 * steps)) if number == 0 else (1 - step / steps) / 2
            for group, rate in zip(adam.param_groups, rates):
                group["lr"] = rate * share
            model.train()
            loss = loss_of(scores(model, rows), [(len(places), right) for places, right in groups], refusing=number == 1)
            adam.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(params, 1.0)
            adam.step()
            sum_ += float(loss.detach())
            if step % 50 == 0:
                print(f"pass {number + 1}, {step} of {steps}, loss {sum_ / 50:.3f}, {time.time() - begun:.0f} s", flush=True)
                log.write(f"{number + 1}\t{step}\t{sum_ / 50:.4f}\n")
                sum_ = 0.0
        torch.save({"model": model.state_dict(), "pass": number + 1}, args.run / "checkpoint.pt")
        if kept:
            hits, count = first_is_right(model, cutter, library, kept)
            print(f"the right sentence of its article is first in {hits} of {count} kept aside", flush=True)
            log.write(f"dev\t{number + 1}\t{hits / count:.4f}\n")


def loss_of(told, groups, refusing):
    """That of the right ones among each group; where the network may refuse, among it and "not stated"."""
    loss, begin, answers = 0.0, 0, torch.zeros(len(told))
    for size, right in groups:
        own = told[begin : begin + size]
        answers[begin : begin + right] = 1
        begin += size
        whole = torch.logsumexp(torch.cat([torch.zeros(1), own]) if refusing else own, 0)
        if right:
            loss = loss + whole - torch.logsumexp(own[:right], 0)
        elif refusing:
            loss = loss + whole
    weight = None if refusing else torch.tensor(2.0)
    return loss / len(groups) + 0.3 * F.binary_cross_entropy_with_logits(told, answers, pos_weight=weight)


if __name__ == "__main__":
    main()
