"""What happens to one unit of work: bring its dumps here, extract articles, attribute."""

import json
import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from hearsay import attribute as engine
from hearsay import clean, fetch, parse, read, write
from hearsay.ledger import replace
from hearsay.night.plan import Unit
from hearsay.records import (
    Article,
    Attribution,
    Dropped,
    DropReason,
    Format,
    Found,
    Page,
    Reject,
)
from hearsay.settings import Settings

log = logging.getLogger(__name__)
PROGRESS_SECONDS = 10.0
MOST_FAILED = 0.1  # of the articles: one odd text is the text's fault, every tenth is the engine's
Row = TypeVar("Row")


def bring(unit: Unit) -> None:
    """Bring the unit's dumps here and note their checksums in `fetched.json`.

    A dump that cannot be brought is noted with the reason and costs the others nothing.
    """
    unit.verdict.unlink(missing_ok=True)
    brought = {dump.dump: _bring(dump, unit.folder) for dump in unit.dumps}
    replace(unit.folder / "fetched.json", json.dumps(brought).encode())
    log.info("%s: brought, %d bytes", unit.label, sum(dump.bytes for dump in unit.dumps))


def extract(unit: Unit, night: date) -> None:
    """Read, clean and parse: stages `articles` and `dropped`, and the tallies in `read.json`."""
    unit.verdict.unlink(missing_ok=True)
    fetched = json.loads((unit.folder / "fetched.json").read_text("utf-8"))
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
            for one in _telling(dump, articles(path, dump, night)):
                records += 1
                if isinstance(one, Article):
                    keep(one)
                else:
                    drop(Dropped(night=night, **_fields(one)))
            tallies[dump] = {"format": read.format_of(path), "records": records}
    replace(unit.folder / "read.json", json.dumps(tallies).encode())
    log.info("%s: %d records read", unit.label, sum(one["records"] for one in tallies.values()))


def attribute(unit: Unit, settings: Settings) -> None:
    """Find the attributions in the unit's articles: stages `attributions`.

    An article that the engine fails on has none, and is counted in `attributed.json`. Raises
    RuntimeError where it fails on so many that the fault cannot be theirs.
    """
    unit.verdict.unlink(missing_ok=True)
    failed: Counter[str] = Counter()
    seen = found = 0
    with write.writing(unit.folder / "attributions.parquet", Attribution) as keep:
        staged = write.read_rows(unit.folder / "articles.parquet", Article)
        for seen, article in enumerate(_telling(unit.label, staged), 1):
            try:
                rows = attributions(article, settings)
            except Exception:
                log.exception("%s record %s: not attributed", article.dump, article.record)
                failed[article.dump] += 1
                continue
            for row in rows:
                keep(row)
            found += len(rows)
    if failed.total() > MOST_FAILED * seen:
        raise RuntimeError(f"{unit.label}: the engine fails on {failed.total()} of {seen} articles")
    replace(unit.folder / "attributed.json", json.dumps(failed).encode())
    log.info("%s: %d attributions", unit.label, found)


def articles(path: Path, dump: str, night: date) -> Iterator[Article | Reject]:
    """Every record of a dump as an article, or with the reason why it is none."""
    for page in read.pages(path, dump):
        yield page if isinstance(page, Reject) else _article(page, night)


def attributions(article: Article, settings: Settings) -> list[Attribution]:
    """The attributions of one article, title first."""
    found = engine.attributions(
        article.text,
        article.language,
        title=article.title,
        model=settings.spacy_models.get(article.language),
    )
    return [
        Attribution(
            night=article.night,
            article=article.id,
            dump=article.dump,
            publisher=article.publisher,
            language=article.language,
            published_day=article.published_day,
            extractor=engine.EXTRACTOR,
            **_fields(one),
        )
        for one in found
    ]


def _article(page: Page, night: date) -> Article | Reject:
    """One record through cleaning and parsing; our own failure on it costs only this record."""
    try:
        draft = clean.draft(page)
        return draft if isinstance(draft, Reject) else parse.article(page, draft, night)
    except Exception as error:
        log.exception("%s record %s: dropped as failed", page.dump, page.record)
        return Reject(
            dump=page.dump,
            record=page.record,
            url=page.url,
            reason=DropReason.FAILED,
            detail=f"{type(error).__name__}: {error}"[:200],
        )


def _bring(dump: Found, folder: Path) -> dict[str, str | None]:
    try:
        path = fetch.bring(dump, folder)
        return {"path": str(path), "sha256": fetch.sha256(path), "remark": None}
    except OSError as error:
        log.exception("%s: not brought", dump.dump)
        return {"path": None, "sha256": None, "remark": f"not brought: {error}"}


def _telling(label: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, with a word in the log from time to time on a long way."""
    begun = told = time.monotonic()
    for number, row in enumerate(rows, 1):
        yield row
        now = time.monotonic()
        if now - told > PROGRESS_SECONDS:
            told = now
            log.info("%s: %d records, %.0f/s", label, number, number / (now - begun))


def _fields(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
