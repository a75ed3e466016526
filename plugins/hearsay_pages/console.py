"""SQL that readers write themselves: read-only, bounded, in a process of its own."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from hearsay import query
from hearsay.contract import columns
from hearsay.query.sandbox import CONSOLE, DOWNLOAD, console, console_file
from hearsay.records import MARTS, TABLES
from hearsay.settings import Settings
from hearsay_pages.answers import Answer, told
from hearsay_pages.asked import Asked, Filters
from hearsay_pages.cells import Desk
from hearsay_pages.guard import FromHere, Reader, name_of
from hearsay_pages.paper import page, root
from hearsay_pages.questions import FORMS, named
from hearsay_pages.words import chosen

routes = APIRouter()
LONGEST = 20_000  # characters of a statement
ON_PAGE = replace(CONSOLE, rows=1000)  # more of them no browser shows quickly; a file has them
AT_ONCE = BoundedSemaphore(2)  # statements; those of other readers wait
Sql = Annotated[str, Form(max_length=LONGEST)]
NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL")


@routes.get("/console")
def desk(request: Request, asked: Filters, user: Reader, sql: str = "") -> HTMLResponse:
    """The page; nothing is run before the reader says so."""
    return page(
        request,
        "console.html",
        asked=asked,
        sql=sql[:LONGEST],
        longest=LONGEST,
        user=name_of(user),
        limits=ON_PAGE,
        download=DOWNLOAD,
        tables={name: columns(record) for name, record in (TABLES | MARTS).items()},
        questions=query.questions(),
    )


@routes.post("/console")
def run(request: Request, sql: Sql, _: FromHere) -> HTMLResponse:
    """The answer to a statement, to be put into the page."""
    settings = Settings.from_env()
    with told(), AT_ONCE:
        found = console(settings.lake, sql, ON_PAGE, query.lists(settings.lists))
    answer = Answer(
        columns=found.columns,
        numeric=frozenset(
            name
            for name, kind in zip(found.columns, found.types, strict=True)
            if kind.startswith(NUMBERS)
        ),
        rows=found.rows,
        more=found.truncated,
    )
    desk = Desk(root=root(request), asked=Asked(), words=chosen(request), linked=False)
    return page(
        request, "answer.html", table=desk.shown(answer), seconds=found.seconds, limits=ON_PAGE
    )


@routes.post("/console/{form}")
def download(form: str, sql: Sql, _: FromHere) -> Response:
    """The answer as a file."""
    if form not in FORMS:
        raise HTTPException(404, f"no format {form!r}; there is {', '.join(FORMS)}")
    settings = Settings.from_env()
    lists = query.lists(settings.lists)
    with TemporaryDirectory() as folder, told(), AT_ONCE:
        path = Path(folder) / f"answer.{form}"
        console_file(settings.lake, sql, form, path, DOWNLOAD, lists)
        return Response(path.read_bytes(), media_type=FORMS[form], headers=named("answer", form))
