"""Looks whether the rows of the tables add up: each .sql file of this folder is one demand."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from hearsay.audit.problem import Problem, again
from hearsay.ledger import Entry
from hearsay.records import TABLES

SHOWN = 3  # of what breaks the same demand: a hint, not a listing
Connection = Any  # of DuckDB, whose home is the room query


@cache
def demands() -> dict[str, str]:
    """The SQL of every demand, by its name; each answers with night, dump and what was seen."""
    found = sorted(files(__package__).iterdir(), key=lambda path: path.name)
    return {
        path.name.removesuffix(".sql"): path.read_text("utf-8")
        for path in found
        if path.name.endswith(".sql")
    }


def rows(con: Connection, entries: Iterable[Entry]) -> Iterator[Problem]:
    """What does not add up in the tables of the given nights, which the connection shows."""
    told = list(entries)
    yield from _counts(con, told)
    yield from _dumps(con, told)
    for name, sql in demands().items():
        for night, first, n in con.execute(_grouped(sql)).fetchall():
            more = f", and {n - SHOWN} more" if n > SHOWN else ""
            what = f"{name}: {'; '.join(first)}{more}"
            yield Problem(night=night, what=what, remedy=again(night))


def _grouped(sql: str) -> str:
    return (
        "SELECT night, list(dump || ': ' || seen ORDER BY dump, seen)[:$shown], count(*) "
        f"FROM ({sql}) GROUP BY night ORDER BY night"
    ).replace("$shown", str(SHOWN))


def _counts(con: Connection, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Tables that show other rows of a night than the ledger names."""
    told = {
        (entry.night, table): sum(file.rows for file in several)
        for entry in entries
        for table, several in entry.files.items()
    }
    found: dict[tuple[date, str], int] = {}
    for table in TABLES:
        counted = con.execute(f'SELECT night, count(*) FROM "{table}" GROUP BY night').fetchall()
        found |= {(night, table): n for night, n in counted}
    for night, table in sorted(told.keys() | found.keys()):
        n, expected = found.get((night, table), 0), told.get((night, table), 0)
        if n != expected:
            what = f"{table} shows {n} rows, and was published with {expected}"
            yield Problem(night=night, what=what, remedy=again(night))


def _dumps(con: Connection, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Dumps that the ledger tells otherwise than table `dumps`."""
    told = {
        (entry.night, dump.dump): (dump.bytes, dump.sha256, dump.state.value)
        for entry in entries
        for dump in entry.dumps
    }
    sql = "SELECT night, dump, bytes, sha256, state FROM dumps"
    found = {(night, dump): tuple(rest) for night, dump, *rest in con.execute(sql).fetchall()}
    for night, dump in sorted(told.keys() | found.keys()):
        if told.get((night, dump)) != found.get((night, dump)):
            what = f"{dump}: the ledger tells it otherwise than table dumps"
            yield Problem(night=night, what=what, remedy=again(night))
