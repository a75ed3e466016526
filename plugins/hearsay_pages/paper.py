"""Writes pages and parts of pages from templates, which escape whatever is put into them."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hearsay_pages.asked import Asked
from hearsay_pages.words import LANGUAGES, chosen

HERE = Path(__file__).parent
STATIC = HERE / "static"
VIEWS = ("overview", "stories", "questions", "console", "nights")
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def root(request: Request) -> str:
    """Where the pages begin, `/hearsay`, also behind a proxy that shows Airflow at a path."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def page(request: Request, template: str, status: int = 200, **told: object) -> HTMLResponse:
    """A page, or a part of one, in the reader's language."""
    words = chosen(request)
    text = TEMPLATES.get_template(template).render(
        t=words,
        root=root(request),
        static=f"{root(request)}/static/{edition()}",
        here=str(request.url.path).removeprefix(root(request)),
        languages=LANGUAGES,
        views=VIEWS,
        address=request.url.query,
        **({"asked": Asked()} | told),
    )
    return HTMLResponse(text, status, {"Vary": "Accept-Language, Cookie"})


def web(address: object) -> str | None:
    """An address that may be linked to: one on the web. Of `javascript:alert(1)` nothing is."""
    try:
        parts = urlsplit(str(address or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None


@cache
def edition() -> str:
    """Changes when a static file does, so that browsers may keep each for good."""
    content = b"".join(path.read_bytes() for path in sorted(STATIC.rglob("*")) if path.is_file())
    return sha256(content).hexdigest()[:12]


TEMPLATES.filters["web"] = web
