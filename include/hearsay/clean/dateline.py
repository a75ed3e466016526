"""Finds the lines around an article that may say when it was published."""

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from hearsay import lang
from hearsay.lang.words import count

ABOVE = 40  # lines; share buttons and a sign-up box may stand between the date and the body
BELOW = 9  # a standfirst, its picture and a byline may stand above the date
BEHIND = 15  # lines behind an article, where only what says so is its date
DATE_WORDS = 16
_LONGEST = 160  # characters

# In so few words a line is a date and a name; what has more, and no time, is rather a caption.
BARE_WORDS = 8

# "17.11.2026", "17.11.26", and a year, behind which themes may set the time: "Apr 28 20232:23 PM"
_FULL = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d\d\d)|(?<!\d)\d{1,2}([./-])\d{1,2}\1\d\d")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_RIGHTS = re.compile(r"[©ⓒ]|\(c\)", re.I)


class Telling(IntEnum):
    """How surely a line tells when the article was published, the surest first."""

    PUBLISHED = 1  # "Published 17 November 2026"
    TIMED = 2  # "Tuesday, 17 November 2026, 12:05"
    DATED = 3  # "17 November 2026"
    BEHIND = 4  # as PUBLISHED, but behind the article
    AMONG = 5  # "The harbour on a morning in autumn, 17 November 2026"
    AGO = 6  # "3 hours ago"
    UPDATED = 7  # "Last updated 17 November 2026"


def date_lines(lines: Sequence[str], first: int, last: int) -> list[str]:
    """The lines that may tell the date of the article between the lines `first` and `last`: the
    surest first, among equals the nearest to its beginning.
    """
    around = range(max(0, first - ABOVE), min(len(lines), first + BELOW))
    behind = range(max(last + 1, around.stop), min(len(lines), last + 1 + BEHIND))
    told = [(how, abs(n - first), n) for n in around if (how := _telling(lines[n]))]
    told += [(Telling.BEHIND, n, n) for n in behind if _telling(lines[n]) is Telling.PUBLISHED]
    return [lines[n] for _, _, n in sorted(told)]


def _telling(line: str) -> Telling | None:
    if len(line) > _LONGEST or _RIGHTS.search(line) or (words := count(line)) > DATE_WORDS:
        return None
    low, full = line.casefold(), _FULL.search(line)
    if not (full or _says("ago", "today", "yesterday").search(low)):
        return None
    if _says("published").search(low):
        return Telling.PUBLISHED
    updated = _says("updated").search(low)
    if updated and (not full or updated.start() < full.start()):
        return Telling.UPDATED
    if not full:
        return Telling.AGO
    if _CLOCK.search(line):
        return Telling.TIMED
    return Telling.DATED if words <= BARE_WORDS else Telling.AMONG


@cache
def _says(*kinds: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{lang.any_of('dates', *kinds)})(?!\w)")
