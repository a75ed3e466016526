"""Opens the published tables in DuckDB, and writes hearsay.duckdb for every other client."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from hearsay import ledger, shelf
from hearsay.lake import Place, near, put, scratch
from hearsay.query.define import define, macros, quoted, shared
from hearsay.query.lists import NO_LISTS, Lists
from hearsay.records import MARTS, TABLES
from hearsay.snapshot import Snapshot

# DuckDB 2.0 writes a format that no client before it opens; this one opens in all since 1.1, which
# has getvariable.
STORAGE = "v1.0.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """What is enough for a question: some tables, marts and views, and some days.

    Rows of other days may still come along; `names` is closed over what views need.
    """

    names: Collection[str] | None = None
    since: date | None = None
    until: date | None = None


ALL = Narrow()


def connect(
    lake: Place,
    entries: Sequence[ledger.Entry] | None = None,
    marts: shelf.Shelf | None = None,
    narrow: Narrow = ALL,
    lists: Lists = NO_LISTS,
    snapshot: Snapshot | None = None,
) -> duckdb.DuckDBPyConnection:
    """A connection in memory with a view per table over the published files, and views.sql.

    A table without files yet is an empty view of the same shape. The connection goes on showing
    the nights as they were when it was opened; with `snapshot`, as they were when that was
    pinned; with `entries` and `marts`, only these; with
    `narrow` only what that needs, so that of a large lake few files are opened. `lists`
    are the views `watched` and `groups`, which hearsay.duckdb has not.
    """
    found = published(lake, entries, marts, narrow, snapshot)
    if narrow.names is None or not isinstance(lake, Path):
        return over(lake, found, lists)
    con = shared().cursor()
    define(con, lake, found, lists, narrow.names, temporary=True)
    return con


def over(
    lake: Place, found: Mapping[str, Sequence[str]], lists: Lists
) -> duckdb.DuckDBPyConnection:
    """A connection as `connect` makes it, over these files of the lake and no other."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")  # it would stand in logs, and in what is piped
    if not isinstance(lake, Path):
        con.register_filesystem(lake.fs)
    con.execute(macros())
    define(con, lake, found, lists)
    return con


def write_catalogue(lake: Place) -> None:
    """Replace hearsay.duckdb, in one step, by views over what is published now.

    Whoever has the old file open goes on reading it. The views hold the lake's absolute path;
    where the lake was moved or is mounted elsewhere, a client says
    `SET VARIABLE hearsay_lake = '/its/path'` and they follow.
    """
    while True:
        before = ledger.head(lake), shelf.read(lake)
        with scratch(lake) as folder, duckdb.connect() as con:
            draft = folder / ledger.catalogue(lake).name
            if not isinstance(lake, Path):
                con.register_filesystem(lake.fs)
            con.execute(f"ATTACH {quoted(draft)} AS draft (STORAGE_VERSION '{STORAGE}')")
            con.execute("USE draft")
            con.execute(macros())
            define(con, lake, published(lake, ledger.entries(lake, before[0]), before[1]))
            con.execute("USE memory")
            con.execute("DETACH draft")
            put(draft, ledger.catalogue(lake))
        if (
            ledger.head(lake),
            shelf.read(lake),
        ) == before:  # else an older one may have replaced a newer one
            return


def catalogued(lake: Place) -> dict[str, list[str]] | None:
    """Table -> paths within the lake of the files that hearsay.duckdb shows; None without one.

    Raises duckdb.Error where the file is damaged.
    """
    if not ledger.catalogue(lake).exists():
        return None
    with (
        near(ledger.catalogue(lake)) as local,
        duckdb.connect(str(local), read_only=True) as con,
    ):
        views = con.sql("SELECT view_name, sql FROM duckdb_views() WHERE NOT internal").fetchall()
        shown = {name: re.findall(r"'/(tables/[^']+)'", sql) for name, sql in views}
    return {table: shown[table] for table in TABLES | MARTS if shown.get(table)}


def published(
    lake: Place,
    entries: Sequence[ledger.Entry] | None = None,
    marts: shelf.Shelf | None = None,
    narrow: Narrow = ALL,
    snapshot: Snapshot | None = None,
) -> dict[str, list[str]]:
    """Table or mart -> paths within the lake of the files that are published, or of `narrow`'s."""
    if marts is None:
        marts = snapshot.marts if snapshot else shelf.read(lake)
    of_marts = shelf.overlapping(marts, narrow.since, narrow.until)
    found = shelf.files(marts, of_marts)
    if narrow.names is None or any(name in TABLES for name in narrow.names):
        if entries is None:
            head = snapshot.head if snapshot else ledger.head(lake)
            asked = {
                night: path
                for night, path in head.entries.items()
                if night not in marts.nights or night in of_marts
            }
            entries = ledger.entries(lake, ledger.Head(entries=asked, mark=head.mark))
        found |= ledger.published_files(lake, entries)
    return found
