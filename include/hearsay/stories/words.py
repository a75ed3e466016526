"""The words of many texts at once, as arrays: hashes, places, sounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hearsay.stories.letters import (
    APART,
    LAST,
    SILENT,
    SOLO,
    STEP,
    Bytes,
    Longs,
    alphabet,
    mixed,
)

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

BATCH = 500_000  # characters at a time: their arrays stay in the processor's cache
LONGEST = 64  # letters of a word that are told apart by their place
LINE_FEED = 10
# What a sentence ends with, and the marks that may stand between it and the next one.
ENDS = ".!?:;…。！？\n\"“”„«»‹›‘’'•*–—-(["


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a batch of texts, in order; every array but `signs` has a value a word."""

    signs: NDArray[np.uint32]  # code points of all texts, each followed by a line feed
    text: Places  # number of the text, from 0
    paragraph: Places  # within the text, from 0
    start: Places  # offsets into `signs`
    end: Places
    kind: Bytes
    hash: Longs


def batches(texts: Sequence[str]) -> Iterator[slice]:
    """Slices of `texts` of some BATCH characters each."""
    first = size = 0
    for number, text in enumerate(texts):
        if size and size + len(text) > BATCH:
            yield slice(first, number)
            first, size = number, 0
        size += len(text)
    if first < len(texts):
        yield slice(first, len(texts))


def words(texts: Sequence[str]) -> Words:
    """The words of texts: runs of letters, runs of digits, single signs of spaceless scripts."""
    table = alphabet()
    signs, begins = _signs(texts)
    kind = table.kind[signs]
    before, after = (np.concatenate(ends) for ends in (([APART], kind[:-1]), (kind[1:], [APART])))
    inside, alone = kind != APART, kind == SOLO
    start = np.flatnonzero(inside & ((kind != before) | alone))
    end = np.flatnonzero(inside & ((kind != after) | alone)) + 1
    lines = np.cumsum(signs == LINE_FEED)
    ends = np.searchsorted(start, np.append(begins[1:], len(signs)))
    text = np.repeat(np.arange(len(begins)), np.diff(ends, prepend=0))
    first_line = np.concatenate(([0], lines))[begins]
    return Words(
        signs=signs,
        text=text,
        paragraph=lines[start] - first_line[text],
        start=start,
        end=end,
        kind=kind[start],
        hash=hashes(table.value[signs[inside]], end - start),
    )


def hashes(values: Longs, lengths: Places) -> Longs:
    """One number for each run of `lengths[i]` values; there is none of length 0."""
    if not len(lengths):
        return np.zeros(0, np.uint64)
    first = np.cumsum(lengths) - lengths
    place = np.arange(len(values)) - np.repeat(first, lengths)
    return mixed(np.add.reduceat(values * _powers()[np.minimum(place, LONGEST)], first))


def opening(found: Words) -> Flags:
    """Whether a word opens a sentence, so that its capital says nothing."""
    marks = _ends()
    gap = np.zeros(len(found.start), np.bool_)
    last = np.concatenate(([0], found.end[:-1]))
    for back in (1, 2, 3):
        place = found.start - back
        gap |= (place >= last) & marks[found.signs[np.maximum(place, 0)]]
    gap[:1] = True
    return gap


def spelled(found: Words, which: Places) -> tuple[NDArray[np.uint32], Places]:
    """The code points of the words numbered `which`, one word after the other; their lengths."""
    lengths = found.end[which] - found.start[which]
    first = np.cumsum(lengths) - lengths
    places = np.arange(lengths.sum()) + np.repeat(found.start[which] - first, lengths)
    return found.signs[places], lengths


@cache
def _ends() -> Flags:
    """Of every code point, whether it is one of ENDS."""
    return np.isin(np.arange(LAST + 1), np.frombuffer(ENDS.encode("utf-32-le"), "<u4"))


@cache
def _powers() -> Longs:
    return np.multiply.accumulate(np.full(LONGEST + 1, STEP, np.uint64))


def _signs(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Places]:
    """Code points of the texts without silent signs, and where each text begins."""
    joined = "".join(f"{text}\n" for text in texts).encode("utf-32-le", "surrogatepass")
    signs = np.minimum(np.frombuffer(joined, "<u4"), LAST)
    lengths = np.array([len(text) + 1 for text in texts])
    begins = np.cumsum(lengths) - lengths
    silent = alphabet().kind[signs] == SILENT
    if silent.any():
        begins -= np.cumsum(silent)[np.maximum(begins - 1, 0)] * (begins > 0)
        signs = signs[~silent]
    return signs, begins
