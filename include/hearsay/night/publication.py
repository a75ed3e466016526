"""The end of a night: its units judged together, what is good published, the rest held back."""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hearsay import check as checks
from hearsay import ledger, query, write
from hearsay.check import Verdict
from hearsay.ledger import Taken
from hearsay.night.plan import Unit, units
from hearsay.night.verdict import RESULTS, unread
from hearsay.records import TABLES, Check, Dropped, DropReason, Dump, State, values
from hearsay.settings import Settings

JUDGED = "judged"  # folder of the stage for the tables that all units share
FIGURES = ("records", "articles", "dropped", "attributions")
NOT_DONE = "its task failed: read the log, then clear the task"


def publish(night: date, settings: Settings) -> dict[str, str]:
    """Judge the night as a whole and publish it; readers see all of it or nothing.

    A unit that is not done is held back. Returns every dump that is, with the reason. Raises
    ValueError where the night is not staged any more: it has to run from the start.
    """
    stage = ledger.stage_of(settings.lake, night)
    if not stage.exists():
        raise ValueError(f"night {night} is not staged in {stage}; run it from the start")
    done = [unit for unit in units(stage) if unit.verdict.exists()]
    failed = [dump for unit in units(stage) if unit not in done for dump in unit.dumps]
    verdict = checks.merge(checks.from_json(unit.verdict.read_bytes()) for unit in done)
    judged = [dump for unit in done for dump in _judged(unit, verdict)]
    dumps = judged + [unread(dump, night, NOT_DONE) for dump in failed]
    together: dict[str, Iterable[Any]] = {
        "dumps": dumps,
        "dropped": _failed_check(verdict),
        "set_aside": verdict.set_aside,
        "checks": [*verdict.checks, *_unusual(night, settings, judged, done)],
    }
    staged = {table: [unit.folder / f"{table}.parquet" for unit in done] for table in TABLES}
    for table, rows in together.items():
        path = stage / JUDGED / f"{table}.parquet"
        write.write_rows(path, TABLES[table], rows)
        staged[table] = [path, *staged[table]] if table == "dropped" else [path]
    results = [folder / RESULTS for folder in (*(unit.folder for unit in done), stage / JUDGED)]
    checks.data_docs(results, ledger.docs_of(settings.lake, night))
    write.publish(settings.lake, night, staged, list(_taken(units(stage), dumps)))
    query.write_catalogue(settings.lake)
    _forget(settings)
    return {dump.dump: str(dump.remark) for dump in dumps if dump.state is State.HELD}


def _judged(unit: Unit, verdict: Verdict) -> Iterator[Dump]:
    """The unit's dumps as they are published: what is set aside counted out, or all of it held."""
    articles = {row.key: row.dump for row in verdict.set_aside if row.table == "articles"}
    alone = {row.key for row in verdict.set_aside if row.table == "attributions"}
    lost: Counter[str] = Counter()
    for of, article, number in write.tally(
        unit.folder / "attributions.parquet", "dump", "article", "number"
    ):
        lost[of] += article in articles or f"{article}#{number}" in alone
    failed = Counter(articles.values())
    for dump in write.read_rows(unit.folder / "dumps.parquet", Dump):
        if dump.dump in verdict.held:
            yield replace(dump, state=State.HELD, remark=verdict.held[dump.dump])
            continue
        n = failed[dump.dump]
        reasons = {DropReason.FAILED_CHECK.value: n} if n else {}
        yield replace(
            dump,
            articles=dump.articles - n,
            dropped=dump.dropped + n,
            dropped_by_reason=dump.dropped_by_reason | reasons,
            attributions=dump.attributions - lost[dump.dump],
        )


def _failed_check(verdict: Verdict) -> Iterator[Dropped]:
    """The articles that were set aside, as records that became no article."""
    for row in verdict.set_aside:
        if row.table == "articles" and row.dump not in verdict.held:
            told = json.loads(row.row)
            yield Dropped(
                night=row.night,
                dump=row.dump,
                record=told["record"],
                url=told["url"],
                reason=DropReason.FAILED_CHECK,
                detail=row.expectation,
            )


def _unusual(
    night: date, settings: Settings, dumps: Sequence[Dump], done: Sequence[Unit]
) -> tuple[Check, ...]:
    """The night's figures against those of earlier nights; see `query.figures` for their names."""
    published = [dump for dump in dumps if dump.state is State.PUBLISHED]
    tonight: dict[str, float] = {
        name: sum(getattr(dump, name) for dump in published) for name in FIGURES
    }
    languages: Counter[str] = Counter()
    for unit in done:
        for (code,), n in write.tally(unit.folder / "articles.parquet", "language").items():
            languages[code] += n
    tonight |= {f"language:{code}": n / languages.total() for code, n in languages.items()}
    with query.connect(settings.lake) as con:
        earlier = [told for day, told in query.figures(con).items() if day < night]
    results = ledger.stage_of(settings.lake, night) / JUDGED / RESULTS
    return checks.judge_night(night, tonight, earlier, results)


def _taken(staged: Sequence[Unit], dumps: Iterable[Dump]) -> Iterator[Taken]:
    """The night's dumps as the ledger keeps them, by name."""
    found = {dump.dump: dump for unit in staged for dump in unit.dumps}
    for dump in sorted(dumps, key=lambda dump: dump.dump):
        told = values(found[dump.dump]) | {"bytes": dump.bytes}
        yield Taken(**told, sha256=dump.sha256, state=dump.state)


def _forget(settings: Settings) -> None:
    """Remove what older nights staged: they can be run again, but not repaired dump by dump."""
    for night in ledger.nights(settings.lake)[: -settings.keep_staged]:
        shutil.rmtree(ledger.stage_of(settings.lake, night), ignore_errors=True)
