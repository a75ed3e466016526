"""The FastAPI app of the pages: who may come in, its rooms, and what it says when it cannot."""

from mimetypes import guess_type
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException as StarletteError

from hearsay_pages import article, console, evidence, overview, quality, questions, stories
from hearsay_pages.guard import ALLOWED, with_headers
from hearsay_pages.paper import STATIC, edition, page, root
from hearsay_pages.words import COOKIE, LANGUAGES

# FastAPI's own pages about an app would ask nobody who they are.
app = FastAPI(dependencies=[*ALLOWED], docs_url=None, redoc_url=None, openapi_url=None)
app.middleware("http")(with_headers)
for room in (overview, evidence, article, stories, questions, console, quality):
    app.include_router(room.routes)

YEAR = 365 * 24 * 3600


@app.get("/static/{made}/{path:path}")
def static(made: str, path: str) -> Response:
    """A style, a script or a picture; browsers keep it until it changes."""
    file = STATIC / path
    if made != edition() or file not in STATIC.rglob("*") or not file.is_file():
        raise HTTPException(404, f"no file {path}")
    kept = {"Cache-Control": f"private, max-age={YEAR}, immutable"}
    return Response(file.read_bytes(), media_type=guess_type(path)[0], headers=kept)


@app.get("/language/{language}")
def language(request: Request, language: str, back: str = "/") -> Response:
    """Switch the language, and go back to the page; only to one of these pages."""
    if language not in LANGUAGES:
        raise HTTPException(404, f"no words in {language!r}")
    inside = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    answer = RedirectResponse(f"{root(request)}{inside}", 303)
    answer.set_cookie(
        COOKIE, language, YEAR, path=f"{root(request)}/", httponly=True, samesite="lax"
    )
    return answer


@app.exception_handler(StarletteError)
async def refused(request: Request, error: Any) -> Response:
    """What went wrong, as a page for a reader, and as JSON for a program."""
    if "text/html" not in request.headers.get("Accept", ""):
        return JSONResponse({"detail": error.detail}, error.status_code, headers=error.headers)
    template = "failed.html" if request.headers.get("X-Part") else "error.html"
    return page(request, template, error.status_code, code=error.status_code, said=error.detail)


@app.exception_handler(RequestValidationError)
async def misread(request: Request, error: Any) -> Response:
    """A part of the address that is not what it should be."""
    said = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors())
    return await refused(request, HTTPException(400, said))


@app.get("/{rest:path}")
def nowhere(rest: str) -> HTMLResponse:
    """Whatever else is asked for; said to those only who may see the pages."""
    raise HTTPException(404, f"no page {rest!r}")
