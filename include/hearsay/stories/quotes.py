"""Finds the first print of a quotation, and how later ones stand to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np

from hearsay.records.lists import Print
from hearsay.records.marts import Quotation
from hearsay.stories.letters import SOLO, STEP, Longs, mixed
from hearsay.stories.postings import counted, met
from hearsay.stories.told import moment
from hearsay.stories.words import Places, batches, words

LEAST = 6  # words of a quotation: fewer are said by anybody
# Words that it takes where the speaker is another one: "we will see what happens" is no quotation
# of somebody else, a long sentence in another mouth is.
LEAST_OTHER = 10
SPACELESS = 2  # signs of a script without spaces that count as a word
RUN = 3  # words of the runs by which quotations are looked up
PRINTS = 60  # earliest quotations with a run that are looked at
SOME = 0.3  # of the shorter one's runs in common, else a pair is not looked at
TRIED = 4  # quotations that are compared word by word
# "A few words differ": of the longer one's words, so many stand in both, in their order.
VARIANT = 0.75
# Of a part's words so many stand in the whole: "[the ministry]" may stand for "they".
PART = 0.85
CUT = 3  # words more or fewer; less than that is a matter of wording
PIECES = 3  # that a cut leaves
MARKS = re.compile(
    r"[„“”]([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«|''([^']+)''|\"([^\"]+)\"|「([^「」]+)」"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A statement of tonight whose words are given wholly or partly in quotation marks.

    `direct` says that `text`, the words attributed, is all quotation; otherwise only what stands
    in quotation marks within it is. `published` is that of `articles`.
    """

    night: date
    day: date
    published: str | None
    article: str
    number: int
    publisher: str
    language: str
    who: str
    name: str
    text: str
    direct: bool

    def quoted(self) -> str:
        """The words that are quotation."""
        if self.direct:
            return self.text
        found = ("".join(match.groups("")).strip() for match in MARKS.finditer(self.text))
        return " … ".join(found)


@dataclass(frozen=True, kw_only=True)
class Quotes:
    """Quotations in order, as rows of word hashes."""

    texts: Sequence[str]

    @cached_property
    def words(self) -> tuple[Longs, Places, Places]:
        """Hashes of all words, whose they are, and for how much each counts: SPACELESS or 1."""
        parts = [(part.start, words(self.texts[part])) for part in batches(self.texts)]
        none = np.zeros(0, np.int64)
        hashes = np.concatenate([none.astype(np.uint64), *(found.hash for _, found in parts)])
        owner = np.concatenate([none, *(found.text + start for start, found in parts)])
        part = np.concatenate([none, *((found.kind == SOLO).astype(int) for _, found in parts)])
        return hashes, owner, SPACELESS - part * (SPACELESS - 1)

    @cached_property
    def lengths(self) -> Places:
        """Words of each quotation."""
        _, owner, weight = self.words
        return np.bincount(owner, weight, len(self.texts)).astype(np.int64) // SPACELESS

    @cached_property
    def begins(self) -> Places:
        """Where the words of each quotation begin, and at last where they end."""
        return np.searchsorted(self.words[1], np.arange(len(self.texts) + 1))

    def row(self, number: int) -> list[int]:
        """The word hashes of one quotation."""
        told: list[int] = self.words[0][self.begins[number] : self.begins[number + 1]].tolist()
        return told

    def candidates(self, past: int) -> dict[int, list[int]]:
        """For each quotation from `past` on the earlier ones, those with most of its runs first."""
        hashes, owner, _ = self.words
        if len(hashes) < RUN:
            return {}
        count = len(hashes) - RUN + 1
        runs = np.zeros(count, np.uint64)
        for place in range(RUN):
            runs = (runs + hashes[place : place + count]) * STEP
        whole = owner[:count] == owner[RUN - 1 :]
        keys, held = (mixed(runs[whole]) >> np.uint64(32)).astype(np.uint32), owner[:count][whole]
        sides = [
            counted(held[one], held[other])[:3] for one, other in met(keys, held, past, PRINTS)
        ]
        if not sides:
            return {}
        later, earlier, times = (np.concatenate(side) for side in zip(*sides, strict=True))
        sizes = np.bincount(held, minlength=len(self.texts))
        part = times / np.minimum(sizes[later], sizes[earlier])
        fits = np.flatnonzero((part >= SOME) & (later != earlier))
        order = fits[np.lexsort((earlier[fits], -times[fits], later[fits]))]
        told: dict[int, list[int]] = {}
        for one, other in zip(later[order].tolist(), earlier[order].tolist(), strict=True):
            told.setdefault(one, []).append(other)
        return told


def first_prints(tonight: Sequence[Printed], before: Sequence[Quotation]) -> list[Quotation]:
    """The quotations of tonight that are long enough, each with its first print.

    `before` are those of the nights before that count. The order is that of publication; neither
    that of `tonight` nor that of `before` matters. Where the first print is older than `before`,
    it is known by a later print that stands there.
    """
    past = sorted(before, key=lambda one: (one.night, one.article, one.number))
    fresh = sorted(
        tonight, key=lambda one: (moment(one.published, one.day), one.article, one.number)
    )
    texts = [one.quoted() for one in fresh]
    quotes = Quotes(texts=[*(one.text for one in past), *texts])
    return list(_settled(past, fresh, quotes))


def _settled(
    past: Sequence[Quotation], fresh: Sequence[Printed], quotes: Quotes
) -> Iterator[Quotation]:
    number = {(one.article, one.number): n for n, one in enumerate(past)}
    settled = dict(enumerate(past))
    candidates = quotes.candidates(len(past))
    for n, one in enumerate(fresh, len(past)):
        if quotes.lengths[n] < LEAST:
            continue
        number[one.article, one.number] = n
        settled[n] = _quotation(one, quotes, n)
        for other in [known for known in candidates.get(n, ()) if known in settled][:TRIED]:
            found = settled[other]
            first = found.first_article, found.first_number
            if how := _stands(quotes, settled, n, number.get(first, other)):
                settled[n] = replace(
                    settled[n], first_article=first[0], first_number=first[1], how=how
                )
                break
        yield settled[n]


def _stands(quotes: Quotes, settled: Mapping[int, Quotation], n: int, other: int) -> Print | None:
    """How a quotation stands to an earlier one, if it is one of it at all."""
    one, found = settled[n], settled[other]
    shorter = min(one.words, found.words)
    if found.language != one.language or (found.who != one.who and shorter < LEAST_OTHER):
        return None
    how = compared(quotes.row(n), quotes.row(other))
    return found.how if how == Print.SAME and found.how != Print.FIRST else how


def compared(later: Sequence[int], first: Sequence[int]) -> Print | None:
    """How the words of a later print stand to those of the first: None if they are another's."""
    if later == first:
        return Print.SAME
    lost = len(first) - len(later)
    blocks = SequenceMatcher(None, later, first, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks)
    if common == min(len(later), len(first)) and abs(lost) >= CUT and len(blocks) <= PIECES + 1:
        return Print.CUT if lost > 0 else Print.FULLER
    if common >= VARIANT * max(len(later), len(first)):
        return Print.VARIANT
    if common >= PART * min(len(later), len(first)) and len(blocks) <= PIECES + 1:
        return Print.CUT if lost > 0 else Print.FULLER
    return None


def _quotation(one: Printed, quotes: Quotes, n: int) -> Quotation:
    """A quotation as if it were the first print."""
    return Quotation(
        night=one.night,
        day=one.day,
        article=one.article,
        number=one.number,
        publisher=one.publisher,
        language=one.language,
        who=one.who,
        name=one.name,
        words=int(quotes.lengths[n]),
        text=quotes.texts[n],
        first_article=one.article,
        first_number=one.number,
        how=Print.FIRST,
    )
