"""Says how much a step worked on, by what it staged."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from hearsay import ledger, write
from hearsay.lake import Place
from hearsay.night.plan import Unit

Volume = dict[str, int]


def volume(step: str, unit: Unit) -> Volume:
    """What a step that ended counted, by name: bytes are those of the dumps, the rest are rows."""
    return OF[step](unit)


def published(lake: Place, night: date) -> dict[str, Volume]:
    """Table -> how many rows, files and bytes of it a night has published."""
    entry = ledger.entry(lake, night)
    tables = entry.files if entry else {}
    return {
        table: {
            "rows": sum(file.rows for file in files),
            "files": len(files),
            "bytes": sum(file.bytes for file in files),
        }
        for table, files in tables.items()
    }


def _fetched(unit: Unit) -> Volume:
    told = _staged(unit, "fetched.json")
    return {"dumps": len(told), "bytes": sum(dump.get("bytes") or 0 for dump in told.values())}


def _extracted(unit: Unit) -> Volume:
    read = _staged(unit, "read.json")
    return {
        "records": sum(dump["records"] for dump in read.values()),
        "bytes": _fetched(unit)["bytes"],
        "articles": write.count_rows(unit.folder / "articles.parquet"),
    }


def _attributed(unit: Unit) -> Volume:
    tables = ("articles", "attributions")
    return {table: write.count_rows(unit.folder / f"{table}.parquet") for table in tables}


def _checked(unit: Unit) -> Volume:
    told = _staged(unit, "verdict.json")
    return {"set_aside": len(told["set_aside"]), "held": len(told["held"])}


OF: Mapping[str, Callable[[Unit], Volume]] = {
    "fetch": _fetched,
    "extract": _extracted,
    "attribute": _attributed,
    "check": _checked,
}


def _staged(unit: Unit, name: str) -> Any:
    return json.loads((unit.folder / name).read_text("utf-8"))
