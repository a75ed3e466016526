"""Who may see the pages, and what a browser may do with them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from airflow.api_fastapi.auth.managers.models.base_user import BaseUser
from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import (
    GetUserDep,
    requires_access_dag,
    requires_access_view,
)
from fastapi import Depends, HTTPException, Request, Response
from fastapi.params import Depends as Dependency

DAG = "nightly_ingest"
# A plugin's pages are open to everybody unless they ask who is there. Whoever may not see the DAG
# sees nothing of what it publishes.
ALLOWED: Sequence[Dependency] = (
    Depends(requires_access_view(AccessView.WEBSITE)),
    Depends(requires_access_dag("GET", param_dag_id=DAG)),
)
# Nothing is loaded from elsewhere, no script or style stands in a page, only Airflow frames it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# Data Docs are Great Expectations' own pages, with styles in them; their scripts come from the
# internet and are not run.
DOCS_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

Reader = GetUserDep


def from_here(request: Request) -> None:
    """Refuse what another site has a reader's browser send."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "sent by another site")


FromHere = Annotated[None, Depends(from_here)]


async def with_headers(
    request: Request, answer: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Every answer says what may be done with it; what a route said itself stands."""
    response = await answer(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def name_of(user: BaseUser) -> str:
    """Who is there, in the words of the auth manager."""
    return user.get_name()
