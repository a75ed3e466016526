"""Turns the dumps of a unit into articles, and stages them."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

from hearsay import read, write
from hearsay.ledger import replace
from hearsay.night.articles import articles
from hearsay.night.plan import Unit
from hearsay.night.progress import telling
from hearsay.night.remembered import remembered
from hearsay.records import Article, Dropped, Format, Repeated, values
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
