"""A real Airflow in a folder of its own: its database, its DAGs, and a running one with REST."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 240.0  # seconds that a busy machine may take for what usually takes ten
PRELOAD = "airflow.executors.local_executor,hearsay.night.run,hearsay.check.engine"
Env = Mapping[str, str]


@pytest.fixture(scope="session")
def airflow_env(tmp_path_factory: pytest.TempPathFactory) -> Env:
    """The environment of an Airflow with everything in a folder of its own."""
    home = tmp_path_factory.mktemp("airflow")
    return os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "2",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__SCHEDULER__MP_START_METHOD": "forkserver",
        "AIRFLOW__SCHEDULER__MP_FORKSERVER_PRELOAD": PRELOAD,
        "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
        "HEARSAY_LAKE": str(home / "lake"),
        "HEARSAY_SOURCES": str(home / "sources.toml"),
        "HEARSAY_RETRIES": "0",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }


class Airflow:
    """A running Airflow, asked over its REST API."""

    def __init__(self, url: str, log: Path) -> None:
        self.log = log
        self.http = httpx.Client(base_url=url, timeout=30)

    def __call__(self, method: str, path: str, told: Any = None) -> Any:
        """One request; returns the answer's JSON, raises for an error status."""
        answer = self.http.request(method, f"/api/v2{path}", json=told)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def log_in(self) -> None:
        token = self.http.get("/auth/token").raise_for_status().json()["access_token"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    def scheduled(self, dag: str) -> dict[str, Any]:
        """The run that the schedule made, as soon as there is one."""
        found = wait_for(lambda: self("GET", f"/dags/{dag}/dagRuns")["dag_runs"], self.log)
        run: dict[str, Any] = found[0]
        return run

    def run(self, dag: str, **conf: Any) -> str:
        """Trigger a run by hand, with what the form would say; returns its id."""
        told = self("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": conf})
        return str(told["dag_run_id"])

    def wait(self, dag: str, run: str) -> str:
        """Wait until a run has ended; returns its state."""

        def ended() -> Any:
            state = self("GET", f"/dags/{dag}/dagRuns/{run}")["state"]
            return state if state in ("success", "failed") else None

        return str(wait_for(ended, self.log))

    def tasks(self, dag: str, run: str) -> dict[tuple[str, int], dict[str, Any]]:
        """(task id, map index) -> task instance."""
        told = self("GET", f"/dags/{dag}/dagRuns/{run}/taskInstances?limit=200")
        return {(one["task_id"], one["map_index"]): one for one in told["task_instances"]}


@pytest.fixture(scope="session")
def airflow(airflow_env: Env) -> Iterator[Airflow]:
    """API server, scheduler with local executor and DAG processor, on free ports of loopback."""
    port, logs, health = free_port(), free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    env = {
        **airflow_env,
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(logs),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(health),
    }
    log = Path(env["AIRFLOW_HOME"]) / "services.log"
    subprocess.run(["airflow", "db", "migrate"], env=env, check=True, capture_output=True)
    server = ["api-server", "--host", "127.0.0.1", "--port", str(port)]
    with (
        ExitStack() as closing,
        service(server, env, log),
        service(["scheduler"], env, log),
        service(["dag-processor"], env, log),
    ):
        running = Airflow(url, log)
        closing.callback(running.http.close)
        wait_for(lambda: answers(running.log_in), log)
        wait_for(lambda: answers(lambda: running("GET", "/dags/nightly_ingest")), log)
        yield running


@contextmanager
def service(command: list[str], env: Env, log: Path) -> Iterator[None]:
    with log.open("ab") as out:
        process = subprocess.Popen(
            ["airflow", *command], env=dict(env), stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (httpx.HTTPError, AssertionError):
        return False
    return True


def wait_for(ready: Callable[[], Any], log: Path) -> Any:
    """Wait until `ready` returns something true, and return it."""
    end = time.monotonic() + PATIENCE
    while not (found := ready()):
        if time.monotonic() > end:
            raise TimeoutError(f"Airflow took too long:\n{log.read_text('utf-8')[-4000:]}")
        time.sleep(0.5)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
