"""Shows an answer as a table for people, or as CSV, JSON Lines or Parquet."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import duckdb
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hearsay.query.questions import QueryError, refusals

# Wide enough for any line: what goes into a file or a pipe is not wrapped.
UNWRAPPED = 100_000
GAP = 3  # what rich puts between two columns
# Longer words, addresses mostly, may be broken on a narrow terminal; domains and ids stay whole.
UNBROKEN = 24
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
            print_table(answer.columns, answer.fetchall(), right, out)
        else:
            _copy(answer, COPIES[form], out)


def print_table(
    names: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[bool], out: TextIO
) -> None:
    """Print rows within the terminal's width, or wider rather than cut a word or number off.

    Columns marked `right` hold numbers, which are never wrapped.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    columns = list(zip(names, *cells, strict=True))
    widths = [_longest(column, "\n") for column in columns]
    least = [
        width if number else min(_longest(column, None), UNBROKEN)
        for width, number, column in zip(widths, right, columns, strict=True)
    ]
    paper = console(out)
    widths = _fitted(widths, least, paper.width - GAP * len(names))
    paper.width = max(paper.width, sum(widths) + GAP * len(names))
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, width, number in zip(names, widths, right, strict=True):
        grid.add_column(
            Text(name), width=width, justify="right" if number else "left", overflow="fold"
        )
    for row in cells:
        # Text, lest rich take the brackets of "[sic]" for markup.
        grid.add_row(*map(Text, row))
    paper.print(grid)


def console(out: TextIO) -> Console:
    """What rich prints on: as wide as the terminal, and unwrapped where there is none."""
    paper = Console(file=out, highlight=False)
    if not paper.is_terminal:
        paper.width = UNWRAPPED
    return paper


def _longest(column: Sequence[str], separator: str | None) -> int:
    return max(cell_len(part) for cell in (*column, " ") for part in cell.split(separator) or [" "])


def _fitted(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths that fit the room, taken from the widest columns, none below its least."""
    fitted = list(widths)
    while sum(fitted) > room and fitted != list(least):
        spare = [i for i, width in enumerate(fitted) if width > least[i]]
        fitted[max(spare, key=lambda i: fitted[i])] -= 1
    return fitted


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
