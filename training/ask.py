"""Learns how `hearsay ask` weighs its signs: in which order sentences stand, and whether the first one answers.

    cargo run --release -p xtask -- questions > training/runs/questions.jsonl
    python training/ask.py training/runs/questions.jsonl            # figures, cross-validated
    python training/ask.py training/runs/questions.jsonl --write    # and weights, learnt from all of them

In: the dev and the training questions of evals/ask with their candidates, 434 questions; what is held out is not in
there. Out: crates/story/weights/ask_weights.tsv.

The order: a softmax over the candidates of a question, whose right ones share the probability; Gaussian prior on the
weights. Stated: a logistic regression over what the network says of the first candidate. The dev questions are folded ten
ways, the training questions by event; the second model is learnt on candidates that the first chose for questions it had
not seen. The network itself saw none of them. Needs numpy and scipy.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 10
# PRIOR was swept on the cross-validated figures of all, where .2 to 1 are as good; the other was not.
PRIOR, PRIOR_STATED = 0.5, 0.3
# Means of rank-1 and refusal that differ by less cannot be told apart.
FLAT = 0.02
# The training questions that begin an event (evals/ask/README.md).
EVENTS = "t001 t025 t048 t071 t093 t116 t135 t162 t189 t208 t228 t249 t269 t289 t312".split()
# Signs that decide whether it is stated. With the score, the lead, words and what is asked for beside it, the mean of rank-1
# and refusal was no higher in 42 sets.
STATED = ["answers"]


def softmax_fit(questions, prior, signs):
    def loss(w):
        total, grad = prior * w @ w, 2 * prior * w
        for q in questions:
            x, right = q["x"], q["right"]
            s = x @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            r = p * right
            mass = r.sum()
            total -= np.log(mass + 1e-9)
            grad -= x.T @ (r / (mass + 1e-9) - p)
        return total, grad

    return minimize(loss, np.zeros(signs), jac=True, method="L-BFGS-B").x


def logistic_fit(x, y, prior):
    def loss(w):
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        own = np.append(0.0, w[1:])
        total = -(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9)).sum() + prior * own @ own
        return total, x.T @ (p - y) + 2 * prior * own

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def first_of(q, w, names):
    s = q["x"] @ w
    order = np.argsort(-s, kind="stable")
    top = order[0]
    features = [1.0] + [q["x"][top][names.index(n)] for n in STATED]
    return np.array(features), bool(q["right"][top]), q["words"][top], order


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("trials", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    lines = [json.loads(line) for line in args.trials.read_text().splitlines()]
    names, questions = lines[0]["signs"], lines[1:]
    for q in questions:
        q["x"] = np.array([t["signs"] for t in q["trials"]]).reshape(-1, len(names))
        q["right"] = np.array([t["right"] for t in q["trials"]], float)
        q["words"] = [t["words"] for t in q["trials"]]
    answerable = [q for q in questions if q["answered"]]
    found = [q for q in answerable if q["right"].any()]
    print(f"{len(questions)} questions, {len(answerable)} with an answer, {len(found)} of them among the candidates")
    for q in answerable:
        if not q["right"].any():
            print("  not among the candidates:", q["id"], q["question"])

    dev = [q for q in questions if q["set"] != "basil"]
    fold = {q["id"]: i % FOLDS for i, q in enumerate(dev)}
    for q in questions:
        if q["set"] == "basil":
            fold[q["id"]] = FOLDS + sum(q["id"] >= start for start in EVENTS)
    folds = sorted(set(fold.values()))
    seen = {}
    for f in folds:
        w = softmax_fit([q for q in found if fold[q["id"]] != f], PRIOR, len(names))
        for q in questions:
            if fold[q["id"]] == f:
                seen[q["id"]] = first_of(q, w, names)
    w = softmax_fit(found, PRIOR, len(names))
    for which in ("meantime", "wire", "basil"):
        of = [q for q in answerable if q["set"] == which]
        own = np.mean([q["right"][np.argmax(q["x"][:, names.index("own")])] for q in of])
        print(
            f"{which}: first is right, cross-validated {np.mean([seen[q['id']][1] for q in of]):.3f}, "
            f"on itself {np.mean([first_of(q, w, names)[1] for q in of]):.3f}, words alone {own:.3f}, of {len(of)}"
        )

    # Whether it is stated.
    ids = [q["id"] for q in questions]
    x = np.array([seen[i][0] for i in ids])
    y = np.array([float(seen[i][1] and q["answered"]) for i, q in zip(ids, questions)])
    guess = np.zeros(len(ids))
    for f in folds:
        train = [at for at, i in enumerate(ids) if fold[i] != f]
        v = logistic_fit(x[train], y[train], PRIOR_STATED)
        for at, i in enumerate(ids):
            if fold[i] == f:
                guess[at] = 1 / (1 + np.exp(-x[at] @ v))
    has = np.array([q["answered"] for q in questions])
    scored = np.array([q["set"] != "basil" for q in questions])
    worth = {}
    for enough in np.arange(0.05, 0.75, 0.05):
        for name, of in (("all", np.ones(len(ids), bool)), ("dev", scored)):
            rank1 = (y.astype(bool) & (guess >= enough))[of].sum() / (has & of).sum()
            whatever = y[of].sum() / (has & of).sum()
            refusal = (guess[of & ~has] < enough).mean()
            false = (guess[of & has] < enough).mean()
            if name == "all":
                worth[float(enough)] = (rank1 + refusal) / 2
            print(
                f"  enough {enough:.2f} {name}: rank-1 {rank1:.3f}, whatever is refused {whatever:.3f}, "
                f"refusal {refusal:.3f}, false refusal {false:.3f}"
            )
    # The mean is all but flat, so the least that is as good: less that is stated is refused.
    enough = min(one for one, mean in worth.items() if mean >= max(worth.values()) - FLAT)
    print(f"enough: {enough:.2f}")
    v = logistic_fit(x, y, PRIOR_STATED)
    if args.show:
        for at, (i, q) in enumerate(zip(ids, questions)):
            if not y[at]:
                place = [n for n, j in enumerate(seen[i][3]) if q["right"][j]]
                print(f"{i} {q['question']}\n    {guess[at]:.2f} right at {place[:1]}; first: {seen[i][2][:150]!r}")
    for name, value in sorted(zip(names, w), key=lambda kv: -abs(kv[1])):
        print(f"  {name:10} {value:6.2f}")
    print(list(zip(["one"] + STATED, np.round(v, 2))))
    if args.write:
        source = "training/ask.py, on the dev and training questions of evals/ask"
        rows = ["# of\tsign\tweight\tsource"]
        rows += [f"rank\t{n}\t{value:.3f}\t{source}" for n, value in zip(names, w)]
        rows += [f"stated\t{n}\t{value:.3f}\t{source}" for n, value in zip(["one"] + STATED, v)]
        rows += [f"stated\tenough\t{enough:.2f}\t{source}, cross-validated"]
        (ROOT / "crates/story/weights/ask_weights.tsv").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
