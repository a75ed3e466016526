"""Reads the ledger and looks whether its entries are whole, and take every dump once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hearsay import ledger
from hearsay.audit.problem import Problem, again
from hearsay.lake import Place
from hearsay.ledger import DamagedError, Entry, Head
from hearsay.records import TABLES, State

BACKUP = "restore it from a backup"
TWICE = "run the later of the two nights again; what was published first counts"


def read(lake: Place, head: Head) -> tuple[list[Entry], list[Problem]]:
    """The entries that the head names, oldest first, and those that cannot be read."""
    entries, problems = [], []
    for night, path in sorted(head.entries.items()):
        try:
            entry = ledger.read_entry(lake, path)
        except FileNotFoundError:
            problems.append(Problem(night=night, what=f"{path} is gone", remedy=BACKUP))
        except (DamagedError, OSError) as error:
            problems.append(Problem(night=night, what=str(error), remedy=BACKUP))
        else:
            entries.append(entry)
            if entry.night != night:
                what = f"{path} is the entry of night {entry.night}"
                problems.append(Problem(night=night, what=what, remedy=BACKUP))
    return entries, problems


def whole(entry: Entry) -> Iterator[Problem]:
    """What an entry lacks, or has beside what a night publishes."""
    for what in _odd(entry):
        yield Problem(night=entry.night, what=what, remedy=again(entry.night))


def _odd(entry: Entry) -> Iterator[str]:
    if lacking := TABLES.keys() ^ entry.files.keys():
        yield f"the ledger has no files of {', '.join(sorted(lacking))}"
    for table, files in entry.files.items():
        home = f"tables/{table}/night={entry.night.isoformat()}/"
        yield from (f"{one.path} lies outside {home}" for one in files if home not in one.path)
    taken = {dump.dump: dump.state for dump in entry.dumps}
    of_units = [name for unit in entry.units for name in unit.dumps]
    if sorted(of_units) != sorted(taken):
        odd = sorted(set(of_units) ^ set(taken)) or sorted(of_units)
        yield f"{odd[0]} does not stand in one unit of work"
    for unit in entry.units:
        states = [taken.get(name) for name in unit.dumps]
        if State.PUBLISHED in states and unit.verdict is None:
            yield f"{unit.label} is published, and was not checked"


def once(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Dumps that two nights took, and bytes that were published twice."""
    nights, copies = defaultdict(list), defaultdict(list)
    for entry in entries:
        for dump in entry.dumps:
            nights[dump.dump].append(entry.night)
            if dump.sha256 and dump.state is State.PUBLISHED:
                copies[dump.sha256].append((entry.night, dump.dump))
    for name, several in nights.items():
        if len(several) > 1:
            what = f"{name} is a dump of the nights {', '.join(map(str, several))}"
            yield Problem(night=max(several), what=what, remedy=TWICE)
    for same in copies.values():
        if len(same) > 1:
            what = f"the same bytes are published as {' and '.join(name for _, name in same)}"
            yield Problem(night=max(same)[0], what=what, remedy=TWICE)
