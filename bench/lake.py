"""Generates a lake as large as wanted, for what is measured on it: nights of news that never was.

python bench/lake.py FOLDER [--attributions 20000000] [--nights 365] [--jobs 2]

Publishers, sources and stories have shares as Zipf found them; texts are runs of invented words in
four languages, with sources that are named and unnamed, chains, credits, near-copies, editions in
another language and quotations that travel. What is generated is published as a real night is: the
same tables, files and ledger, and `hearsay verify` finds nothing wrong. The same arguments give
the same lake with the same version of DuckDB, whose hash is all the chance there is.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

from hearsay import lang, ledger, query, write
from hearsay.lake import scratch
from hearsay.ledger import Entry, Taken, Unit
from hearsay.records import TABLES, State

BENCH = Path(__file__).parent
FIRST = date(2025, 11, 1)
ATTRIBUTIONS = 20_000_000
NIGHTS = 365
PER_ARTICLE = 10.2  # attributions, as lake-night.sql draws them
OUTLETS = 1200
SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A lake to be: `articles` of every night."""

    lake: Path
    nights: int
    articles: int

    def nights_of(self) -> list[date]:
        """Its nights, oldest first."""
        return [FIRST + timedelta(days=day) for day in range(self.nights)]


def generate(size: Size, jobs: int = 1) -> None:
    """Generate and publish every night that is not there yet."""
    there = set(ledger.nights(size.lake))
    days = [day for day, night in enumerate(size.nights_of()) if night not in there]
    with ProcessPoolExecutor(jobs, get_context("forkserver")) as pool:
        draw = partial(files_of, size)
        for number, entry in enumerate(map(draw, days) if jobs == 1 else pool.map(draw, days)):
            _publish(size.lake, entry)
            if number % 10 == 9:
                sys.stderr.write(f"{number + 1} of {len(days)} nights\n")
    query.write_catalogue(size.lake)


def _publish(lake: Path, entry: Entry) -> None:
    ledger.switch(lake, entry.night, lambda _: entry)


def files_of(size: Size, day: int) -> Entry:
    """Write the files of a night, numbered from 0, and say which they are."""
    night = FIRST + timedelta(days=day)
    with duckdb.connect() as con, scratch(ledger.stage_of(size.lake, night)) as folder:
        con.execute("SET threads = 1")
        _draw(con, size, day, night)
        staged = {}
        for table in TABLES:
            staged[table] = [folder / f"{table}.parquet"]
            con.table(table).to_parquet(str(staged[table][0]))
        dumps = con.sql("FROM dumps ORDER BY dump").to_dicts()
        verdict = folder / "verdict.json"
        verdict.write_text(json.dumps({"night": str(night), "generated": True}), "utf-8")
        kept = write.keep(size.lake, night, verdict)
        rows = write.Rows(staged=staged, before={}, kept=())
        files = write.compose(size.lake, night, rows, TABLES)
    return Entry(
        night=night,
        files=files,
        dumps=tuple(map(_taken, dumps)),
        units=(
            Unit(
                label=f"crawl, {night}",
                dumps=tuple(one["dump"] for one in dumps),
                verdict=kept,
                repeated=None,
            ),
        ),
    )


def _draw(con: duckdb.DuckDBPyConnection, size: Size, day: int, night: date) -> None:
    """Make the tables of the night."""
    told = [{"id": one.id, "name": one.name} for one in lang.outlets()][:OUTLETS]
    for name, value in {"seed": SEED, "day": day, "count": size.articles}.items():
        con.execute(f"SET VARIABLE {name} = $value", {"value": value})
    con.execute("SET VARIABLE night = $night::DATE", {"night": night})
    con.execute("SET VARIABLE outlets = $told", {"told": told})
    for script in ("lake-words.sql", "lake-night.sql"):
        con.execute((BENCH / script).read_text("utf-8"))
    with query.connect(Path("no lake")) as shapes:
        for table in TABLES.keys() - {"articles", "attributions", "dumps", "dropped"}:
            columns = shapes.execute(f"DESCRIBE {table}").fetchall()
            shape = ", ".join(f'"{name}" {kind}' for name, kind, *_ in columns)
            con.execute(f"CREATE TEMP TABLE {table} ({shape})")


def _taken(dump: Mapping[str, Any]) -> Taken:
    return Taken(
        source="crawl",
        kind="objects",
        dump=dump["dump"],
        uri=dump["uri"],
        bytes=dump["bytes"],
        sha256=dump["sha256"],
        state=State.PUBLISHED,
    )


def main() -> None:
    """Generate a lake."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lake", type=Path)
    parser.add_argument("--attributions", type=int, default=ATTRIBUTIONS)
    parser.add_argument("--nights", type=int, default=NIGHTS)
    parser.add_argument("--jobs", type=int, default=2)
    told = parser.parse_args()
    articles = max(1, round(told.attributions / told.nights / PER_ARTICLE))
    begun = time.monotonic()
    generate(Size(lake=told.lake, nights=told.nights, articles=articles), told.jobs)
    sys.stderr.write(f"{told.nights} nights in {time.monotonic() - begun:.0f} s\n")


if __name__ == "__main__":
    main()
