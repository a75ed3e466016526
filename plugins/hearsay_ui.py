"""The Data Docs of every night, inside the Airflow UI: what the checks found."""

from datetime import date
from mimetypes import guess_type
from pathlib import PurePosixPath

from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import requires_access_view
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import HTMLResponse, Response

from hearsay import ledger
from hearsay.lake import Place
from hearsay.settings import Settings

PAGE = """<!doctype html><meta charset="utf-8"><title>Hearsay: checks</title>
<style>
  :root {{ color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif; margin: 2rem }}
</style>
<h1>Checks of each night</h1>{nights}"""
NOTHING = "<p>No night has been checked yet: trigger <code>nightly_ingest</code>.</p>"

# A plugin's pages are open to everybody unless they ask who is there.
app = FastAPI(dependencies=[Depends(requires_access_view(AccessView.WEBSITE))])


@app.get("/")
def nights() -> HTMLResponse:
    """The nights that have Data Docs, newest first."""
    lake = Settings.from_env().lake
    found = [night for night in sorted(ledger.nights(lake), reverse=True) if _has_docs(lake, night)]
    links = "".join(f'<li><a href="docs/{night}/index.html">{night}</a>' for night in found)
    return HTMLResponse(PAGE.format(nights=f"<ul>{links}</ul>" if found else NOTHING))


@app.get("/docs/{night}/{path:path}")
def page(night: date, path: str) -> Response:
    """One file of a night's Data Docs; 404 for whatever lies outside of them."""
    file = ledger.docs_of(Settings.from_env().lake, night) / path
    if ".." in PurePosixPath(path).parts or path.startswith("/") or not file.is_file():
        raise HTTPException(404, f"night {night} has no page {path}")
    return Response(file.read_bytes(), media_type=guess_type(path)[0])


def _has_docs(lake: Place, night: date) -> bool:
    return (ledger.docs_of(lake, night) / "index.html").exists()


class HearsayPlugin(AirflowPlugin):
    """Puts the pages under /hearsay/ and a link to them into the navigation."""

    name = "hearsay"
    fastapi_apps = [{"app": app, "url_prefix": "/hearsay", "name": "Hearsay"}]
    external_views = [
        {
            "name": "Hearsay checks",
            "href": "hearsay/",
            "url_route": "hearsay-checks",
            "destination": "nav",
            "category": "browse",
        }
    ]
