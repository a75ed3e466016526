"""Knows where dumps come from: reads sources.toml, lists what is offered, brings a dump here."""

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from hearsay.fetch import folder
from hearsay.fetch.folder import in_words
from hearsay.fetch.source import Source
from hearsay.records import SLUG, Found

__all__ = ["Source", "bring", "in_words", "offers", "sha256", "sources", "units"]

OFFERS: Mapping[str, Callable[[Source, date], Iterable[Found]]] = {"folder": folder.offers}
BRING: Mapping[str, Callable[[Found, Path], Path]] = {"folder": folder.bring}
KEYS = {"name", "kind", "path", "include", "exclude"}

# A mapped task costs Airflow about 0.4 s, and checking a unit some seconds. A few files of a source
# each have a square of their own in the grid; more are batched into some minutes of work.
MAX_SINGLE_FILES = 8
UNIT_BYTES = 100_000_000


def sources(path: Path) -> tuple[Source, ...]:
    """The sources that a sources.toml names, in its order.

    Raises ValueError, with the remedy, where the file is missing or says something unknown.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ValueError(
            f"{path}: no such file; set HEARSAY_SOURCES to your sources.toml"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}") from None
    tables = told.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{path}: a source begins with [[source]], in two brackets")
    found = tuple(_source(path, table) for table in tables)
    names = [source.name for source in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"{path}: two sources are called {twice[0]!r}; give one another name")
    return found


def offers(source: Source, night: date) -> list[Found]:
    """What a source offers tonight, sorted by name."""
    return sorted(OFFERS[source.kind](source, night), key=lambda found: found.dump)


def bring(found: Found, into: Path) -> Path:
    """The local file of an offered dump; downloads it into the folder `into` where it is far."""
    return BRING[found.kind](found, into)


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def units(found: Iterable[Found]) -> list[list[Found]]:
    """Dumps of one source as units of work: one file each, or batches of small ones."""
    files = list(found)
    if len(files) <= MAX_SINGLE_FILES:
        return [[file] for file in files]
    batches: list[list[Found]] = []
    room = 0
    for file in files:
        if not batches or file.bytes > room:
            batches.append([])
            room = UNIT_BYTES
        batches[-1].append(file)
        room -= file.bytes
    return batches


def _source(path: Path, table: Mapping[str, object]) -> Source:
    name = str(table.get("name", ""))
    where = f"{path}: source {name!r}"
    if not re.match(SLUG, name):
        raise ValueError(f"{where}: a name is lower-case letters, digits, '.', '_' and '-'")
    if unknown := sorted(table.keys() - KEYS):
        raise ValueError(
            f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(KEYS))}"
        )
    kind = str(table.get("kind", "folder"))
    if kind not in OFFERS:
        raise ValueError(f"{where}: unknown kind {kind!r}; known are {', '.join(sorted(OFFERS))}")
    if "path" not in table:
        raise ValueError(f"{where}: no path; say which folder its dumps arrive in")
    return Source(
        name=name,
        kind=kind,
        path=path.parent / Path(str(table["path"])).expanduser(),
        include=_globs(where, table.get("include", ["**/*"])),
        exclude=_globs(where, table.get("exclude", [])),
    )


def _globs(where: str, told: object) -> tuple[str, ...]:
    if not isinstance(told, list) or not all(isinstance(glob, str) for glob in told):
        raise ValueError(f"{where}: include and exclude are lists of globs, not {told!r}")
    return tuple(told)
