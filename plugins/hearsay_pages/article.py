"""An article with every span marked, and the list of its attributions."""

from collections.abc import Sequence
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from hearsay import ledger, query
from hearsay.lake import Place as Lake
from hearsay.query import Explained
from hearsay.query.explain import articles
from hearsay.settings import Settings
from hearsay_pages.answers import AT_ONCE, told
from hearsay_pages.asked import Filters
from hearsay_pages.marking import chain, pieces
from hearsay_pages.paper import page

routes = APIRouter()
TABLES = ("articles", "attributions")


@routes.get("/article/{id}")
def article(request: Request, id: str, asked: Filters, night: date | None = None) -> HTMLResponse:
    """One article; with its night, only that night's files are opened."""
    found = read(Settings.from_env().lake, [id], [night] if night else None).get(id)
    if found is None:
        raise HTTPException(404, f"no article {id!r}")
    return page(
        request,
        "article.html",
        asked=asked,
        article=found,
        marked={
            place.value: pieces(text, found.attributions, place)
            for place, text in found.texts.items()
        },
        chains={one.number: chain(one, found.attributions) for one in found.attributions},
    )


def read(lake: Lake, ids: Sequence[str], nights: Sequence[date] | None) -> dict[str, Explained]:
    """Articles by id, sought in some nights only, or in all of them."""
    with told():
        entries = None
        if nights is not None:
            found = (ledger.entry(lake, night) for night in sorted(set(nights)))
            entries = [entry for entry in found if entry]
        narrow = query.Narrow(names=TABLES)
        with AT_ONCE, query.connect(lake, entries, narrow=narrow) as con:
            return articles(con, ids)
