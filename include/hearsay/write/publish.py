"""Turns a night's staged rows into files to be published: sorted, by language, named by content."""

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hearsay.lake import Place, near, put, scratch, within
from hearsay.ledger import File, stage_of
from hearsay.records import MARTS, TABLES
from hearsay.write.rows import write_rows
from hearsay.write.schema import schema

BY_LANGUAGE = ("articles", "attributions")
# Readers skip what their WHERE excludes by the statistics of a row group. Articles are some
# hundred times larger than attributions.
ROW_GROUP = {"articles": 5_000}
ROW_GROUP_ELSE = 100_000
MEMORY = "200MB"  # sorting spills to the stage above this


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What a night's tables are made of: staged files, and published ones of the same night.

    Of the `staged` rows those of dumps that `dumps` has as published go into the tables, without
    what was set aside; of the `before` rows those of the dumps that are `kept` as they were.
    """

    staged: Mapping[str, Sequence[Place]]
    before: Mapping[str, Sequence[Place]]
    kept: Collection[str]


def compose(
    lake: Place, night: date, rows: Rows, tables: Collection[str]
) -> dict[str, tuple[File, ...]]:
    """Write the files of some tables of a night; readers see them once the ledger names them.

    The same rows give the same files, byte for byte, whatever files they come from.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(scratch(stage_of(lake, night)))
        con = stack.enter_context(duckdb.connect())
        con.execute("SET memory_limit = $limit", {"limit": MEMORY})
        con.execute("SET temp_directory = $folder", {"folder": str(folder / "sort")})
        params = _params(rows, folder, stack)
        return {table: tuple(_files(con, lake, night, table, params, folder)) for table in tables}


def store(lake: Place, night: date, table: str, rows: duckdb.DuckDBPyRelation) -> File:
    """Write the rows of a mart of a night; readers see them once the shelf names the file."""
    with scratch(stage_of(lake, night)) as folder:
        target = lake / "tables" / table / f"night={night.isoformat()}"
        return _write(rows, table, lake, target, folder)


def store_rows(lake: Place, night: date, table: str, rows: Sequence[Any]) -> File:
    """Write the rows of a mart of a night, records of its class, as `store` does."""
    with scratch(stage_of(lake, night)) as folder:
        target = lake / "tables" / table / f"night={night.isoformat()}"
        draft = folder / "draft.parquet"
        write_rows(draft, MARTS[table], rows)
        return _named(lake, target, draft, len(rows))


def keep(lake: Place, night: date, staged: Place) -> File:
    """Put a copy of a staged file where a night keeps what it needs beside its tables."""
    with near(staged) as local, scratch(stage_of(lake, night)) as folder:
        draft = Path(shutil.copy(local, folder / staged.name))
        rows = pq.read_metadata(draft).num_rows if draft.suffix == ".parquet" else 0
        return _named(lake, lake / "kept" / night.isoformat(), draft, rows)


def _params(rows: Rows, folder: Path, stack: ExitStack) -> dict[str, list[str]]:
    """The files of every table, staged and `before_`, on this machine; never an empty list."""
    params: dict[str, list[str]] = {}
    for table, record in TABLES.items():
        nothing = folder / f"no-{table}.parquet"
        pq.write_table(schema(record).empty_table(), nothing)
        for name, found in ((table, rows.staged), (f"before_{table}", rows.before)):
            local = [stack.enter_context(near(path)) for path in found.get(table, ())]
            params[name] = [str(path) for path in (nothing, *local)]
    kept = folder / "kept.parquet"
    pq.write_table(pa.table({"dump": pa.array(sorted(rows.kept), pa.string())}), kept)
    return params | {"kept": [str(kept)]}


def _files(
    con: duckdb.DuckDBPyConnection,
    lake: Place,
    night: date,
    table: str,
    params: Mapping[str, list[str]],
    folder: Path,
) -> Iterator[File]:
    question = (files("hearsay.write") / f"{table}.sql").read_text("utf-8")
    (statement,) = duckdb.extract_statements(question)
    asked = {name: params[name] for name in statement.named_parameters if name in params}
    target = lake / "tables" / table / f"night={night.isoformat()}"
    if table not in BY_LANGUAGE:
        yield _write(con.sql(question, params=asked), table, lake, target, folder)
        return
    for language in _languages(con, [*params[table], *params[f"before_{table}"]]):
        rows = con.sql(question, params={**asked, "language": language})
        file = _write(rows, table, lake, target / f"language={language}", folder)
        if file.rows:
            yield file


def _languages(con: duckdb.DuckDBPyConnection, paths: list[str]) -> list[str]:
    found = con.execute("SELECT DISTINCT language FROM read_parquet($paths)", {"paths": paths})
    return sorted(language for (language,) in found.fetchall())


def _write(
    rows: duckdb.DuckDBPyRelation, table: str, lake: Place, target: Place, folder: Path
) -> File:
    """Write rows to a file that is named by its content."""
    draft, shape, count = folder / "draft.parquet", schema((TABLES | MARTS)[table]), 0
    size = ROW_GROUP.get(table, ROW_GROUP_ELSE)
    with pq.ParquetWriter(draft, shape, compression="zstd") as out:
        for group in _groups(rows.to_arrow_reader(size), size):
            out.write_table(group.select(shape.names).cast(shape), row_group_size=size)
            count += len(group)
    return _named(lake, target, draft, count)


def _named(lake: Place, folder: Place, draft: Path, rows: int) -> File:
    with draft.open("rb") as written:
        mark = file_digest(written, "sha256").hexdigest()
    path, size = folder / f"part-{mark[:12]}{draft.suffix}", draft.stat().st_size
    put(draft, path)
    return File(path=within(lake, path), bytes=size, sha256=mark, rows=rows)


def _groups(reader: pa.RecordBatchReader, size: int) -> Iterator[pa.Table]:
    """The batches of a reader as tables of exactly `size` rows, the last one shorter."""
    waiting = reader.schema.empty_table()
    for batch in reader:
        waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch])])
        while len(waiting) >= size:
            yield waiting.slice(0, size)
            waiting = waiting.slice(size)
    if len(waiting):
        yield waiting
