"""Asks the named questions for the pages; remembers answers until something is published."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import BoundedSemaphore
from typing import Any

from fastapi import HTTPException

from hearsay import ledger, query, shelf
from hearsay.lake import seen
from hearsay.query import QueryError
from hearsay.query.questions import Question
from hearsay.query.show import NUMBERS
from hearsay.settings import Settings

# An answer has some hundred rows of some hundred bytes, so this is a few MB at most.
REMEMBERED = 256
ROWS = 500  # that a page shows; a download has them all
AT_ONCE = BoundedSemaphore(2)  # each takes all cores; more at once would only take longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Rows of an answer, and whether there are `more`; `numeric` tells which columns count."""

    columns: tuple[str, ...]
    numeric: frozenset[str]
    rows: tuple[tuple[object, ...], ...]
    more: bool

    def once(self, columns: Sequence[str]) -> "Answer":
        """The first row of those that are the same in some columns."""
        at = [self.columns.index(name) for name in columns if name in self.columns]
        firsts = {tuple(row[i] for i in at): row for row in reversed(self.rows)}
        return replace(self, rows=tuple(firsts.values())[::-1]) if at else self

    def dicts(self) -> Iterator[dict[str, Any]]:
        """Each row by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def mark(settings: Settings) -> Hashable:
    """What tells whether a night or its marts were published since, or a user's lists changed."""
    lists = settings.lists.read_bytes() if settings.lists.is_file() else None
    published = (ledger.head_of(settings.lake), shelf.shelf_of(settings.lake))
    return *(seen(place)[1] for place in published), lists


def answer(name: str, parameters: Mapping[str, object], most: int = ROWS) -> Answer:
    """The answer to a named question; raises HTTPException where it cannot be told."""
    with told():
        settings = Settings.from_env()
        return _answer(mark(settings), name, tuple(sorted(parameters.items())), most)


@contextmanager
def told() -> Iterator[None]:
    """What was asked wrongly is the reader's to mend, a damaged lake the operator's."""
    try:
        yield
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    except ledger.DamagedError as error:
        raise HTTPException(503, str(error)) from error


@contextmanager
def asking(name: str, parameters: Mapping[str, object]) -> Iterator[Any]:
    """The answer to a question, to be fetched or written to a file."""
    settings = Settings.from_env()
    lists = query.lists(settings.lists)
    with query.answering(settings.lake, name, parameters, lists) as relation:
        yield relation


@lru_cache(REMEMBERED)
def _answer(
    _mark: Hashable, name: str, parameters: tuple[tuple[str, object], ...], most: int
) -> Answer:
    with AT_ONCE, asking(name, dict(parameters)) as relation:
        with query.refusals():
            rows = relation.limit(most + 1).fetchall()
        return Answer(
            columns=tuple(relation.columns),
            numeric=frozenset(_numeric(relation.columns, relation.types)),
            rows=tuple(rows[:most]),
            more=len(rows) > most,
        )


def _numeric(columns: Sequence[str], kinds: Sequence[Any]) -> Iterator[str]:
    return (name for name, kind in zip(columns, kinds, strict=True) if kind.id in NUMBERS)


def question(name: str) -> Question:
    """A named question; raises HTTPException where there is none of that name."""
    for one in query.questions():
        if one.name == name:
            return one
    raise HTTPException(404, f"no question {name!r}")
