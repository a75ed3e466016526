"""Shows an answer as a table for people, or as CSV, JSON Lines or Parquet."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import duckdb
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hearsay.query.questions import QueryError, refusals

# Wide enough for any line: what goes into a file or a pipe is not wrapped.
UNWRAPPED = 100_000
COPIES: Mapping[str, str] = {
    "csv": "FORMAT csv, HEADER",
    "json": "FORMAT json",
    "parquet": "FORMAT parquet, COMPRESSION zstd",
}
FORMATS = ("table", *COPIES)
NUMBERS = frozenset(
    ("tinyint", "smallint", "integer", "bigint", "hugeint", "float", "double", "decimal")
)


def show(answer: duckdb.DuckDBPyRelation, form: str, out: TextIO) -> None:
    """Write an answer to `out` in one of FORMATS; Parquet goes to the buffer below `out`.

    Raises QueryError for another format, and where DuckDB fails on the rows.
    """
    if form not in FORMATS:
        raise QueryError(f"no format {form!r}; there is {', '.join(FORMATS)}")
    with refusals():
        if form == "table":
            right = [kind.id in NUMBERS for kind in answer.types]
            print_table(table(answer.columns, answer.fetchall(), right), out)
        else:
            _copy(answer, COPIES[form], out)


def table(names: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[bool]) -> Table:
    """A table for people; columns marked `right` are numbers, and are never wrapped."""
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, number in zip(names, right, strict=True):
        grid.add_column(
            Text(name), justify="right" if number else "left", no_wrap=number, overflow="fold"
        )
    for row in rows:
        # Text, lest rich take the brackets of "[sic]" for markup.
        grid.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return grid


def print_table(grid: Table, out: TextIO) -> None:
    """Print within the terminal's width, or wider rather than cut a word or number off."""
    paper = console(out)
    needed = Console(width=UNWRAPPED).measure(grid).minimum
    paper.print(grid, width=max(paper.width, needed) if paper.is_terminal else None)


def console(out: TextIO) -> Console:
    """What rich prints on: as wide as the terminal, and unwrapped where there is none."""
    paper = Console(file=out, highlight=False)
    if not paper.is_terminal:
        paper.width = UNWRAPPED
    return paper


def _copy(answer: duckdb.DuckDBPyRelation, options: str, out: TextIO) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answer"
        copied = answer.query("answer", f"COPY (FROM answer) TO '{path}' ({options})")
        assert copied is not None
        copied.fetchall()
        out.flush()
        with path.open("rb") as copy:
            shutil.copyfileobj(copy, out.buffer)
        out.buffer.flush()
