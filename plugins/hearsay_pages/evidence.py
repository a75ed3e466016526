"""The statements behind a number: each sentence with its spans marked, its article, its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from hearsay.query import Explained
from hearsay.records import Finding
from hearsay.settings import Settings
from hearsay_pages.answers import Answer, answer, question
from hearsay_pages.article import read
from hearsay_pages.asked import Filters, nights
from hearsay_pages.marking import Piece, chain, statement
from hearsay_pages.paper import page

routes = APIRouter()
NAME = "evidence"
SHOWN = 25  # statements on a page; more are asked for by a narrower question


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as it is shown."""

    day: object
    publisher: str
    article: Explained
    finding: Finding
    pieces: list[Piece]
    chain: list[Finding]


@routes.get("/evidence")
def evidence(request: Request, asked: Filters) -> HTMLResponse:
    """The page, without its statements."""
    period = asked.within(nights(Settings.from_env().lake))
    return page(request, "evidence.html", asked=period, nights=True)


@routes.get("/panel-evidence")
def statements(request: Request, asked: Filters) -> HTMLResponse:
    """The statements, to be put into the page."""
    lake = Settings.from_env().lake
    asked = asked.within(nights(lake))
    taken = {one.name for one in question(NAME).parameters}
    found = answer(NAME, {**asked.parameters(taken), "top": SHOWN + 1}, SHOWN)
    rows = list(found.dicts())
    articles = read(lake, [str(row["article"]) for row in rows], _nights(found))
    return page(
        request,
        "statements.html",
        asked=asked,
        statements=list(_statements(found, articles)),
        more=found.more,
        ignored=sorted(asked.told().keys() - taken),
    )


def _nights(found: Answer) -> list[date]:
    return [night for row in found.dicts() if isinstance(night := row["night"], date)]


def _statements(found: Answer, articles: dict[str, Explained]) -> Iterator[Statement]:
    for row in found.dicts():
        article = articles.get(str(row["article"]))
        if article is None:
            continue
        by_number = {one.number: one for one in article.attributions}
        if (finding := by_number.get(int(str(row["number"])))) is None:
            continue
        yield Statement(
            day=row["day"],
            publisher=str(row["publisher"]),
            article=article,
            finding=finding,
            pieces=statement(article.texts.get(finding.place, ""), finding),
            chain=chain(finding, article.attributions),
        )
