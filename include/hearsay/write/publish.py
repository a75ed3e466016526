"""Turns a night's staged files into published ones: sorted, by language, behind one switch."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from hearsay import ledger
from hearsay.records import TABLES
from hearsay.write.schema import schema

BY_LANGUAGE = ("articles", "attributions")
# Readers skip what their WHERE excludes by the statistics of a row group. Articles are some
# hundred times larger than attributions.
ROW_GROUP = {"articles": 5_000}
ROW_GROUP_ELSE = 100_000
MEMORY = "2GB"  # sorting spills to the stage above this


def publish(
    lake: Path,
    night: date,
    staged: Mapping[str, Sequence[Path]],
    dumps: Sequence[ledger.Taken],
) -> ledger.Entry:
    """Publish the staged files of a night; until the last step readers see what was before.

    `staged` maps every table to its Parquet files; rows of dumps that are held back, and rows
    that were set aside, stay out. The same rows give the same files, byte for byte.
    """
    before = ledger.entry(lake, night)
    with duckdb.connect() as con:
        con.execute("SET memory_limit = $limit", {"limit": MEMORY})
        con.execute(
            "SET temp_directory = $folder", {"folder": str(ledger.stage_of(lake, night) / "sort")}
        )
        new = ledger.Entry(
            night=night,
            files={table: tuple(_files(con, lake, night, table, staged)) for table in TABLES},
            dumps=tuple(dumps),
        )
    ledger.switch(lake, new)
    _prune(lake, night, [entry for entry in (before, new) if entry])
    return new


def _files(
    con: duckdb.DuckDBPyConnection,
    lake: Path,
    night: date,
    table: str,
    staged: Mapping[str, Sequence[Path]],
) -> Iterator[str]:
    question = (files("hearsay.write") / f"{table}.sql").read_text("utf-8")
    params = {
        name: [str(path) for path in paths]
        for name, paths in staged.items()
        if f"${name}" in question
    }
    folder = lake / "tables" / table / f"night={night.isoformat()}"
    if not staged[table]:
        return
    if table not in BY_LANGUAGE:
        yield _write(con.sql(question, params=params), table, folder).relative_to(lake).as_posix()
        return
    for language in _languages(con, params[table]):
        rows = con.sql(question, params={**params, "language": language})
        path = _write(rows, table, folder / f"language={language}")
        yield path.relative_to(lake).as_posix()


def _languages(con: duckdb.DuckDBPyConnection, paths: list[str]) -> list[str]:
    found = con.execute("SELECT DISTINCT language FROM read_parquet($paths)", {"paths": paths})
    return sorted(language for (language,) in found.fetchall())


def _write(rows: duckdb.DuckDBPyRelation, table: str, folder: Path) -> Path:
    """Write rows to a file that is named by its content."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".draft.{os.getpid()}"
    target, size = schema(TABLES[table]), ROW_GROUP.get(table, ROW_GROUP_ELSE)
    with pq.ParquetWriter(draft, target, compression="zstd") as out:
        for group in _groups(rows.to_arrow_reader(size), size):
            out.write_table(group.select(target.names).cast(target), row_group_size=size)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
        name = f"part-{file_digest(written, 'sha256').hexdigest()[:12]}.parquet"
    return draft.replace(folder / name)


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


def _prune(lake: Path, night: date, kept: Sequence[ledger.Entry]) -> None:
    """Delete what neither this publication of the night nor the one before it names.

    The one before stays, since a reader may have asked the ledger a moment ago.
    """
    named = {lake / path for entry in kept for paths in entry.files.values() for path in paths}
    for path in (lake / "tables").glob(f"*/night={night.isoformat()}/**/*"):
        if path.is_file() and path not in named:
            path.unlink()
