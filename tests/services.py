"""Starts real programs for a test, Airflow among them, asks them, and ends them again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[1]
PATIENCE = 240.0  # seconds that a busy machine may take for what usually takes ten
Env = Mapping[str, str]


class Airflow:
    """A running Airflow, asked over its REST API."""

    def __init__(self, url: str, log: Path) -> None:
        self.url, self.log = url, log
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

    def wait(self, dag: str, run: str, patience: float = PATIENCE) -> str:
        """Wait until a run has ended; returns its state."""

        def ended() -> Any:
            state = self("GET", f"/dags/{dag}/dagRuns/{run}")["state"]
            return state if state in ("success", "failed") else None

        return str(wait_for(ended, self.log, patience))

    def tasks(self, dag: str, run: str) -> dict[tuple[str, int], dict[str, Any]]:
        """(task id, map index) -> task instance."""
        found: list[dict[str, Any]] = []
        path, total = f"/dags/{dag}/dagRuns/{run}/taskInstances?limit=100", 1
        while len(found) < total:  # a page holds 100 at most
            told = self("GET", f"{path}&offset={len(found)}")
            total = told["total_entries"]
            found += told["task_instances"]
        return {(one["task_id"], one["map_index"]): one for one in found}


def airflow_env(home: Path) -> dict[str, str]:
    """The environment of an Airflow that has everything in the folder `home`."""
    return dict(os.environ) | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(ROOT / "plugins"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
        "HEARSAY_LAKE": str(home / "lake"),
        "HEARSAY_SOURCES": str(home / "sources.toml"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }


@contextmanager
def airflow(env: Env, *, dag: str) -> Iterator[Airflow]:
    """All of Airflow's services, on free ports; ready when they know `dag`."""
    port, health = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    env = {
        **env,
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port()),
        "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
        "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(health),
    }
    log = Path(env["AIRFLOW_HOME"]) / "services.log"
    subprocess.run(["airflow", "db", "migrate"], env=env, check=True, capture_output=True)
    server = ["airflow", "api-server", "--host", "127.0.0.1", "--port", str(port)]
    with (
        ExitStack() as closing,
        service(server, log, env=env),
        service(["airflow", "scheduler"], log, env=env),
        service(["airflow", "dag-processor"], log, env=env),
        service(["airflow", "triggerer"], log, env=env),
    ):
        running = Airflow(url, log)
        closing.callback(running.http.close)
        wait_for(lambda: answers(running.log_in), log)
        wait_for(lambda: answers(lambda: running("GET", f"/dags/{dag}")), log)
        yield running


@contextmanager
def service(
    command: Sequence[str | Path],
    log: Path,
    *,
    env: Env | None = None,
    user: int | None = None,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs in a session of its own, until it is left; what it says is in `log`."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command, env=env, stdout=out, stderr=out, start_new_session=True, user=user
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, stop)
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


def wait_for(ready: Callable[[], Any], log: Path, patience: float = PATIENCE) -> Any:
    """Wait until `ready` returns something true, and return it."""
    end = time.monotonic() + patience
    while not (found := ready()):
        if time.monotonic() > end:
            raise TimeoutError(f"it took too long:\n{log.read_text('utf-8')[-4000:]}")
        time.sleep(0.5)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
