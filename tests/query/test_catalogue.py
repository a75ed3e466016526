"""The published nights as views, in memory and in hearsay.duckdb."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from hearsay.contract import columns
from hearsay.ledger import catalogue
from hearsay.query import connect, figures, write_catalogue
from hearsay.records import TABLES

FIRST, SECOND = date(2026, 1, 30), date(2026, 1, 31)
COUNT = "SELECT count(*) FROM articles"
# Opens the file, counts; counts again, and in a new connection, when told so.
READER = f"""
import duckdb, sys
def count(con): return con.execute("{COUNT}").fetchone()[0]
with duckdb.connect(sys.argv[1], read_only=True) as con:
    print(count(con), flush=True)
    sys.stdin.readline()
    print(count(con), flush=True)
with duckdb.connect(sys.argv[1], read_only=True) as con:
    print(count(con), flush=True)
"""


def count(con: duckdb.DuckDBPyConnection) -> int:
    return int(con.sql(COUNT).fetchall()[0][0])


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_lake_has_tables_of_the_same_shape(
    table: str, lake: Path, publish_night: Callable[[date], None]
) -> None:
    with connect(lake) as con:
        empty = con.table(table)
        assert empty.columns == [column.name for column in columns(TABLES[table])]
        assert empty.fetchall() == []
        types = empty.types
    publish_night(FIRST)
    with connect(lake) as con:
        assert con.table(table).types == types


def test_two_nights(lake: Path, publish_night: Callable[[date], None]) -> None:
    publish_night(FIRST)
    publish_night(SECOND)
    with connect(lake) as con:
        assert count(con) == 2
        assert (
            con.sql(
                'SELECT cue.start, content[1]."end", typeof(night) FROM attributions '
                "WHERE number = 1 ORDER BY night"
            ).fetchall()
            == [(30, 28, "DATE")] * 2
        )
        assert figures(con)[SECOND] == {
            "records": 3,
            "articles": 1,
            "dropped": 2,
            "attributions": 2,
            "language:de": 1.0,
        }


def test_only_what_the_ledger_names_is_read(
    lake: Path, publish_night: Callable[[date], None]
) -> None:
    publish_night(FIRST)
    part = next(lake.glob("tables/articles/**/*.parquet"))
    shutil.copy(part, part.with_name("part-of-a-night-that-was-killed.parquet"))
    with connect(lake) as con:
        assert count(con) == 1


def test_a_night_from_before_a_column_was_there(
    lake: Path, publish_night: Callable[[date], None]
) -> None:
    publish_night(FIRST)
    publish_night(SECOND)
    (old,) = lake.glob(f"tables/articles/night={FIRST}/*.parquet")
    pq.write_table(pq.read_table(old, partitioning=None).drop_columns("words"), old)
    with connect(lake) as con:
        rows = con.sql("SELECT night, words FROM articles ORDER BY night").fetchall()
    assert rows == [(FIRST, None), (SECOND, 17)]


def test_other_clients_read_while_the_catalogue_is_replaced(
    lake: Path, publish_night: Callable[[date], None]
) -> None:
    publish_night(FIRST)
    write_catalogue(lake)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(catalogue(lake))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        publish_night(SECOND)
        write_catalogue(lake)
        reader.stdin.write("again\n")
        reader.stdin.flush()
        assert reader.stdout.readline() == "1\n", "the file it has open shows the old nights"
        assert reader.stdout.readline() == "2\n", "the next one it opens shows the new night"
    told = sorted(path.name for path in lake.iterdir() if path.is_file())
    assert told == [".ledger.json.lock", "hearsay.duckdb", "ledger.json"]


def test_the_catalogue_has_the_helpers_under_any_name(
    lake: Path, publish_night: Callable[[date], None]
) -> None:
    publish_night(FIRST)
    write_catalogue(lake)
    with duckdb.connect() as con:
        con.execute("ATTACH $path AS press (READ_ONLY)", {"path": str(catalogue(lake))})
        (chain,) = con.sql("SELECT chain, depth FROM press.chains").fetchall()
        assert chain == ("kurier.example -> Nordagentur -> zwei Beamte", 2)


def test_a_lake_that_was_moved(
    lake: Path, tmp_path: Path, publish_night: Callable[[date], None]
) -> None:
    publish_night(FIRST)
    write_catalogue(lake)
    elsewhere = lake.rename(tmp_path / "elsewhere")
    with duckdb.connect(str(catalogue(elsewhere)), read_only=True) as con:
        with pytest.raises(duckdb.IOException):
            count(con)
        con.execute(f"SET VARIABLE hearsay_lake = '{elsewhere}'")
        assert count(con) == 1


def test_clients_before_duckdb_2_can_open_it(lake: Path) -> None:
    write_catalogue(lake)
    with duckdb.connect(str(catalogue(lake)), read_only=True) as con:
        told = con.sql("SELECT tags FROM duckdb_databases() WHERE path IS NOT NULL").fetchall()
    assert told == [({"storage_version": "v1.0.0+"},)]
