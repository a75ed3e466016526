"""The DAG as Airflow reads it: it loads quickly, says what to do when red, has a form."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

READ = """
import json, sys
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(sys.argv[1])
dag = bag.dags.get("nightly_ingest")
heavy = {"pandas", "pyarrow", "duckdb", "spacy", "great_expectations", "fastwarc", "trafilatura"}
print(json.dumps({
    "errors": bag.import_errors,
    "dags": list(bag.dags),
    "seconds": [told.duration.total_seconds() for told in bag.dagbag_stats],
    "heavy": sorted(heavy & {name.split(".")[0] for name in sys.modules}),
    "doc": dag.doc_md,
    "tasks": sorted(dag.task_ids),
    "params": {name: dag.params[name] for name in dag.params},
    "schedule": dag.schedule,
    "catchup": dag.catchup,
    "active": dag.max_active_runs,
}))
"""

LOGIN = """
import runpy, sys
from pathlib import Path
login = runpy.run_path(str(Path(sys.argv[1]) / "hearsay_connections.py"))["login"]
found = login("press")
print(login("gone"), found, found.user, found.secret, found.host, found.extra)
"""


def test_the_credentials_of_a_source_come_from_airflows_connections(
    airflow_env: Mapping[str, str],
) -> None:
    told = {"login": "desk", "password": "s3cret", "host": "x.example", "extra": {"at": "north"}}
    done = subprocess.run(
        [sys.executable, "-c", LOGIN, airflow_env["AIRFLOW__CORE__PLUGINS_FOLDER"]],
        env={**airflow_env, "AIRFLOW_CONN_PRESS": json.dumps({"conn_type": "http", **told})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "None Login() desk s3cret x.example {'at': 'north'}\n", done.stderr


@pytest.fixture(scope="module")
def dag(airflow_env: Mapping[str, str]) -> dict[str, Any]:
    folder = airflow_env["AIRFLOW__CORE__DAGS_FOLDER"]
    done = subprocess.run(
        [sys.executable, "-c", READ, folder],
        env=dict(airflow_env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_it_loads_without_an_error_and_quickly(dag: dict[str, Any]) -> None:
    assert dag["errors"] == {}
    assert sorted(dag["dags"]) == [
        "maintenance",
        "nightly_ingest",
        "reattribute",
        "source_stats",
    ]
    assert sum(dag["seconds"]) < 1.0


def test_parsing_it_imports_nothing_heavy(dag: dict[str, Any]) -> None:
    assert dag["heavy"] == []


def test_it_runs_every_night_and_only_once_at_a_time(dag: dict[str, Any]) -> None:
    assert (dag["schedule"], dag["catchup"], dag["active"]) == ("30 2 * * *", False, 1)


def test_its_page_says_what_to_do_for_every_task(dag: dict[str, Any]) -> None:
    assert dag["tasks"] == [
        "dump.attribute",
        "dump.check",
        "dump.extract",
        "dump.fetch",
        "find",
        "publish",
        "verdict",
    ]
    assert all(f"`{task}`" in dag["doc"] for task in dag["tasks"])


def test_its_form(dag: dict[str, Any]) -> None:
    assert dag["params"] == {
        "night": None,
        "sources": None,
        "dumps": None,
        "refetch": False,
        "force": False,
    }
