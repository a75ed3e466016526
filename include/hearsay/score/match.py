"""Pairs what should be found in an article with what was found."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from hearsay.contract import Span
from hearsay.records import Finding, Place
from hearsay.score.gold import Expected, Marked

WORD = re.compile(r"\w+(?:['’.-]\w+)*")
LEAST_STEM = 4  # letters that two forms of a word share: "Behörde", "Behörden"
LONGEST_ENDING = 2  # letters behind them: "israelischen", "israelisches"

Words = frozenset[tuple[str, int]]  # place and offset of each word


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """An article with what should be found, what was found, and which of them are pairs."""

    article: Marked
    found: tuple[Finding, ...]
    pairs: tuple[tuple[Expected, Finding], ...]
    content_f1: tuple[float, ...]  # of each pair

    @property
    def missed(self) -> list[Expected]:
        """What should have been found and was not."""
        hit = {gold.number for gold, _ in self.pairs}
        return [gold for gold in self.article.records if gold.number not in hit]

    @property
    def false(self) -> list[Finding]:
        """What was found and should not have been."""
        hit = {found.number for _, found in self.pairs}
        return [found for found in self.found if found.number not in hit]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A record as the sets of its words."""

    source: Words
    cue: Words
    content: Words


def compare(article: Marked, found: Sequence[Finding]) -> Compared:
    """Pair every expected record with at most one that was found, the closest pairs first.

    A pair shares a word of the cue, or the mark that is the cue, and a word of the source. Where
    the expected source is elided, the found one is elided too or has the right name. An expected
    record without a cue shares a word of the content instead.
    """
    statements = tuple(one for one in found if one.place in (Place.TITLE, Place.TEXT))
    seen = _reader({Place.TITLE: article.title or "", Place.TEXT: article.text})
    golds, guesses = list(map(seen, article.records)), list(map(seen, statements))
    close = [
        (-closeness, i, j)
        for i, gold in enumerate(golds)
        for j, guess in enumerate(guesses)
        if (closeness := _closeness(article.records[i], gold, statements[j], guess))
    ]
    partner, taken = dict[int, int](), set[int]()
    for _, i, j in sorted(close):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    paired = sorted(partner.items())
    return Compared(
        article=article,
        found=statements,
        pairs=tuple((article.records[i], statements[j]) for i, j in paired),
        content_f1=tuple(word_f1(golds[i].content, guesses[j].content) for i, j in paired),
    )


def same_name(gold: Expected, found: Finding) -> bool:
    """Whether two names are one: the shorter one ends the longer ("Maas", "Ina Maas"), in any
    case and whatever the endings of its words."""
    return any(_ends_alike(name, found.name) for name in (gold.name, *gold.aliases))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters."""
    return frozenset(WORD.findall(text.casefold()))


def word_f1(one: frozenset[Any], other: frozenset[Any]) -> float:
    """How much of the words of both is shared, 1 where there are none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def _closeness(gold: Expected, wanted: _Seen, found: Finding, guess: _Seen) -> float:
    """How close a pair is, 0 where it is none."""
    cued = wanted.cue & guess.cue if gold.cue else wanted.content & guess.content
    named = same_name(gold, found)
    sourced = wanted.source & guess.source if gold.source else not guess.source or named
    if not (cued and sourced):
        return 0.0
    roles = ("cue", "source", "content")
    shared = sum(word_f1(getattr(wanted, role), getattr(guess, role)) for role in roles)
    return shared + (named and gold.type == found.type)


def _reader(texts: dict[Place, str]) -> Callable[[Finding], _Seen]:
    """A function that tells the words of a record."""
    starts = {at: [word.start() for word in WORD.finditer(text)] for at, text in texts.items()}
    ends = {at: [word.end() for word in WORD.finditer(text)] for at, text in texts.items()}

    def words(place: Place, spans: Sequence[Span]) -> Words:
        told = set[tuple[str, int]]()
        for span in spans:
            last = bisect_left(starts[place], span.end)
            first = bisect_left(ends[place], span.start + 1)
            # A span without a word is a mark, told by its own place.
            told |= {(place, at) for at in starts[place][first:last] or [span.start]}
        return frozenset(told)

    def seen(record: Finding) -> _Seen:
        source, cue = ([span] if span else [] for span in (record.source, record.cue))
        told = (words(record.place, spans) for spans in (source, cue, record.content))
        return _Seen(*told)

    return seen


def _ends_alike(one: str, other: str) -> bool:
    words = sorted((WORD.findall(name.casefold()) for name in (one, other)), key=len)
    if not words[0]:
        return not words[1]
    return all(map(_same_word, words[0], words[1][-len(words[0]) :]))


def _same_word(one: str, other: str) -> bool:
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    stem = min(len(one), len(other)) if shared is None else shared
    longest = max(len(one), len(other))
    return one == other or (stem >= LEAST_STEM and longest - stem <= LONGEST_ENDING)
