"""Brings the dumps of a unit here, and tells whether they still are what was published."""

import json
import logging
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from hearsay import fetch, ledger
from hearsay.fetch import Source
from hearsay.lake import NO_ROOM, Place, mark_of, near, put, remove, replace, scratch, within
from hearsay.ledger import Taken
from hearsay.night.arrived import Sources, named
from hearsay.night.plan import Unit
from hearsay.night.seal import seal
from hearsay.records import Found, State
from hearsay.settings import Settings

log = logging.getLogger(__name__)
FETCHED = "fetched.json"
NAME_LENGTH = 80  # characters of a dump's name that its copy is called by; the suffix tells formats
OTHER_BYTES = (
    "its bytes are not those that the night published; run it with `refetch` to take them as they "
    "are now"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Where a dump lies now: an absolute path, or one within the lake; None where it is not to be
    read, and `remark` says why.
    """

    path: str | None
    bytes: int
    sha256: str | None
    remark: str | None

    def place(self, lake: Place) -> Place | None:
        """The file of the dump, if it is to be read."""
        if self.path is None:
            return None
        return Path(self.path) if self.path.startswith("/") else lake / self.path


def bring(
    unit: Unit,
    night: date,
    settings: Settings,
    sources: Sources | None = None,
    *,
    refetch: bool = False,
) -> None:
    """Bring the unit's dumps here and note what they are: stages `fetched.json`.

    What lies far is downloaded once and kept in the lake; `refetch` brings it anew, and takes a
    published dump as it is now. A dump that cannot be brought is noted with the reason and costs
    the others nothing.
    """
    unit.verdict.unlink(missing_ok=True)
    before = ledger.entry(settings.lake, night)
    published = ledger.taken([before] if before else [])
    if refetch:
        published = {}
    sources = sources or Sources()
    known = _sources(unit, settings, sources)
    brought: dict[str, Brought] = {}
    for dump in unit.dumps:
        raw = raw_of(settings.lake, night, dump)
        try:
            if refetch or not raw.exists():
                _bring(dump, known.get(dump.source), raw, sources.login)
            brought[dump.dump] = _brought(dump, raw, settings.lake, published.get(dump.dump))
        except OSError as error:
            if error.errno in NO_ROOM:
                raise
            log.exception("%s: not brought", dump.dump)
            brought[dump.dump] = Brought(
                path=None, bytes=dump.bytes, sha256=None, remark=f"not brought: {error}"
            )
    told = {name: asdict(one) for name, one in brought.items()}
    replace(unit.folder / FETCHED, json.dumps(told).encode())
    seal(unit.folder, "bring", [FETCHED])
    log.info("%s: brought", unit.label)


def fetched(unit: Unit) -> dict[str, Brought]:
    """What `bring` noted of the dumps of a unit."""
    told = json.loads((unit.folder / FETCHED).read_text("utf-8"))
    return {name: Brought(**one) for name, one in told.items()}


def raw_of(lake: Place, night: date, dump: Found) -> Place:
    """Where the copy of a dump lies that was downloaded, or kept apart."""
    mark = sha256(f"{dump.dump}\n{dump.version}".encode()).hexdigest()[:12]
    name = re.sub(r"[^\w.-]+", "_", dump.uri.rpartition("/")[2], flags=re.ASCII)[-NAME_LENGTH:]
    return lake / "raw" / night.isoformat() / f"{mark}-{name}"


def _sources(unit: Unit, settings: Settings, sources: Sources) -> Mapping[str, Source]:
    """The sources of sources.toml by name; none where the unit's dumps lie in local folders."""
    if all(dump.kind == "folder" for dump in unit.dumps):
        return {}
    return {source.name: source for source in named(settings, sources)}


def _bring(dump: Found, source: Source | None, raw: Place, login: fetch.Logins) -> None:
    """Put a copy of what lies far, or is kept apart, into the lake; all else is read in place."""
    if _in_place(dump):
        return
    beside = raw.parent if isinstance(raw, Path) else Path(tempfile.gettempdir())
    waiting = beside / f".waiting-{raw.name}"
    local = fetch.bring(dump, source, waiting, login)
    with scratch(raw.parent) as folder:
        move = shutil.move if local.is_relative_to(waiting) else shutil.copy
        put(Path(move(local, folder / raw.name)), raw)
    remove(waiting)


def _brought(dump: Found, raw: Place, lake: Place, before: Taken | None) -> Brought:
    """A dump that lies here; unread where it is apart, or is not what was published."""
    copied = raw.exists()
    with near(raw if copied else Path(dump.uri)) as local:
        size, mark = local.stat().st_size, mark_of(local)
    path = within(lake, raw) if copied else dump.uri
    other = before is not None and before.state is State.PUBLISHED and before.sha256 != mark
    remark = dump.apart or (OTHER_BYTES if other else None)
    return Brought(path=None if remark else path, bytes=size, sha256=mark, remark=remark)


def _in_place(dump: Found) -> bool:
    return dump.kind == "folder" and dump.apart is None
