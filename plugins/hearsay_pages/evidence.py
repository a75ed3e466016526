"""The statements behind a number: each sentence with its spans marked, its article, its chain."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hearsay.settings import Settings
from hearsay_pages.answers import answer, question
from hearsay_pages.asked import Filters, nights
from hearsay_pages.marking import statement
from hearsay_pages.paper import page

routes = APIRouter()
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
    found = answer(NAME, {**asked.parameters(taken), "top": SHOWN + 1}, SHOWN)
    return page(
        request,
        "statements.html",
        asked=asked,
        statements=[(row, statement(row)) for row in found.dicts()],
        more=found.more,
        ignored=sorted(asked.told().keys() - taken),
    )
