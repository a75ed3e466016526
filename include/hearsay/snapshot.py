"""Snapshots: what a publication saw, pinned under an id that can be cited and asked again later.

snapshots/<id>.json   the ledger's entries and the marts of all nights up to one, never changed
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from hearsay import ledger, shelf
from hearsay.lake import Place, files, replace
from hearsay.ledger import DamagedError, Entry, File, Head
from hearsay.shelf import Shelf

FOLDER = "snapshots"
REMEDY = "restore it from a backup, or remove {path}: nobody can cite it any more then"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The nights up to `until` as they were published; the id is of `until` and of the content.

    `head` names the entries of the ledger, `marts` the files of the marts, as they were.
    """

    id: str
    until: date
    head: Head
    marts: Shelf


def place_of(lake: Place, id: str) -> Place:
    """The file of a snapshot."""
    return lake / FOLDER / f"{id}.json"


def pinned(head: Head, marts: Shelf, until: date) -> Snapshot:
    """What is published up to a night, that included; the same state has the same id."""
    entries = {night: path for night, path in head.entries.items() if night <= until}
    shelved = {night: one for night, one in marts.nights.items() if night in entries}
    bare = Snapshot(
        id="",
        until=until,
        head=Head(entries=entries, mark=None),
        marts=Shelf(nights=shelved, mark=None),
    )
    mark = sha256(_content(bare)).hexdigest()[:12]
    return Snapshot(id=f"{until}-{mark}", until=until, head=bare.head, marts=bare.marts)


def put(lake: Place, one: Snapshot) -> None:
    """Keep a snapshot in the lake."""
    replace(place_of(lake, one.id), _content(one))


def ids(lake: Place) -> list[str]:
    """The ids of the snapshots there are, oldest nights first."""
    return sorted(path.stem for path in files(lake / FOLDER) if path.suffix == ".json")


def read(lake: Place, id: str) -> Snapshot:
    """A snapshot by its id.

    Raises ValueError where there is none, DamagedError where it is not as it was written.
    """
    if id not in (known := ids(lake)):
        there = ", ".join(known) or "none yet; `hearsay snapshot NIGHT` pins one"
        raise ValueError(f"no snapshot {id!r}; there is {there}")
    place = place_of(lake, id)
    content = place.read_bytes()
    damaged = DamagedError(f"{place} is not as it was written; {REMEDY.format(path=place)}")
    try:
        found = _from_json(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise damaged from None
    if found.id != id or content != _content(found):
        raise damaged
    return found


def every(lake: Place) -> list[Snapshot]:
    """All snapshots; raises DamagedError as `read` does."""
    return [read(lake, id) for id in ids(lake)]


def entries(lake: Place, several: Iterable[Snapshot]) -> Iterator[tuple[str, Entry]]:
    """The entries that snapshots name, each once, with its path.

    Raises DamagedError, with the remedy, where one is gone or is not as it was written.
    """
    named = {path: one.id for one in several for path in one.head.entries.values()}
    for path, id in sorted(named.items()):
        try:
            yield path, ledger.read_entry(lake, path)
        except (FileNotFoundError, DamagedError):
            remedy = REMEDY.format(path=place_of(lake, id))
            raise DamagedError(f"{path} of snapshot {id} is gone or damaged; {remedy}") from None


def files_of(lake: Place, several: Iterable[Snapshot]) -> Iterator[tuple[date, File]]:
    """Every file that snapshots need, each once, with its night; DamagedError as `entries`."""
    told = list(several)
    found = {
        file.path: (entry.night, file)
        for _, entry in entries(lake, told)
        for file in ledger.files_of(entry)
    }
    for one in told:
        for night, marts in one.marts.nights.items():
            found |= {file.path: (night, file) for file in marts.files.values()}
    yield from found.values()


def named(lake: Place, several: Iterable[Snapshot]) -> set[str]:
    """The paths of all that snapshots need, entries and files; DamagedError as `entries`."""
    told = list(several)
    paths = {path for one in told for path in one.head.entries.values()}
    return paths | {file.path for _, file in files_of(lake, told)}


def _content(one: Snapshot) -> bytes:
    nights = {str(night): path for night, path in sorted(one.head.entries.items())}
    told = {"until": str(one.until), "nights": nights, "marts": shelf.to_json(one.marts.nights)}
    return json.dumps(told, sort_keys=True).encode()


def _from_json(told: Mapping[str, Any]) -> Snapshot:
    entries = {date.fromisoformat(night): path for night, path in told["nights"].items()}
    marts = Shelf(nights=shelf.from_json(told["marts"]), mark=None)
    return pinned(Head(entries=entries, mark=None), marts, date.fromisoformat(told["until"]))
