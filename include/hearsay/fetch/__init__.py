"""Knows where dumps come from: reads sources.toml, lists what is offered, brings a dump here."""

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from hearsay.fetch.expect import missing
from hearsay.fetch.login import Login, Logins, from_environment
from hearsay.fetch.names import in_words
from hearsay.fetch.source import Source
from hearsay.fetch.toml import sources
from hearsay.records import Found

__all__ = [
    "Login",
    "Logins",
    "Source",
    "bring",
    "from_environment",
    "in_words",
    "missing",
    "offers",
    "sources",
    "units",
]

# The module of each kind of source, imported where it is asked: it has `offers` and `bring`.
KINDS: Mapping[str, str] = {
    "folder": "folder",
    "object-store": "objects",
    "http": "listing",
    "common-crawl": "crawl",
}

# A mapped task costs Airflow about 0.4 s, and checking a unit some seconds. A few files of a source
# each have a square of their own in the grid; more are batched into some minutes of work.
MAX_SINGLE_FILES = 8
UNIT_BYTES = 100_000_000


def offers(source: Source, night: date, login: Logins = from_environment) -> list[Found]:
    """What a source offers tonight, sorted by name.

    `login` finds the connection that the source names. Raises ValueError where sources.toml has to
    be mended, OSError where the source does not answer.
    """
    ask = _kind(source.kind).offers
    try:
        found: list[Found] = list(ask(source, night, _login(source, login)))
    except OSError as error:
        raise OSError(f"source {source.name!r}: {error}") from error
    return sorted(found, key=lambda one: one.dump)


def bring(
    found: Found, source: Source | None, into: Path, login: Logins = from_environment
) -> Path:
    """The local file of an offered dump; what lies far is downloaded into the folder `into`.

    A download that broke off goes on where it ended, also in another process, as long as `into` is
    the same. `source` may be None for a dump of the kind `folder`, which is read where it lies.
    Raises OSError, with dump and remedy, where it cannot be had whole.
    """
    if found.kind != "folder" and (source is None or source.kind != found.kind):
        raise OSError(
            f"{found.dump}: sources.toml has no source {found.source!r} of kind {found.kind!r} "
            "any more, so nothing says how to bring it; write it there again"
        )
    try:
        credentials = _login(source, login) if source else None
        path: Path = _kind(found.kind).bring(found, source, into, credentials)
    except OSError as error:
        code = (error.errno,) if error.errno else ()
        raise OSError(*code, f"{found.dump}: {error.strerror or error}") from error
    except ValueError as error:
        raise OSError(f"{found.dump}: {error}") from None
    return path


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


def _kind(name: str) -> Any:
    return import_module(f"hearsay.fetch.{KINDS[name]}")


def _login(source: Source, login: Logins) -> Login | None:
    if source.connection is None:
        return None
    if found := login(source.connection):
        return found
    raise ValueError(
        f"source {source.name!r}: there is no connection {source.connection!r}; make it in Airflow "
        f"(Admin, Connections) or set AIRFLOW_CONN_{source.connection.upper()}"
    )
