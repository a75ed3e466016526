"""Every route of the pages refuses who did not log in, and who may not see the DAG."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests import services

WALK = Path(__file__).with_name("walk.py")
Statuses = dict[tuple[str, str], dict[str, int]]


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> Statuses:
    """(method, path) -> who asked -> status, of an Airflow with users and roles."""
    env = services.airflow_env(tmp_path_factory.mktemp("airflow"))
    env["AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS"] = "False"
    env["PYTHONWARNINGS"] = "ignore"
    subprocess.run(["airflow", "db", "migrate"], env=env, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, WALK], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    return {(method, path): answers for method, path, answers in told}


def test_all_rooms_are_walked(statuses: Statuses) -> None:
    rooms = {path.split("/")[1] for _, path in statuses}
    assert {"", "static", "docs", "panel", "article", "console", "answers", "run"} <= rooms


def test_nobody_is_let_in(statuses: Statuses) -> None:
    assert {answers["nobody"] for answers in statuses.values()} == {401}


def test_a_forged_token_is_refused(statuses: Statuses) -> None:
    assert {answers["forged"] for answers in statuses.values()} == {403}


def test_who_has_no_permission_is_refused(statuses: Statuses) -> None:
    assert {answers["without a role"] for answers in statuses.values()} == {403}


def test_who_may_see_the_dag_sees_the_pages(statuses: Statuses) -> None:
    seen = {route: answers["viewer"] for route, answers in statuses.items()}
    assert set(seen.values()) == {200, 303, 400, 404}  # a run needs to be named, most things exist
    assert seen["GET", "/"] == seen["GET", "/questions/sources"] == seen["POST", "/console"] == 200
