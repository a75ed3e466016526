"""An article with every span marked, and the list of its attributions."""

from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from hearsay import query
from hearsay.lake import Place as Lake
from hearsay.query import Explained
from hearsay.query.explain import articles
from hearsay.settings import Settings
from hearsay_pages.answers import AT_ONCE, told
from hearsay_pages.asked import Filters
from hearsay_pages.marking import chain, pieces, spans
from hearsay_pages.paper import page

routes = APIRouter()
TABLES = ("articles", "attributions")


@routes.get("/article/{id}")
def article(request: Request, id: str, asked: Filters, day: date | None = None) -> HTMLResponse:
    """One article; with its day, only the files of nights that have articles of it are opened."""
    found = read(Settings.from_env().lake, id, day)
    if found is None:
        raise HTTPException(404, f"no article {id!r}")
    return page(
        request,
        "article.html",
        asked=asked,
        article=found,
        marked={
            place.value: pieces(text, spans(found.attributions, place))
            for place, text in found.texts.items()
        },
        chains={one.number: chain(one, found.attributions) for one in found.attributions},
    )


def read(lake: Lake, id: str, day: date | None) -> Explained | None:
    """An article by its id, None where no published night has it."""
    narrow = query.Narrow(names=TABLES, since=day, until=day)
    with told(), AT_ONCE, query.connect(lake, narrow=narrow) as con:
        return articles(con, [id]).get(id)
