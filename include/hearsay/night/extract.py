"""Turns the dumps of a unit into articles, and stages them."""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from hearsay import read, write
from hearsay.lake import mark_of, near, replace
from hearsay.night.articles import articles
from hearsay.night.bring import fetched
from hearsay.night.plan import Unit
from hearsay.night.progress import telling
from hearsay.night.remembered import remembered
from hearsay.night.repeats import Repeats
from hearsay.night.seal import intact, seal
from hearsay.records import Article, Dropped, Format, Reject, Repeated, values
from hearsay.settings import Settings

log = logging.getLogger(__name__)
STAGED = ("articles.parquet", "dropped.parquet", "repeated.parquet", "read.json")


def extract(unit: Unit, night: date, settings: Settings) -> None:
    """Read, clean and parse: stages `articles`, `dropped`, `repeated`, the tallies `read.json`."""
    unit.verdict.unlink(missing_ok=True)
    intact(unit.folder, "bring")
    repeats = remembered(unit.dumps[0].source, settings.lake, night)
    with (
        ExitStack() as stack,
        write.writing(unit.folder / "articles.parquet", Article) as keep,
        write.writing(unit.folder / "dropped.parquet", Dropped) as drop,
    ):
        brought = fetched(unit)
        places = {dump: at.place(settings.lake) for dump, at in brought.items()}
        files = {dump: stack.enter_context(near(at)) for dump, at in places.items() if at}
        for dump, path in files.items():
            repeats.learn(path, dump)
        tallies: dict[str, dict[str, Any]] = {
            dump: {"format": _format(files.get(dump)), "records": 0} for dump in places
        }
        meter = read.Meter.of(files.values())
        records = _records(files, night, repeats, meter)
        for dump, one in telling(unit.label, records, share=meter.after):
            tallies[dump]["records"] += 1
            if isinstance(one, Article):
                keep(one)
            else:
                drop(Dropped(night=night, **values(one)))
        for dump, path in files.items():
            _same(dump, path, brought[dump].sha256)
    write.write_rows(unit.folder / "repeated.parquet", Repeated, repeats.rows(night))
    replace(unit.folder / "read.json", json.dumps(tallies).encode())
    seal(unit.folder, "extract", STAGED)
    log.info("%s: %d records read", unit.label, sum(one["records"] for one in tallies.values()))


def _format(path: Path | None) -> Format:
    return read.format_of(path) if path else Format.UNKNOWN


def _records(
    files: Mapping[str, Path], night: date, repeats: Repeats, meter: read.Meter
) -> Iterator[tuple[str, Article | Reject]]:
    """What becomes of every record of the unit, with the dump that it stands in."""
    for dump, path in files.items():
        for one in articles(path, dump, night, repeats, meter):
            yield dump, one


def _same(dump: str, path: Path, mark: str | None) -> None:
    """Raise OSError where a dump is not what was brought: what was read of it may be of both."""
    if mark_of(path) != mark:
        raise OSError(f"{dump} changed while it was read; clear its first task, or run it again")
