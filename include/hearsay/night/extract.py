"""Turns the dumps of a unit into articles: read, clean, parse."""

import json
import logging
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hearsay import clean, parse, read, write
from hearsay.ledger import replace
from hearsay.night.plan import Unit
from hearsay.night.progress import telling
from hearsay.night.repeats import Repeats, remembered
from hearsay.records import (
    Article,
    Dropped,
    DropReason,
    Format,
    Page,
    Reject,
    Repeated,
    values,
)
from hearsay.settings import Settings

log = logging.getLogger(__name__)


def extract(unit: Unit, night: date, settings: Settings) -> None:
    """Read, clean and parse: stages `articles`, `dropped`, `repeated`, the tallies `read.json`."""
    unit.verdict.unlink(missing_ok=True)
    fetched = json.loads((unit.folder / "fetched.json").read_text("utf-8"))
    repeats = remembered(unit.dumps[0].source, settings.lake, night)
    for dump, at in fetched.items():
        if at["path"] is not None:
            repeats.learn(Path(at["path"]), dump)
    tallies: dict[str, dict[str, Any]] = {}
    with (
        write.writing(unit.folder / "articles.parquet", Article) as keep,
        write.writing(unit.folder / "dropped.parquet", Dropped) as drop,
    ):
        for dump, at in fetched.items():
            if at["path"] is None:
                tallies[dump] = {"format": Format.UNKNOWN, "records": 0}
                continue
            path, records = Path(at["path"]), 0
            for one in telling(dump, articles(path, dump, night, repeats)):
                records += 1
                if isinstance(one, Article):
                    keep(one)
                else:
                    drop(Dropped(night=night, **values(one)))
            tallies[dump] = {"format": read.format_of(path), "records": records}
    write.write_rows(unit.folder / "repeated.parquet", Repeated, repeats.rows(night))
    replace(unit.folder / "read.json", json.dumps(tallies).encode())
    log.info("%s: %d records read", unit.label, sum(one["records"] for one in tallies.values()))


def cleaned(files: Sequence[tuple[Path, str]], today: date) -> Iterator[Article | Reject | OSError]:
    """What becomes of every record of some files, each with the name it goes by as a dump.

    A file that cannot be read costs the others nothing; it is told as an OSError.
    """
    repeats = learned(files)
    for path, dump in files:
        try:
            yield from articles(path, dump, today, repeats)
        except OSError as error:
            yield error


def learned(files: Sequence[tuple[Path, str]]) -> Repeats:
    """What the texts among some files repeat."""
    repeats = Repeats("dumps")
    for path, dump in files:
        repeats.learn(path, dump)
    return repeats


def articles(path: Path, dump: str, night: date, repeats: Repeats) -> Iterator[Article | Reject]:
    """Every record of a dump as an article, or with the reason why it is none."""
    for page in read.pages(path, dump):
        yield page if isinstance(page, Reject) else _article(page, night, repeats)


def _article(page: Page, night: date, repeats: Repeats) -> Article | Reject:
    """One record through cleaning and parsing; our own failure on it costs only this record."""
    try:
        draft = clean.draft(page, repeats.known(page))
        if isinstance(draft, Reject):
            return draft
        repeats.note(page, draft)
        return parse.article(page, draft, night)
    except Exception as error:
        log.exception("%s record %s: dropped as failed", page.dump, page.record)
        return Reject(
            dump=page.dump,
            record=page.record,
            url=page.url,
            reason=DropReason.FAILED,
            detail=f"{type(error).__name__}: {error}"[:200],
        )
