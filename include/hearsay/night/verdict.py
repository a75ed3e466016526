"""Judges a unit of work once its steps are done: what it counted, what must be kept back."""

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hearsay import check as checks
from hearsay import fetch, ledger, write
from hearsay.night.plan import Unit
from hearsay.records import Dump, Format, Found, State

log = logging.getLogger(__name__)
TABLES = ("dumps", "articles", "attributions", "dropped")
RESULTS = "results"  # folder of a unit where what was checked waits to become Data Docs


def check(unit: Unit, night: date, force: bool = False) -> dict[str, str]:
    """Judge what was staged for a unit; stages `dumps` and the verdict.

    Returns the dumps that are held back, with the reason. With `force` a critical expectation
    holds nothing back; a dump that could not be brought here is held all the same.
    """
    dumps = list(_tallied(unit, night))
    write.write_rows(unit.folder / "dumps.parquet", Dump, dumps)
    tables = {table: write.read_table(unit.folder / f"{table}.parquet") for table in TABLES}
    shutil.rmtree(unit.folder / RESULTS, ignore_errors=True)
    verdict = checks.judge(night, tables, unit.folder / RESULTS)
    missing = {dump.dump: str(dump.remark) for dump in dumps if dump.state is State.HELD}
    held = ({} if force else dict(verdict.held)) | missing
    ledger.replace(unit.verdict, checks.to_json(replace(verdict, held=held)))
    log.info("%s: %d rows set aside, %d dumps held", unit.label, len(verdict.set_aside), len(held))
    return held


def unread(dump: Found, night: date, remark: str) -> Dump:
    """The row of a dump that is held back unread."""
    return Dump(
        night=night,
        dump=dump.dump,
        source=dump.source,
        uri=fetch.in_words(dump.uri),
        bytes=dump.bytes,
        sha256=None,
        format=Format.UNKNOWN,
        records=0,
        articles=0,
        dropped=0,
        dropped_by_reason={},
        attributions=0,
        state=State.HELD,
        remark=remark,
    )


def _tallied(unit: Unit, night: date) -> Iterator[Dump]:
    """What the steps of a unit counted, a row for each of its dumps."""
    read = json.loads((unit.folder / "read.json").read_text("utf-8"))
    fetched = json.loads((unit.folder / "fetched.json").read_text("utf-8"))
    unattributed = json.loads((unit.folder / "attributed.json").read_text("utf-8"))
    articles = write.tally(unit.folder / "articles.parquet", "dump")
    attributions = write.tally(unit.folder / "attributions.parquet", "dump")
    dropped = write.tally(unit.folder / "dropped.parquet", "dump", "reason")
    for dump in unit.dumps:
        at = fetched[dump.dump]
        if at["path"] is None:
            yield unread(dump, night, at["remark"])
            continue
        failed = unattributed.get(dump.dump)
        reasons = {reason: n for (of, reason), n in sorted(dropped.items()) if of == dump.dump}
        yield replace(
            unread(dump, night, ""),
            bytes=at["bytes"],
            sha256=at["sha256"],
            format=Format(read[dump.dump]["format"]),
            records=read[dump.dump]["records"],
            articles=articles[(dump.dump,)],
            dropped=sum(reasons.values()),
            dropped_by_reason=reasons,
            attributions=attributions[(dump.dump,)],
            state=State.PUBLISHED,
            remark=f"the engine failed on {failed} articles, see the log" if failed else None,
        )
