"""Decides what a night takes, and stages it as units of work."""

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from hearsay import fetch, ledger
from hearsay.fetch import Source
from hearsay.records import Found
from hearsay.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one worker takes at a time: one dump, or a batch of small ones of one source."""

    folder: Path
    label: str
    dumps: tuple[Found, ...]

    @property
    def verdict(self) -> Path:
        """What the checks said of it; written last, so a unit that has it is done."""
        return self.folder / "verdict.json"


def find(
    night: date, settings: Settings, only: Sequence[str] = (), folder: Path | None = None
) -> list[Unit]:
    """Decide what the night takes, and stage it.

    A night that was published takes exactly its dumps again; any other takes what has arrived and
    stands in no published night. `only` names the sources to look at (empty: all), the staged
    work of the others stays as it is; `folder` is looked at instead of what sources.toml names.
    Raises ValueError for a source that does not exist.
    """
    before = ledger.entry(settings.lake, night)
    found = list(before.dumps) if before else _arrived(night, settings, only, folder)
    stage = ledger.stage_of(settings.lake, night)
    stage.mkdir(parents=True, exist_ok=True)
    for old in units(stage):
        if not only or old.dumps[0].source in only:
            shutil.rmtree(old.folder)
    for source in sorted({dump.source for dump in found}):
        if not only or source in only:
            _stage(stage, source, [dump for dump in found if dump.source == source])
    return units(stage)


def units(stage: Path) -> list[Unit]:
    """The units of work of a staged night, in the order of their names."""
    return [unit(path.parent) for path in sorted(stage.glob("*/unit.json"))]


def unit(folder: Path) -> Unit:
    """The unit of work that was staged in a folder."""
    told = json.loads((folder / "unit.json").read_text("utf-8"))
    dumps = tuple(Found(**dump) for dump in told["dumps"])
    return Unit(folder=folder, label=told["label"], dumps=dumps)


def _arrived(
    night: date, settings: Settings, only: Sequence[str], folder: Path | None
) -> list[Found]:
    """What the sources offer and no night took; what changed since it was taken is told."""
    known = ledger.taken(ledger.entries(settings.lake))
    new = []
    for source in _sources(settings, only, folder):
        for found in fetch.offers(source, night):
            if found.dump not in known:
                new.append(found)
            elif found.bytes != known[found.dump].bytes:
                log.warning("%s changed since it was taken; deliver it anew", found.dump)
    return new


def _sources(settings: Settings, only: Sequence[str], folder: Path | None) -> list[Source]:
    if folder is not None:
        return [Source(name="folder", kind="folder", path=folder)]
    known = fetch.sources(settings.sources)
    if unknown := sorted(set(only) - {source.name for source in known}):
        names = ", ".join(source.name for source in known)
        raise ValueError(f"{settings.sources}: no source {unknown[0]!r}; there are {names}")
    return [source for source in known if not only or source.name in only]


def _stage(stage: Path, source: str, dumps: Sequence[Found]) -> None:
    keys = [field.name for field in fields(Found)]
    for number, batch in enumerate(fetch.units(dumps)):
        label = batch[0].dump if len(batch) == 1 else f"{source}: {len(batch)} files"
        told = [
            {key: value for key, value in asdict(dump).items() if key in keys} for dump in batch
        ]
        ledger.replace(
            stage / f"{source}-{number:03d}" / "unit.json",
            json.dumps({"label": label, "dumps": told}).encode(),
        )
