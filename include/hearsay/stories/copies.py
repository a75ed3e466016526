"""Near-copies: two texts of a language, of which one holds most of the other's runs of words."""

from functools import cache

import numpy as np

from hearsay.stories.facts import NAME, OUTLET
from hearsay.stories.postings import counted, met
from hearsay.stories.sketch import LEAST
from hearsay.stories.window import Window
from hearsay.stories.words import Places

# Of the shorter text, half of the runs of four words stand in the longer one: an article that was
# cut, lengthened, or reworded here and there. Two desks' reports of one event share a tenth.
SHARED = 0.5
# Weather, lottery and match reports fill a form anew: few of their names and figures are the same.
SAME_FACTS = 0.5
FEW = 3  # names or figures that a text must have before they say anything
ORIGINALS = 40  # of the texts with a shingle, the earliest that are looked at
TOUCH = 3  # common hashes without which a pair is not looked at


def resemblances(window: Window) -> dict[int, dict[int, float]]:
    """Articles of tonight -> earlier ones they are near-copies of, and their common part.

    The part is that of the shorter text's shingles, as the sketches tell it.
    """
    keys, owner = window.sketch
    sides = [(np.zeros(0, np.int64),) * 3]
    for one, other in met(keys, owner, window.past, ORIGINALS):
        alike = window.language[owner[one]] == window.language[owner[other]]
        later, earlier, times, _ = counted(owner[one[alike]], owner[other[alike]])
        touch = times >= TOUCH
        sides.append((later[touch], earlier[touch], times[touch]))
    later, earlier, times = (np.concatenate(side) for side in zip(*sides, strict=True))
    if not len(later):
        return {}
    shared = times / _comparable(window, later, earlier)
    close = np.flatnonzero(shared >= SHARED)
    told: dict[int, dict[int, float]] = {}
    facts = cache(lambda number: _by_kind(window, number))
    for a, b, part in zip(
        later[close].tolist(), earlier[close].tolist(), shared[close].tolist(), strict=True
    ):
        if all(_agree(one, other) for one, other in zip(facts(a), facts(b), strict=True)):
            told.setdefault(a, {})[b] = min(part, 1.0)
    return told


def _comparable(window: Window, later: Places, earlier: Places) -> Places:
    """How many hashes of a pair both sketches would hold if both texts had them.

    A sketch tells nothing about hashes beyond its largest, unless it holds all of its text.
    """
    keys, owner = window.sketch
    lines = (owner.astype(np.uint64) << np.uint64(32)) | keys
    count = len(window.marks)
    ends = np.searchsorted(owner, np.arange(count), "right")
    begins = np.concatenate(([0], ends[:-1]))
    limit = np.where(window.shingles <= LEAST, np.uint64(0xFFFFFFFF), keys[np.maximum(ends - 1, 0)])
    common = np.minimum(limit[later], limit[earlier])
    sides = [
        np.searchsorted(lines, (side.astype(np.uint64) << np.uint64(32)) | common, "right")
        - begins[side]
        for side in (later, earlier)
    ]
    return np.maximum(np.minimum(*sides), 1)


def _by_kind(window: Window, number: int) -> tuple[frozenset[int], frozenset[int]]:
    keys = window.facts_of(number)["key"]
    kind = keys & 3
    figures = keys[(kind != NAME) & (kind != OUTLET)]
    return frozenset(keys[kind == NAME].tolist()), frozenset(figures.tolist())


def _agree(one: frozenset[int], other: frozenset[int]) -> bool:
    fewer = min(len(one), len(other))
    return fewer < FEW or len(one & other) >= SAME_FACTS * fewer
