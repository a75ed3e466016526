"""Settles what becomes of every dump of a night: new rows, those from before, or another dump's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hearsay.ledger import Entry
from hearsay.records import Dump, State

NOTHING: dict[str, Any] = {
    "records": 0,
    "articles": 0,
    "dropped": 0,
    "dropped_by_reason": {},
    "attributions": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The rows of a night's dumps; of the `kept` ones all rows stay as they were published.

    `alarms` maps a dump that is held back, or could not be made anew, to what is to be said of it.
    """

    dumps: tuple[Dump, ...]
    kept: frozenset[str]
    alarms: Mapping[str, str]


def settle(fresh: Iterable[Dump], before: Iterable[Dump], others: Iterable[Entry]) -> Settled:
    """Settle the dumps of a night: those worked on now, those published `before`, other nights'.

    A dump belongs to the night that published it first. One that is held back now and was
    published before stays as it was. Of dumps with the same bytes one counts: the one that was
    published first, then the first by name.
    """
    elsewhere = {dump.dump: (one.night, dump) for one in others for dump in one.dumps}
    rows = {dump.dump: dump for dump in before}
    published = {name for name, dump in rows.items() if dump.state is State.PUBLISHED}
    kept, alarms = set(rows), dict[str, str]()
    for dump in fresh:
        if dump.dump in elsewhere:
            continue
        if dump.state is State.HELD and dump.dump in published:
            alarms[dump.dump] = f"stays as it was published: {dump.remark}"
            continue
        kept.discard(dump.dump)
        rows[dump.dump] = dump
    bytes_of = {
        str(dump.sha256): f"{name}, which night {night} published"
        for name, (night, dump) in elsewhere.items()
        if dump.state is State.PUBLISHED and dump.sha256
    }
    settled = tuple(_counted_once(rows, published, bytes_of))
    alarms |= {
        dump.dump: f"is held back: {dump.remark}"
        for dump in settled
        if dump.state is State.HELD and dump.dump not in kept
    }
    doubled = {dump.dump for dump in settled if dump.state is State.DOUBLED}
    return Settled(dumps=settled, kept=frozenset(kept - doubled), alarms=alarms)


def _counted_once(
    rows: Mapping[str, Dump], published: set[str], bytes_of: dict[str, str]
) -> Iterable[Dump]:
    """The dumps by name; the same bytes a second time count for nothing."""
    order = sorted(rows, key=lambda name: (name not in published, name))
    done = {}
    for name in order:
        dump = rows[name]
        if dump.sha256 and dump.sha256 in bytes_of and name not in published:
            twin = bytes_of[dump.sha256]
            dump = replace(dump, **NOTHING, state=State.DOUBLED, remark=f"the same bytes as {twin}")
        elif dump.state is State.PUBLISHED and dump.sha256:
            bytes_of.setdefault(dump.sha256, name)
        done[name] = dump
    return (done[name] for name in sorted(done))
