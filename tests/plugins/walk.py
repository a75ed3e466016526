"""Asks a real Airflow app for every route of the pages, as nobody and as several people."""

import json
import sys
from collections.abc import Mapping
from typing import Any

from airflow.api_fastapi.app import create_app, get_auth_manager
from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
from fastapi.testclient import TestClient
from starlette.routing import Mount

# What stands in the place of a route's parameters.
PARAMETERS = {
    "{name}": "sources",
    "{night}": "2026-01-30",
    "{id}": "0" * 16,
    "{form}": "csv",
    "{made}": "0",
    "{language}": "de",
    "{path:path}": "index.html",
    "{rest:path}": "nowhere",
}


def walk() -> list[tuple[str, str, dict[str, int]]]:
    """Method and path of each route -> status by who asked."""
    app = create_app(apps="all")
    auth = get_auth_manager()
    people: dict[str, dict[str, str]] = {
        "nobody": {},
        "forged": {"Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9."},
        "without a role": bearer(auth, None),
        "viewer": bearer(auth, "VIEWER"),
    }
    (pages,) = (one.app for one in app.routes if isinstance(one, Mount) and one.path == "/hearsay")
    routes: list[Any] = pages.routes  # type: ignore[attr-defined]
    with TestClient(app, follow_redirects=False) as client:
        return [
            (method, path, {who: ask(client, method, path, head) for who, head in people.items()})
            for route in routes
            for method in sorted(route.methods)
            for path in [filled(route.path)]
        ]


def bearer(auth: Any, role: str | None) -> dict[str, str]:
    user = SimpleAuthManagerUser(username="somebody", role=role)
    return {"Authorization": f"Bearer {auth.generate_jwt(user)}"}


def ask(client: TestClient, method: str, path: str, head: Mapping[str, str]) -> int:
    data = {"sql": "SELECT 1"} if method == "POST" else None
    return int(client.request(method, f"/hearsay{path}", headers=head, data=data).status_code)


def filled(path: str) -> str:
    for name, value in PARAMETERS.items():
        path = path.replace(name, value)
    return path


json.dump(walk(), sys.stdout)
