"""A night on a cluster that loses a worker: all is done elsewhere, the tables are the same."""

import logging
import signal
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cluster.conftest import DAG, Cluster
from tests.services import wait_for

from hearsay import ledger
from hearsay.lake import Place
from hearsay.night.run import run as run_night
from hearsay.settings import Settings

NIGHT = date(2026, 11, 22)
LOST = "worker-b"
AT_LEAST = 40  # units of work
DONE_BEFORE = 60  # tasks: every dump is brought by then, and the first are read
PATIENCE = 3000.0  # seconds, for a night that takes minutes on two idle cores
SETTLED = 1.5  # seconds, after which all that a stopped worker had said is taken down
log = logging.getLogger(__name__)
pytestmark = pytest.mark.cluster

Key = tuple[str, int]  # task id, map index
Tasks = Mapping[Key, Mapping[str, Any]]


def test_a_lost_worker_costs_time_and_nothing_else(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = cluster.airflow.run(DAG, night=NIGHT.isoformat())
    held, lost = lose_worker(cluster, run)
    assert cluster.airflow.wait(DAG, run, PATIENCE) == "success"
    after = cluster.airflow.tasks(DAG, run)
    report(after, held, lost)
    assert len({index for _, index in after} - {-1}) >= AT_LEAST
    for key in held:
        assert (after[key]["try_number"], after[key]["hostname"] == LOST) == (2, False)
    for name in ("AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, cluster.env[name])
    shared = Settings.from_env(cluster.env)
    alone = Settings(lake=tmp_path / "lake", sources=shared.sources)
    began = time.monotonic()
    assert run_night(NIGHT, alone, jobs=2) == {}
    log.info("the same night on one machine, in two processes: %.0f s", time.monotonic() - began)
    assert contents(shared.lake) == contents(alone.lake)


def contents(lake: Place) -> dict[str, bytes]:
    named = [path for paths in ledger.published_files(lake).values() for path in paths]
    return {path: (lake / path).read_bytes() for path in named}


def lose_worker(cluster: Cluster, run: str) -> tuple[set[Key], datetime]:
    """Kill a worker in the middle of the night; returns the tasks that it ran, and the moment."""

    def well_under_way() -> bool:
        return bool(in_state("success")["total_entries"] >= DONE_BEFORE)

    def in_state(state: str) -> Mapping[str, Any]:
        path = f"/dags/{DAG}/dagRuns/{run}/taskInstances?state={state}"
        found: Mapping[str, Any] = cluster.airflow("GET", path)
        return found

    def stop_it_at_work() -> tuple[set[Key], datetime] | None:
        # What runs on a stopped worker is known for sure; from then on it says nothing more.
        worker.signal(signal.SIGSTOP)
        lost = datetime.now(UTC)
        time.sleep(SETTLED)
        running = in_state("running")["task_instances"]
        if held := {(of["task_id"], of["map_index"]) for of in running if of["hostname"] == LOST}:
            return held, lost
        worker.signal(signal.SIGCONT)
        return None

    worker = cluster.workers[LOST]
    wait_for(well_under_way, cluster.airflow.log, PATIENCE)
    held, lost = wait_for(stop_it_at_work, cluster.airflow.log)
    worker.signal(signal.SIGKILL)
    return held, lost


def report(after: Tasks, held: Iterable[Key], lost: datetime) -> None:
    """Say how long it took, for docs/deployment.md."""
    for key in sorted(held):
        log.info("%s: ran again after %.0f s", key, since(lost, after[key]["start_date"]))
    begun = {key: since(lost, of["queued_when"]) for key, of in after.items()}
    waited = {key: since(lost, of["start_date"]) for key, of in after.items() if begun[key] < 0}
    log.info("what was queued by then ran after %.0f s at most", max(waited.values()))
    log.info("again: %s", sorted(key for key, of in after.items() if of["try_number"] > 1))
    log.info("published after %.0f s", since(lost, after["publish", -1]["end_date"]))


def since(lost: datetime, moment: str) -> float:
    return (datetime.fromisoformat(moment) - lost).total_seconds()
