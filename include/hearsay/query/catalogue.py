"""Opens the published tables in DuckDB, and writes hearsay.duckdb for every other client."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb

from hearsay import ledger
from hearsay.contract import Column, columns
from hearsay.lake import Place, near, put, scratch
from hearsay.records import TABLES

TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "counts": "MAP(VARCHAR, BIGINT)",
    "span": 'STRUCT("start" BIGINT, "end" BIGINT)',
    "spans": 'STRUCT("start" BIGINT, "end" BIGINT)[]',
}
VIEWS = "views.sql"
# DuckDB 2.0 writes a format that no client before it opens; this one opens in all since 1.1, which
# has getvariable.
STORAGE = "v1.0.0"


def connect(
    lake: Place, entries: Sequence[ledger.Entry] | None = None
) -> duckdb.DuckDBPyConnection:
    """A connection in memory with a view per table over the published files, and views.sql.

    A table without files yet is an empty view of the same shape. The connection goes on showing
    the nights as they were when it was opened; with `entries`, only these.
    """
    con = duckdb.connect()
    if not isinstance(lake, Path):
        con.register_filesystem(lake.fs)
    _define(con, lake, entries)
    return con


def write_catalogue(lake: Place) -> None:
    """Replace hearsay.duckdb, in one step, by views over what is published now.

    Whoever has the old file open goes on reading it. The views hold the lake's absolute path;
    where the lake was moved or is mounted elsewhere, a client says
    `SET VARIABLE hearsay_lake = '/its/path'` and they follow.
    """
    while True:
        before = ledger.head(lake)
        with scratch(lake) as folder, duckdb.connect() as con:
            draft = folder / ledger.catalogue(lake).name
            if not isinstance(lake, Path):
                con.register_filesystem(lake.fs)
            con.execute(f"ATTACH {_quoted(draft)} AS draft (STORAGE_VERSION '{STORAGE}')")
            con.execute("USE draft")
            _define(con, lake)
            con.execute("USE memory")
            con.execute("DETACH draft")
            put(draft, ledger.catalogue(lake))
        if ledger.head(lake) == before:  # else an older one may have replaced a newer one
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
    return {table: shown[table] for table in TABLES if table in shown}


def _define(
    con: duckdb.DuckDBPyConnection, lake: Place, entries: Sequence[ledger.Entry] | None = None
) -> None:
    published = ledger.published_files(lake, entries)
    root = str(lake.resolve()) if isinstance(lake, Path) else str(lake)
    for table, record in TABLES.items():
        con.execute(_view(table, columns(record), root, published.get(table, [])))
    con.execute((files(__package__) / VIEWS).read_text("utf-8"))


def _view(table: str, shape: Sequence[Column], lake: str, paths: Sequence[str]) -> str:
    empty = ", ".join(f'NULL::{TYPES[column.type]} AS "{column.name}"' for column in shape)
    if not paths:
        return f'CREATE VIEW "{table}" AS SELECT {empty} WHERE false'
    root = f"coalesce(getvariable('hearsay_lake'), {_quoted(lake)})"
    names = ", ".join(f'"{column.name}"' for column in shape)
    parts = ", ".join(f"{root} || {_quoted('/', path)}" for path in paths)
    # Night and language also stand in the paths, `night=2026-01-31`; the files have them typed.
    source = f"read_parquet([{parts}], hive_partitioning = false, union_by_name = true)"
    # A column that is younger than a night is null in it.
    rows = f"SELECT {empty} WHERE false UNION ALL BY NAME FROM {source}"
    return f'CREATE VIEW "{table}" AS SELECT {names} FROM ({rows})'


def _quoted(*parts: object) -> str:
    return "'" + "".join(map(str, parts)).replace("'", "''") + "'"
