"""Finds what nights kept aside: dumps that were held back, records that became no article."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hearsay import ledger, read, write
from hearsay.lake import Place, near
from hearsay.ledger import Entry, Taken
from hearsay.night.bring import raw_of
from hearsay.records import Dump, Page, Reject, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which dumps to choose: the named ones; else those with records dropped for a `reason`; else
    those that are held back, but for what is kept apart because its bytes changed.
    """

    names: Collection[str] = ()
    reason: str | None = None
    since: date | None = None
    until: date | None = None


def chosen(lake: Place, wanted: Wanted) -> dict[date, list[str]]:
    """Night -> its dumps that are wanted, oldest night first.

    Raises ValueError for a name that no night in that time took.
    """
    found = {
        entry.night: names
        for entry in ledger.entries(lake)
        if _within(entry.night, wanted) and (names := sorted(_of(lake, entry, wanted)))
    }
    known = {name for names in found.values() for name in names}
    if unknown := sorted(set(wanted.names) - known):
        raise ValueError(f"no night took a dump {unknown[0]!r}; `hearsay ask held` lists them")
    return found


def record(lake: Place, dump: str, number: str) -> Page | Reject:
    """A record of a dump as it is read today; raises ValueError where there is none.

    `dump` and `number` are the columns `dump` and `record` of table `dropped`, or of `articles`.
    """
    night, taken = _taken(lake, dump)
    raw = raw_of(lake, night, taken)
    place = raw if raw.exists() else Path(taken.uri)
    with near(place) as local:
        for page in read.pages(local, dump):
            if page.record == number:
                return page
    raise ValueError(f"{dump} has no record {number!r}; `hearsay ask dropped` names some")


def _taken(lake: Place, dump: str) -> tuple[date, Taken]:
    for entry in ledger.entries(lake):
        for taken in entry.dumps:
            if taken.dump == dump:
                return entry.night, taken
    raise ValueError(f'no night took a dump {dump!r}; `hearsay sql "FROM dumps"` lists them')


def _of(lake: Place, entry: Entry, wanted: Wanted) -> Iterator[str]:
    if wanted.names:
        yield from (one.dump for one in entry.dumps if one.dump in wanted.names)
    elif wanted.reason:
        for file in entry.files["dumps"]:
            rows = write.read_rows(lake / file.path, Dump)
            yield from (row.dump for row in rows if wanted.reason in row.dropped_by_reason)
    else:
        held = (one for one in entry.dumps if one.state is State.HELD)
        yield from (one.dump for one in held if one.apart is None)


def _within(night: date, wanted: Wanted) -> bool:
    return (wanted.since is None or night >= wanted.since) and (
        wanted.until is None or night <= wanted.until
    )
