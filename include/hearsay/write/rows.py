"""Rows to Parquet and back, in batches, so that memory does not grow with the table."""

import sys
import typing
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from importlib.abc import MetaPathFinder
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hearsay.contract import Span, columns
from hearsay.lake import Place, near, put, scratch
from hearsay.write.schema import schema

Row = TypeVar("Row")
BATCH_ROWS = 2_000  # articles of some 3 kB: a batch is a few megabytes
CONVERT_BACK: dict[str, Callable[[Any], Any]] = {
    "span": lambda told: Span(**told),
    "spans": lambda told: tuple(Span(**span) for span in told),
    "counts": dict,
}


@contextmanager
def writing(path: Place, record: type[Row]) -> Iterator[Callable[[Row], None]]:
    """Open a table for writing: `with writing(path, Article) as add: add(article)`.

    The file appears under its name only when it is whole; after an error there is none.
    """
    batch: list[Row] = []
    with scratch(path.parent) as folder:
        draft = folder / path.name
        with pq.ParquetWriter(draft, schema(record), compression="zstd") as out:

            def add(row: Row) -> None:
                batch.append(row)
                if len(batch) == BATCH_ROWS:
                    out.write_table(_table(record, batch))
                    batch.clear()

            yield add
            out.write_table(_table(record, batch))
        put(draft, path)


def write_rows(path: Place, record: type[Row], rows: Iterable[Row]) -> None:
    """Write all rows as one Parquet file, whole or not at all."""
    with writing(path, record) as add:
        for row in rows:
            add(row)


def read_rows(path: Place, record: type[Row]) -> Iterator[Row]:
    """The rows of a Parquet file that write_rows wrote, as records, in order."""
    back = _back(record)
    with near(path) as local, pq.ParquetFile(local) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            for told in batch.to_pylist():
                for name, convert in back.items():
                    if told[name] is not None:
                        told[name] = convert(told[name])
                yield record(**told)


def count_rows(path: Place) -> int:
    """How many rows a Parquet file has."""
    with near(path) as local:
        return int(pq.read_metadata(local).num_rows)


def take(paths: Sequence[Place], record: type, dumps: Collection[str], target: Place) -> None:
    """Copy the rows of some dumps out of published files into a staged one.

    A column that is younger than a file is null in its rows.
    """
    shape, wanted = schema(record), pa.array(sorted(dumps), pa.string())
    with scratch(target.parent) as folder:
        draft = folder / target.name
        with pq.ParquetWriter(draft, shape, compression="zstd") as out:
            for path in paths:
                with near(path) as local, pq.ParquetFile(local) as file:
                    for batch in file.iter_batches(BATCH_ROWS):
                        rows = batch.filter(pc.is_in(batch["dump"], value_set=wanted))
                        out.write_table(_as(pa.Table.from_batches([rows]), shape))
        put(draft, target)


def read_columns(path: Place, *names: str) -> Iterator[tuple[Any, ...]]:
    """The values of the named columns of a Parquet file, row by row."""
    with near(path) as local:
        table = pq.read_table(local, columns=list(names), partitioning=None)
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


@dataclass(frozen=True, slots=True)
class Stored:
    """A Parquet file that answers as an Arrow table does, and reads only what it is asked for.

    Spans are flattened to `cue.start`, `cue.end`.
    """

    file: pq.ParquetFile

    @property
    def num_rows(self) -> int:
        """The number of its rows."""
        return int(self.file.metadata.num_rows)

    @property
    def column_names(self) -> list[str]:
        """The names of its columns."""
        return list(self.file.schema_arrow.empty_table().flatten().column_names)

    def select(self, names: Sequence[str]) -> pa.Table:
        """Some columns, none of them of a span."""
        return self.file.read(columns=list(names))

    def slice(self, start: int, count: int) -> pa.Table:
        """`count` rows from row `start` on."""
        groups, base, end = [], 0, 0
        for group in range(self.file.num_row_groups):
            first, end = end, end + self.file.metadata.row_group(group).num_rows
            if end <= start:
                base = end
            elif first < start + count:
                groups.append(group)
        return self.file.read_row_groups(groups).slice(start - base, count).flatten()


@contextmanager
def reading(path: Place) -> Iterator[Stored]:
    """Open a Parquet file to read parts of it."""
    with near(path) as local, pq.ParquetFile(local) as file:
        yield Stored(file)


def tally(path: Place, *names: str) -> Counter[tuple[Any, ...]]:
    """How many rows of a Parquet file have which values in the named columns."""
    with near(path) as local:
        table = pq.read_table(local, columns=list(names), partitioning=None)
    grouped = table.group_by(list(names)).aggregate([([], "count_all")])
    values = zip(*(grouped.column(name).to_pylist() for name in names), strict=True)
    return Counter(dict(zip(values, grouped.column("count_all").to_pylist(), strict=True)))


class _NoPandas(MetaPathFinder):
    """Says of pandas that it is not there."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


# At the first list it gets, Arrow imports pandas to ask whether that is a frame: a second, and
# 80 MB in processes that never see one. It asks once; `to_pandas` finds pandas all the same.
if "pandas" not in sys.modules:
    sys.meta_path.insert(0, without := _NoPandas())
    pa.array([])
    sys.meta_path.remove(without)


def _as(rows: pa.Table, shape: pa.Schema) -> pa.Table:
    for field in shape:
        if field.name not in rows.column_names:
            rows = rows.append_column(field, pa.nulls(len(rows), field.type))
    return rows.select(shape.names).cast(shape)


def _table(record: type, rows: list[Any]) -> pa.Table:
    target = schema(record)
    arrays = [
        pa.array([_plain(getattr(row, field.name)) for row in rows], field.type) for field in target
    ]
    return pa.Table.from_arrays(arrays, schema=target)


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return sorted(value.items())
    return value


def _back(record: type) -> dict[str, Callable[[Any], Any]]:
    """Column -> what makes the field's value of the column's, for those that need it."""
    back = {c.name: CONVERT_BACK[c.type] for c in columns(record) if c.type in CONVERT_BACK}
    for name, hint in typing.get_type_hints(record).items():
        for arm in typing.get_args(hint) or (hint,):
            if isinstance(arm, type) and issubclass(arm, StrEnum):
                back[name] = arm
    return back
