"""The marts that are SQL: of one small night, and of the nights before it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from hearsay import mart
from hearsay.contract import columns
from hearsay.query import connect
from hearsay.records import MARTS

NIGHT = Path(__file__).parent / "night"
TOLD = ("links", "story_marks", "quotations")  # by the room stories; here by a file, or empty
EXPECTED = sorted((NIGHT / "expected").glob("*.csv"))


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of tests/mart/night, the marts before it, and all marts that are made of them."""
    with connect(tmp_path_factory.mktemp("empty")) as con:
        for name in mart.PAST:
            con.execute(f'CREATE VIEW "past_{name}" AS FROM "{name}"')  # empty
        for path in NIGHT.glob("*.csv"):
            _fill(con, path.stem, f"read_csv('{path}', all_varchar = true)")
        for name in MARTS:
            if name not in TOLD:
                con.register("made", mart.rows(con, name).to_arrow_table())
                _fill(con, name, "made")
        yield con


def _fill(con: duckdb.DuckDBPyConnection, name: str, rows: str) -> None:
    con.execute(f'CREATE TABLE "_{name}" AS FROM "{name}"')
    con.execute(f'INSERT INTO "_{name}" BY NAME FROM {rows}')
    con.execute(f'CREATE OR REPLACE VIEW "{name}" AS FROM "_{name}"')


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_mart(path: Path, night: duckdb.DuckDBPyConnection) -> None:
    expected = path.read_text("utf-8")
    head = next(csv.reader(io.StringIO(expected)))
    rows = night.sql(f"SELECT {', '.join(head)} FROM {path.stem}").fetchall()
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    assert out.getvalue() == expected


@pytest.mark.parametrize("name", MARTS)
def test_a_mart_has_the_columns_of_its_record(name: str, night: duckdb.DuckDBPyConnection) -> None:
    assert night.table(name).columns == [column.name for column in columns(MARTS[name])]
