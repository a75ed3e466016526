"""Measures cleaning beside trafilatura and resiliparse: documents per CPU second, and F1.

HEARSAY_EVAL=<folder of evaluation data> python bench/clean.py [--rounds N] [--into docs/speed.md]
"""

import argparse
import gzip
import io
import json
import os
import runpy
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura
from fastwarc.warc import WarcRecord, WarcRecordType
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from hearsay import clean, parse, read
from hearsay.records import Draft, Page
from page import put

NIGHT = date(2026, 11, 22)
FIGURES = {"tokF": "token F1", "shiF": "4-gram F1", "lineF": "line F1"}
Text = str


def ours(page: Page) -> Text:
    """The body that `hearsay.clean` finds."""
    found = clean.draft(page)
    return found.body if isinstance(found, Draft) else ""


def ours_parsed(page: Page) -> Text:
    """The same, and title, language, date and publisher decided by `hearsay.parse`."""
    found = clean.draft(page)
    if not isinstance(found, Draft):
        return ""
    return str(getattr(parse.article(page, found, NIGHT), "text", ""))


def by_trafilatura(page: Page, *, fast: bool = False) -> Text:
    """The text that trafilatura finds."""
    return trafilatura.extract(page.html or b"", include_comments=False, fast=fast) or ""


def by_trafilatura_whole(page: Page) -> Text:
    """The same, with the metadata that trafilatura knows: title, date, author, site."""
    found = trafilatura.bare_extraction(
        page.html or b"", include_comments=False, with_metadata=True
    )
    return str(getattr(found, "text", "") or "")


def by_resiliparse(page: Page) -> Text:
    """The main content that resiliparse finds, without what it would add: bullets, alt texts."""
    tree = HTMLTree.parse_from_bytes(page.html or b"", "utf-8")
    return str(
        extract_plain_text(
            tree, main_content=True, comments=False, list_bullets=False, alt_texts=False
        )
    )


SYSTEMS: Mapping[str, Callable[[Page], Text]] = {
    "hearsay clean": ours,
    "hearsay clean + parse": ours_parsed,
    "trafilatura": by_trafilatura,
    "trafilatura with metadata": by_trafilatura_whole,
    "trafilatura, fast mode": lambda page: by_trafilatura(page, fast=True),
    "resiliparse, main content": by_resiliparse,
}


def warc_of(cleaning: Path, to: Path) -> None:
    """Write the pages of the evaluation data as response records of one WARC."""
    rows = map(json.loads, (cleaning / "index.jsonl").read_text("utf-8").splitlines())
    with to.open("wb") as out:
        for row in rows:
            html = gzip.decompress((cleaning / "dumps/html" / f"{row['id']}.html.gz").read_bytes())
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.response)
            record.headers["WARC-Target-URI"] = row["url"]
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(head + html)
            packed = io.BytesIO()
            record.write(packed)
            out.write(gzip.compress(packed.getvalue()))


def measure(pages: Mapping[str, Page], rounds: int) -> dict[str, tuple[float, dict[str, Text]]]:
    """System -> CPU seconds of its best round, and its text of every page.

    The systems take turns, so that a busy machine slows them all alike.
    """
    found: dict[str, tuple[float, dict[str, Text]]] = {}
    for number in range(rounds):
        for name, extract in SYSTEMS.items():
            sys.stderr.write(f"round {number + 1} of {rounds}: {name}\n")
            started = time.process_time()
            texts = {url: extract(page) for url, page in pages.items()}
            seconds = time.process_time() - started
            found[name] = min(seconds, found.get(name, (seconds,))[0]), texts
    return found


def table(cleaning: Path, rounds: int) -> Iterator[str]:
    """The lines of a table in Markdown, one row a system."""
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "pages.warc.gz"
        warc_of(cleaning, dump)
        records = (page for page in read.pages(dump, dump.name) if isinstance(page, Page))
        pages = {page.url or "": page for page in records}
    gold = {row["id"]: row for row in _rows(cleaning / "gold.jsonl")}
    ids = {row["url"]: row["id"] for row in _rows(cleaning / "index.jsonl")}
    score: Any = runpy.run_path(str(cleaning / "score_cleaning.py"))["score"]
    found = measure(pages, rounds)
    peer = found["trafilatura"][0]
    figures = " | ".join(FIGURES.values())
    yield f"| system | documents per CPU second | times trafilatura | {figures} |"
    yield "|---|---|---|---|---|---|"
    for name, (seconds, texts) in found.items():
        scores = [score(gold[ids[url]], {"text": text}) for url, text in texts.items()]
        means = (f"{statistics.fmean(one[figure] for one in scores):.3f}" for figure in FIGURES)
        speed = f"{len(pages) / seconds:.0f} | {peer / seconds:.1f}"
        yield f"| {name} | {speed} | {' | '.join(means)} |"


def _rows(path: Path) -> Iterator[Any]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def main() -> None:
    """Print the table; with --into, put it in place of the one that stands in that file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="the best of so many counts")
    parser.add_argument("--into", type=Path, help="a file with a table to be replaced")
    told = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    cleaning = Path(os.environ["HEARSAY_EVAL"]) / "cleaning"
    lines = list(table(cleaning, told.rounds))
    sys.stdout.write("\n".join(lines) + "\n")
    if told.into:
        put(["\n".join(lines)], told.into)


if __name__ == "__main__":
    main()
