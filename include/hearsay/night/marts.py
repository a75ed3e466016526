"""Makes the marts of the published nights: of those alone for which something changed."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from hearsay import ledger, mart, query, shelf, stories, write
from hearsay.lake import Place, scratch
from hearsay.ledger import File, Head
from hearsay.night.linked import linked
from hearsay.records import MARTS
from hearsay.shelf import Shelf, Shelved

log = logging.getLogger(__name__)
Connection = Any  # of DuckDB, whose home is the room query
MEMORY = "1GB"  # a night of 50,000 statements needs a tenth; above it DuckDB sorts on disk


def due(lake: Place) -> list[date]:
    """The nights whose marts are missing or were made of something else, oldest first.

    A night behind one of them may become due by what is made there.
    """
    head, now = ledger.head(lake), shelf.read(lake)
    return [night for night in sorted(head.entries) if not _is_current(night, head, now)]


def make(lake: Place, again: Collection[date] = ()) -> list[date]:
    """Make the marts that are due, and those of nights to make `again`; returns the nights made.

    Readers see the marts of each night change at once, all of them.
    """
    made = []
    for night in sorted(ledger.head(lake).entries):
        head, now = ledger.head(lake), shelf.read(lake)
        if night in head.entries and (night in again or not _is_current(night, head, now)):
            log.info("marts of night %s", night)
            shelf.put(lake, night, _marts(lake, night, head, now))
            made.append(night)
    if made:
        query.write_catalogue(lake)
    return made


def _is_current(night: date, head: Head, now: Shelf) -> bool:
    there = now.nights.get(night)
    return there is not None and there.made_of == _made_of(night, head, now)


def _made_of(night: date, head: Head, now: Shelf) -> str:
    """What the marts of a night are made of: changes with any of it, and only then."""
    past = [file.path for several in _past(night, head, now).values() for file in several]
    told = "\n".join([mart.version(), stories.VERSION, query.meaning(), head.entries[night], *past])
    return sha256(told.encode()).hexdigest()[:16]


def _past(night: date, head: Head, now: Shelf) -> dict[str, list[File]]:
    """What the night knows of those before: files of some of their marts, oldest first."""
    first = night - timedelta(days=mart.WINDOW)
    nights = [one for one in sorted(now.nights) if first <= one < night and one in head.entries]
    return {name: [now.nights[one].files[name] for one in nights] for name in mart.PAST}


def _marts(lake: Place, night: date, head: Head, now: Shelf) -> Shelved:
    """The marts of a night, written."""
    entry = ledger.read_entry(lake, head.entries[night])
    with (
        query.connect(lake, [entry], shelf.EMPTY) as con,
        scratch(ledger.stage_of(lake, night)) as folder,
    ):
        con.execute("SET memory_limit = $limit", {"limit": MEMORY})
        con.execute("SET temp_directory = $folder", {"folder": str(folder)})
        past = _past(night, head, now)
        for name, several in past.items():
            paths = [file.path for file in several]
            query.show_files(con, f"past_{name}", MARTS[name], lake, paths)
        days = con.sql("SELECT DISTINCT day FROM publications").fetchall()
        return Shelved(
            made_of=_made_of(night, head, now),
            days=tuple(sorted({night, *(day for (day,) in days)})),
            files=dict(_files(con, lake, night, linked(con, lake, past))),
        )


def _files(
    con: Connection, lake: Place, night: date, found: Mapping[str, Sequence[Any]]
) -> Iterator[tuple[str, File]]:
    """Every mart of the night with its file, those whose rows are `found` already among them."""
    for name, record in MARTS.items():
        if name in found:
            file = write.store_rows(lake, night, name, found[name])
        else:
            file = write.store(lake, night, name, mart.rows(con, name))
        query.show_files(con, name, record, lake, [file.path])
        yield name, file
