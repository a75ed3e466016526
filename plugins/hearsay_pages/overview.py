"""The overview of a period: sources, anonymity, who cites whom, chains, each a panel of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from hearsay import query
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

    `chart` names a function of charts.js, `across` the columns that it draws; `by` is how the
    question divides the period: PARTS of it, or not at all, as far as a year is not divided.
    `once` keeps the first row of those that have the same.
    """

    question: str
    columns: tuple[str, ...]
    top: int = 10
    rows: int = 60
    by: str = "year"
    chart: str | None = None
    across: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    wide: bool = False


PARTS = "parts"
PANELS: Mapping[str, Panel] = {
    "sources": Panel(
        question="sources",
        columns=("language", "rank", "source", "type", "attributions", "share"),
    ),
    "anonymity": Panel(
        question="anonymity",
        columns=("publisher", "language", "n", "anonymous", "share"),
        top=20,
    ),
    "time": Panel(
        question="anonymity-over-time",
        columns=("period", "language", "n", "anonymous", "share", "low", "high"),
        rows=400,
        by=PARTS,
        chart="band",
        across=("period", "share", "low", "high", "language"),
        wide=True,
    ),
    "cites": Panel(
        question="cites",
        columns=("publisher", "outlet", "articles", "n", "share", "direct", "relayed"),
        top=25,
        chart="flow",
        across=("publisher", "outlet", "articles"),
        wide=True,
    ),
    "chains": Panel(
        question="chains",
        columns=("day", "chain", "depth"),
        top=30,
        rows=120,
        once=("article", "first"),
        wide=True,
    ),
}


@routes.get("/")
def overview(request: Request, asked: Filters) -> HTMLResponse:
    """The overview, without its numbers: every panel asks for its own."""
    found = nights(Settings.from_env().lake)
    period = asked.within(found)
    return page(request, "overview.html", asked=period, panels=known(), nights=found)


@routes.get("/panel/{name}")
def panel(request: Request, name: str, asked: Filters) -> HTMLResponse:
    """One panel of the overview, to be put into it."""
    if name not in PANELS:
        raise HTTPException(404, f"no panel {name!r}")
    told = PANELS[name]
    asked = asked.within(nights(Settings.from_env().lake))
    taken = {one.name for one in question(told.question).parameters}
    by = divided(told, asked)
    found = answer(told.question, _parameters(told, asked, by, taken), told.rows)
    desk = Desk(root=root(request), asked=asked, words=chosen(request), by=by)
    return page(
        request,
        "panel.html",
        asked=asked,
        name=name,
        panel=told,
        table=desk.shown(found.once(told.once), told.columns),
        ignored=sorted(asked.told().keys() - taken),
        more=f"{root(request)}/questions/{told.question}{asked.query(by=by)}",
    )


def known() -> dict[str, Panel]:
    """The panels whose questions there are."""
    names = {one.name for one in query.questions()}
    return {name: panel for name, panel in PANELS.items() if panel.question in names}


def divided(panel: Panel, asked: Asked) -> str:
    """How a panel divides the period: so that a chart has some ten to fifty points."""
    if panel.by != PARTS or not asked.since or not asked.until:
        return panel.by if panel.by != PARTS else "month"
    days = (asked.until - asked.since).days
    return "day" if days < 50 else "week" if days < 350 else "month"


def _parameters(panel: Panel, asked: Asked, by: str, taken: set[str]) -> dict[str, object]:
    own = {"top": panel.top, "by": by}
    # Who relies on the unnamed most is told for the whole period.
    if panel.question == "anonymity":
        del own["by"]
    return asked.parameters(taken) | {key: value for key, value in own.items() if key in taken}
