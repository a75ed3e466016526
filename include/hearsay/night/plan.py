"""Decides what a run of a night takes, and stages it as units of work."""

import json
import logging
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from hearsay import ledger
from hearsay.lake import Place, files, remove
from hearsay.lake import replace as write
from hearsay.night.arrived import Sources, arrived
from hearsay.night.seal import intact, intact_file, seal
from hearsay.records import Found
from hearsay.settings import Settings

log = logging.getLogger(__name__)
BY_HAND = "by-hand"
EXPECTED = "expected.json"
UNIT = "unit.json"
FIND = "find"  # the step that seals all of these
SHOWN = 8  # names that an error tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What one worker takes at a time: one dump, or a batch of small ones of one source."""

    folder: Place
    label: str
    dumps: tuple[Found, ...]

    @property
    def verdict(self) -> Place:
        """What the checks said of it; written last, so a unit that has it is done."""
        return self.folder / "verdict.json"


def find(
    night: date,
    settings: Settings,
    sources: Sources | None = None,
    *,
    run: str = BY_HAND,
    dumps: Collection[str] = (),
    whole: bool = True,
    refetch: bool = False,
) -> list[Unit]:
    """Decide what a run of the night takes, and stage it.

    A night that was published takes exactly its dumps again, in the same units; any other takes
    what has arrived and stands in no published night. `sources` says where to look, `dumps` names
    the only dumps to take: their units are worked on, `whole` or without other dumps of them; all
    others stay as they are. `run` tells
    apart the work of several that go on at once. Raises ValueError for what does not exist.
    """
    sources = sources or Sources()
    before = ledger.entry(settings.lake, night)
    if before:
        batches, expected = _again(before, sources), before.expected
    else:
        batches, expected = arrived(night, settings, sources)
    if dumps:
        batches = _named(night, batches, dumps)
    if refetch:  # whatever they were then, they are taken as they are now
        batches = [[replace(dump, version=None) for dump in batch] for batch in batches]
    if not whole:
        batches = [[dump for dump in batch if dump.dump in dumps] for batch in batches]
    folder = folder_of(settings.lake, night, run)
    remove(folder)
    write(folder / EXPECTED, json.dumps(expected).encode())
    staged = [_stage(folder, number, batch) for number, batch in enumerate(batches)]
    seal(folder, FIND, [EXPECTED, *(f"{one.folder.name}/{UNIT}" for one in staged)])
    return staged


def folder_of(lake: Place, night: date, run: str) -> Place:
    """The folder of what a run of a night stages; Airflow's run ids hold colons and plus signs."""
    return ledger.stage_of(lake, night) / re.sub(r"[^\w.-]", "-", run, flags=re.ASCII)


def units(folder: Place) -> list[Unit]:
    """The units of work that a run staged, in the order of their names."""
    intact(folder, FIND)
    return [unit(path.parent) for path in files(folder) if path.name == UNIT]


def unit(folder: Place) -> Unit:
    """The unit of work that was staged in a folder; raises ValueError where it is no more."""
    if not (folder / UNIT).exists():
        raise ValueError(f"{folder} is not staged any more; run the night again")
    intact_file(folder / UNIT, FIND)
    told = json.loads((folder / UNIT).read_text("utf-8"))
    dumps = tuple(Found(**dump) for dump in told["dumps"])
    return Unit(folder=folder, label=told["label"], dumps=dumps)


def expected(folder: Place) -> dict[str, tuple[str, ...]]:
    """What a run found missing: see `ledger.Entry.expected`."""
    told = json.loads((folder / EXPECTED).read_text("utf-8"))
    return {source: tuple(words) for source, words in told.items()}


def _again(before: ledger.Entry, sources: Sources) -> list[list[Found]]:
    """The units of a published night, of the sources that are asked for."""
    known: Mapping[str, Found] = {dump.dump: dump for dump in before.dumps}
    batches = [[known[name] for name in unit.dumps] for unit in before.units]
    return [batch for batch in batches if not sources.only or batch[0].source in sources.only]


def _named(
    night: date, batches: Sequence[Sequence[Found]], names: Collection[str]
) -> list[list[Found]]:
    """The units that hold one of the named dumps; what was kept apart is asked for by its name."""
    known = [dump.dump for batch in batches for dump in batch]
    if unknown := sorted(set(names) - set(known)):
        told = ", ".join(known[:SHOWN]) + (", ..." if len(known) > SHOWN else "")
        raise ValueError(f"night {night} has no dump {unknown[0]!r}; it has {told or 'none'}")
    return [
        [replace(dump, apart=None) if dump.dump in names else dump for dump in batch]
        for batch in batches
        if any(dump.dump in names for dump in batch)
    ]


def _stage(folder: Place, number: int, batch: Sequence[Found]) -> Unit:
    source = batch[0].source
    new = Unit(
        folder=folder / f"{number:04d}-{source}",
        label=batch[0].dump if len(batch) == 1 else f"{source}: {len(batch)} files",
        dumps=tuple(batch),
    )
    keys = [field.name for field in fields(Found)]
    told = [{key: value for key, value in asdict(dump).items() if key in keys} for dump in batch]
    write(new.folder / UNIT, json.dumps({"label": new.label, "dumps": told}).encode())
    return new
