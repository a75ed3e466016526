"""The statements behind a number: each sentence with its spans marked, its article, its chain."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hearsay.settings import Settings
from hearsay_pages.answers import Answer, answer, question
from hearsay_pages.asked import Asked, Filters, nights
from hearsay_pages.marking import statement
from hearsay_pages.paper import page

routes = APIRouter()
# Days that the latest statements are sought in before the whole period is: its last day has enough
# of what is often said, and is read in a thirtieth of the time.
FIRST = (timedelta(days=1), timedelta(days=7))
NAME = "evidence"
SHOWN = 25  # statements on a page; a narrower question or a file shows others


@routes.get("/evidence")
def evidence(request: Request, asked: Filters) -> HTMLResponse:
    """The page, without its statements."""
    period = asked.within(nights(Settings.from_env().lake))
    return page(request, "evidence.html", asked=period)


@routes.get("/panel-evidence")
def statements(request: Request, asked: Filters) -> HTMLResponse:
    """The statements, to be put into the page."""
    asked = asked.within(nights(Settings.from_env().lake))
    taken = {one.name for one in question(NAME).parameters}
    found = latest(asked, taken)
    return page(
        request,
        "statements.html",
        asked=asked,
        statements=[(row, statement(row)) for row in found.dicts()],
        more=found.more,
        ignored=sorted(asked.told().keys() - taken),
    )


def latest(asked: Asked, taken: Collection[str]) -> Answer:
    """The latest statements of the period: those of its last days, if there are enough of them."""
    top = {"top": SHOWN + 1}
    for days in FIRST:
        if asked.since and asked.until and asked.since <= asked.until - days:
            near = replace(asked, since=asked.until - days + timedelta(days=1))
            found = answer(NAME, near.parameters(taken) | top, SHOWN)
            if found.more:
                return found
    return answer(NAME, asked.parameters(taken) | top, SHOWN)
