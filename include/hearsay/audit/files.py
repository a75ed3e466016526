"""Looks whether the files that the ledger names are there, byte for byte."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

from hearsay import shelf
from hearsay.audit.problem import Problem, again
from hearsay.lake import Place, files, mark_of
from hearsay.ledger import Entry, File, Head, files_of
from hearsay.shelf import Shelf

THREADS_LOCAL = os.cpu_count() or 1  # hashing keeps a core busy
THREADS_BUCKET = 16  # a bucket answers slowly, but many at once
FOLDERS = ("tables", "nights", "kept")  # where what is published lies


def look(
    lake: Place,
    named: Iterable[tuple[date, File]],
    quick: bool,
    tell: Callable[[File], object],
    remedy: Callable[[date], str] = again,
) -> Iterator[Problem]:
    """What is wrong with the files of nights; `quick` compares sizes only, not checksums.

    `tell` hears of every file once it was looked at; `remedy` says what makes those of a night
    anew.
    """
    threads = THREADS_LOCAL if isinstance(lake, Path) else THREADS_BUCKET
    told = list(named)
    with ThreadPoolExecutor(threads) as pool:
        found = pool.map(partial(_wrong, lake, quick), (file for _, file in told))
        for (night, file), wrong in zip(told, found, strict=True):
            tell(file)
            if wrong:
                yield Problem(night=night, what=f"{file.path} {wrong}", remedy=remedy(night))


def _wrong(lake: Place, quick: bool, file: File) -> str | None:
    """What is wrong with a file, in words."""
    place = lake / file.path
    try:
        if (size := place.stat().st_size) != file.bytes:
            return f"has {size} bytes, and was published with {file.bytes}"
        if quick:
            return None
        mark = mark_of(place)
    except FileNotFoundError:
        return "is gone"
    except OSError as error:
        return f"cannot be read: {error}"
    return None if mark == file.sha256 else "has other bytes than it was published with"


def count_unnamed(
    lake: Place, head: Head, entries: Iterable[Entry], marts: Shelf, pinned: Iterable[str] = ()
) -> int:
    """How many files lie among those that are published, and nothing names any more."""
    named = {str(lake / path) for path in head.entries.values()}
    named |= {str(lake / file.path) for entry in entries for file in files_of(entry)}
    named |= {str(lake / file.path) for file in shelf.every_file(marts)}
    named |= {str(lake / path) for path in pinned}
    return sum(str(place) not in named for name in FOLDERS for place in files(lake / name))
