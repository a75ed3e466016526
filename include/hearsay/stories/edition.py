"""Whether an article is an edition of another: the same facts, paragraph by paragraph."""

from collections.abc import Sequence
from itertools import product

import numpy as np

from hearsay.records.marts import StoryMark
from hearsay.stories.facts import FACT

# A translation is at most so much longer, paragraph by paragraph (Gale & Church 1993 find a ratio
# of 1.1 with little spread between European languages); between scripts it may be more.
STRETCH = 2.0


def alike(one: StoryMark, other: StoryMark) -> float:
    """0 to 1: the part of both texts whose paragraphs go together, times that of their facts.

    Paragraphs are aligned in their order, each with one of the other text or with none, so that
    the most common facts and characters come together.
    """
    sizes = [np.frombuffer(mark.paragraphs, "<u2")[1:].tolist() for mark in (one, other)]
    facts = [
        {key: paragraph for key, _, paragraph in np.frombuffer(mark.facts, FACT).tolist()}
        for mark in (one, other)
    ]
    common = [(facts[0][key], facts[1][key]) for key in facts[0].keys() & facts[1].keys()]
    common = [(a - 1, b - 1) for a, b in common if a and b]  # cited outlets have no paragraph
    if not common or not all(sizes):
        return 0.0
    pairs = _aligned(sizes[0], sizes[1], common)
    together = sum(place in pairs for place in common) / len(common)
    covered = [sum(size[pair[side]] for pair in pairs) for side, size in enumerate(sizes)]
    return float(together * min(covered) / max(map(sum, sizes)))


def _aligned(
    one: Sequence[int], other: Sequence[int], common: Sequence[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Pairs of paragraphs: the way through both texts that gains most (Needleman-Wunsch)."""
    gain = {
        (a, b): min(one[a], other[b]) / max(sum(one), sum(other))
        for a, b in product(range(len(one)), range(len(other)))
        if max(one[a], other[b]) <= STRETCH * min(one[a], other[b])
    }
    for place in common:
        if place in gain:
            gain[place] += 1 / len(common)
    best = np.zeros((len(one) + 1, len(other) + 1))
    for a, b in product(range(len(one)), range(len(other))):
        met = best[a, b] + gain[a, b] if (a, b) in gain else 0.0
        best[a + 1, b + 1] = max(met, best[a, b + 1], best[a + 1, b])
    pairs: set[tuple[int, int]] = set()
    a, b = len(one), len(other)
    while a and b:
        if best[a, b] == best[a - 1, b]:
            a -= 1
        elif best[a, b] == best[a, b - 1]:
            b -= 1
        else:
            a, b = a - 1, b - 1
            pairs.add((a, b))
    return pairs
