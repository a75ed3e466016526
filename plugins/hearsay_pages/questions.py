"""Every named question as a page: its parameters are a form, its answer a table and a download."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse

from hearsay import query
from hearsay_pages.answers import AT_ONCE, answer, asking, question, told
from hearsay_pages.asked import Filters
from hearsay_pages.cells import Desk
from hearsay_pages.paper import page, root
from hearsay_pages.words import chosen

routes = APIRouter()
FORMS = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@routes.get("/questions")
def listed(request: Request, asked: Filters) -> HTMLResponse:
    """All questions."""
    return page(request, "questions.html", asked=asked, questions=query.questions())


@routes.get("/questions/{name}")
def one(request: Request, name: str, asked: Filters) -> HTMLResponse:
    """A question and its form, without the answer."""
    return page(
        request,
        "question.html",
        asked=asked,
        question=question(name),
        given=given(request, name),
        forms=FORMS,
    )


@routes.get("/panel-question/{name}")
def answered(request: Request, name: str, asked: Filters) -> HTMLResponse:
    """The answer, to be put into the page."""
    found = answer(name, given(request, name))
    taken = {one.name for one in question(name).parameters}
    linked = "publisher" in taken and name != "evidence"
    desk = Desk(root=root(request), asked=asked, words=chosen(request), linked=linked)
    return page(request, "table.html", asked=asked, table=desk.shown(found), ignored=[])


@routes.get("/answers/{name}.{form}")
def download(request: Request, name: str, form: str) -> Response:
    """The whole answer as a file."""
    if form not in FORMS:
        raise HTTPException(404, f"no format {form!r}; there is {', '.join(FORMS)}")
    question(name)
    with TemporaryDirectory() as folder, told():
        path = Path(folder) / "answer"
        with (
            AT_ONCE,
            asking(name, given(request, name)) as found,
            path.open("w", encoding="utf-8") as out,
        ):
            query.show(found, form, out)
        return Response(path.read_bytes(), media_type=FORMS[form], headers=named(name, form))


def named(name: str, form: str) -> dict[str, str]:
    """The header by which a browser keeps an answer as a file."""
    return {"Content-Disposition": f'attachment; filename="hearsay-{name}.{form}"'}


def given(request: Request, name: str) -> dict[str, object]:
    """What the URL says of a question's parameters; an empty field says nothing."""
    taken = {one.name for one in question(name).parameters}
    return {
        key: value.strip()
        for key, value in request.query_params.items()
        if key in taken and value.strip()
    }
