"""Asks the sources what has arrived, what changed since it was taken, and what did not come."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from hearsay import fetch, ledger
from hearsay.fetch import Source
from hearsay.lake import mark_of
from hearsay.ledger import Taken
from hearsay.records import Found, State
from hearsay.settings import Settings

log = logging.getLogger(__name__)
MARK = 8  # digits of a hash that tell the bytes of one name apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where a night looks: `only` these of sources.toml (empty: all), or a `folder` instead.

    A source that cannot be reached is told and costs the others nothing, unless `patient`: then
    it raises, for somebody who tries again later.
    """

    only: Sequence[str] = ()
    folder: Path | None = None
    login: fetch.Logins = fetch.from_environment
    patient: bool = False


def arrived(
    night: date, settings: Settings, sources: Sources
) -> tuple[list[list[Found]], dict[str, tuple[str, ...]]]:
    """Units of what the sources offer and no night took, and what was expected and did not come.

    Raises ValueError where sources.toml says something that cannot be.
    """
    known = ledger.taken(ledger.entries(settings.lake))
    batches: list[list[Found]] = []
    expected: dict[str, tuple[str, ...]] = {}
    for source in named(settings, sources):
        try:
            offered = fetch.offers(source, night, sources.login)
        except OSError as error:
            if sources.patient:
                raise
            log.exception("source %s: could not be asked", source.name)
            expected[source.name] = (f"an answer: {error}",)
            continue
        new = [found for one in offered for found in _new(one, known)]
        batches += fetch.units(new)
        if source.expect:
            expected[source.name] = tuple(fetch.missing(source, night, new))
    return batches, expected


def named(settings: Settings, sources: Sources) -> list[Source]:
    """The sources to look at; raises ValueError for a name that sources.toml does not have."""
    if sources.folder is not None:
        return [Source(name="folder", kind="folder", path=sources.folder)]
    known = fetch.sources(settings.sources)
    if unknown := sorted(set(sources.only) - {source.name for source in known}):
        names = ", ".join(source.name for source in known)
        raise ValueError(f"{settings.sources}: no source {unknown[0]!r}; there are {names}")
    return [source for source in known if not sources.only or source.name in sources.only]


def _new(found: Found, known: Mapping[str, Taken]) -> Iterator[Found]:
    """A dump that no night took; one that changed since is taken under a name of its own, apart."""
    before = known.get(found.dump)
    if before is None:
        yield found
    elif mark := _changed(found, before):
        why = f"its bytes changed since {found.dump} was published, which stays as it was"
        apart = replace(found, dump=f"{found.dump}@{mark}", apart=why)
        if apart.dump not in known:
            log.warning("%s: %s", apart.dump, why)
            yield apart


def _changed(found: Found, before: Taken) -> str | None:
    """What tells the bytes of a dump from those that were published; None where they are those."""
    if before.state is not State.PUBLISHED or found.version == before.version:
        return None
    if found.kind != "folder":
        if before.version is None and found.bytes == before.bytes:
            return None  # taken once more after it had changed: of what version is not known
        return sha256(str(found.version).encode()).hexdigest()[:MARK]
    now = mark_of(Path(found.uri))
    return None if now == before.sha256 else now[:MARK]
