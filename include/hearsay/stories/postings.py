"""Which articles of tonight share a hash with an article that came before them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hearsay.stories.window import BUCKETS, bucket
from hearsay.stories.words import Places

Weights = NDArray[np.float64]

PART = 1_000_000  # pairs at a time: an upper bound of memory


def met(
    keys: NDArray[np.uint32], owner: Places, past: int, most: int
) -> Iterator[tuple[Places, Places]]:
    """Rows (later, earlier) of `keys` that are equal, the later one of an article of tonight.

    `owner` is ascending; tonight begins with the owner `past`. Of each key only the `most` rows
    that came first are looked at, so that a sentence that stands everywhere costs little. What is
    yielded together holds all rows of its later owners.
    """
    rows, begin, count = _groups(keys, int(np.searchsorted(owner, past)), most)
    busy = np.flatnonzero(count)
    busy = busy[np.argsort(rows[busy])]
    whose, ends = owner[rows[busy]], np.cumsum(count[busy])
    start = done = 0
    while start < len(busy):
        stop = min(int(np.searchsorted(ends, done + PART, "right")), len(busy) - 1)
        stop = int(np.searchsorted(whose, whose[stop], "right"))
        part = busy[start:stop]
        later = np.repeat(part, count[part])
        step = np.arange(len(later)) - np.repeat(ends[start:stop] - count[part] - done, count[part])
        yield rows[later], rows[begin[later] + step]
        start, done = stop, int(ends[stop - 1])


def _groups(keys: NDArray[np.uint32], tonight: int, most: int) -> tuple[Places, Places, Places]:
    """Rows whose key stands in tonight's, by key; where each key begins; how many rows before it.

    The count is of `most` at the utmost, and 0 for rows before tonight.
    """
    there = np.zeros(1 << BUCKETS, np.bool_)
    there[bucket(keys[tonight:])] = True
    rows = np.flatnonzero(there[bucket(keys)])
    lines = np.sort((keys[rows].astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64))
    held, rows = lines >> np.uint64(32), (lines & np.uint64(0xFFFFFFFF)).astype(np.int64)
    opens = np.ones(len(rows), np.bool_)
    opens[1:] = held[1:] != held[:-1]
    begin = np.flatnonzero(opens)[np.cumsum(opens) - 1] if len(rows) else rows
    before = np.minimum(np.arange(len(rows)) - begin, most)
    return rows, begin, np.where(rows >= tonight, before, 0)


def counted(
    later: Places, earlier: Places, weights: Weights | None = None
) -> tuple[Places, Places, Places, Weights]:
    """The different pairs (later, earlier), ascending; how often each occurs; its weights' sum.

    Sums of weights are exact whatever their order where these are multiples of a power of two.
    """
    pairs = (later << 32) | earlier
    if weights is None:
        pairs = np.sort(pairs)
    else:
        order = np.argsort(pairs)
        pairs, weights = pairs[order], weights[order]
    opens = np.ones(len(pairs), np.bool_)
    opens[1:] = pairs[1:] != pairs[:-1]
    first = np.flatnonzero(opens)
    times = np.diff(np.concatenate((first, [len(pairs)])))
    total = times.astype(np.float64)
    if weights is not None and len(first):
        total = np.add.reduceat(weights, first)
    return pairs[first] >> 32, pairs[first] & 0xFFFFFFFF, times, total
