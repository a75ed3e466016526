"""The quality of the nights: what became of their records, which checks failed, the Data Docs."""

from dataclasses import dataclass
from datetime import date
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Annotated

from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.common.db.common import SessionDep
from airflow.api_fastapi.core_api.security import requires_access_dag
from airflow.models.dagrun import DagRun
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from hearsay import ledger
from hearsay.lake import Place
from hearsay.settings import Settings
from hearsay_pages.answers import answer
from hearsay_pages.asked import Filters, nights
from hearsay_pages.cells import Desk
from hearsay_pages.guard import DAG, DOCS_POLICY
from hearsay_pages.paper import page, root
from hearsay_pages.words import chosen

routes = APIRouter()
DAGS = (DAG, "source_stats")  # whose runs have a night
RUNS = Depends(requires_access_dag("GET", DagAccessEntity.RUN))
# The questions of a night's report, in order.
REPORT = ("accounting", "dropped", "held", "checks")
PANELS = {"night-accounting": "accounting", "night-dropped": "dropped"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A question of a report: its name, and whether an empty answer is good news."""

    name: str
    empty_is_good: bool


@routes.get("/nights")
def listed(request: Request, asked: Filters) -> HTMLResponse:
    """Every night in figures, and the links to its report and Data Docs."""
    lake = Settings.from_env().lake
    found = sorted(nights(lake), reverse=True)
    docs = {night for night in found if _has_docs(lake, night)}
    return page(request, "nights.html", asked=asked.within(found[::-1]), nights=found, docs=docs)


@routes.get("/nights/{night}")
def report(request: Request, night: date, dump: str = "") -> HTMLResponse:
    """The report of a night."""
    lake = Settings.from_env().lake
    entry = ledger.entry(lake, night)
    return page(
        request,
        "night.html",
        night=night,
        entry=entry,
        docs=_has_docs(lake, night),
        parts_of=REPORT,
        dump=dump,
    )


@routes.get("/panel-night/{name}")
def part(request: Request, name: str, asked: Filters) -> HTMLResponse:
    """An answer about the nights asked for, to be put into a page."""
    if name not in REPORT:
        raise HTTPException(404, f"no part {name!r} of a report")
    lake = Settings.from_env().lake
    found = answer(name, asked.within(nights(lake)).parameters({"since", "until"}))
    desk = Desk(root=root(request), asked=asked, words=chosen(request), linked=False)
    return page(
        request,
        "table.html",
        asked=asked,
        table=desk.shown(found),
        ignored=[],
        empty=f"good.{name}",
    )


@routes.get("/run", dependencies=[RUNS])
def of_run(
    request: Request,
    session: SessionDep,
    dag_id: str,
    run_id: Annotated[str | None, Query()] = None,
) -> Response:
    """From a run or a task to the report of its night; of a task alone, to that of its last run."""
    if dag_id not in DAGS:
        return page(request, "no_report.html", dag=dag_id, dags=DAGS)
    runs = select(DagRun).where(DagRun.dag_id == dag_id)
    if run_id is not None:
        runs = runs.where(DagRun.run_id == run_id)
    run = session.scalar(runs.order_by(DagRun.run_after.desc()).limit(1))
    if run is None:
        raise HTTPException(404, f"no run {run_id!r} of {dag_id}")
    return RedirectResponse(f"{root(request)}/nights/{night_of(run)}", 303)


def night_of(run: DagRun) -> date:
    """The night of a run, as its DAG tells it: by its form, else the day that it is for."""
    told = (run.conf or {}).get("night")
    for event in run.consumed_asset_events:  # what source_stats was started by
        told = (event.extra or {}).get("night", told)
    try:
        return date.fromisoformat(told) if told else (run.logical_date or run.run_after).date()
    except (ValueError, TypeError):
        raise HTTPException(404, f"{told!r} is no night") from None


@routes.get("/docs/{night}/{path:path}")
def docs(night: date, path: str) -> Response:
    """One file of a night's Data Docs; 404 for whatever lies outside of them."""
    file = ledger.docs_of(Settings.from_env().lake, night) / path
    if ".." in PurePosixPath(path).parts or path.startswith("/") or not file.is_file():
        raise HTTPException(404, f"night {night} has no page {path}")
    headers = {"Content-Security-Policy": DOCS_POLICY}
    return Response(file.read_bytes(), media_type=guess_type(path)[0], headers=headers)


def _has_docs(lake: Place, night: date) -> bool:
    return (ledger.docs_of(lake, night) / "index.html").exists()
