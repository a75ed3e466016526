"""Measures copies, editions and stories: python bench/stories.py [--into docs/stories.md].

The articles are those of HEARSAY_EVAL (English and German), with copies planted among them.
"""

import argparse
import json
import os
import re
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from hearsay.stories import Told, link
from hearsay.stories.copies import resemblances
from hearsay.stories.mark import marks
from hearsay.stories.window import Window
from page import put, table
from planted import Planted, fresh, planted

SETS = {
    "en": "attribution_polnear/polnear_train_dev.texts.jsonl",
    "de": "attribution_uhh/uhh_train_dev.texts.jsonl",
}
HEADS = ("near-copies", "n", "P", "R", "seconds", "articles a second")
RUN = 4
ALREADY = 0.2  # common runs of words from which two articles of a set count as copies themselves
WORD = re.compile(r"\w+")


def articles() -> list[Told]:
    """The articles of the annotated sets that are not copies of each other."""
    root = Path(os.environ["HEARSAY_EVAL"])
    told = [
        fresh(row["id"], language, row["title"], row["text"])
        for language, path in SETS.items()
        for row in map(json.loads, (root / path).read_text("utf-8").splitlines())
    ]
    return list(_apart(told))


def _apart(told: Sequence[Told]) -> Iterator[Told]:
    """Those that share few runs of words, counted one by one, with any that came before them."""
    holders: dict[int, list[int]] = {}
    sizes: list[int] = []
    for number, one in enumerate(told):
        runs = shingles(one.text)
        common = Counter(other for run in runs for other in holders.get(run, ()))
        sizes.append(len(runs))
        for run in runs:
            holders.setdefault(run, []).append(number)
        if len(runs) > RUN and not any(
            times >= ALREADY * min(len(runs), sizes[other]) for other, times in common.items()
        ):
            yield one


def shingles(text: str) -> set[int]:
    """Hashes of the runs of RUN words of a text."""
    words = WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return {zlib.crc32(run.encode()) for run in runs}


def ours(told: Sequence[Told]) -> dict[str, str]:
    """Article -> the first of its near-copies, by the sketches of hearsay.stories."""
    window = Window(marks=marks(sorted(told, key=Told.order)), past=0)
    return {
        window.ids[later]: window.ids[max(found, key=lambda other: (found[other], -other))]
        for later, found in resemblances(window).items()
    }


def datasketch(told: Sequence[Told], part: float = 1 / 3) -> dict[str, str]:
    """The same by datasketch: MinHash of 128 permutations, LSH, the resemblance it estimates.

    Half of the shorter text in common is a third of both together, if both are of one length. The
    runs of words come hashed by crc32: its own SHA-1 would double the time.
    """
    index = MinHashLSH(threshold=part, num_perm=128)
    kept: dict[str, MinHash] = {}
    copy_of = {}
    for one in sorted(told, key=Told.order):
        sketch = MinHash(num_perm=128, hashfunc=lambda run: run)
        sketch.update_batch(shingles(one.text))
        found = [(kept[other].jaccard(sketch), other) for other in index.query(sketch)]
        likely = [pair for pair in found if pair[0] >= part]
        if likely:
            copy_of[one.article] = max(likely)[1]
        kept[one.article] = sketch
        index.insert(one.article, sketch, check_duplication=False)
    return copy_of


def whole(told: Sequence[Told]) -> dict[str, str]:
    """The same as the night does it: with facts, editions and stories."""
    return {one.article: one.copy_of for one in link(told, [])[0] if one.copy_of}


def judged(found: dict[str, str], truth: Planted) -> tuple[float, float]:
    """Precision and recall of article -> first print."""
    right = sum(truth.copy_of.get(article) == first for article, first in found.items())
    return right / max(len(found), 1), right / len(truth.copy_of)


def row(name: str, way: Callable[[Sequence[Told]], dict[str, str]], truth: Planted) -> list[str]:
    """A line of the table: how good, how fast, in seconds of one processor."""
    begin = time.process_time()
    found = way(truth.told)
    took = time.process_time() - begin
    precision, recall = judged(found, truth)
    wrong = [copy for copy, first in truth.copy_of.items() if found.get(copy) != first]
    missed = Counter(truth.how[copy] for copy in wrong)
    print(name, {kind: f"{n} missed" for kind, n in missed.items()})  # noqa: T201
    figures = f"{precision:.3f}", f"{recall:.3f}", f"{took:.1f}", f"{len(truth.told) / took:.0f}"
    return [name, str(len(truth.copy_of)), *figures]


def main() -> None:
    """Print the table, or put it into a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path)
    told = parser.parse_args()
    truth = planted(articles(), forms=100)
    ours(truth.told[:100])  # tables that are made once
    ways = {"hearsay: copies": ours, "hearsay: with stories": whole, "datasketch": datasketch}
    page = table(HEADS, [row(name, way, truth) for name, way in ways.items()])
    if told.into:
        put([page], told.into)
    else:
        print(page)  # noqa: T201


if __name__ == "__main__":
    main()
