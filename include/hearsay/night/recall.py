"""Stages what a night published as if it had just been read, to be attributed anew."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from hearsay import ledger, write
from hearsay.lake import Place, near, replace
from hearsay.ledger import Entry
from hearsay.night.arrived import Sources
from hearsay.night.bring import FETCHED, Brought
from hearsay.night.extract import STAGED
from hearsay.night.plan import Unit, find
from hearsay.night.seal import seal
from hearsay.records import TABLES, Dump, State
from hearsay.settings import Settings

log = logging.getLogger(__name__)
RECALLED = ("articles", "dropped", "set_aside")
NOT_NEEDED = "."  # where a dump lies that is not read again


def published(night: date, settings: Settings, sources: Sources, run: str) -> list[Unit]:
    """Stage the units of a published night, without the dumps that it holds back.

    Raises ValueError where the night was not published.
    """
    entry = ledger.entry(settings.lake, night)
    if entry is None:
        raise ValueError(f"night {night} is not published; `hearsay ask accounting` lists them")
    names = {
        dump.dump
        for dump in entry.dumps
        if dump.state is State.PUBLISHED and (not sources.only or dump.source in sources.only)
    }
    return find(night, settings, sources, run=run, dumps=names, whole=False) if names else []


def recall(unit: Unit, night: date, settings: Settings) -> None:
    """Stage the unit's articles and dropped records as they were published."""
    unit.verdict.unlink(missing_ok=True)
    entry = ledger.entry(settings.lake, night)
    if entry is None:
        raise ValueError(f"night {night} is not published any more")
    names = [dump.dump for dump in unit.dumps]
    for table in RECALLED:
        paths = [settings.lake / file.path for file in entry.files[table]]
        write.take(paths, TABLES[table], names, unit.folder / f"{table}.parquet")
    _recall_repeated(unit, entry, settings.lake)
    rows = {row.dump: row for row in _dumps(settings.lake, entry) if row.dump in names}
    told = {name: asdict(_brought(row)) for name, row in rows.items()}
    replace(unit.folder / FETCHED, json.dumps(told).encode())
    read: Mapping[str, Any] = {
        name: {"format": row.format, "records": row.records} for name, row in rows.items()
    }
    replace(unit.folder / "read.json", json.dumps(read).encode())
    seal(unit.folder, "bring", [FETCHED])
    seal(unit.folder, "extract", [*STAGED, "set_aside.parquet"])
    log.info("%s: recalled", unit.label)


def _recall_repeated(unit: Unit, entry: Entry, lake: Place) -> None:
    """The lines that the unit saw repeated, as it left them."""
    names = {dump.dump for dump in unit.dumps}
    (kept,) = (one.repeated for one in entry.units if names <= set(one.dumps))
    assert kept is not None, "a unit with published dumps leaves what it saw repeated"
    with near(lake / kept.path) as local:
        replace(unit.folder / "repeated.parquet", local.read_bytes())


def _dumps(lake: Place, entry: Entry) -> list[Dump]:
    return [row for file in entry.files["dumps"] for row in write.read_rows(lake / file.path, Dump)]


def _brought(row: Dump) -> Brought:
    return Brought(path=NOT_NEEDED, bytes=row.bytes, sha256=row.sha256, remark=None)
