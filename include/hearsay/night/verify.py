"""Looks whether what is published still is as it was published, and adds up."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hearsay import audit, ledger, query, shelf, snapshot
from hearsay.audit import Problem
from hearsay.lake import Place
from hearsay.ledger import Entry, File, Head
from hearsay.shelf import Shelf

CATALOGUE = "run any night again, which writes it anew; `hearsay ask` is right without it"
PINNED = "restore it from a backup; a snapshot needs it, `hearsay snapshot` lists them"
UNREADABLE = "look without --quick, which tells the file that is damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was looked at, and what is wrong; `unnamed` files wait for the maintenance."""

    nights: int
    files: int
    bytes: int
    rows: int
    unnamed: int
    problems: tuple[Problem, ...]


def verify(
    lake: Place,
    *,
    since: date | None = None,
    until: date | None = None,
    quick: bool = False,
    tell: Callable[[int, int], object] = lambda _done, _all: None,
) -> Report:
    """Look at the nights from `since` to `until`, both included; at the ledger always as a whole.

    `quick` looks at the sizes of files, not into them. `tell` hears how many bytes of how many
    were looked at. The rows of a night whose files are damaged are not looked at.
    """
    try:
        head = ledger.head(lake)
    except ledger.DamagedError as error:
        problem = Problem(night=None, what=str(error), remedy="publish nothing before that")
        return Report(nights=0, files=0, bytes=0, rows=0, unnamed=0, problems=(problem,))
    entries, problems = audit.read(lake, head)
    marts, odd = _shelf(lake)
    problems += odd
    asked = [one for one in entries if (since or one.night) <= one.night <= (until or one.night)]
    named = [(entry.night, file) for entry in asked for file in ledger.files_of(entry)]
    of_marts = [
        (night, file)
        for night in marts.nights
        for file in marts.nights[night].files.values()
        if (since or night) <= night <= (until or night)
    ]
    pinned, odd = _pinned(lake, {file.path for _, file in (*named, *of_marts)})
    problems += odd
    problems += audit.once(entries)
    problems += [problem for entry in asked for problem in audit.whole(entry)]
    every = [*named, *of_marts, *pinned.files]
    telling = _telling([file for _, file in every], tell)
    damaged = list(audit.look(lake, named, quick, telling))
    problems += audit.look(lake, of_marts, quick, telling, audit.marts_again)
    problems += audit.look(lake, pinned.files, quick, telling, lambda _: PINNED)
    broken = {problem.night for problem in damaged}
    problems += damaged
    problems += _rows(lake, [entry for entry in asked if entry.night not in broken])
    problems += _catalogue(lake, head, entries, marts)
    return Report(
        nights=len(asked),
        files=len(every),
        bytes=sum(file.bytes for _, file in every),
        rows=sum(
            file.rows for entry in asked for several in entry.files.values() for file in several
        ),
        unnamed=audit.count_unnamed(lake, head, entries, marts, pinned.paths),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """What snapshots need: all paths, and the files that are published no longer."""

    paths: frozenset[str]
    files: list[tuple[date, File]]


def _pinned(lake: Place, published: Collection[str]) -> tuple[Pinned, list[Problem]]:
    """What the snapshots need, and which of them are damaged."""
    paths: set[str] = set()
    found: dict[str, tuple[date, File]] = {}
    problems = []
    for id in snapshot.ids(lake):
        try:
            one = snapshot.read(lake, id)
            paths |= set(one.head.entries.values())
            found |= {file.path: (night, file) for night, file in snapshot.files_of(lake, [one])}
        except ledger.DamagedError as error:
            what, _, remedy = str(error).partition("; ")
            problems.append(Problem(night=None, what=what, remedy=remedy))
    gone = [told for path, told in found.items() if path not in published]
    return Pinned(paths=frozenset(paths | found.keys()), files=gone), problems


def _telling(named: Sequence[File], tell: Callable[[int, int], object]) -> Callable[[File], None]:
    done, every = 0, sum(file.bytes for file in named)

    def told(file: File) -> None:
        nonlocal done
        done += file.bytes
        tell(done, every)

    return told


def _rows(lake: Place, entries: Sequence[Entry]) -> Iterator[Problem]:
    try:
        with query.connect(lake, entries, shelf.EMPTY) as con, query.refusals():
            yield from audit.rows(con, entries)
    except query.QueryError as error:
        yield Problem(night=None, what=f"the tables cannot be read: {error}", remedy=UNREADABLE)


def _shelf(lake: Place) -> tuple[Shelf, list[Problem]]:
    """The marts there are, and what is wrong with that."""
    try:
        return shelf.read(lake), []
    except ledger.DamagedError as error:
        return shelf.EMPTY, [Problem(night=None, what=str(error), remedy=shelf.REMEDY)]


def _catalogue(
    lake: Place, head: Head, entries: Sequence[Entry], marts: Shelf
) -> Iterator[Problem]:
    """Whether hearsay.duckdb shows what the ledger and the shelf say; before the first night there
    is none.
    """
    if not head.entries:
        return
    try:
        with query.refusals():
            shown = query.catalogued(lake)
    except query.QueryError as error:
        yield Problem(night=None, what=f"hearsay.duckdb is damaged: {error}", remedy=CATALOGUE)
        return
    if shown is None:
        yield Problem(night=None, what="hearsay.duckdb is gone", remedy=CATALOGUE)
    elif shown != query.published(lake, entries, marts) and head == ledger.head(lake):
        what = "hearsay.duckdb does not show what the ledger says"
        yield Problem(night=None, what=what, remedy=CATALOGUE)
