"""Which articles of tonight share a hash with an article that came before them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from hearsay.stories.window import BUCKETS, bucket
from hearsay.stories.words import Places

Weights = NDArray[np.float64]

PART = 2_000_000  # pairs at a time: an upper bound of memory


def met(
    keys: NDArray[np.uint32], owner: Places, past: int, most: int
) -> Iterator[tuple[Places, Places]]:
    """Rows (later, earlier) of `keys` that are equal, the later one of an article of tonight.

    `owner` is ascending; tonight begins with the owner `past`. Of each key only the `most` rows
    that came first are looked at, so that a sentence that stands everywhere costs little.
    """
    tonight = int(np.searchsorted(owner, past))
    there = np.zeros(1 << BUCKETS, np.bool_)
    there[bucket(keys[tonight:])] = True
    rows = np.flatnonzero(there[bucket(keys)])
    rows = rows[np.argsort(keys[rows], kind="stable")]
    if not len(rows):
        return
    held = keys[rows]
    opens = np.concatenate(([True], held[1:] != held[:-1]))
    begin = np.flatnonzero(opens)[np.cumsum(opens) - 1]
    count = np.where(rows >= tonight, np.minimum(np.arange(len(rows)) - begin, most), 0)
    busy = np.flatnonzero(count)
    ends = np.cumsum(count[busy])
    start = 0
    while start < len(busy):
        done = int(ends[start - 1]) if start else 0
        stop = max(int(np.searchsorted(ends, done + PART, "right")), start + 1)
        part = busy[start:stop]
        later = np.repeat(part, count[part])
        step = np.arange(len(later)) - np.repeat(ends[start:stop] - count[part] - done, count[part])
        yield rows[later], rows[begin[later] + step]
        start = stop


def counted(
    later: Places, earlier: Places, weights: Weights | None = None
) -> tuple[Places, Places, Places, Weights]:
    """The different pairs (later, earlier), ascending; how often each occurs; its weights' sum."""
    pairs = (later << 32) | earlier
    if weights is None:
        pairs = np.sort(pairs)
    else:
        order = np.argsort(pairs, kind="stable")
        pairs, weights = pairs[order], weights[order]
    opens = np.ones(len(pairs), np.bool_)
    opens[1:] = pairs[1:] != pairs[:-1]
    first = np.flatnonzero(opens)
    times = np.diff(np.concatenate((first, [len(pairs)])))
    total = times.astype(np.float64)
    if weights is not None and len(first):
        total = np.add.reduceat(weights, first)
    return pairs[first] >> 32, pairs[first] & 0xFFFFFFFF, times, total
