"""Reads .parquet: one row, one page; only the columns that can matter are read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from hearsay.read import row
from hearsay.read.formats import PARQUET as MAGIC
from hearsay.read.meter import Meter
from hearsay.read.stream import MAX_RECORD, name_of
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

BUFFER = 2**20  # bytes; column chunks are read in such parts, not whole
MAX_ROWS = 1000  # held at once
# What pyarrow raises for bytes it cannot read; its OSError names no file, its KeyError a time zone
# that nobody knows.
UNREADABLE = (pa.ArrowException, OSError, ValueError, OverflowError, KeyError)


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """Every row as a page; `record` is the number of the row, from 1."""
    try:
        # A name that is no text opens as bytes only.
        file = parquet.ParquetFile(pa.OSFile(os.fsencode(path)), buffer_size=BUFFER)
    except UNREADABLE as error:
        yield reject(dump, name_of(path), _unreadable(path, error))
        return
    with file:
        if not (columns := _columns(file, row.BODY_FIELDS)):
            yield reject(dump, name_of(path), _no_text_column(file))
            return
        columns = _columns(file, row.FIELDS)
        first = 1
        for group in range(file.metadata.num_row_groups):
            for number, found in enumerate(_group(file, group, columns, dump, first), first):
                meter.part(number, file.metadata.num_rows)
                yield found
            first += file.metadata.row_group(group).num_rows


def _columns(file: parquet.ParquetFile, names: tuple[str, ...]) -> list[str]:
    """The columns that hold one of the fields, also within structs, as the file spells them."""
    paths = [file.schema.column(number).path for number in range(len(file.schema))]
    found = (path[: len(name)] for path in paths for name in names if _is_field(path, name))
    return list(dict.fromkeys(found))


def _is_field(path: str, name: str) -> bool:
    return f"{path.lower()}.".startswith(f"{name}.")


def _group(
    file: parquet.ParquetFile, group: int, columns: list[str], dump: str, first: int
) -> Iterator[Page | Reject]:
    """The rows of a row group, numbered from `first`; those behind damage are one reject."""
    told = file.metadata.row_group(group)
    size = max(1, told.total_byte_size // max(1, told.num_rows))
    rows = min(MAX_ROWS, max(1, MAX_RECORD // size))
    number = first
    try:
        for batch in file.iter_batches(rows, row_groups=[group], columns=columns):
            for found in _rows(batch):
                yield _page(found, dump, str(number))
                number += 1
    except UNREADABLE as error:
        left = f"{first + told.num_rows - number} rows from {number} on: {error}"
        yield reject(dump, str(number), Trouble(reason=DropReason.CORRUPT, detail=left))


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any] | Trouble]:
    """The rows of a batch; one that does not fit Python (not UTF-8, year 20000) is a Trouble."""
    try:
        return list(batch.to_pylist())
    except UNREADABLE as error:
        if batch.num_rows > 1:
            return [found for at in range(batch.num_rows) for found in _rows(batch.slice(at, 1))]
        return [Trouble(reason=DropReason.CORRUPT, detail=f"row unreadable: {error}")]


def _page(found: dict[str, Any] | Trouble, dump: str, record: str) -> Page | Reject:
    if isinstance(found, Trouble):
        return reject(dump, record, found)
    return row.page(found, dump, record)


def _unreadable(path: Path, error: Exception) -> Trouble:
    """A file without the index at its end; when it begins like Parquet, the end is missing."""
    with path.open("rb") as file:
        begins = file.read(len(MAGIC)) == MAGIC
        file.seek(-min(len(MAGIC), path.stat().st_size), os.SEEK_END)
        ends = file.read() == MAGIC
    reason = DropReason.TRUNCATED if begins and not ends else DropReason.CORRUPT
    return Trouble(reason=reason, detail=f"no Parquet: {error}")


def _no_text_column(file: parquet.ParquetFile) -> Trouble:
    told = f"no text column among {', '.join(file.schema_arrow.names)}"
    rows = f"({file.metadata.num_rows} rows)"
    return Trouble(reason=DropReason.NO_TEXT_FIELD, detail=f"{rows} {told}")
