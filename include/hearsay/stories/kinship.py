"""How far two articles are about the same: their common facts, weighed by how rare these are."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hearsay.stories.letters import Longs
from hearsay.stories.postings import Weights, counted, met
from hearsay.stories.window import BUCKETS, Window, bucket
from hearsay.stories.words import Flags, Places

RARE = 150  # articles of the window: a fact that more of them have leads to no candidate
CARRIERS = 100  # of the articles with a rare fact, the earliest that are looked at
TOUCHES = 0.08  # kinship by rare facts alone from which a pair is looked at
CANDIDATES = 12  # of an article in its own language, and as many in others
# What stands in one language only, such as German nouns, cannot be found in another: between
# languages it counts for this part.
LOCAL = 0.15
# Articles that are supposed to have none of the facts: a handful does not tell what is rare.
UNSEEN = 10
GRAIN = 64  # weights are multiples of its inverse, so that no sum depends on its order
FADES = 0.03  # of the kinship, for each day between both articles


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Candidates: `later` (ascending) and `earlier` in the window, `near` 0 to 1, common facts."""

    later: Places
    earlier: Places
    near: Weights
    common: Places


@dataclass(frozen=True, kw_only=True)
class Kinship:
    """Weighs the facts of a window: log of the inverse frequency, times 1 + log of how often."""

    window: Window

    @cached_property
    def weights(self) -> Weights:
        """Of each row of the window's facts."""
        rows, _ = self.window.facts
        rarity = np.log((len(self.window.marks) + UNSEEN) / self._carriers)
        return np.asarray(np.rint(rarity * (1 + np.log(rows["times"])) * GRAIN) / GRAIN)

    def near(self, later: Places, earlier: Places) -> tuple[Weights, Places]:
        """Cosine of the facts of pairs, faded by the days between, and how many they share.

        `later` are articles of tonight.
        """
        rows, _ = self.window.facts
        lines, held = self._tonight
        begins = self._begins[earlier]
        size = self._begins[earlier + 1] - begins
        pair = np.repeat(np.arange(len(later)), size)
        row = np.arange(len(pair)) + np.repeat(begins - np.cumsum(size) + size, size)
        wanted = (later[pair].astype(np.uint64) << np.uint64(32)) | rows["key"][row]
        at = np.minimum(np.searchsorted(lines, wanted), len(lines) - 1)
        hit = np.flatnonzero(lines[at] == wanted)
        product = self.weights[held[at[hit]]] * self.weights[row[hit]]
        dot = np.bincount(pair[hit], product, len(later))
        common = np.bincount(pair[hit], minlength=len(later))
        return dot / self._norms(later, earlier), common

    def candidates(self) -> Kin:
        """For each article of tonight the earlier ones that are nearest, in either language."""
        rows, owner = self.window.facts
        rare = np.flatnonzero(self._carriers <= RARE)
        keys, held = rows["key"][rare], owner[rare]
        sides = [(np.zeros(0, np.int64),) * 2]
        for one, other in met(keys, held, self.window.past, CARRIERS):
            weight = self.weights[rare[one]] * self.weights[rare[other]]
            later, earlier, _, weight = counted(held[one], held[other], weight)
            best = self._nearest(later, earlier, weight / self._norms(later, earlier))
            sides.append((later[best], earlier[best]))
        later, earlier = (np.concatenate(side) for side in zip(*sides, strict=True))
        near, common = self.near(later, earlier)
        return Kin(later=later, earlier=earlier, near=near, common=common)

    def abroad(self, later: Places, earlier: Places) -> Flags:
        """Whether the articles of a pair are in two languages."""
        language = self.window.language
        return np.asarray(language[later] != language[earlier])

    def _nearest(self, later: Places, earlier: Places, near: Weights) -> Places:
        """The CANDIDATES nearest of each article and side, in the order of the pairs."""
        kept = np.flatnonzero(near >= TOUCHES)
        later, earlier, near = later[kept], earlier[kept], near[kept]
        side = later * 2 + self.abroad(later, earlier)
        order = np.lexsort((earlier, -near, side))
        side = side[order]
        opens = np.ones(len(side), np.bool_)
        opens[1:] = side[1:] != side[:-1]
        rank = np.arange(len(side)) - np.flatnonzero(opens)[np.cumsum(opens) - 1]
        return np.sort(kept[order[rank < CANDIDATES]])

    @cached_property
    def _begins(self) -> Places:
        """Where the facts of each article begin, and at last where they end."""
        return np.searchsorted(self.window.facts[1], np.arange(len(self.window.marks) + 1))

    @cached_property
    def _tonight(self) -> tuple[Longs, Places]:
        """Owner and key of the facts of tonight, ascending, and their rows."""
        rows, owner = self.window.facts
        first = self._begins[self.window.past]
        lines = (owner[first:].astype(np.uint64) << np.uint64(32)) | rows["key"][first:]
        order = np.argsort(lines)
        return lines[order], order + first

    @cached_property
    def _carriers(self) -> Places:
        """In how many articles of the window a row's fact stands."""
        places = bucket(self.window.facts[0]["key"])
        return np.bincount(places, minlength=1 << BUCKETS)[places]

    @cached_property
    def _lengths(self) -> tuple[Weights, Weights]:
        """Length of each article's row of weights: within its language, between languages."""
        rows, owner = self.window.facts
        places, language = bucket(rows["key"]), self.window.language[owner]
        last = np.zeros(1 << BUCKETS, np.int16)
        last[places] = language
        abroad = np.zeros(1 << BUCKETS, np.bool_)
        abroad[places[last[places] != language]] = True
        square = self.weights**2
        count = len(self.window.marks)
        within = np.bincount(owner, square, count)
        between = np.bincount(owner, square * np.where(abroad[places], 1, LOCAL), count)
        return np.sqrt(within) + 1e-9, np.sqrt(between) + 1e-9

    def _norms(self, later: Places, earlier: Places) -> Weights:
        within, between = self._lengths
        apart = np.abs(self.window.day[later] - self.window.day[earlier])
        keeps = np.maximum(1 - FADES * apart, 0.5)
        abroad = self.abroad(later, earlier)
        lengths = np.where(
            abroad, between[later] * between[earlier], within[later] * within[earlier]
        )
        return np.asarray(lengths / keeps)
