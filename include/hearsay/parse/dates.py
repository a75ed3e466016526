"""Decides when an article was published: whom to believe, and what cannot be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hearsay import lang
from hearsay.parse.moments import moments
from hearsay.records import DateOrigin, DatePrecision, Draft, Page

# Before the web nothing was published on it; a 1970 is a clock that was never set.
EARLIEST = date(1993, 1, 1)
# A clock ahead of ours, or a time zone that has the next day already.
TOLERANCE = timedelta(days=1)

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)"
)
ANY_ORDER = "dmy"  # what most languages write


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """When an article was published, and how that is known; all null where it is not."""

    published: str | None = None  # ISO 8601: day, or time with the offset it was told with
    day: date | None = None
    origin: DateOrigin | None = None
    precision: DatePrecision | None = None  # null for a capture, which tells no publishing


def dated(page: Page, draft: Draft, language: str, night: date) -> Dated:
    """When the article was published.

    The first witness in the order of DateOrigin that names a possible day is believed. No day
    after the capture is possible, nor after the night.
    """
    captured = next(moments(page.captured or "", ANY_ORDER), None)
    latest = min(night, captured[1]) if captured else night
    since = datetime.fromisoformat(captured[0]) if captured else None
    order = lang.section(language, "dates").get("order", ANY_ORDER)
    for origin, told in sorted(_witnesses(page, draft), key=_trust):
        for published, day in moments(told, order, since):
            if EARLIEST <= day <= latest + TOLERANCE:
                return Dated(
                    published=published,
                    day=day,
                    origin=origin,
                    precision=_precision(origin, published),
                )
    return Dated()


def _precision(origin: DateOrigin, published: str) -> DatePrecision | None:
    if origin is DateOrigin.CAPTURE:
        return None
    return DatePrecision.TIME if "T" in published else DatePrecision.DAY


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
