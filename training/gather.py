"""The judge of gathering: are two articles on one happening?

    cargo xtask likenesses > likenesses.tsv
    python training/gather.py likenesses.tsv crates/story/weights/judge.tsv

Logistic regressions by Newton's method: for pairs in one language (ECB+, BASIL, and BASIL against the stream of allsides) on one
happening and in one story, and for pairs in two languages (MEANTIME). Each is learnt from all, and five times without a fifth of the topics, happenings or ids: what is
scored is judged by weights that have not seen it. The order of the input does not matter; the same input gives the same file.
"""

import sys

import numpy as np

FOLDS = 5
# All of ECB+ counts as it stands. BASIL's few pairs on one happening count three times, the many of the stream a tenth.
WORTH = {"ecbplus": (1.0, 1.0), "basil": (1.0, 3.0), "stream": (0.1, 0.1), "later": (5.0, 5.0), "meantime": (1.0, 1.0)}
# A weak prior around 0: without it the weights of features that hardly vary run away.
PRIOR = 0.1


def read(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    names = rows[0][5:]
    return names, [row for row in rows[1:]]


def fit(x, y, worth):
    x = np.hstack([np.ones((len(x), 1)), x])
    w = np.zeros(x.shape[1])
    prior = np.full(x.shape[1], PRIOR)
    prior[0] = 1e-6
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -40, 40)))
        slope = x.T @ (worth * (y - p)) - prior * w
        bend = (x * (worth * p * (1 - p))[:, None]).T @ x + np.diag(prior)
        step = np.linalg.solve(bend, slope)
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def main(source, target):
    names, rows = read(source)
    out = ["# held\tkind\tbias\t" + "\t".join(names) + "\tsource: made by training/gather.py from ECB+, BASIL, allsides, MEANTIME"]
    for kind in ("same", "story", "foreign"):
        # A story goes on: what is much alike and later is no evidence against it.
        of_kind = [row for row in rows if row[1] == kind or (kind == "story" and row[1] == "same" and row[0] != "later")]
        x = np.array([[float(v) for v in row[5:]] for row in of_kind])
        y = np.array([float(row[4]) for row in of_kind])
        folds = np.array([[int(row[2]), int(row[3])] for row in of_kind])
        worth = np.array([WORTH[row[0]][int(row[4])] for row in of_kind])
        for held in ["none", *range(FOLDS)]:
            seen = (folds != (-1 if held == "none" else held)).all(axis=1)
            w = fit(x[seen], y[seen], worth[seen])
            out.append(f"{held}\t{kind}\t" + "\t".join(f"{v:.4f}" for v in w))
    open(target, "w", encoding="utf-8").write("\n".join(out) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
