"""Counts what was found, missed and false, by figure, by type of source and by phenomenon."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from operator import add
from typing import Any

from hearsay.contract import Span
from hearsay.records import Finding, SourceType
from hearsay.score.gold import Expected
from hearsay.score.match import Compared, same_name, word_f1, words_of

HALF = 0.5  # word F1 from which a content is the right one, the measure of the field's sets

# What each figure says; docs/accuracy.md explains them.
FIGURES: Mapping[str, str] = {
    "attribution": "records whose cue and source were found",
    "complete": "records whose content was found too: word F1 of .5 or more",
    "content": "word F1 of the content, the mean of the pairs that should have one",
    "sources": "sources of an article, each name and type counted once",
    "cites": "pairs of records of which one cites the other",
    "type": "pairs whose source is of the right type",
    "name": "pairs whose name is right",
    "quote": "pairs that are rightly direct, mixed or indirect",
    "stance": "pairs whose stance is right",
    "anonymity": "pairs whose level of anonymity is right",
    "told": "outlets that a statement was made to, in the pairs",
    "reason": "reasons why a source is not named, in the pairs: word F1 of .5 or more",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """What is right of what should be found (`gold`) and of what was (`found`).

    For figures over pairs both are the number of pairs, and all three rates the share of right
    ones. A rate is None where there is nothing that it could be of.
    """

    right: float = 0.0
    gold: int = 0
    found: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of what should be found that was."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None


@dataclass(frozen=True, slots=True)
class Shown:
    """A phenomenon: its records, those found, those found with their content; and, where nothing
    must be found, the articles that show it and the false records in them."""

    records: int = 0
    found: int = 0
    complete: int = 0
    articles: int = 0
    false: int = 0

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(*map(add, astuple(self), astuple(other)))


def figures(compared: Iterable[Compared]) -> dict[str, Rate]:
    """The figures of FIGURES over some articles."""
    told = dict.fromkeys(FIGURES, Rate())
    for one in compared:
        for name, rate in _figures(one).items():
            told[name] += rate
    return told


def of_type(compared: Iterable[Compared], kind: SourceType) -> list[Compared]:
    """The same articles as if only the records of one type of source were in them.

    A record that was found as another type is missed in the one and false in the other.
    """
    return [_of_type(one, kind) for one in compared]


def by_phenomenon(compared: Iterable[Compared]) -> dict[str, Shown]:
    """Phenomenon -> how its records fared, in order of name.

    What an article shows and none of its records does is a place where nothing must be found.
    """
    told = defaultdict[str, Shown](Shown)
    for one in compared:
        f1s = {gold.number: f1 for (gold, _), f1 in zip(one.pairs, one.content_f1, strict=True)}
        for gold in one.article.records:
            hit, complete = gold.number in f1s, f1s.get(gold.number, 0) >= HALF
            told[gold.shows] += Shown(records=1, found=hit, complete=complete)
        for slug in {*one.article.shows} - {gold.shows for gold in one.article.records}:
            told[slug] += Shown(articles=1, false=len(one.false))
    return dict(sorted(told.items()))


def _figures(one: Compared) -> dict[str, Rate]:
    golds, found, pairs = one.article.records, one.found, one.pairs
    asked = [f1 for (gold, _), f1 in zip(pairs, one.content_f1, strict=True) if gold.content]

    def share(right: int) -> Rate:
        return Rate(right, len(pairs), len(pairs))

    return {
        "attribution": Rate(len(pairs), len(golds), len(found)),
        "complete": Rate(sum(f1 >= HALF for f1 in one.content_f1), len(golds), len(found)),
        "content": Rate(sum(asked), len(asked), len(asked)),
        "sources": _sources(golds, found),
        "cites": _cites(one),
        "type": share(sum(gold.type == guess.type for gold, guess in pairs)),
        "name": share(sum(same_name(gold, guess) for gold, guess in pairs)),
        "quote": share(sum(gold.quote == guess.quote for gold, guess in pairs)),
        "stance": share(sum(gold.stance == guess.stance for gold, guess in pairs)),
        "anonymity": share(sum(gold.anonymity == guess.anonymity for gold, guess in pairs)),
        "told": _beside(pairs, "told", _overlap),
        "reason": _beside(pairs, "unnamed_because", _alike),
    }


def _beside(
    pairs: Sequence[tuple[Expected, Finding]], field: str, same: Callable[[Any, Any], bool]
) -> Rate:
    """A field that most records do not have."""
    told = [(getattr(gold, field), getattr(guess, field)) for gold, guess in pairs]
    return Rate(
        sum(bool(wanted and got and same(wanted, got)) for wanted, got in told),
        sum(wanted is not None for wanted, _ in told),
        sum(got is not None for _, got in told),
    )


def _overlap(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _alike(one: str, other: str) -> bool:
    return word_f1(words_of(one), words_of(other)) >= HALF


def _sources(golds: Sequence[Expected], found: Sequence[Finding]) -> Rate:
    """Every source once, by name and type; a source that was found answers for one only."""
    wanted = {(gold.name.casefold(), gold.type): gold for gold in golds}
    guesses = {(guess.name.casefold(), guess.type): guess for guess in found}
    right = len(wanted.keys() & guesses.keys())
    left = [guess for key, guess in guesses.items() if key not in wanted]
    for gold in (gold for key, gold in wanted.items() if key not in guesses):
        alike = (one for one in left if one.type == gold.type and same_name(gold, one))
        if hit := next(alike, None):
            left.remove(hit)
            right += 1
    return Rate(right, len(wanted), len(guesses))


def _cites(one: Compared) -> Rate:
    """Records that cite another one, right where both are pairs and the found ones do so too."""
    partner = {gold.number: guess.number for gold, guess in one.pairs}
    wanted = {(gold.number, gold.cites) for gold in one.article.records if gold.cites}
    known = {guess.number for guess in one.found}
    edges = {(guess.number, guess.cites) for guess in one.found if guess.cites in known}
    mapped = {(partner.get(citing), partner.get(cited)) for citing, cited in wanted}
    return Rate(len(mapped & edges), len(wanted), len(edges))


def _of_type(one: Compared, kind: SourceType) -> Compared:
    kept = [
        (pair, f1)
        for pair, f1 in zip(one.pairs, one.content_f1, strict=True)
        if pair[0].type == pair[1].type == kind
    ]
    records = tuple(gold for gold in one.article.records if gold.type == kind)
    return replace(
        one,
        article=replace(one.article, records=records),
        found=tuple(guess for guess in one.found if guess.type == kind),
        pairs=tuple(pair for pair, _ in kept),
        content_f1=tuple(f1 for _, f1 in kept),
    )
