"""The stories that most articles tell, and what their articles rest on."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from hearsay import query
from hearsay.settings import Settings
from hearsay_pages.answers import answer, question
from hearsay_pages.asked import Filters, nights
from hearsay_pages.cells import Desk
from hearsay_pages.paper import page, root
from hearsay_pages.words import chosen

routes = APIRouter()
# The first one that there is: before stories are told apart, word-for-word copies are.
ASKED = ("corroboration", "stories", "copies")
SHOWN = 50


@routes.get("/stories")
def stories(request: Request, asked: Filters) -> HTMLResponse:
    """The page, without its stories."""
    period = asked.within(nights(Settings.from_env().lake))
    return page(request, "stories.html", asked=period, question=question(name()))


@routes.get("/panel-stories")
def listed(request: Request, asked: Filters) -> HTMLResponse:
    """The stories, to be put into the page."""
    lake = Settings.from_env().lake
    asked = asked.within(nights(lake))
    taken = {one.name for one in question(name()).parameters}
    top = {"top": SHOWN} if "top" in taken else {}
    found = answer(name(), asked.parameters(taken) | top, SHOWN)
    desk = Desk(root=root(request), asked=asked, words=chosen(request), linked=False)
    table = desk.shown(found, [one for one in found.columns if one != "story"])
    ignored = sorted(asked.told().keys() - taken)
    return page(request, "table.html", asked=asked, table=table, ignored=ignored)


def name() -> str:
    """The question that is asked."""
    known = {one.name for one in query.questions()}
    for one in ASKED:
        if one in known:
            return one
    raise HTTPException(404, "no question about stories")
