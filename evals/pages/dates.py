"""The publication day: htmldate and Hearsay on the same pages, in the same run.

    python3 -m venv venv-peers && venv-peers/bin/pip install -r evals/pages/requirements.txt
    venv-peers/bin/python evals/pages/dates.py ../shared/gold

The pages are `pages/htmldate-eval` of the gold. A page counts where its gold has a day; a day is right where it is the
same. htmldate is asked as its own evaluation asks it, for the original date, by its standard (extensive) and its fast
search, and with the page's address, which Hearsay is given too.
"""

import argparse
import gzip
import json
import logging
import subprocess
import sys
import time
from pathlib import Path

from htmldate import find_date
from htmldate.meta import reset_caches


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("gold", type=Path, help="the gold's folder")
    arguments.add_argument("--hearsay", default="cargo run --release -p xtask --", help="how xtask is called")
    arguments.add_argument("--errors", action="store_true", help="print the pages that htmldate gets wrong")
    given = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    folder = given.gold / "pages" / "htmldate-eval"
    pages = [json.loads(line) for line in (folder / "gold.jsonl").open()]
    pages = [page for page in pages if isinstance(page["date"], str)]
    texts = [gzip.open(folder / page["file"]).read() for page in pages]
    for name, extensive in [("standard", True), ("fast", False)]:
        reset_caches()
        begun = time.process_time()
        right = 0
        for page, text in zip(pages, texts):
            try:
                found = find_date(text, original_date=True, extensive_search=extensive, url=page["url"])
            except Exception as trouble:  # a page that breaks a tool is a page that it gets wrong
                found = f"{type(trouble).__name__}"
            right += found == page["date"]
            if given.errors and extensive and found != page["date"]:
                print(page["id"], "gold", page["date"], "found", found, page["url"])
        seconds = time.process_time() - begun
        print(f"htmldate {name:<9} {right / len(pages):.4f}  {right}/{len(pages)}  {len(pages) / seconds:.0f} pages/s")
    sys.stdout.flush()
    call = given.hearsay.split() + ["eval", "--mark", "pages/htmldate", "--gold", str(given.gold)]
    subprocess.run(call, check=False)


if __name__ == "__main__":
    main()
