"""The end of a night: judge what is staged, publish what is good, say what is held back."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from hearsay import check as checks
from hearsay import ledger, query, write
from hearsay.ledger import Taken
from hearsay.night.plan import Unit, units
from hearsay.records import TABLES, Dropped, DropReason, Dump, Format, Found, SetAside, State
from hearsay.settings import Settings

UNIT_TABLES = ("dumps", "articles", "attributions", "dropped")
CHECKED = "checked"  # folder of the stage for what was judged


def check(night: date, settings: Settings, force: bool = False) -> dict[str, str]:
    """Judge what is staged; stages `dumps`, `checks` and what must stay out of the tables.

    Returns the dumps that are held back, with the reason. With `force` a critical expectation
    holds nothing back; a dump whose task failed is held all the same.
    """
    stage, docs = ledger.stage_of(settings.lake, night), ledger.docs_of(settings.lake, night)
    shutil.rmtree(docs, ignore_errors=True)
    shutil.rmtree(stage / CHECKED, ignore_errors=True)
    complete, failed = _by_completeness(stage)
    for unit in complete:
        write.write_rows(unit.folder / "dumps.parquet", Dump, _tallied(unit, night))
    verdict = checks.merge([checks.judge(night, _tables(unit), docs) for unit in complete])
    held = {} if force else verdict.held
    dumps = [dump for unit in complete for dump in _judged(unit, verdict.set_aside, held)]
    tonight = _figures(dumps, complete)
    usual = checks.judge_night(night, tonight, _earlier(night, settings), docs)
    checks.data_docs(docs)
    dumps += [_unread(dump, night) for unit in failed for dump in unit.dumps]
    rows: dict[str, Iterable[Any]] = {
        "dumps": dumps,
        "dropped": _failed_check(verdict.set_aside, held),
        "set_aside": verdict.set_aside,
        "checks": (*verdict.checks, *usual),
    }
    for table, judged in rows.items():
        write.write_rows(stage / CHECKED / f"{table}.parquet", TABLES[table], judged)
    return {dump.dump: str(dump.remark) for dump in dumps if dump.state is State.HELD}


def publish(night: date, settings: Settings) -> dict[str, int]:
    """Publish what was judged; returns the rows of each table. Readers see all of it or nothing.

    Raises ValueError where the night is not staged any more: it has to run from the start.
    """
    stage = ledger.stage_of(settings.lake, night)
    if not (stage / CHECKED / "checks.parquet").exists():
        raise ValueError(f"night {night} is not staged in {stage}; run it from the start")
    complete, _ = _by_completeness(stage)
    staged = {table: [unit.folder / f"{table}.parquet" for unit in complete] for table in TABLES}
    for table in ("dumps", "set_aside", "checks"):
        staged[table] = [stage / CHECKED / f"{table}.parquet"]
    staged["dropped"].append(stage / CHECKED / "dropped.parquet")
    entry = write.publish(settings.lake, night, staged, list(_taken(stage)))
    query.write_catalogue(settings.lake)
    for old in ledger.nights(settings.lake)[: -settings.keep_staged]:
        shutil.rmtree(ledger.stage_of(settings.lake, old), ignore_errors=True)
    return {
        table: sum(write.tally(settings.lake / path, "night").total() for path in paths)
        for table, paths in entry.files.items()
    }


def _by_completeness(stage: Path) -> tuple[list[Unit], list[Unit]]:
    """The units whose every step is done (`attribute` is the last), and the others."""
    staged = units(stage)
    complete = [unit for unit in staged if (unit.folder / "attributions.parquet").exists()]
    return complete, [unit for unit in staged if unit not in complete]


def _tables(unit: Unit) -> dict[str, Any]:
    return {table: write.read_table(unit.folder / f"{table}.parquet") for table in UNIT_TABLES}


def _tallied(unit: Unit, night: date) -> Iterator[Dump]:
    """What the steps of a unit counted, a row for each of its dumps."""
    read = json.loads((unit.folder / "read.json").read_text("utf-8"))
    fetched = json.loads((unit.folder / "fetched.json").read_text("utf-8"))
    articles = write.tally(unit.folder / "articles.parquet", "dump")
    attributions = write.tally(unit.folder / "attributions.parquet", "dump")
    dropped = write.tally(unit.folder / "dropped.parquet", "dump", "reason")
    for dump in unit.dumps:
        reasons = {reason: n for (of, reason), n in dropped.items() if of == dump.dump}
        at = fetched[dump.dump]
        yield replace(
            _unread(dump, night),
            sha256=at["sha256"],
            format=Format(read[dump.dump]["format"]),
            records=read[dump.dump]["records"],
            articles=articles[(dump.dump,)],
            dropped=sum(reasons.values()),
            dropped_by_reason=reasons,
            attributions=attributions[(dump.dump,)],
            state=State.PUBLISHED if at["path"] else State.HELD,
            remark=at["remark"],
        )


def _unread(dump: Found, night: date) -> Dump:
    return Dump(
        night=night,
        dump=dump.dump,
        source=dump.source,
        uri=dump.uri,
        bytes=dump.bytes,
        sha256=None,
        format=Format.UNKNOWN,
        records=0,
        articles=0,
        dropped=0,
        dropped_by_reason={},
        attributions=0,
        state=State.HELD,
        remark="its task failed: read the log, then clear the task",
    )


def _judged(unit: Unit, aside: Sequence[SetAside], held: Mapping[str, str]) -> Iterator[Dump]:
    """The unit's dumps as they are published: rows set aside are counted out, or all is held."""
    articles = {row.key for row in aside if row.table == "articles"}
    lone = {row.key for row in aside if row.table == "attributions"}
    lost: Counter[str] = Counter()
    staged = write.tally(unit.folder / "attributions.parquet", "dump", "article", "number")
    for dump_of, article, number in staged:
        lost[dump_of] += article in articles or f"{article}#{number}" in lone
    for dump in write.read_rows(unit.folder / "dumps.parquet", Dump):
        if dump.dump in held:
            yield replace(dump, state=State.HELD, remark=held[dump.dump])
            continue
        failed = sum(row.dump == dump.dump and row.table == "articles" for row in aside)
        reasons = {DropReason.FAILED_CHECK.value: failed} if failed else {}
        yield replace(
            dump,
            articles=dump.articles - failed,
            dropped=dump.dropped + failed,
            dropped_by_reason={**dump.dropped_by_reason, **reasons},
            attributions=dump.attributions - lost[dump.dump],
        )


def _failed_check(aside: Iterable[SetAside], held: Mapping[str, str]) -> Iterator[Dropped]:
    """The articles that were set aside, as records that became no article."""
    for row in aside:
        if row.table == "articles" and row.dump not in held:
            told = json.loads(row.row)
            yield Dropped(
                night=row.night,
                dump=row.dump,
                record=told["record"],
                url=told["url"],
                reason=DropReason.FAILED_CHECK,
                detail=row.expectation,
            )


def _figures(dumps: Sequence[Dump], complete: Sequence[Unit]) -> dict[str, float]:
    """What the night is compared by; see `query.figures`."""
    names = ("records", "articles", "dropped", "attributions")
    published = [dump for dump in dumps if dump.state is State.PUBLISHED]
    figures: dict[str, float] = {
        name: sum(getattr(dump, name) for dump in published) for name in names
    }
    languages: Counter[str] = Counter()
    for unit in complete:
        for (language,), n in write.tally(unit.folder / "articles.parquet", "language").items():
            languages[language] += n
    shares = {f"language:{code}": n / languages.total() for code, n in languages.items()}
    return figures | shares


def _earlier(night: date, settings: Settings) -> list[Mapping[str, float]]:
    with query.connect(settings.lake) as con:
        return [told for day, told in query.figures(con).items() if day < night]


def _taken(stage: Path) -> Iterator[Taken]:
    """The night's dumps as the ledger keeps them, by name."""
    found = {dump.dump: dump for unit in units(stage) for dump in unit.dumps}
    judged = write.read_rows(stage / CHECKED / "dumps.parquet", Dump)
    for dump in sorted(judged, key=lambda dump: dump.dump):
        told = {field.name: getattr(found[dump.dump], field.name) for field in fields(Found)}
        yield Taken(**told, sha256=dump.sha256, state=dump.state)
