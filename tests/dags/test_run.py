"""The DAG in a running Airflow: the same tables as without it, and repairs over the REST API."""

import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.dags.desk import DOWN, SECRET, Desk, words
from tests.nights import publish_older
from tests.services import wait_for

from hearsay import ledger, query
from hearsay.lake import Place
from hearsay.night import marts
from hearsay.night.run import run as run_night
from hearsay.records import TABLES, State
from hearsay.settings import Settings

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "dumps"
SOURCES = """
[[source]]
name = "texts"
path = "in/texts"
[[source]]
name = "web"
path = "in"
include = ["crawl/*", "*.jsonl"]
[[source]]
name = "daily"
path = "in/daily"
include = ["{night}/*.jsonl"]
"""
DAYS = (date(2026, 1, 10), date(2026, 1, 11))
DAG = "nightly_ingest"
REATTRIBUTE = "reattribute"
STATS = "source_stats"
BROKEN = "late.jsonl"
pytestmark = pytest.mark.airflow


@pytest.fixture(scope="module")
def settings(airflow_env: Mapping[str, str]) -> Settings:
    """A part of the bundled samples, and a dump beside them in which nothing can be read."""
    settings = Settings.from_env(airflow_env)
    folder = settings.sources.parent / "in"
    for part in ("texts", "crawl"):
        shutil.copytree(SAMPLES / part, folder / part)
    for day, sample in zip(DAYS, ("001", "002"), strict=True):
        path = folder / "daily" / day.isoformat() / "wire.jsonl"
        path.parent.mkdir(parents=True)
        path.write_text(line(sample), "utf-8")
    (folder / BROKEN).write_text('{"headline": "no text"}\n' * 3, "utf-8")
    settings.sources.write_text(SOURCES, "utf-8")
    return settings


def line(sample: str) -> str:
    """One of the sample texts as a line of JSON."""
    (text,) = (SAMPLES / "texts").glob(f"{sample}_*.txt")
    return json.dumps({"text": text.read_text("utf-8")})


def contents(lake: Place) -> dict[str, bytes]:
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    return {path: (lake / path).read_bytes() for path in named}


def states(lake: Place) -> dict[str, State]:
    (entry,) = ledger.entries(lake)
    return {dump.dump: dump.state for dump in entry.dumps}


@pytest.fixture(scope="module")
def first(settings: Settings, airflow: Any) -> str:
    """The run of the schedule: switched on, the DAG takes the night of today at once."""
    airflow("PATCH", f"/dags/{STATS}", {"is_paused": False})
    run: str = airflow.scheduled(DAG)["dag_run_id"]
    return run


@pytest.fixture(scope="module")
def tonight(airflow: Any, first: str) -> date:
    """The night is the day of the run's logical date, 02:30 UTC."""
    assert first.startswith("scheduled__")
    return date.fromisoformat(first.removeprefix("scheduled__")[:10])


def test_one_bad_dump_turns_the_run_red_and_costs_only_itself(
    airflow: Any, settings: Settings, first: str
) -> None:
    assert airflow.wait(DAG, first) == "failed"
    held = [dump for dump, state in states(settings.lake).items() if state is State.HELD]
    assert held == ["web/late.jsonl"]
    with query.connect(settings.lake) as con:
        ((articles, dropped),) = con.sql(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM dropped)"
        ).fetchall()
    assert articles == 11 + 15 + 2 + 6  # texts, news.warc, cut.warc, news.warc.wet
    assert dropped == 1 + 3 + 1 + 3  # the last three are those of the dump that is held
    tasks = airflow.tasks(DAG, first)
    red = {(of["rendered_map_index"], task) for (task, _), of in tasks.items() if is_red(of)}
    assert red == {("web/late.jsonl", "dump.check"), (None, "verdict")}


def is_red(task: dict[str, Any]) -> bool:
    return bool(task["state"] == "failed")


def test_the_news_desk_is_told_which_dump_and_what_to_do(
    airflow: Any, desk: Desk, first: str, tonight: date
) -> None:
    assert airflow.wait(DAG, first) == "failed"
    told = wait_for(lambda: [one for one in desk.posts if BROKEN in one["text"]], airflow.log)[0]
    assert told["night"] == tonight.isoformat()
    assert "clear its `dump.fetch`" in told["remedy"]
    assert airflow.http.get(told["link"]).is_success
    assert told["link"].endswith(f"/dags/{DAG}/runs/{quote(first)}")
    mail = wait_for(lambda: [one for one in desk.mails if BROKEN in words(one)], airflow.log)[0]
    assert mail["To"] == "editor@desk.example, night@desk.example"
    assert mail["Subject"].startswith(f"Hearsay, night {tonight}: ")


def test_a_night_that_is_late_is_told_while_it_still_runs(
    airflow: Any, desk: Desk, first: str, tonight: date
) -> None:
    late = wait_for(lambda: [one for one in desk.posts if is_late(one)], airflow.log)[0]
    assert late["night"] == tonight.isoformat()
    assert late["link"].endswith(quote(first))
    wait_for(lambda: [one for one in desk.mails if "not published" in one["Subject"]], airflow.log)


def is_late(told: dict[str, Any]) -> bool:
    return "not published 0.0003 hours after it began" in told["text"]


def test_statsd_hears_duration_and_volume_of_every_step(
    airflow: Any, desk: Desk, first: str
) -> None:
    assert airflow.wait(DAG, first) == "failed"
    wait_for(lambda: any("hearsay.night" in one for one in desk.metrics), airflow.log)
    counted = Counter[str]()
    for metric in desk.metrics:
        name, _, value = metric.partition(":")
        counted[name] += int(value.partition("|")[0]) if value.endswith("|c") else 1
    for step in ("fetch", "extract", "attribute", "check"):
        assert counted[f"airflow.hearsay.{step}.duration,source=web"] == 4
    assert counted["airflow.hearsay.extract.records,source=texts"] == 12
    assert counted["airflow.hearsay.attribute.articles,source=texts"] == 11
    folder = SAMPLES / "texts"
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert counted["airflow.hearsay.extract.bytes,source=texts"] == size
    assert counted["airflow.hearsay.check.held,source=web"] == 1
    assert not [name for name in counted if ".warc" in name or ".jsonl" in name]


def test_clearing_the_bad_dump_repairs_it_alone(
    airflow: Any, settings: Settings, first: str
) -> None:
    (settings.sources.parent / "in" / BROKEN).write_text(line("000"), "utf-8")
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
    settings: Settings, tonight: date, tmp_path: Path
) -> None:
    alone = Settings(lake=tmp_path / "lake", sources=settings.sources)
    run_night(tonight, alone)
    assert contents(alone.lake) == contents(settings.lake)


def test_an_event_of_every_table_says_how_many_rows(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    names = {one["name"] for one in airflow("GET", "/assets")["assets"]}
    assert names == {"hearsay_night", "hearsay_marts", *(f"hearsay_{table}" for table in TABLES)}
    told = airflow("GET", "/assets/events?order_by=-timestamp&limit=100")["asset_events"]
    extras = {one["uri"]: one["extra"] for one in reversed(told)}
    with query.connect(settings.lake) as con:
        for table in TABLES:
            ((rows,),) = con.sql(f"SELECT count(*) FROM {table}").fetchall()
            extra = extras[f"{settings.lake.absolute().as_uri()}/tables/{table}"]
            assert (extra["night"], extra["rows"]) == (tonight.isoformat(), rows)
            assert extra["files"] > 0
            assert extra["bytes"] > 0


def test_a_night_run_again_gives_the_same_tables(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    before = contents(settings.lake)
    run = airflow.run(DAG, night=tonight.isoformat())
    assert airflow.wait(DAG, run) == "success"
    assert contents(settings.lake) == before


def test_a_dump_is_read_anew_only_when_that_is_asked_for(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    (settings.sources.parent / "in" / BROKEN).write_text(line("006"), "utf-8")
    before, whole = articles(settings.lake), contents(settings.lake)
    asked = {"night": tonight.isoformat(), "dumps": [f"web/{BROKEN}"]}
    run = airflow.run(DAG, **asked)
    assert airflow.wait(DAG, run) == "failed"
    assert contents(settings.lake) == whole
    log = airflow("GET", f"/dags/{DAG}/dagRuns/{run}/taskInstances/verdict/logs/1")
    assert "stays as it was published: its bytes are not" in json.dumps(log)
    run = airflow.run(DAG, **asked, refetch=True)
    assert airflow.wait(DAG, run) == "success"
    assert {index for _, index in airflow.tasks(DAG, run)} == {-1, 0}
    after = articles(settings.lake)
    assert {key[0] for key in before ^ after} == {f"web/{BROKEN}"}
    assert len(after) == len(before)


def articles(lake: Place) -> set[tuple[str, str]]:
    """Dump and text of every published article."""
    with query.connect(lake) as con:
        return set(con.sql("SELECT dump, text FROM articles").fetchall())


def test_a_backfill_gives_each_night_its_own_dumps(airflow: Any, settings: Settings) -> None:
    asked = {"from_date": f"{DAYS[0]}T00:00:00Z", "to_date": f"{DAYS[-1]}T23:59:59Z"}
    airflow("POST", "/backfills", {"dag_id": DAG, **asked})
    runs = f"/dags/{DAG}/dagRuns?order_by=logical_date"

    def ended() -> list[str]:
        found = [one for one in airflow("GET", runs)["dag_runs"] if one["run_type"] == "backfill"]
        states = [str(one["state"]) for one in found]
        done = len(states) == len(DAYS) and {*states} <= {"success", "failed"}
        return states if done else []

    assert wait_for(ended, airflow.log) == ["success", "success"]
    for day in DAYS:
        entry = ledger.entry(settings.lake, day)
        assert entry is not None
        assert [dump.dump for dump in entry.dumps] == [f"daily/{day}/wire.jsonl"]


def test_reattribute_shows_what_changes_and_asks_before_it_publishes(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    today = contents(settings.lake)
    publish_older(settings.lake, tonight)
    older = contents(settings.lake)
    run = airflow.run(REATTRIBUTE, since=tonight.isoformat(), until=tonight.isoformat())
    asked = f"/dags/{REATTRIBUTE}/dagRuns/{run}/taskInstances/approve/-1/hitlDetails"
    wait_for(lambda: airflow.http.get(f"/api/v2{asked}").is_success, airflow.log)
    body = airflow("GET", asked)["body"]
    assert f"#### Night {tonight}" in body
    assert "| rule | gained | lost | changed | same |" in body
    assert contents(settings.lake) == older
    # Who answers before the scheduler has seen the task pause makes Airflow 3.3 fail it.
    paused = f"TaskInstance Finished: dag_id={REATTRIBUTE}, task_id=approve"
    wait_for(lambda: paused in airflow.log.read_text("utf-8", "replace"), airflow.log)
    airflow("PATCH", asked, {"chosen_options": ["Approve"]})
    assert airflow.wait(REATTRIBUTE, run) == "success"
    # What is usual depends on the nights before, of which a backfill has made some.
    changed = contents(settings.lake).items() ^ today.items()
    assert {path.split("/")[1] for path, _ in changed} <= {"checks"}


def test_marts_follow_every_publication(airflow: Any, settings: Settings) -> None:
    assert wait_for(lambda: not marts.due(settings.lake), airflow.log)
    runs = airflow("GET", f"/dags/{STATS}/dagRuns")["dag_runs"]
    assert {one["run_type"] for one in runs} == {"asset_triggered"}
    assert {airflow.wait(STATS, one["dag_run_id"]) for one in runs} == {"success"}
    events = airflow("GET", "/assets/events?limit=100")["asset_events"]
    made = [one["extra"]["nights"] for one in events if one["uri"] == "hearsay://lake/marts"]
    assert {*map(str, DAYS)} <= {night for nights in made for night in nights}


def test_a_mistake_in_the_form_takes_nothing_and_says_why(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    before = contents(settings.lake)
    run = airflow.run(DAG, night="2026-01-02", sources=["nowhere"])
    assert airflow.wait(DAG, run) == "failed"
    assert date(2026, 1, 2) not in ledger.nights(settings.lake)
    assert contents(settings.lake) == before
    log = airflow("GET", f"/dags/{DAG}/dagRuns/{run}/taskInstances/find/logs/1")
    assert "no source 'nowhere'; there are texts, web, daily" in json.dumps(log)


def test_a_night_without_dumps_is_published_empty(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    run = airflow.run(DAG, night="2026-01-03")
    assert airflow.wait(DAG, run) == "success"
    entry = ledger.entry(settings.lake, date(2026, 1, 3))
    assert entry is not None
    assert entry.dumps == ()


def test_the_data_docs_are_behind_the_login(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    page = f"/hearsay/docs/{tonight}/index.html"
    assert "Great Expectations" in airflow.http.get(page).text
    assert tonight.isoformat() in airflow.http.get("/hearsay/").text
    outside = f"/hearsay/docs/{tonight}/%2e%2e/%2e%2e/hearsay.duckdb"
    assert airflow.http.get(outside).status_code == 404
    assert airflow.http.get(page, headers={"Authorization": ""}).status_code == 401


def test_an_alert_that_cannot_be_sent_shows_no_address(
    airflow: Any, airflow_env: Mapping[str, str], desk: Desk
) -> None:
    assert wait_for(lambda: [one for one in desk.refused if one["night"] == DOWN], airflow.log)
    logs = [airflow.log, *Path(airflow_env["AIRFLOW_HOME"], "logs").rglob("*.log")]

    def told() -> bool:
        return any("The alert was not sent by webhook" in path.read_text() for path in logs)

    wait_for(told, airflow.log)
    assert [path for path in logs if SECRET in path.read_text("utf-8", "replace")] == []


def test_maintenance_prunes_what_is_old_and_nothing_that_is_published(
    airflow: Any, settings: Settings, tonight: date
) -> None:
    assert isinstance(settings.lake, Path)
    raw = settings.lake / "raw" / "2025-12-01" / "old.warc.gz"
    raw.parent.mkdir(parents=True)
    raw.write_bytes(bytes(1000))
    os.utime(raw, (0, 0))
    before = contents(settings.lake)
    assert airflow.wait("maintenance", airflow.run("maintenance", dry_run=True)) == "success"
    assert raw.exists()
    run = airflow.run("maintenance")
    assert airflow.wait("maintenance", run) == "success"
    assert not raw.exists()
    assert contents(settings.lake) == before
    freed = f"/dags/maintenance/dagRuns/{run}/taskInstances/prune/xcomEntries/return_value"
    assert airflow("GET", freed)["value"] == {"raw": 1000}
