"""The lake's layout, and the ledger: which night published which files from which dumps.

nights/<night>.json                               the ledger; replacing a file is the switch
tables/<table>/night=<night>/.../part-<hash>.parquet   published, never changed, named by content
stage/<night>/...                                 work in progress and what repairs need
docs/                                             Data Docs of the checks
hearsay.duckdb                                    views over what is published
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from hearsay.records import Found, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Found):
    """A dump that a night took, and with which bytes."""

    sha256: str | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published night: the Parquet files of each table (paths within the lake), its dumps."""

    night: date
    files: Mapping[str, tuple[str, ...]]
    dumps: tuple[Taken, ...]


def stage_of(lake: Path, night: date) -> Path:
    """The folder of a night's work in progress."""
    return lake / "stage" / night.isoformat()


def docs_of(lake: Path, night: date) -> Path:
    """The folder of the Data Docs: what the checks of a night found, as pages."""
    return lake / "docs" / night.isoformat()


def catalogue(lake: Path) -> Path:
    """The DuckDB file with the views."""
    return lake / "hearsay.duckdb"


def nights(lake: Path) -> list[date]:
    """The published nights, oldest first."""
    names = (path.stem for path in (lake / "nights").glob("*.json"))
    return sorted(date.fromisoformat(name) for name in names)


def entry(lake: Path, night: date) -> Entry | None:
    """What a night published, None where it did not yet."""
    try:
        told = json.loads(_path(lake, night).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Entry(
        night=night,
        files={table: tuple(paths) for table, paths in told["files"].items()},
        dumps=tuple(Taken(**{**taken, "state": State(taken["state"])}) for taken in told["dumps"]),
    )


def entries(lake: Path) -> Iterator[Entry]:
    """All published nights, oldest first."""
    found = (entry(lake, night) for night in nights(lake))
    return (one for one in found if one is not None)


def taken(published: Iterable[Entry]) -> dict[str, Taken]:
    """Dump name -> how it was taken, over the given nights; the ones held back too."""
    return {dump.dump: dump for one in published for dump in one.dumps}


def published_files(lake: Path) -> dict[str, list[Path]]:
    """Table -> its Parquet files over all published nights, oldest first."""
    files: dict[str, list[Path]] = {}
    for one in entries(lake):
        for table, paths in one.files.items():
            files.setdefault(table, []).extend(lake / path for path in paths)
    return files


def switch(lake: Path, new: Entry) -> None:
    """Publish a night: from this moment readers see the new files, before it the old ones."""
    told = {"files": new.files, "dumps": [asdict(dump) for dump in new.dumps]}
    replace(_path(lake, new.night), json.dumps(told, indent=1, sort_keys=True).encode())


def replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, finds the old bytes or the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def _path(lake: Path, night: date) -> Path:
    return lake / "nights" / f"{night.isoformat()}.json"
