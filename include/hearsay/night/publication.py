"""Publishes a night: what the units of a run left, with what was published of it before."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hearsay import check as checks
from hearsay import ledger, query, write
from hearsay.lake import Place, scratch
from hearsay.ledger import Entry, File, Taken
from hearsay.night import pages
from hearsay.night.before import dumps_before, sound
from hearsay.night.judged import failed_check, judged
from hearsay.night.plan import BY_HAND, Unit, expected, folder_of, units
from hearsay.night.seal import DamagedError, intact
from hearsay.night.settle import Settled, settle
from hearsay.night.unusual import missing, unusual
from hearsay.night.verdict import RESULTS, unread
from hearsay.records import TABLES, Check, Dump, values
from hearsay.settings import Settings

log = logging.getLogger(__name__)
NOT_DONE = "its task failed: read the log, then clear the task"
JUDGED = "judged"  # folder of the stage for what is about the night as a whole
STAGED = ("articles", "attributions", "dropped")  # as units stage their rows
STEPS = ("bring", "extract", "attribute", "check")  # each has sealed what it staged
LAST = "checks"  # the table that is about what the others became


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run of a night has staged: its units, and those of them that are done."""

    night: date
    lake: Place
    folder: Place
    units: Sequence[Unit]
    done: Sequence[Unit]


def publish(night: date, settings: Settings, run: str = BY_HAND) -> dict[str, str]:
    """Publish what a run of the night has staged; readers see all of it or nothing.

    What the run did not work on stays as it was published before; a unit that is not done is held
    back. Returns what has to be looked at, each with what is to be said of it: dumps that were
    held back or could not be made anew, sources of which something is missing. Raises ValueError
    where the run is not staged any more: it has to run from the start.
    """
    folder = folder_of(settings.lake, night, run)
    if not folder.exists():
        raise ValueError(f"night {night} is not staged in {folder}; run it from the start")
    work = units(folder)
    done = [unit for unit in work if _is_done(unit)]
    staged = Run(night=night, lake=settings.lake, folder=folder, units=work, done=done)
    alarms: dict[str, str] = {}

    def entry(head: ledger.Head) -> Entry:
        new, found = _entry(staged, head)
        alarms.clear()
        alarms.update(found)
        return new

    ledger.switch(settings.lake, night, entry)
    query.write_catalogue(settings.lake)
    results = [(unit.label, unit.folder / RESULTS) for unit in done]
    pages.build(settings.lake, night, [*results, ("the night", folder / JUDGED / RESULTS)])
    return alarms


def _is_done(unit: Unit) -> bool:
    """Whether all steps of a unit are done, and what they staged still is what they left."""
    if not unit.verdict.exists():
        return False
    try:
        intact(unit.folder, *STEPS)
    except DamagedError:
        log.exception("%s: not published", unit.label)
        return False
    return True


def _entry(run: Run, head: ledger.Head) -> tuple[Entry, Mapping[str, str]]:
    """What the night publishes upon what is published, and what has to be looked at."""
    others = {one.night: one for one in ledger.entries(run.lake, head)}
    done = [dump.dump for unit in run.done for dump in unit.dumps]
    before = sound(run.lake, others.pop(run.night, None), done)
    verdict = checks.merge(_verdict(unit.verdict) for unit in run.done)
    settled = settle(_fresh(run, verdict), dumps_before(run.lake, before), others.values())
    units = _units(run, before, settled)
    kept = tuple(sorted(units, key=lambda unit: unit.dumps))
    missed = expected(run.folder)
    return (
        Entry(
            night=run.night,
            files=_files(run, before, verdict, settled, kept, missed),
            dumps=tuple(_taken(run, before, settled)),
            units=kept,
            expected=missed,
        ),
        {**settled.alarms, **{of: f"lacks {', '.join(it)}" for of, it in missed.items() if it}},
    )


def _files(
    run: Run,
    before: Entry | None,
    verdict: checks.Verdict,
    settled: Settled,
    kept: Sequence[ledger.Unit],
    missed: Mapping[str, Sequence[str]],
) -> dict[str, tuple[File, ...]]:
    """The files of every table of the night."""
    judged_as = {
        "dumps": _write(run, "dumps", settled.dumps),
        "set_aside": _write(run, "set_aside", verdict.set_aside),
        "dropped": _write(run, "dropped", failed_check(verdict)),
    }
    staged = {table: [unit.folder / f"{table}.parquet" for unit in run.done] for table in STAGED}
    for table, path in judged_as.items():
        staged.setdefault(table, []).append(path)
    staged["set_aside"] += [
        path for unit in run.done if (path := unit.folder / "set_aside.parquet").exists()
    ]
    staged["repeated"] = [run.lake / one.repeated.path for one in kept if one.repeated]
    published = {
        table: [run.lake / file.path for file in files]
        for table, files in (before.files if before else {}).items()
    }
    rows = write.Rows(staged=staged, before=published, kept=settled.kept)
    files = write.compose(run.lake, run.night, rows, [one for one in TABLES if one != LAST])
    found = _checks(run, kept, settled.dumps, files["articles"], missed)
    rows = replace(rows, staged={LAST: [_write(run, LAST, found)]})
    return files | write.compose(run.lake, run.night, rows, [LAST])


def _fresh(run: Run, verdict: checks.Verdict) -> Iterator[Dump]:
    """The dumps that the run worked on, as the checks leave them."""
    for unit in run.units:
        if unit in run.done:
            yield from judged(unit, verdict)
        else:
            yield from (unread(dump, run.night, NOT_DONE) for dump in unit.dumps)


def _units(run: Run, before: Entry | None, settled: Settled) -> Iterator[ledger.Unit]:
    """The units of the night with what they leave: those worked on, and those from before.

    A unit of which nothing new goes out stays as it was, also in what was said of it.
    """
    dumps = {dump.dump for dump in settled.dumps}
    old = {unit.dumps: unit for unit in (before.units if before else ())}
    fresh: set[str] = set()
    for unit in run.units:
        names = tuple(dump.dump for dump in unit.dumps if dump.dump in dumps)
        fresh |= set(names)
        if unit in run.done and not settled.kept.issuperset(names):
            yield ledger.Unit(
                label=unit.label,
                dumps=names,
                verdict=write.keep(run.lake, run.night, unit.verdict),
                repeated=write.keep(run.lake, run.night, unit.folder / "repeated.parquet"),
            )
        elif names:
            nothing = ledger.Unit(label=unit.label, dumps=names, verdict=None, repeated=None)
            yield old.get(names, nothing)
    for one in old.values():
        if rest := tuple(name for name in one.dumps if name not in fresh):
            yield replace(one, dumps=rest)


def _checks(
    run: Run,
    kept: Iterable[ledger.Unit],
    dumps: Sequence[Dump],
    articles: Sequence[File],
    missed: Mapping[str, Sequence[str]],
) -> list[Check]:
    verdicts = (_about(run.lake, one) for one in kept if one.verdict)
    with scratch(run.folder) as folder:
        found = unusual(run.night, run.lake, dumps, articles, folder / "results")
        pages.pack(folder / "results", run.folder / JUDGED / RESULTS)
    return [*checks.merge(verdicts).checks, *missing(run.night, missed), *found]


def _taken(run: Run, before: Entry | None, settled: Settled) -> Iterator[Taken]:
    """The night's dumps as the ledger keeps them, by name."""
    found = {dump.dump: dump for unit in run.units for dump in unit.dumps}
    old = ledger.taken([before] if before else [])
    for dump in settled.dumps:
        if dump.dump in settled.kept:
            yield old[dump.dump]
        else:
            told = values(found.get(dump.dump) or old[dump.dump]) | {
                "bytes": dump.bytes,
                "sha256": dump.sha256,
                "state": dump.state,
            }
            yield Taken(**told)


def _about(lake: Place, unit: ledger.Unit) -> checks.Verdict:
    """What was said of a unit; of its dumps alone where others were read with them."""
    assert unit.verdict is not None
    verdict = _verdict(lake / unit.verdict.path)
    if {one.dump for one in verdict.outcomes} - {None} <= set(unit.dumps):
        return verdict
    alone = tuple(one for one in verdict.outcomes if one.dump in unit.dumps)
    return replace(verdict, outcomes=alone)


def _verdict(place: Place) -> checks.Verdict:
    return checks.from_json(place.read_bytes())


def _write(run: Run, table: str, rows: Iterable[Any]) -> Place:
    path = run.folder / JUDGED / f"{table}.parquet"
    write.write_rows(path, TABLES[table], rows)
    return path
