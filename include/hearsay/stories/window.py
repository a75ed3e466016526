"""The articles of a night and of the nights before it as arrays, the earliest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hearsay.records.marts import StoryMark
from hearsay.stories.facts import FACT
from hearsay.stories.words import Places

# Of the keys, so many bits count articles: two facts in a million share a place by chance.
BUCKETS = 22


@dataclass(frozen=True, kw_only=True)
class Window:
    """Marks in order, the `past` first ones of nights before; arrays have a row a mark."""

    marks: Sequence[StoryMark]
    past: int

    @cached_property
    def ids(self) -> list[str]:
        """Their articles."""
        return [mark.article for mark in self.marks]

    @cached_property
    def language(self) -> Places:
        """Number of the language, in the order of the alphabet."""
        told = {name: n for n, name in enumerate(sorted({mark.language for mark in self.marks}))}
        return np.array([told[mark.language] for mark in self.marks], np.int64)

    @cached_property
    def day(self) -> Places:
        """Published day, as a count of days."""
        return np.array([mark.day.toordinal() for mark in self.marks], np.int64)

    @cached_property
    def shingles(self) -> Places:
        """Shingles of each text."""
        return np.array([mark.shingles for mark in self.marks], np.int64)

    @cached_property
    def sketch(self) -> tuple[NDArray[np.uint32], Places]:
        """All hashes kept, and whose they are."""
        return _joined([mark.sketch for mark in self.marks], np.dtype("<u4"))

    @cached_property
    def facts(self) -> tuple[NDArray[np.void], Places]:
        """All facts as rows of FACT, and whose they are."""
        return _joined([mark.facts for mark in self.marks], FACT)

    def facts_of(self, number: int) -> NDArray[np.void]:
        """The facts of one article."""
        return np.frombuffer(self.marks[number].facts, FACT)


def bucket(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Where a key is counted: by its lower bits, as sketches hold small keys only.

    The lowest two say what kind a fact is.
    """
    return (keys >> np.uint32(2)) & np.uint32((1 << BUCKETS) - 1)


def _joined(parts: Sequence[bytes], dtype: np.dtype) -> tuple[NDArray, Places]:  # type: ignore[type-arg]
    lengths = [len(part) // dtype.itemsize for part in parts]
    return np.frombuffer(b"".join(parts), dtype), np.repeat(np.arange(len(parts)), lengths)
