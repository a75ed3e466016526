"""The lake's layout, and the ledger: which night published which files from which dumps.

ledger.json                 the head: the entry of each night; replacing it is the switch
nights/<night>/<hash>.json  the entries, never changed, named by content
tables/<table>/night=<night>/.../part-<hash>.parquet   published, never changed, named by content
kept/<night>/<hash>...      what the units of a night leave behind beside their rows
raw/<night>/...             dumps as they were downloaded
stage/<night>/<run>/...     work in progress, and what repairs of single tasks need
docs/<night>/               Data Docs of the checks
hearsay.duckdb              views over what is published
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from hearsay.lake import Place, replace, seen, swap
from hearsay.records import Found, State


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the lake that never changes: its path within the lake, and what it must be."""

    path: str
    bytes: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken(Found):
    """A dump that a night took, and with which bytes."""

    sha256: str | None
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of work of a night, and what it leaves beside rows; nothing where it never ended."""

    label: str
    dumps: tuple[str, ...]
    verdict: File | None
    repeated: File | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A published night: the Parquet files of each table, its dumps, the units they were read in.

    `expected` maps a source to what should have come from it that night and did not, in words;
    a source that expects nothing does not stand there.
    """

    night: date
    files: Mapping[str, tuple[File, ...]]
    dumps: tuple[Taken, ...]
    units: tuple[Unit, ...] = ()
    expected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is published: path of the entry of each night; `mark` tells whether it still is."""

    entries: Mapping[date, str]
    mark: str | None


class DamagedError(ValueError):
    """A part of the ledger is not what it was written as."""


def head_of(lake: Place) -> Place:
    """The one file whose replacement publishes."""
    return lake / "ledger.json"


def stage_of(lake: Place, night: date) -> Place:
    """The folder of the work in progress on a night, a folder in it for each run."""
    return lake / "stage" / night.isoformat()


def docs_of(lake: Place, night: date) -> Place:
    """The folder of the Data Docs: what the checks of a night found, as pages."""
    return lake / "docs" / night.isoformat()


def results_of(lake: Place, night: date) -> Place:
    """The folder of the results that the Data Docs of a night are built of."""
    return lake / "docs" / "results" / night.isoformat()


def catalogue(lake: Place) -> Place:
    """The DuckDB file with the views."""
    return lake / "hearsay.duckdb"


def head(lake: Place) -> Head:
    """What is published now; raises DamagedError where the head is no ledger."""
    content, mark = seen(head_of(lake))
    if content is None:
        return Head(entries={}, mark=None)
    try:
        told = json.loads(content)
        entries = {date.fromisoformat(night): path for night, path in told["nights"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DamagedError(f"{head_of(lake)} is damaged; restore it from a backup") from None
    if content != _content(entries):
        raise DamagedError(f"{head_of(lake)} is not as it was written; restore it from a backup")
    return Head(entries=entries, mark=mark)


def nights(lake: Place) -> list[date]:
    """The published nights, oldest first."""
    return sorted(head(lake).entries)


def entry(lake: Place, night: date) -> Entry | None:
    """What a night published, None where it did not yet."""
    path = head(lake).entries.get(night)
    return None if path is None else read_entry(lake, path)


def entries(lake: Place, published: Head | None = None) -> list[Entry]:
    """All published nights, oldest first, at one moment: that of `published`, or now."""
    now = published or head(lake)
    return [read_entry(lake, now.entries[night]) for night in sorted(now.entries)]


def read_entry(lake: Place, path: str) -> Entry:
    """The entry at a path within the lake; raises DamagedError where its name says otherwise."""
    content = (lake / path).read_bytes()
    if _name(content) != (lake / path).name:
        raise DamagedError(f"{lake / path} is not as it was written; restore it from a backup")
    told = json.loads(content)
    return Entry(
        night=date.fromisoformat(told["night"]),
        files={
            table: tuple(File(**file) for file in files) for table, files in told["files"].items()
        },
        dumps=tuple(Taken(**{**taken, "state": State(taken["state"])}) for taken in told["dumps"]),
        units=tuple(_unit(unit) for unit in told["units"]),
        expected={source: tuple(words) for source, words in told["expected"].items()},
    )


def taken(published: Iterable[Entry]) -> dict[str, Taken]:
    """Dump name -> how it was taken, over the given nights; the ones held back too."""
    return {dump.dump: dump for one in published for dump in one.dumps}


def published_files(lake: Place, published: Iterable[Entry] | None = None) -> dict[str, list[str]]:
    """Table -> paths within the lake of its Parquet files over all nights, oldest first; with
    `published`, over these.
    """
    found: dict[str, list[str]] = {}
    for one in entries(lake) if published is None else published:
        for table, several in one.files.items():
            found.setdefault(table, []).extend(file.path for file in several)
    return found


def files_of(one: Entry) -> Iterator[File]:
    """Every file that an entry names: those of the tables, and what its units left."""
    for several in one.files.values():
        yield from several
    for unit in one.units:
        yield from (file for file in (unit.verdict, unit.repeated) if file)


def switch(lake: Place, night: date, make: Callable[[Head], Entry]) -> Entry:
    """Publish a night: from this moment readers see the new files, before it the old ones.

    `make` composes the entry upon what is published; it is asked anew where another run published
    meanwhile, so that no publication is ever based on what is no longer true.
    """
    while True:
        before = head(lake)
        new = make(before)
        told = json.dumps(asdict(new), default=str, indent=1, sort_keys=True).encode()
        path = f"nights/{night.isoformat()}/{_name(told)}"
        replace(lake / path, told)
        after = {**before.entries, night: path}
        if swap(head_of(lake), before.mark, _content(after)):
            return new


def _unit(told: Mapping[str, Any]) -> Unit:
    return Unit(
        label=told["label"],
        dumps=tuple(told["dumps"]),
        verdict=_file(told["verdict"]),
        repeated=_file(told["repeated"]),
    )


def _file(told: Mapping[str, Any] | None) -> File | None:
    return File(**told) if told else None


def _name(content: bytes) -> str:
    return f"{sha256(content).hexdigest()[:16]}.json"


def _content(entries: Mapping[date, str]) -> bytes:
    """What stands in the head: the entry of each night, and a checksum of them."""
    nights = {night.isoformat(): entries[night] for night in sorted(entries)}
    lines = (f"{night} {path}\n" for night, path in nights.items())
    mark = sha256("".join(lines).encode()).hexdigest()
    return json.dumps({"nights": nights, "sha256": mark}, indent=1).encode()
