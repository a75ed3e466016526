"""Makes articles of the records of dumps: read, clean, parse."""

import logging
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from hearsay import clean, parse, read
from hearsay.night.progress import telling
from hearsay.night.repeats import Repeats
from hearsay.records import Article, DropReason, Page, Reject

log = logging.getLogger(__name__)


def cleaned(files: Sequence[tuple[Path, str]], today: date) -> Iterator[Article | Reject | OSError]:
    """What becomes of every record of some files, each with the name it goes by as a dump.

    A file that cannot be read costs the others nothing; it is told as an OSError.
    """
    repeats = learned(files)
    meter = read.Meter.of(path for path, _ in files)
    yield from telling("cleaning", _cleaned(files, today, repeats, meter), share=meter.after)


def _cleaned(
    files: Sequence[tuple[Path, str]], today: date, repeats: Repeats, meter: read.Meter
) -> Iterator[Article | Reject | OSError]:
    for path, dump in files:
        try:
            yield from articles(path, dump, today, repeats, meter)
        except OSError as error:
            yield error


def learned(files: Sequence[tuple[Path, str]]) -> Repeats:
    """What the texts among some files repeat."""
    repeats = Repeats("dumps")
    for path, dump in files:
        repeats.learn(path, dump)
    return repeats


def articles(
    path: Path, dump: str, night: date, repeats: Repeats, meter: read.Meter
) -> Iterator[Article | Reject]:
    """Every record of a dump as an article, or with the reason why it is none."""
    for page in read.pages(path, dump, meter=meter):
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
