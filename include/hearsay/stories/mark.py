"""Marks of articles: what later nights compare theirs with, instead of reading the text."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.records.marts import StoryMark
from hearsay.stories.facts import FACT, MOST, facts, outlet_key
from hearsay.stories.sketch import sketches
from hearsay.stories.told import Told
from hearsay.stories.words import Words, batches, words

PARAGRAPHS = 120  # of a text that are remembered


def marks(told: Sequence[Told]) -> list[StoryMark]:
    """A mark for each article, in their order; none of them has its story yet."""
    texts = [f"{_line(one.title)}\n{one.text}" for one in told]
    return [mark for part in batches(texts) for mark in _marks(told[part], texts[part], part.start)]


def _marks(told: Sequence[Told], texts: Sequence[str], place: int) -> Iterator[StoryMark]:
    found = words(texts)
    count = len(texts)
    rows = zip(told, sketches(found, count), facts(found, count), _sizes(found, count), strict=True)
    for number, (one, (shingles, sketch), known, sizes) in enumerate(rows, place):
        yield StoryMark(
            night=one.night,
            article=one.article,
            place=number,
            day=one.day,
            language=one.language,
            story=one.article,
            copy_of=None,
            shingles=shingles,
            sketch=sketch.astype("<u4").tobytes(),
            facts=known.tobytes() + _outlets(one.outlets, MOST),
            paragraphs=sizes.astype("<u2").tobytes(),
        )


def _outlets(outlets: Sequence[str], most: int) -> bytes:
    """Cited outlets as rows of FACT; they stand in no paragraph but come in their order."""
    if not outlets:
        return b""
    counts = Counter(map(outlet_key, outlets))
    rows = [(key, min(times, 255), 0) for key, times in counts.items()]
    return np.array(rows[:most], FACT).tobytes()


def _sizes(found: Words, texts: int) -> Iterator[NDArray[np.int64]]:
    """Characters in words of each paragraph of each text, the title being paragraph 0."""
    line = np.minimum(found.paragraph, PARAGRAPHS)
    rows = np.bincount(
        found.text * (PARAGRAPHS + 1) + line,
        found.end - found.start,
        texts * (PARAGRAPHS + 1),
    ).reshape(texts, PARAGRAPHS + 1)
    for row in np.minimum(rows, 0xFFFF).astype(np.int64):
        filled = np.flatnonzero(row)
        yield row[: filled[-1] + 1 if len(filled) else 0]


def _line(title: str | None) -> str:
    return (title or "").replace("\n", " ")
