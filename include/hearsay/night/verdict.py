"""Judges a unit of work once its steps are done: what it counted, what must be kept back."""

import dataclasses
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

from hearsay import check as checks
from hearsay import fetch, write
from hearsay.lake import replace, scratch
from hearsay.night.bring import fetched
from hearsay.night.pages import pack
from hearsay.night.plan import Unit
from hearsay.night.seal import intact, seal
from hearsay.records import Dump, Format, Found, State

log = logging.getLogger(__name__)
TABLES = ("dumps", "articles", "attributions", "dropped")
RESULTS = "results.tar"  # what was checked, waiting to become Data Docs


def check(unit: Unit, night: date, force: bool = False) -> dict[str, str]:
    """Judge what was staged for a unit; stages `dumps` and the verdict.

    Returns the dumps that are held back, with the reason. With `force` a critical expectation
    holds nothing back; a dump that could not be brought here is held all the same.
    """
    intact(unit.folder, "bring", "extract", "attribute")
    dumps = list(_tallied(unit, night))
    write.write_rows(unit.folder / "dumps.parquet", Dump, dumps)
    with ExitStack() as stack:
        folder = stack.enter_context(scratch(unit.folder))
        tables = {
            table: stack.enter_context(write.reading(unit.folder / f"{table}.parquet"))
            for table in TABLES
        }
        verdict = checks.judge(night, tables, folder / "results")
        pack(folder / "results", unit.folder / RESULTS)
    missing = {dump.dump: str(dump.remark) for dump in dumps if dump.state is State.HELD}
    held = ({} if force else dict(verdict.held)) | missing
    replace(unit.verdict, checks.to_json(dataclasses.replace(verdict, held=held)))
    seal(unit.folder, "check", ["dumps.parquet", RESULTS, unit.verdict.name])
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
    brought = fetched(unit)
    unattributed = json.loads((unit.folder / "attributed.json").read_text("utf-8"))
    articles = write.tally(unit.folder / "articles.parquet", "dump")
    attributions = write.tally(unit.folder / "attributions.parquet", "dump")
    dropped = write.tally(unit.folder / "dropped.parquet", "dump", "reason")
    for dump in unit.dumps:
        at = brought[dump.dump]
        row = dataclasses.replace(
            unread(dump, night, at.remark or ""), bytes=at.bytes, sha256=at.sha256
        )
        if at.path is None:
            yield row
            continue
        failed = unattributed.get(dump.dump)
        reasons = {reason: n for (of, reason), n in sorted(dropped.items()) if of == dump.dump}
        yield dataclasses.replace(
            row,
            format=Format(read[dump.dump]["format"]),
            records=read[dump.dump]["records"],
            articles=articles[(dump.dump,)],
            dropped=sum(reasons.values()),
            dropped_by_reason=reasons,
            attributions=attributions[(dump.dump,)],
            state=State.PUBLISHED,
            remark=f"the engine failed on {failed} articles, see the log" if failed else None,
        )
