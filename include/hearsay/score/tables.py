"""Puts the figures into tables: by language, by type of source, by phenomenon."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.records import SourceType
from hearsay.score.figures import Rate, by_phenomenon, figures, of_type
from hearsay.score.match import Compared

COUNTS = ("records", "found", "P", "R", "F1")  # of `attribution`
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table for people: a cell that has nothing to tell is empty."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def by_language(compared: Sequence[Compared]) -> Table:
    """Every figure, of all articles and of those in each language."""
    others = [name for name in figures(()) if name != "attribution"]
    rows = []
    for language in (ALL, *sorted({one.article.language for one in compared})):
        some = [one for one in compared if language in (ALL, one.article.language)]
        rows.append((language, str(len(some)), *_cells(some, others)))
    return Table(heads=("language", "articles", *COUNTS, *others), rows=tuple(rows))


def by_type(compared: Sequence[Compared]) -> Table:
    """The figures of each type of source: a record counts where it was found as that type."""
    others = ("complete", "content", "sources", "name", "quote", "stance", "anonymity")
    rows = ((kind, *_cells(of_type(compared, kind), others)) for kind in SourceType)
    return Table(heads=("type", *COUNTS, *others), rows=tuple(rows))


def by_shown(compared: Sequence[Compared]) -> Table:
    """How the records of each phenomenon fared, and the false ones where nothing must be found."""
    heads = ("phenomenon", "records", "found", "R", "complete R", "articles", "false")
    rows = []
    for slug, told in by_phenomenon(compared).items():
        rates = (Rate(n, told.records).recall for n in (told.found, told.complete))
        fared = (str(told.records), str(told.found), *map(cell, rates))
        barred = (str(told.articles), str(told.false))
        row = fared if told.records else ("",) * len(fared)
        rows.append((slug, *row, *(barred if told.articles else ("",) * len(barred))))
    return Table(heads=heads, rows=tuple(rows))


def cell(rate: float | None) -> str:
    """A rate as it stands in a table."""
    return "" if rate is None else f"{rate:.3f}"


def _cells(compared: Sequence[Compared], others: Sequence[str]) -> list[str]:
    told = figures(compared)
    head = told["attribution"]
    rates = (head.precision, head.recall, head.f1, *(told[name].f1 for name in others))
    return [str(head.gold), str(head.found), *map(cell, rates)]
