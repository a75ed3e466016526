"""The DAG in a running Airflow: the same tables as without it, and repairs over the REST API."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hearsay import ledger, query
from hearsay.night.run import run as run_night
from hearsay.records import State
from hearsay.settings import Settings

ROOT = Path(__file__).parents[2]
NIGHT = date(2026, 11, 22)
DAG = "nightly_ingest"
BROKEN = "late/rows.jsonl"
pytestmark = pytest.mark.airflow


@pytest.fixture(scope="module")
def settings(airflow_env: Mapping[str, str]) -> Settings:
    """The bundled samples, and a dump beside them in which nothing can be read."""
    settings = Settings.from_env(airflow_env)
    home = settings.sources.parent
    shutil.copytree(ROOT / "include" / "samples" / "dumps", home / "samples" / "dumps")
    (home / "late").mkdir()
    (home / BROKEN).write_text('{"headline": "no text"}\n' * 3, "utf-8")
    samples = (ROOT / "include" / "sources.toml").read_text("utf-8")
    settings.sources.write_text(f'{samples}\n[[source]]\nname = "late"\npath = "late"\n', "utf-8")
    return settings


def contents(lake: Path) -> dict[str, bytes]:
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    return {str(path.relative_to(lake)): path.read_bytes() for path in named}


def states(lake: Path) -> dict[str, State]:
    entry = ledger.entry(lake, NIGHT)
    assert entry is not None
    return {dump.dump: dump.state for dump in entry.dumps}


@pytest.fixture(scope="module")
def first(airflow: Any, settings: Settings) -> str:
    run: str = airflow.run(DAG, night=NIGHT.isoformat())
    return run


def test_one_bad_dump_turns_the_run_red_and_costs_only_itself(
    airflow: Any, settings: Settings, first: str
) -> None:
    assert airflow.wait(DAG, first) == "failed"
    held = [dump for dump, state in states(settings.lake).items() if state is State.HELD]
    assert held == ["late/rows.jsonl"]
    with query.connect(settings.lake) as con:
        ((articles, dropped),) = con.sql(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM dropped)"
        ).fetchall()
    assert articles == 64
    assert dropped == 9 + 3
    tasks = airflow.tasks(DAG, first)
    red = {(of["rendered_map_index"], task) for (task, _), of in tasks.items() if is_red(of)}
    assert red == {("late/rows.jsonl", "dump.check"), (None, "verdict")}


def is_red(task: dict[str, Any]) -> bool:
    return bool(task["state"] == "failed")


def test_clearing_the_bad_dump_repairs_it_alone(
    airflow: Any, settings: Settings, first: str
) -> None:
    text = (ROOT / "include" / "samples" / "dumps" / "texts").glob("000_*.txt")
    row = {"text": next(iter(text)).read_text("utf-8")}
    (settings.sources.parent / BROKEN).write_text(json.dumps(row), "utf-8")
    before = airflow.tasks(DAG, first)
    (index,) = (i for (task, i), of in before.items() if task == "dump.check" and is_red(of))
    told = {
        "dry_run": False,
        "dag_run_id": first,
        "task_ids": [["dump.fetch", index]],
        "include_downstream": True,
        "only_failed": False,
        "reset_dag_runs": True,
    }
    cleared = airflow("POST", f"/dags/{DAG}/clearTaskInstances", told)
    assert airflow.wait(DAG, first) == "success"
    again = {(one["task_id"], one["map_index"]) for one in cleared["task_instances"]}
    steps = {(f"dump.{step}", index) for step in ("fetch", "extract", "attribute", "check")}
    assert again == steps | {("publish", -1), ("verdict", -1)}
    after = airflow.tasks(DAG, first)
    untouched = before.keys() - again
    assert all(before[key]["end_date"] == after[key]["end_date"] for key in untouched)
    assert set(states(settings.lake).values()) == {State.PUBLISHED}


def test_the_tables_are_those_of_a_night_without_airflow(
    airflow: Any, settings: Settings, first: str, tmp_path: Path
) -> None:
    alone = Settings(lake=tmp_path / "lake", sources=settings.sources)
    run_night(NIGHT, alone)
    assert contents(alone.lake) == contents(settings.lake)


def test_running_the_night_again_changes_nothing(
    airflow: Any, settings: Settings, first: str
) -> None:
    before = contents(settings.lake)
    again = airflow.run(DAG, night=NIGHT.isoformat())
    assert airflow.wait(DAG, again) == "success"
    assert contents(settings.lake) == before


def test_the_data_docs_are_behind_the_login(airflow: Any, settings: Settings, first: str) -> None:
    page = f"/hearsay/docs/{NIGHT}/index.html"
    assert "Great Expectations" in airflow.http.get(page).text
    assert NIGHT.isoformat() in airflow.http.get("/hearsay/").text
    assert (
        airflow.http.get(f"/hearsay/docs/{NIGHT}/%2e%2e/%2e%2e/hearsay.duckdb").status_code == 404
    )
    assert airflow.http.get(page, headers={"Authorization": ""}).status_code == 401
