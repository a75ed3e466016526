"""The shelf: which marts each night has, and of what they were made.

marts.json                  the shelf; replacing it is the switch from old marts to new ones
tables/<mart>/night=<night>/part-<hash>.parquet   marts, never changed, named by content
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from hearsay.lake import Place, seen, swap
from hearsay.ledger import DamagedError, File


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """The marts of a night: `days` are its own and those of its articles, `made_of` tells of what
    they were made; where it would be another today, they are out of date.
    """

    made_of: str
    days: tuple[date, ...]
    files: Mapping[str, File]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The marts of every night that has some; `mark` tells whether they still are the ones."""

    nights: Mapping[date, Shelved]
    mark: str | None


EMPTY = Shelf(nights={}, mark=None)
BEFORE, BETWEEN, AFTER = b'{"nights": ', b', "sha256": "', b'"}'
FRAME = len(BETWEEN) + 2 * sha256().digest_size + len(AFTER)
REMEDY = "remove it, and `hearsay marts` makes all marts anew"


def shelf_of(lake: Place) -> Place:
    """The one file whose replacement shows new marts."""
    return lake / "marts.json"


def read(lake: Place) -> Shelf:
    """The marts there are now; raises DamagedError where the file is no shelf."""
    content, mark = seen(shelf_of(lake))
    if content is None:
        return EMPTY
    nights = _nights(content)
    if nights is None:
        raise DamagedError(f"{shelf_of(lake)} is not as it was written; {REMEDY}")
    return Shelf(nights=nights, mark=mark)


def put(lake: Place, night: date, marts: Shelved) -> None:
    """Show the marts of a night to readers, all of them at once."""
    while True:
        before = read(lake)
        after = {**before.nights, night: marts}
        if swap(shelf_of(lake), before.mark, _content(after)):
            return


def files(shelf: Shelf, nights: Iterable[date]) -> dict[str, list[str]]:
    """Mart -> paths within the lake of its files of some nights, oldest first."""
    found: dict[str, list[str]] = {}
    for night in sorted(nights):
        for mart, file in shelf.nights[night].files.items():
            found.setdefault(mart, []).append(file.path)
    return found


def every_file(shelf: Shelf) -> Iterator[File]:
    """The files of all marts there are."""
    for marts in shelf.nights.values():
        yield from marts.files.values()


def overlapping(shelf: Shelf, since: date | None, until: date | None) -> list[date]:
    """The nights of the days from `since` to `until`, and those with an article of them."""
    first, last = since or date.min, until or date.max
    return [
        night
        for night, marts in shelf.nights.items()
        if any(first <= day <= last for day in marts.days)
    ]


def to_json(nights: Mapping[date, Shelved]) -> dict[str, Any]:
    """The nights of a shelf as JSON can hold them."""
    return {
        night.isoformat(): {**asdict(nights[night]), "days": list(map(str, nights[night].days))}
        for night in sorted(nights)
    }


def from_json(told: Mapping[str, Any]) -> dict[date, Shelved]:
    """The nights that to_json told."""
    return {
        date.fromisoformat(night): Shelved(
            made_of=one["made_of"],
            days=tuple(map(date.fromisoformat, one["days"])),
            files={mart: File(**file) for mart, file in one["files"].items()},
        )
        for night, one in told.items()
    }


def _content(nights: Mapping[date, Shelved]) -> bytes:
    """What stands in the file: JSON with the nights as to_json tells them, and their checksum."""
    return _framed(json.dumps(to_json(nights), sort_keys=True).encode())


def _framed(told: bytes) -> bytes:
    return BEFORE + told + BETWEEN + sha256(told).hexdigest().encode() + AFTER


@lru_cache(maxsize=2)  # a page asks again and again, and a year of nights is a megabyte
def _nights(content: bytes) -> dict[date, Shelved] | None:
    """The nights that stand in the file; None where it is not as it was written."""
    told = content[len(BEFORE) : -FRAME]
    return from_json(json.loads(told)) if content == _framed(told) else None
