"""Compares attributions with published ones: what is gained, lost, changed, rule by rule."""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

import duckdb

from hearsay.lake import Place, near

DIFF = files("hearsay.query") / "diff"
Change = tuple[str, int, int, int, int]  # rule, gained, lost, changed, same
ORDER = ("gained", "lost", "changed", "same")


def changes(
    before: Sequence[Place],
    after: Sequence[Place],
    dumps: Collection[str],
    details: Path,
) -> list[Change]:
    """Compare the attributions of some dumps in two sets of Parquet files, neither empty.

    Writes every attribution that is not the same to the Parquet file `details`; returns a row a
    rule, with how many are gained, lost, changed and the same, the most changed first.
    """
    with ExitStack() as stack, duckdb.connect() as con:
        paths = {
            side: [str(stack.enter_context(near(path))) for path in several]
            for side, several in (("before", before), ("after", after))
        }
        sql = (DIFF / "attributions.sql").read_text("utf-8")
        con.execute(f"CREATE TEMP TABLE changes AS {sql}", {**paths, "dumps": sorted(dumps)})
        con.execute(f"COPY (FROM changes WHERE change <> 'same') TO '{details}' (FORMAT parquet)")
        counts = ", ".join(f"count(*) FILTER (change = '{one}') AS {one}" for one in ORDER)
        con.execute(
            f"SELECT rule, {counts} FROM changes GROUP BY rule "
            "ORDER BY gained + lost + changed DESC, rule"
        )
        return con.fetchall()
