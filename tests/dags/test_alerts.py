"""What the news desk is told of a night that went wrong: by both channels, and nothing that it is
not to be told."""

import asyncio
import importlib
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from tests.dags.desk import DOWN, SECRET, Desk, listening, words
from tests.services import ROOT

NIGHT = "2026-01-05"
pytestmark = pytest.mark.filterwarnings("default")  # Airflow's own


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Desk]:
    with listening() as heard:
        for name, value in heard.env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path))
        monkeypatch.setenv("HEARSAY_LAKE", str(tmp_path / "lake"))
        yield heard


@pytest.fixture
def alerts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "plugins"))
    return importlib.import_module("hearsay_alerts")


def ended(night: str, task: str, alarms: dict[str, str] | None) -> dict[str, Any]:
    """What Airflow tells a callback of a run that failed."""
    run = SimpleNamespace(conf={"night": night}, logical_date=None, run_after=datetime.now(UTC))
    return {
        "ti": SimpleNamespace(task_id=task, xcom_pull=lambda task_ids: alarms),
        "dag_run": run,
        "dag": SimpleNamespace(dag_id="nightly_ingest"),
        "run_id": "manual__2026-01-05T02:30:00+00:00",
    }


def missed(state: str) -> dict[str, Any]:
    """What Airflow tells a callback of a deadline that was missed."""
    run: dict[str, Any] = {
        "conf": {},
        "logical_date": None,
        "run_after": f"{NIGHT}T02:30:00Z",
        "state": state,
    }
    return {"dag_run": run | {"dag_id": "nightly_ingest", "dag_run_id": "manual__1"}}


def test_dumps_that_need_a_look_are_named_as_they_are(alerts: ModuleType, desk: Desk) -> None:
    alarms = {"web/{{ 7 * 7 }}<b>.jsonl": "is held back: no text", "wire": "lacks 01.zip"}
    alerts.failed(ended(NIGHT, "verdict", alarms))
    (post,), (mail,) = desk.posts, desk.mails
    assert post["text"].splitlines() == [
        f"Hearsay, night {NIGHT}: 2 alarms",
        "web/{{ 7 * 7 }}<b>.jsonl is held back: no text",
        "wire lacks 01.zip",
        alerts.MEND,
        post["link"],
    ]
    assert post["link"].endswith("/runs/manual__2026-01-05T02%3A30%3A00%2B00%3A00")
    assert mail["Subject"] == f"Hearsay, night {NIGHT}: 2 alarms"
    assert mail["From"] == "hearsay@desk.example"
    assert "web/{{ 7 * 7 }}&lt;b&gt;.jsonl" in words(mail)


def test_many_dumps_are_counted(alerts: ModuleType, desk: Desk) -> None:
    alerts.failed(ended(NIGHT, "verdict", {f"web/{n:03}": "is held back" for n in range(400)}))
    assert "400 alarms\nweb/000 is held back" in desk.posts[0]["text"]
    assert "web/009 is held back\nand 390 more\n" in desk.posts[0]["text"]


def test_a_night_that_is_not_published_is_called_so(alerts: ModuleType, desk: Desk) -> None:
    alerts.failed(ended(NIGHT, "publish", None))
    assert desk.posts[0]["what"] == "not published, `publish` failed"
    assert desk.posts[0]["remedy"] == alerts.READ_LOG


def test_a_webhook_that_fails_stops_no_mail_and_is_not_given_away(
    alerts: ModuleType, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "hearsay_alerts"):
        alerts.failed(ended(DOWN, "find", None))
    assert (len(desk.posts), len(desk.refused), len(desk.mails)) == (0, 1, 1)
    assert SECRET not in caplog.text


@pytest.mark.parametrize("state", ["running", "queued", "failed"])
def test_a_night_that_is_late_is_told(alerts: ModuleType, desk: Desk, state: str) -> None:
    asyncio.run(alerts.late(missed(state)))
    assert desk.posts[0]["what"] == "not published 4 hours after it began"
    assert desk.mails[0]["Subject"] == f"Hearsay, night {NIGHT}: {desk.posts[0]['what']}"
