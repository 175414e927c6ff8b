#!/usr/bin/env python3
"""Peers on the gold's pages: what they read, and how fast. README.md beside this file says how to run it.

The definitions are those of `cargo xtask eval --mark pages`:
- body: mean over pages of F1 by four-word shingles, each as often as it stands in both; the deck counts with the body;
- segments: F1 over all segments of all pages: a wanted one that is found is right, an unwanted one that is found is
  wrong; found is a substring, white space aside;
- headline: the same words, case and punctuation aside; byline: F1 over names; date: the day.
Speed is processor time on one core: every page of the three sets, best of some rounds.
"""

import argparse
import gzip
import json
import os
import re
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

warnings.filterwarnings("ignore")

SHINGLE = 4


def words(text):
    """Runs of letters and digits, in small letters."""
    return [w.lower() for w in re.findall(r"[^\W_]+", text or "")]


def letters(text):
    """Words; in scripts without spaces (from U+2E80 on) every character is one."""
    out = []
    for word in words(text):
        out.extend(word if any(c >= "\u2e80" for c in word) else [word])
    return out


def shingles(text):
    own = letters(text)
    size = max(1, min(SHINGLE, len(own)))
    return Counter(tuple(own[at : at + size]) for at in range(len(own) - size + 1) if own)


def f1(hit, gold, found):
    if gold + found == 0:
        return 1.0
    return 2 * hit / (gold + found)


def spaced(text):
    return " ".join((text or "").split())


# What each peer says of a page: a dict with any of body, headline, bylines, date. Imports wait until a peer is asked for.


def trafilatura_peer():
    import trafilatura

    def read(data, url):
        found = trafilatura.bare_extraction(
            data, url=url, include_comments=False, with_metadata=True, favor_precision=False
        )
        if found is None:
            return {}
        authors = [a.strip() for a in (found.author or "").split(";") if a.strip()]
        return {"body": found.text, "headline": found.title, "bylines": authors, "date": found.date}

    return read


def trafilatura_fast_peer():
    import trafilatura

    def read(data, url):
        found = trafilatura.bare_extraction(data, url=url, include_comments=False, fast=True)
        return {"body": found.text} if found is not None else {}

    return read


def resiliparse_peer():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(data, _):
        tree = HTMLTree.parse_from_bytes(data, detect_encoding(data))
        return {"body": extract_plain_text(tree, main_content=True, alt_texts=False)}

    return read


def readability_peer():
    import lxml.html
    from readability import Document

    def read(data, url):
        document = Document(data, url=url)
        body = lxml.html.fromstring(document.summary(html_partial=True))
        blocks = [e.text_content() for e in body.iter("p", "li", "h2", "h3", "blockquote", "pre")]
        return {"body": "\n".join(blocks) or body.text_content(), "headline": document.short_title()}

    return read


def newspaper_peer():
    import newspaper

    def read(data, url):
        article = newspaper.Article(url or "https://example.org/", fetch_images=False)
        article.download(input_html=data.decode("utf-8", "replace"))
        article.parse()
        day = article.publish_date.date().isoformat() if article.publish_date else None
        return {"body": article.text, "headline": article.title, "bylines": article.authors, "date": day}

    return read


def htmldate_peer():
    from htmldate import find_date

    def read(data, url):
        return {"date": find_date(data.decode("utf-8", "replace"), url=url, original_date=True)}

    return read


PEERS = {
    "trafilatura": trafilatura_peer,
    "trafilatura, fast": trafilatura_fast_peer,
    "resiliparse": resiliparse_peer,
    "readability-lxml": readability_peer,
    "newspaper4k": newspaper_peer,
    "htmldate": htmldate_peer,
}

# Those that are timed where none is named: the others are slower by far, or read the date alone.
TIMED = ["trafilatura", "trafilatura, fast", "resiliparse"]


def pages(gold, name):
    folder = gold / "pages" / name
    with open(folder / "gold.jsonl", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            file = folder / page["file"]
            data = gzip.open(file).read() if file.suffix == ".gz" else file.read_bytes()
            url = page.get("url") or ""
            yield page, data, url if url.startswith("http") else None


def safely(read, data, url):
    """A peer that fails on a page has read nothing of it."""
    try:
        return read(data, url)
    except Exception:
        return {}


def score_fundus(gold, read, english):
    bodies, headlines, dates, tally, count = [], 0, 0, [0, 0, 0], 0
    fields = set()
    for page, data, url in pages(gold, "fundus-eval"):
        if english and page["lang"] != "en":
            continue
        found = safely(read, data, url)
        fields |= {key for key, value in found.items() if value}
        count += 1
        wanted = list(page["body"]["summary"])
        for section in page["body"]["sections"]:
            wanted += section["headline"] + section["paragraphs"]
        want, own = shingles("\n".join(wanted)), shingles(found.get("body"))
        bodies.append(f1((want & own).total(), want.total(), own.total()))
        headlines += words(found.get("headline")) == words(page["title"])
        names = {tuple(words(n)) for n in page["authors"]}
        told = {tuple(words(n)) for n in found.get("bylines") or []}
        tally = [a + b for a, b in zip(tally, (len(names & told), len(names), len(told)))]
        dates += (found.get("date") or "")[:10] in (page["date"], (page.get("publishing_date") or "")[:10])
    return {
        "body_f1": sum(bodies) / max(1, count) if "body" in fields else None,
        "headline": headlines / max(1, count) if "headline" in fields else None,
        "bylines_f1": f1(*tally) if "bylines" in fields else None,
        "date": dates / max(1, count) if "date" in fields else None,
    }


def score_segments(gold, read):
    hit, wanted, found_all = 0, 0, 0
    for page, data, url in pages(gold, "trafilatura-eval"):
        text = spaced(safely(read, data, url).get("body"))
        good = [s for s in page["with"] if s.strip()]
        bad = [s for s in page["without"] if s.strip()]
        right = sum(spaced(s) in text for s in good)
        wrong = sum(spaced(s) in text for s in bad)
        hit, wanted, found_all = hit + right, wanted + len(good), found_all + right + wrong
    return f1(hit, wanted, found_all)


def score_dates(gold, read):
    right, count = 0, 0
    for page, data, url in pages(gold, "htmldate-eval"):
        if not isinstance(page["date"], str):
            continue  # one page of the set has no date
        count += 1
        right += (safely(read, data, url).get("date") or "")[:10] == page["date"]
    return right / max(1, count)


def speed(gold, names, rounds, as_json):
    sets = ("fundus-eval", "trafilatura-eval", "htmldate-eval")
    files = [file for name in sets for file in sorted((gold / "pages" / name / "html").glob("*.gz"))]
    items = [(gzip.open(file).read(), None) for file in files]
    for name in names:
        read = PEERS[name]()
        best, each = float("inf"), [float("inf")] * len(items)
        for _ in range(rounds):
            begun = time.process_time()
            for at, (data, url) in enumerate(items):
                start = time.perf_counter()
                safely(read, data, url)
                each[at] = min(each[at], time.perf_counter() - start)
            best = min(best, time.process_time() - begun)
        told = {"peer": name, "pages_per_s": len(items) / best, "slowest_ms": max(each) * 1000}
        if as_json:
            print(json.dumps(told), flush=True)
        else:
            print(f"{name:<20} {told['pages_per_s']:8.1f} pages/s   slowest {told['slowest_ms']:8.1f} ms", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=os.environ.get("HEARSAY_GOLD"), help="folder of the gold")
    parser.add_argument("--peer", action="append", choices=PEERS, help="this peer only; may be repeated")
    parser.add_argument("--speed", action="store_true", help="time the peers instead of scoring them")
    parser.add_argument("--rounds", type=int, default=1, help="timed rounds (default 1)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    args = parser.parse_args()
    if not args.gold:
        sys.exit("name the gold's folder with --gold or HEARSAY_GOLD")
    gold = Path(args.gold)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    if args.speed:
        return speed(gold, args.peer or TIMED, args.rounds, args.json)
    for name in args.peer or PEERS:
        read = PEERS[name]()
        row = {"peer": name}
        for key, value in score_fundus(gold, read, True).items():
            row[f"en_{key}"] = value
        row.update(score_fundus(gold, read, False))
        row["segments_f1"] = score_segments(gold, read) if row["body_f1"] is not None else None
        row["htmldate_date"] = score_dates(gold, read) if row["date"] is not None else None
        if args.json:
            print(json.dumps(row), flush=True)
        else:
            cells = [f"{key} {value:.3f}" for key, value in row.items() if key != "peer" and value is not None]
            print(f"{name}: " + ", ".join(cells), flush=True)


if __name__ == "__main__":
    main()
