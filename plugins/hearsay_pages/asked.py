"""What a reader narrows the pages by: period, language, publisher, source; it stands in the URL."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Request

from hearsay import ledger
from hearsay.lake import Place

PERIOD = timedelta(days=29)  # before the newest night: what the pages show where nobody asks
TEXTS = ("", "unique", "own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; None and "" ask for all."""

    since: date | None = None
    until: date | None = None
    language: str | None = None
    publisher: str | None = None
    source: str | None = None
    outlet: str | None = None
    type: str | None = None
    group: str | None = None
    texts: str = ""  # "" all, `unique` or `own`: in which articles is counted

    def query(self, **changes: object) -> str:
        """`?since=2026-01-01&...`, with changes; "" where nothing is asked."""
        told = {one.name: getattr(self, one.name) for one in fields(self)} | changes
        given = {name: value for name, value in told.items() if value not in (None, "")}
        return f"?{urlencode(given)}" if given else ""

    def told(self) -> dict[str, str]:
        """What is asked beside the period, by name."""
        named = ("language", "publisher", "source", "outlet", "type", "group", "texts")
        return {name: value for name in named if (value := getattr(self, name))}

    def parameters(self, taken: Collection[str]) -> dict[str, object]:
        """What of it a question takes."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in given.items() if name in taken and value}

    def within(self, nights: list[date]) -> "Asked":
        """The same with a period: the last 30 nights where none is asked for."""
        if self.since or self.until or not nights:
            return self
        return replace(self, since=nights[-1] - PERIOD, until=nights[-1])


def asked(request: Request) -> Asked:
    """What the URL asks; an empty field of a form asks for nothing."""
    told = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    known = {one.name for one in fields(Asked)}
    values: dict[str, Any] = {name: told[name] for name in known & told.keys()}
    for name in {"since", "until"} & values.keys():
        values[name] = _day(name, values[name])
    if values.get("texts", "") == "all":
        del values["texts"]
    if values.get("texts", "") not in TEXTS:
        raise HTTPException(400, f"texts: {values['texts']!r} is none of all, unique, own")
    return Asked(**values)


def nights(lake: Place) -> list[date]:
    """The published nights, oldest first."""
    return ledger.nights(lake)


def _day(name: str, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise HTTPException(400, f"{name}: {told!r} is no day such as 2026-01-31") from None


Filters = Annotated[Asked, Depends(asked)]
