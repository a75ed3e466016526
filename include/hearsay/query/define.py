"""Defines the macros, and the views over files of the lake, that questions are made of."""

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb

from hearsay.contract import Column, columns
from hearsay.lake import Place
from hearsay.query.lists import Lists, list_views
from hearsay.query.names import definitions
from hearsay.records import MARTS, TABLES

TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "int64": "BIGINT",
    "double": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "binary": "BLOB",
    "counts": "MAP(VARCHAR, BIGINT)",
    "span": 'STRUCT("start" BIGINT, "end" BIGINT)',
    "spans": 'STRUCT("start" BIGINT, "end" BIGINT)[]',
}


def shared() -> duckdb.DuckDBPyConnection:
    """The database in memory that has the macros, once for this process: a cursor of it is open at
    once, and finds the footers of files that others have read.
    """
    return _shared(os.getpid())


@cache
def _shared(_process: int) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    con.execute("SET parquet_metadata_cache = true")
    con.execute(macros())
    return con


@cache
def macros() -> str:
    """The statements that define the macros."""
    return ";".join(sql for name, sql in definitions() if name is None)


def define(
    con: duckdb.DuckDBPyConnection,
    lake: Place,
    found: Mapping[str, Sequence[str]],
    lists: Lists | None = None,
    names: Collection[str] | None = None,
    *,
    temporary: bool = False,
) -> None:
    """Define the views of `names`, or all, over the files that are `found` of each table and mart.

    `temporary` ones are seen by this connection alone. Without `lists` there is none of them.
    """
    for table, record in (TABLES | MARTS).items():
        if names is None or table in names:
            show_files(con, table, record, lake, found.get(table, ()), temporary=temporary)
    views = [sql for name, sql in definitions() if name and (names is None or name in names)]
    for sql in [*views, *(list_views(lists) if lists else ())]:
        con.execute(sql.replace("CREATE VIEW", "CREATE TEMP VIEW", 1) if temporary else sql)


def show_files(
    con: duckdb.DuckDBPyConnection,
    name: str,
    record: type,
    lake: Place,
    paths: Sequence[str],
    *,
    temporary: bool = False,
) -> None:
    """Show files of the lake, which hold rows of `record`, as a view of that name."""
    root = str(lake.resolve()) if isinstance(lake, Path) else str(lake)
    kind = "TEMP VIEW" if temporary else "VIEW"
    con.execute(f'CREATE OR REPLACE {kind} "{name}" AS {_rows(columns(record), root, paths)}')


def _rows(shape: Sequence[Column], lake: str, paths: Sequence[str]) -> str:
    empty = ", ".join(f'NULL::{TYPES[column.type]} AS "{column.name}"' for column in shape)
    if not paths:
        return f"SELECT {empty} WHERE false"
    root = f"coalesce(getvariable('hearsay_lake'), {quoted(lake)})"
    names = ", ".join(f'"{column.name}"' for column in shape)
    parts = ", ".join(f"{root} || {quoted('/', path)}" for path in paths)
    # Night and language also stand in the paths, `night=2026-01-31`; the files have them typed.
    source = f"read_parquet([{parts}], hive_partitioning = false, union_by_name = true)"
    # A column that is younger than a night is null in it.
    rows = f"SELECT {empty} WHERE false UNION ALL BY NAME FROM {source}"
    return f"SELECT {names} FROM ({rows})"


def quoted(*parts: object) -> str:
    """The parts as one SQL string."""
    return "'" + "".join(map(str, parts)).replace("'", "''") + "'"
