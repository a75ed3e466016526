"""Decides when an article was published: reads what witnesses say, refuses what cannot be."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from hearsay import lang
from hearsay.records import DateOrigin, Draft, Page

# Before the web nothing was published on it; a 1970 is a clock that was never set.
EARLIEST = date(1993, 1, 1)
# A clock ahead of ours, or a time zone that has the next day already.
TOLERANCE = timedelta(days=1)

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*$")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_WORDED = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|º|er|\.)?\s*(?:de\s+)?([^\W\d_]{3,})\.?,?\s*(?:de\s+|del\s+)?(\d{4})"
)
# From the start of a word on: a field of a million letters is looked through once, not from each.
_WORDED_FIRST = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_STAMP = re.compile(r"^\s*(\d{10})(?:\d{3})?\s*$")
ANY_ORDER = "dmy"  # what most languages write


def published(
    page: Page, draft: Draft, language: str, night: date
) -> tuple[str | None, date | None, DateOrigin | None]:
    """When the article was published: ISO 8601, its calendar day, and who said so.

    The first witness in the order of DateOrigin that names a possible day is believed. No day
    after the capture is possible, nor after the night.
    """
    captured = _read(page.captured or "", ANY_ORDER)
    latest = min(night, captured[1]) if captured else night
    for origin, told in sorted(_witnesses(page, draft), key=_trust):
        found = _read(told, _order(language))
        if found and EARLIEST <= found[1] <= latest + TOLERANCE:
            return (*found, origin)
    return None, None, None


def _trust(witness: tuple[DateOrigin, str]) -> int:
    return list(DateOrigin).index(witness[0])


def _witnesses(page: Page, draft: Draft) -> Iterator[tuple[DateOrigin, str]]:
    yield from draft.dates
    if page.published:
        yield DateOrigin.FIELD, page.published
    for url in (page.url, draft.url):
        if url and (match := _URL_DAY.search(url)):
            yield DateOrigin.URL, "-".join(match.groups())
    if page.captured:
        yield DateOrigin.CAPTURE, page.captured


def _order(language: str) -> str:
    order: str = lang.section(language, "dates").get("order", ANY_ORDER)
    return order


def _read(told: str, order: str) -> tuple[str, date] | None:
    """ISO 8601 string and day of the first date in `told`, or None."""
    for reader in (_iso, _stamp, _compact, _mail, _cjk):
        try:
            if found := reader(told):
                return found
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return next(filter(None, (_named(told), _numeric(told, order))), None)


def _iso(told: str) -> tuple[str, date] | None:
    match = _ISO.search(told)
    if not match:
        return None
    day = date.fromisoformat(match[1])
    if not match[2]:
        return match[1], day
    zone = {"UTC": "Z", None: ""}.get(match[3], match[3])
    moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
    return moment.isoformat(), moment.date()


def _stamp(told: str) -> tuple[str, date] | None:
    match = _STAMP.match(told)
    if not match:
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    return moment.isoformat(), moment.date()


def _compact(told: str) -> tuple[str, date] | None:
    match = _COMPACT.match(told)
    return _day(*match.groups()) if match else None


def _mail(told: str) -> tuple[str, date] | None:
    moment = parsedate_to_datetime(told)  # "Fri, 28 Apr 2023 20:15:00 GMT"
    return moment.isoformat(), moment.date()


def _cjk(told: str) -> tuple[str, date] | None:
    match = _CJK.search(told)
    return _day(*match.groups()) if match else None


def _named(told: str) -> tuple[str, date] | None:
    """A date with the name of a month, in any language that has a pack: "28. April 2023"."""
    for match in _WORDED.finditer(told.casefold()):
        if found := _day(match[3], _months().get(match[2]), match[1]):
            return found
    for match in _WORDED_FIRST.finditer(told.casefold()):
        if found := _day(match[3], _months().get(match[1]), match[2]):
            return found
    return None


def _numeric(told: str, order: str) -> tuple[str, date] | None:
    """A date in figures: with a dot the day comes first everywhere, else as the language has it."""
    for match in _NUMERIC.finditer(told):
        first, mark, second, third = match.groups()
        if len(first) == 4:
            parts = first, second, third
        elif mark != "." and order == "mdy":
            parts = third, first, second
        else:
            parts = third, second, first
        if len(parts[0]) == 4 and (found := _day(*parts)):
            return found
    return None


def _day(year: str, month: str | int | None, day: str) -> tuple[str, date] | None:
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
