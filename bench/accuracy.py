"""Measures cleaning and parsing on every kind of dump: tables of docs/accuracy.md.

HEARSAY_EVAL=<evaluation data> python bench/accuracy.py [--worst N] [--into docs/accuracy.md]

A paragraph, or a line, *cites* where `hearsay attribute` finds an attribution in it alone; so these
figures are of German and English pages. It is kept where four fifths of its runs of four words
stand in the text that cleaning leaves, the measure by which score_cleaning.py tells lines.
"""

import argparse
import json
import os
import runpy
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hearsay.attribute import attributions
from hearsay.parse.publisher import publisher_of
from page import put

# dump -> how a reader calls it
DUMPS = {
    "fundus-dev.warc.gz": "WARC (HTML)",
    "fundus-dev.warc.wet.gz": "WET: all visible text",
    "fundus-dev.jsonl.zst": "JSONL: all visible text",
    "txt_full": ".txt, all visible text",
    "txt_container": ".txt, article container",
    "txt_main": ".txt, main content",
}
FIGURES = ("tokP", "tokR", "tokF", "shiF", "lineF", "titX", "day", "lang")
HEADS = ("token P", "token R", "token F1", "4-gram F1", "line F1", "title", "day", "language")
GROUPS = {"ALL": "all", "de": "de", "en": "en", "other": "other"}
LOW = 0.9  # token F1 of a publisher whose pages want a look

Row = Mapping[str, Any]


class Corpus:
    """The evaluation data: gold, scorer, and what the dumps call each page."""

    def __init__(self, cleaning: Path) -> None:
        self.dumps = cleaning / "dumps"
        self.scorer = runpy.run_path(str(cleaning / "score_cleaning.py"))
        self.gold = {row["id"]: row for row in _rows(cleaning / "gold.jsonl")}
        self.index = {row["id"]: row for row in _rows(cleaning / "index.jsonl")}

    def pages(self, dump: str) -> dict[str, Row]:
        """Id of every page that the dump has -> what cleaning made of it, in the scorer's terms."""
        key = dump if dump.startswith("txt_") else "url"
        names = {row[key]: one for one, row in self.index.items() if row.get(key)}
        command = [sys.executable, "-m", "hearsay", "clean", str(self.dumps / dump)]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
        found: dict[str, Row] = {one: {} for one in names.values()}
        for article in map(json.loads, out.splitlines()):
            name = article["url" if key == "url" else "record"]
            found[names[name]] = article | {"lang": article["language"]}
        return found

    def score(self, found: Mapping[str, Row]) -> dict[str, Row]:
        """The scorer's figures of each page."""
        return {one: self.scorer["score"](self.gold[one], page) for one, page in found.items()}

    def cites(self, found: Mapping[str, Row]) -> tuple[int, int, int, int]:
        """Paragraphs of the gold that cite, and how many of them are kept; lines that are kept and
        cite, and how many of them are residue."""
        toks, coverage = self.scorer["toks"], self.scorer["coverage"]
        counts = [0, 0, 0, 0]
        for one, page in found.items():
            gold = self.gold[one]
            if gold["lang"] not in ("de", "en"):
                continue
            blocks, lines = gold["body_paragraphs"], (page.get("text") or "").split("\n")
            told = zip(gold["body_kinds"], blocks, strict=True)
            asked = [text for kind, text in told if kind == "paragraph"]
            asked = [text for text in asked if attributions(text, gold["lang"])]
            said = [line for line in lines if attributions(line, gold["lang"])]
            kept = coverage(list(map(toks, asked)), list(map(toks, lines)))
            body = coverage(list(map(toks, said)), list(map(toks, blocks)))
            counted = (len(asked), sum(kept), len(said), len(said) - sum(body))
            counts = [sum(pair) for pair in zip(counts, counted, strict=True)]
        return counts[0], counts[1], counts[2], counts[3]

    def untouched(self) -> dict[str, Row]:
        """All visible text of each page, as if every line were kept."""
        texts = {one: self.dumps / "txt_full" / self.index[one]["txt_full"] for one in self.index}
        return {one: {"text": path.read_text("utf-8")} for one, path in texts.items()}


def by_group(corpus: Corpus, scores: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    """The figures of each dump, of all pages and of each group of languages."""
    yield f"| dump | pages | n | {' | '.join(HEADS)} |"
    yield "|---" * (3 + len(HEADS)) + "|"
    for dump, pages in scores.items():
        groups = [corpus.gold[one]["lang"] for one in pages]
        named = [group if group in GROUPS else "other" for group in groups]
        told = corpus.scorer["aggregate"](list(zip(named, pages.values(), strict=True)))
        for group, name in GROUPS.items():
            figures = " | ".join(f"{told[group][figure]:.3f}" for figure in FIGURES)
            yield f"| {DUMPS[dump]} | {name} | {told[group]['n']} | {figures} |"


def by_publisher(corpus: Corpus, scores: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    """How token F1 spreads over the publishers, each counted once by the mean of its pages."""
    yield "| dump | publishers | mean | median | deviation | worst tenth below | below .9 |"
    yield "|---|---|---|---|---|---|---|"
    for dump, pages in scores.items():
        by: dict[str | None, list[float]] = defaultdict(list)
        for one, figures in pages.items():
            by[publisher_of(corpus.index[one]["url"])].append(figures["tokF"])
        means = [statistics.fmean(values) for values in by.values()]
        worst = statistics.quantiles(means, n=10)[0]
        spread = (statistics.fmean(means), statistics.median(means), statistics.stdev(means), worst)
        low = sum(mean < LOW for mean in means)
        told = " | ".join(f"{figure:.3f}" for figure in spread)
        yield f"| {DUMPS[dump]} | {len(means)} | {told} | {low} |"


def by_cite(corpus: Corpus, found: Mapping[str, Mapping[str, Row]]) -> Iterator[str]:
    """Citing paragraphs that are kept, and residue among the citing lines that are."""
    yield "| dump | citing paragraphs | kept | citing lines kept | residue among them |"
    yield "|---|---|---|---|---|"
    named = {DUMPS[dump]: pages for dump, pages in found.items()}
    for name, pages in {"nothing cleaned": corpus.untouched(), **named}.items():
        asked, kept, said, residue = corpus.cites(pages)
        share = f"{kept / asked:.3f} | {said} | {residue / said:.3f} ({residue})"
        yield f"| {name} | {asked} | {share} |"


def worst(scores: Mapping[str, Mapping[str, Row]], n: int) -> Iterator[str]:
    """The `n` pages of each dump with the lowest token F1."""
    for dump, pages in scores.items():
        for one in sorted(pages, key=lambda one: pages[one]["tokF"])[:n]:
            told = ", ".join(f"{name} {pages[one][name]:.3f}" for name in ("tokF", "tokP", "tokR"))
            yield f"{DUMPS[dump]}: {one}: {told}"


def _rows(path: Path) -> Iterator[Any]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def main(argv: Sequence[str] | None = None) -> None:
    """Print the tables; with --worst, the pages to look at as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=0, help="so many pages of each dump")
    parser.add_argument("--into", type=Path, help="a page whose tables of the same heads give way")
    told = parser.parse_args(argv)
    corpus = Corpus(Path(os.environ["HEARSAY_EVAL"]) / "cleaning")
    found = {dump: corpus.pages(dump) for dump in DUMPS}
    scores = {dump: corpus.score(pages) for dump, pages in found.items()}
    asked = by_group(corpus, scores), by_cite(corpus, found), by_publisher(corpus, scores)
    tables = ["\n".join(table) for table in asked]
    sys.stdout.write("\n\n".join([*tables, "\n".join(worst(scores, told.worst))]) + "\n")
    if told.into:
        put(tables, told.into)


if __name__ == "__main__":
    main()
