"""The overview of a period: sources, anonymity, who cites whom, chains, each a panel of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from hearsay.settings import Settings
from hearsay_pages.answers import answer, question
from hearsay_pages.asked import Asked, Filters, nights
from hearsay_pages.cells import Desk
from hearsay_pages.paper import page, root
from hearsay_pages.words import chosen

routes = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A question as the overview shows it: which columns, how many rows, and the chart of them.

    `chart` names a function of charts.js, `across` the columns that it draws.
    """

    question: str
    columns: tuple[str, ...]
    top: int = 10
    chart: str | None = None
    across: tuple[str, ...] = ()
    wide: bool = False


PANELS: Mapping[str, Panel] = {
    "sources": Panel(
        question="sources",
        columns=("source", "type", "attributions", "articles", "publishers", "share"),
    ),
    "anonymity": Panel(
        question="anonymity",
        columns=("publisher", "n", "anonymous", "anonymous_share"),
    ),
    "cites": Panel(
        question="cites",
        columns=("publisher", "outlet", "articles", "direct", "relayed"),
        top=40,
        chart="flow",
        across=("publisher", "outlet", "articles"),
        wide=True,
    ),
    "chains": Panel(
        question="chains", columns=("day", "chain", "depth", "type"), top=30, wide=True
    ),
}


@routes.get("/")
def overview(request: Request, asked: Filters) -> HTMLResponse:
    """The overview, without its numbers: every panel asks for its own."""
    found = nights(Settings.from_env().lake)
    period = asked.within(found)
    return page(request, "overview.html", asked=period, panels=PANELS, nights=found)


@routes.get("/panel/{name}")
def panel(request: Request, name: str, asked: Filters) -> HTMLResponse:
    """One panel of the overview, to be put into it."""
    if name not in PANELS:
        raise HTTPException(404, f"no panel {name!r}")
    lake, told = Settings.from_env().lake, PANELS[name]
    asked = asked.within(nights(lake))
    taken = {one.name for one in question(told.question).parameters}
    found = answer(told.question, _parameters(told, asked, taken), told.top)
    desk = Desk(root=root(request), asked=asked, words=chosen(request))
    shown = desk.shown(found, told.columns)
    return page(
        request,
        "panel.html",
        asked=asked,
        name=name,
        panel=told,
        table=shown,
        ignored=sorted(asked.told().keys() - taken),
    )


def _parameters(told: Panel, asked: Asked, taken: set[str]) -> dict[str, object]:
    top = {"top": told.top} if "top" in taken else {}
    return replace(asked).parameters(taken) | top
