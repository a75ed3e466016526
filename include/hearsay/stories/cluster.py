"""Gives each article of a night its story: that of the earlier article it is nearest to."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

import numpy as np

from hearsay.records.marts import Link, StoryMark
from hearsay.stories.copies import resemblances
from hearsay.stories.edition import alike
from hearsay.stories.kinship import Kin, Kinship
from hearsay.stories.window import Window

# Kinship from which two articles tell one story. Measured: bench/stories.py.
WITHIN, BETWEEN = 0.36, 0.44
# Common facts that this takes: two rare names in common are a coincidence.
FACTS_WITHIN, FACTS_BETWEEN = 5, 4
# And to the story's first article of the window, so that a story does not wander off step by step.
KEEPS = 0.5
# From which an article is tried, and taken, as an edition of one in another language.
NEAR_EDITION, EDITION = 0.42, 0.55
EDITIONS = 4  # nearest ones that are tried
WHOLE = 0.8  # of a text in a copy: then what that one copies is copied as well


@dataclass(kw_only=True)
class Cluster:
    """One pass over tonight's articles in their order; what was decided is never changed."""

    window: Window
    kinship: Kinship
    story: list[str] = field(default_factory=list)
    first: list[int] = field(default_factory=list)  # of its near-copies; itself where it is that
    founder: dict[str, int] = field(default_factory=dict)  # story -> first article of the window
    near: dict[int, list[tuple[int, float, int]]] = field(default_factory=dict)

    def links(self) -> list[Link]:
        """Links of tonight's articles, in their order."""
        number = {article: n for n, article in enumerate(self.window.ids)}
        for n, mark in enumerate(self.window.marks[: self.window.past]):
            self._settle(n, mark.story, number.get(mark.copy_of or "", n))
        copies, self.near = resemblances(self.window), _by_article(self.kinship.candidates())
        tonight = range(self.window.past, len(self.window.marks))
        return [self._link(n, copies.get(n, {})) for n in tonight]

    def _link(self, n: int, copies: dict[int, float]) -> Link:
        mark = self.window.marks[n]
        first, copied = self._original(n, copies)
        twin, sure = self._edition(n)
        if first != n:
            story = self.story[first]
        elif twin is not None:
            story = self.story[twin]
        else:
            story = self._nearest(n) or mark.article
        self._settle(n, story, first)
        return Link(
            night=mark.night,
            article=mark.article,
            story=story,
            copy_of=self.window.ids[first] if first != n else None,
            copied=round(copied, 3) if first != n else None,
            twin_of=None if twin is None else self.window.ids[twin],
            alike=None if twin is None else round(sure, 3),
        )

    def _settle(self, n: int, story: str, first: int) -> None:
        self.story.append(story)
        self.first.append(first)
        self.founder.setdefault(story, n)

    def _original(self, n: int, copies: dict[int, float]) -> tuple[int, float]:
        """The first of the article's near-copies, and how much they have in common."""
        for other in sorted(copies, key=lambda one: (-copies[one], one)):
            first = self.first[other]
            if first in copies or copies[other] >= WHOLE:
                return first, copies.get(first, copies[other])
        return n, 0.0

    def _edition(self, n: int) -> tuple[int | None, float]:
        """The article in another language that it is an edition of, and how sure that is."""
        language = self.window.language
        abroad = [
            (near, other)
            for other, near, common in self.near.get(n, ())
            if language[other] != language[n] and near >= NEAR_EDITION and common >= FACTS_BETWEEN
        ]
        tried = sorted(abroad, key=lambda one: (-one[0], one[1]))[:EDITIONS]
        marks = self.window.marks
        found = [(-alike(marks[n], marks[other]), other) for _, other in tried]
        sure, twin = min(found, default=(0.0, n))
        return (twin, -sure) if -sure >= EDITION else (None, 0.0)

    def _nearest(self, n: int) -> str | None:
        """The story of the nearest article that tells the same one."""
        language = self.window.language
        for other, near, common in sorted(self.near.get(n, ()), key=lambda one: (-one[1], one[0])):
            within = language[other] == language[n]
            least = WITHIN if within else BETWEEN
            if near < least or common < (FACTS_WITHIN if within else FACTS_BETWEEN):
                continue
            founder = self.founder[self.story[other]]
            if founder == other or self._near(n, founder) >= least * KEEPS:
                return self.story[other]
        return None

    def _near(self, n: int, other: int) -> float:
        near, _ = self.kinship.near(np.array([n]), np.array([other]))
        return float(near[0])


def _by_article(kin: Kin) -> dict[int, list[tuple[int, float, int]]]:
    told: dict[int, list[tuple[int, float, int]]] = defaultdict(list)
    rows = zip(
        kin.later.tolist(),
        kin.earlier.tolist(),
        kin.near.tolist(),
        kin.common.tolist(),
        strict=True,
    )
    for later, earlier, near, common in rows:
        told[later].append((earlier, near, common))
    return told


def marked(mark: StoryMark, link: Link) -> StoryMark:
    """The mark with what was decided."""
    return replace(mark, story=link.story, copy_of=link.copy_of)
