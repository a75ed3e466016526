"""Publishes a folder of CSV files as a night, the way the nightly run would."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hearsay import ledger
from hearsay.query import connect

NIGHT = date(2026, 1, 31)


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake in which nothing was published yet."""
    return tmp_path / "lake"


@pytest.fixture
def publish(lake: Path) -> Callable[[Path], None]:
    """Publish the tables of a folder: `articles.csv` has columns of `articles`, others are null."""

    def folder_as_night(folder: Path) -> None:
        tables = [
            path.stem for path in folder.glob("*.csv") if not path.stem.startswith("expected")
        ]
        files = {table: (f"tables/{table}/{NIGHT}.parquet",) for table in tables}
        with connect(lake) as con:
            for table, (name,) in files.items():
                (lake / name).parent.mkdir(parents=True)
                con.execute(f'CREATE TEMP TABLE rows AS FROM "{table}"')
                con.execute(
                    "INSERT INTO rows BY NAME FROM read_csv($path, all_varchar = true)",
                    {"path": str(folder / f"{table}.csv")},
                )
                con.execute(f"COPY rows TO '{lake / name}'")
                con.execute("DROP TABLE rows")
        ledger.switch(lake, ledger.Entry(night=NIGHT, files=files, dumps=()))

    return folder_as_night
