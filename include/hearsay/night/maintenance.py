"""Prunes what a lake and Airflow's logs have grown, by age and by size, and nothing that is needed.

Needed is every file that ledger, marts or snapshots name, and the raw copy of a dump that is
not published yet: it can be replayed. What was written in the last two days stays whatever the
limits say: a run may be at work on it, a reader may have asked the ledger before it was superseded.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

from hearsay import ledger, shelf, snapshot
from hearsay.lake import Place, Written, remove_unchanged, within, written
from hearsay.night.bring import raw_of
from hearsay.records import State
from hearsay.settings import Keep, Settings

log = logging.getLogger(__name__)
MEGABYTE, GIGABYTE = 10**6, 10**9
GRACE = timedelta(days=2)
PUBLISHED = ("tables", "nights", "kept")
NIGHT = re.compile(r"\d{4}-\d\d-\d\d")
DONE = (State.PUBLISHED, State.DOUBLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is kept or pruned as a whole: a file, or all that a run staged; `at` tells its age."""

    kind: str
    name: str
    files: tuple[Written, ...]
    at: datetime

    @property
    def bytes(self) -> int:
        """The size of its files together."""
        return sum(file.bytes for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """An item that is pruned, or would be, and why."""

    item: Item
    why: str


Items: TypeAlias = list[Item]


def maintain(settings: Settings, logs: Path | None, *, dry_run: bool) -> dict[str, int]:
    """Prune as `prune` does, as of now, and tell it in the log; returns bytes freed by kind."""
    freed: Counter[str] = Counter()
    for one in prune(settings, logs, now=datetime.now(UTC), dry_run=dry_run):
        item = one.item
        log.info("%s: %s, %s", item.name, in_words({item.kind: item.bytes}), one.why)
        freed[item.kind] += item.bytes
    log.info("%s %s", "would free" if dry_run else "freed", in_words(freed))
    return dict(freed)


def prune(
    settings: Settings, logs: Path | None = None, *, now: datetime, dry_run: bool = False
) -> Iterator[Pruned]:
    """Prune what is too old or too much; yields every item when it is gone.

    `logs` is Airflow's folder of logs, where it is to be pruned too; `dry_run` only tells. Safe at
    any time: a file that was written anew meanwhile stays.
    """
    for kind, items in _prunable(settings.lake, logs, now).items():
        for one in _too_much(items, settings.keep[kind], now):
            if dry_run or _removed(one.item):
                yield one


def _prunable(lake: Place, logs: Path | None, now: datetime) -> Mapping[str, Items]:
    """Kind -> what may be pruned of it: what is listed here nobody needs."""
    staged = _together("staged", lake, "stage")
    raw, docs = _singly("raw", lake, "raw"), _together("docs", lake, "docs")
    unnamed = [one for of in PUBLISHED for one in _singly("superseded", lake, of)]
    # What the ledger names is asked after the files were listed: whatever was published before
    # that moment is named, whatever comes after it is young.
    named, waiting = _needed(lake)
    since = {_night(one): one.at for one in unnamed if one.name in named and _is_entry(one)}
    busy = {_night(one) for one in staged if now - one.at < GRACE}
    return {
        "raw": [one for one in raw if one.name not in waiting and _night(one) not in busy],
        "staged": staged,
        "superseded": [_since(one, since) for one in unnamed if one.name not in named],
        "docs": docs,
        "logs": _singly("logs", logs) if logs else [],
    }


def _since(item: Item, published: Mapping[str, datetime]) -> Item:
    """A superseded file is as old as the publication that superseded it."""
    return replace(item, at=max(item.at, published.get(_night(item), item.at)))


def _needed(lake: Place) -> tuple[set[str], set[str]]:
    """Paths that ledger, shelf and snapshots name, and raw copies of dumps not published yet."""
    head = ledger.head(lake)
    entries = ledger.entries(lake, head)
    named = set(head.entries.values())
    named |= {file.path for entry in entries for file in ledger.files_of(entry)}
    named |= {file.path for file in shelf.every_file(shelf.read(lake))}
    named |= snapshot.named(lake, snapshot.every(lake))
    waiting = {
        within(lake, raw_of(lake, entry.night, dump))
        for entry in entries
        for dump in entry.dumps
        if dump.state not in DONE
    }
    return named, waiting


def _too_much(items: Items, keep: Keep, now: datetime) -> Iterator[Pruned]:
    """The items over the limits of their kind, the oldest first."""
    left = sum(item.bytes for item in items)
    for item in sorted(items, key=lambda item: (item.at, item.name)):
        age = now - item.at
        if age < GRACE:
            return
        if keep.days is not None and age >= timedelta(days=keep.days):
            yield Pruned(item=item, why=f"{age.days} days old, {keep.days} are kept")
        elif keep.gigabytes is not None and left > keep.gigabytes * GIGABYTE:
            yield Pruned(item=item, why=f"over the {keep.gigabytes:g} GB that are kept")
        else:
            continue
        left -= item.bytes


def _removed(item: Item) -> bool:
    gone = [file for file in item.files if remove_unchanged(file)]
    if item.kind == "staged":
        for folder in sorted({one for file in gone for one in _folders(file)}, reverse=True):
            with suppress(OSError):  # a run that begins anew has written into it
                folder.rmdir()
    return bool(gone)


def _folders(file: Written) -> Iterator[Path]:
    """The folders of a staged file, up to that of its night; a bucket has none."""
    if isinstance(file.place, Path):
        yield from takewhile(lambda folder: folder.parent.name != "stage", file.place.parents)


def _singly(kind: str, root: Place, folder: str = "") -> Items:
    """Every file for itself."""
    found = written(root / folder if folder else root)
    return [
        Item(kind=kind, name=within(root, file.place), files=(file,), at=file.at) for file in found
    ]


def _together(kind: str, lake: Place, folder: str) -> Items:
    """The stage run by run, Data Docs and their results night by night."""
    groups: dict[str, list[Written]] = {}
    for file in written(lake / folder):
        parts = within(lake, file.place).split("/")
        deep = kind == "staged" or parts[1] == "results"
        groups.setdefault("/".join(parts[: 3 if deep else 2]), []).append(file)
    return [
        Item(kind=kind, name=name, files=tuple(files), at=max(file.at for file in files))
        for name, files in groups.items()
    ]


def _night(item: Item) -> str:
    """`raw/2026-11-22/...`, `tables/dumps/night=2026-11-22/...`: the night in between."""
    found = NIGHT.search(item.name)
    return found[0] if found else ""


def _is_entry(item: Item) -> bool:
    return item.name.startswith("nights/")


def in_words(freed: Mapping[str, int]) -> str:
    """Bytes by kind: `12.4 MB (raw 12.0 MB, logs 0.4 MB)`."""
    of = [f"{kind} {size / MEGABYTE:,.1f} MB" for kind, size in sorted(freed.items())]
    if len(of) < 2:
        return "".join(of) or "nothing"
    return f"{sum(freed.values()) / MEGABYTE:,.1f} MB ({', '.join(of)})"
