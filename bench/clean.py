"""Measures cleaning beside trafilatura and resiliparse: documents per CPU second, and token F1.

HEARSAY_EVAL=<folder of evaluation data> python bench/clean.py [rounds]
"""

import json
import os
import runpy
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from hearsay import clean, read
from hearsay.records import Draft, Page

CLEANING = Path(os.environ["HEARSAY_EVAL"]) / "cleaning"


def ours(page: Page) -> str:
    """The body that `hearsay.clean` finds."""
    found = clean.draft(page)
    return found.body if isinstance(found, Draft) else ""


def by_trafilatura(page: Page, *, fast: bool = False) -> str:
    """The text that trafilatura finds."""
    return trafilatura.extract(page.html or b"", include_comments=False, fast=fast) or ""


def by_resiliparse(page: Page) -> str:
    """The main content that resiliparse finds."""
    tree = HTMLTree.parse_from_bytes(page.html or b"", "utf-8")
    return str(extract_plain_text(tree, main_content=True, comments=False))


SYSTEMS: Mapping[str, Callable[[Page], str]] = {
    "hearsay": ours,
    "trafilatura": by_trafilatura,
    "trafilatura fast": lambda page: by_trafilatura(page, fast=True),
    "resiliparse main": by_resiliparse,
}


def measure(pages: Mapping[str, Page], rounds: int) -> dict[str, tuple[float, dict[str, str]]]:
    """System -> documents per CPU second in its best round, and its text of every page.

    The systems take turns, so that a busy machine slows them all alike.
    """
    found: dict[str, tuple[float, dict[str, str]]] = {}
    for _ in range(rounds):
        for name, extract in SYSTEMS.items():
            started = time.process_time()
            texts = {url: extract(page) for url, page in pages.items()}
            speed = len(pages) / (time.process_time() - started)
            found[name] = max(speed, found.get(name, (0.0,))[0]), texts
    return found


def main(rounds: int) -> None:
    """Prints a line for each system."""
    dump = CLEANING / "dumps" / "fundus-dev.warc.gz"
    records = (page for page in read.pages(dump, dump.name) if isinstance(page, Page))
    pages = {page.url or "": page for page in records}
    rows = map(json.loads, (CLEANING / "gold.jsonl").read_text("utf-8").splitlines())
    gold = {row["id"]: row for row in rows}
    index = map(json.loads, (CLEANING / "index.jsonl").read_text("utf-8").splitlines())
    ids = {row["url"]: row["id"] for row in index}
    scorer: dict[str, Any] = runpy.run_path(str(CLEANING / "score_cleaning.py"))
    sys.stdout.write("| system | documents per CPU second | token F1 |\n|---|---|---|\n")
    for name, (speed, texts) in measure(pages, rounds).items():
        scores = [scorer["score"](gold[ids[url]], {"text": text}) for url, text in texts.items()]
        f1 = statistics.fmean(score["tokF"] for score in scores)
        sys.stdout.write(f"| {name} | {speed:.0f} | {f1:.3f} |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
