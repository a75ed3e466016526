"""Reads the days and times that a string tells, in every notation and language of the packs."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from hearsay import lang

Moment = tuple[str, date]  # ISO 8601 day, or time with the offset it was told with; its day
LONGEST = 300  # characters; what is longer is no date

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
# "17.11.2026", "17.11.26"; themes set the time right behind it: "17.11.202612:05".
_YEAR_LAST = re.compile(
    r"(?<!\d)(?<!\d[./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d|\d\d(?![\d./-]))"
)
# "17. November 2026", "17 de noviembre de 2026", "Nov. 17, 2026"; "readNov 17, 20262:23 PM"
_YEAR = r"((?:19|20)\d\d)"
_WORDED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|º|er|\.)?\s*(?:de\s+)?([^\W\d_]{{3,}})\.?,?"
    rf"\s*(?:de\s+|del\s+)?{_YEAR}"
)
_WORDED_FIRST = re.compile(rf"([^\W\d_]{{3,}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "2 minute readNov 17"
_STAMP = re.compile(r"^\s*(\d{10})(?:\d{3})?\s*$")
CENTURY = 2000  # of years that are told with two figures


def moments(told: str, order: str, captured: datetime | None = None) -> Iterator[Moment]:
    """What `told` may mean, the likeliest first.

    `order` is how its language orders the figures of a date: `dmy`, `mdy` or `ymd`. `captured`
    is what "3 hours ago" counts from; without it such words tell nothing.
    """
    told = told[:LONGEST]
    for reader in (_iso, _stamp, _compact, _mail, _cjk):
        try:
            if found := reader(told):
                yield found
                return
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    yield from _named(told)
    yield from _figures(told, order)
    if captured:
        yield from _ago(told, captured)


def _iso(told: str) -> Moment | None:
    match = _ISO.search(told)
    if not match:
        return None
    day = date.fromisoformat(match[1])
    if not match[2]:
        return match[1], day
    zone = {"UTC": "Z", None: ""}.get(match[3], match[3])
    moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    return moment.isoformat(), moment.date()


def _stamp(told: str) -> Moment | None:
    match = _STAMP.match(told)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    return moment.isoformat(), moment.date()


def _compact(told: str) -> Moment | None:
    match = _COMPACT.match(told)
    return _day(*match.groups()) if match else None


def _mail(told: str) -> Moment | None:
    moment = parsedate_to_datetime(told)  # "Fri, 28 Apr 2023 20:15:00 GMT"
    return moment.isoformat(), moment.date()


def _cjk(told: str) -> Moment | None:
    match = _CJK.search(told)
    return _day(*match.groups()) if match else None


def _named(told: str) -> Iterator[Moment]:
    """Dates with the name of a month, in any language that has a pack: "28. April 2023"."""
    told = _GLUED.sub(" ", told).lower()  # casefold() takes the ΐ of "9 Μαΐου 2026" apart
    found = [(match[3], match[2], match[1]) for match in _WORDED.finditer(told)]
    found += [(match[3], match[1], match[2]) for match in _WORDED_FIRST.finditer(told)]
    for year, month, day in found:
        if moment := _day(year, _months().get(month), day):
            yield moment


def _figures(told: str, order: str) -> Iterator[Moment]:
    """Dates in figures: with a dot the day comes first everywhere, else as the language has it,
    then the other way round.
    """
    for match in _YEAR_FIRST.finditer(told):
        if moment := _day(match[1], match[3], match[4]):
            yield moment
    for match in _YEAR_LAST.finditer(told):
        first, mark, second, third = match.groups()
        year = int(third) if len(third) == len("2026") else CENTURY + int(third)
        pairs = [(second, first), (first, second)]  # month and day
        if mark == ".":
            del pairs[1]
        elif order == "mdy":
            pairs.reverse()
        for month, day in pairs:
            if moment := _day(year, month, day):
                yield moment


def _ago(told: str, captured: datetime) -> Iterator[Moment]:
    """ "vor 3 Stunden", "3 hours ago", "heute": the day, counted back from the capture."""
    told = told.casefold()
    for unit, pattern in _past().items():
        if match := pattern.search(told):
            amount = next((int(number) for number in match.groups() if number), 1)
            day = (captured - amount * _UNITS[unit]).date()
            yield day.isoformat(), day


_UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "today": timedelta(0),
    "yesterday": timedelta(days=1),
}


@cache
def _past() -> dict[str, re.Pattern[str]]:
    """Unit -> how all languages tell how many of it ago something was."""
    ago = lang.any_of("dates", "ago")
    counted = {
        unit: rf"(?<!\w)(?:{ago})\s*(\d\d?)\s*(?:{words})(?!\w)"
        rf"|(?<!\w)(\d\d?)\s*(?:{words})\s*(?:{ago})(?!\w)"
        for unit in ("minutes", "hours", "days")
        if (words := lang.any_of("dates", unit))
    }
    named = {
        unit: rf"(?<!\w)(?:{lang.any_of('dates', unit)})(?!\w)" for unit in ("today", "yesterday")
    }
    return {unit: re.compile(pattern) for unit, pattern in (counted | named).items()}


def _day(year: str | int, month: str | int | None, day: str) -> Moment | None:
    try:
        found = date(int(year), int(month or 0), int(day))
    except ValueError:
        return None
    return found.isoformat(), found


@cache
def _months() -> dict[str, int]:
    tables = (lang.section(language, "dates").get("months", ()) for language in lang.languages())
    return {
        name: number for table in tables for number, names in enumerate(table, 1) for name in names
    }
