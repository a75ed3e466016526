"""A cluster on one machine: Airflow on PostgreSQL and Redis, two Celery workers, an S3 server."""

import os
import pwd
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import run

import httpx
import psycopg
import pytest
import yaml
from tests import services
from tests.cluster.delivery import deliver
from tests.services import ROOT, Airflow, Env, answers, free_port, service, wait_for

WORKERS = ("worker-a", "worker-b")
SLOTS = 2  # of a worker
DAG = "nightly_ingest"
BUCKET = "hearsay"
REMEDY = "Debian: apt-get install postgresql redis-server"


class Worker:
    """A Celery worker and all the processes that it started."""

    def __init__(self, session: int) -> None:
        self._session = session

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every one of them: tasks have process groups of their own."""
        for entry in Path("/proc").glob("[0-9]*"):
            pid = int(entry.name)
            try:
                if os.getsid(pid) == self._session:
                    os.kill(pid, number)
            except ProcessLookupError:
                continue


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """What a test asks, and the workers by the names that Airflow knows them by."""

    airflow: Airflow
    env: Env
    workers: Mapping[str, Worker]


@pytest.fixture(autouse=True)
def no_request_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING", logger="httpx")


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A folder that the database's user may enter too, which pytest's own are not."""
    made = Path(tempfile.mkdtemp(prefix="hearsay-cluster-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def cluster(folder: Path) -> Iterator[Cluster]:
    """Everything of docker-compose.yaml, with its settings, on free ports of loopback."""
    with ExitStack() as running:
        enter = running.enter_context
        database = enter(postgres(folder / "postgres"))
        env = (
            services.airflow_env(folder)
            | as_composed()
            | enter(s3(folder))
            | {
                "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{database}",
                "AIRFLOW__CELERY__RESULT_BACKEND": f"db+postgresql+psycopg2://{database}",
                "AIRFLOW__CELERY__BROKER_URL": enter(redis(folder / "redis")),
                "AIRFLOW__CELERY__WORKER_CONCURRENCY": str(SLOTS),
                "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False",
                "AIRFLOW__CORE__FERNET_KEY": "",
                "AIRFLOW__API_AUTH__JWT_SECRET": secrets.token_hex(32),
                "AIRFLOW__API__SECRET_KEY": secrets.token_hex(32),
                "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG": str(len(WORKERS) * SLOTS),
                "HEARSAY_LAKE": f"s3://{BUCKET}/lake",
                "HEARSAY_SOURCES": str(deliver(folder)),
            }
        )
        airflow = enter(services.airflow(env, dag=DAG))
        env["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] = f"{airflow.url}/execution/"
        workers = {name: enter(worker(name, env, folder)) for name in WORKERS}
        yield Cluster(airflow=airflow, env=env, workers=workers)


def as_composed() -> dict[str, str]:
    """The settings that docker-compose.yaml writes out, for every Airflow service of it."""
    told = yaml.safe_load((ROOT / "docker-compose.yaml").read_text("utf-8"))
    environment: dict[str, str] = told["x-airflow"]["environment"]
    ours = ("CELERY", "SCHEDULER", "WORKERS", "CORE__EXECUTOR")
    return {
        name: value
        for name, value in environment.items()
        if name.removeprefix("AIRFLOW__").startswith(ours) and "${" not in value
    }


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A new PostgreSQL with a password; yields user:password@host:port/database."""
    user = unprivileged()
    folder.mkdir(mode=0o700)
    shutil.chown(folder, user)
    password, port = secrets.token_hex(16), free_port()
    told = folder / "password"
    told.write_text(password)
    shutil.chown(told, user)
    tool, data = program("initdb"), folder / "data"
    login = ["--username=airflow", "--auth=scram-sha-256", f"--pwfile={told}"]
    run([tool, data, *login, "--no-sync"], user=user, cwd=folder, check=True, capture_output=True)
    told.unlink()
    given = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    options = [f"--{name}={value}" for name, value in given.items()]
    address = f"airflow:{password}@127.0.0.1:{port}"
    log = folder.with_suffix(".log")
    command = [program("postgres"), "-D", str(data), *options]
    with service(command, log, user=user, stop=signal.SIGINT):  # SIGINT: end, whoever is connected
        wait_for(lambda: created(f"postgresql://{address}/postgres"), log)
        yield f"{address}/airflow"


def created(address: str) -> bool:
    """Whether the database could be made: the server takes connections."""
    try:
        with psycopg.connect(address, autocommit=True) as con:
            con.execute("CREATE DATABASE airflow")
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A new Redis with a password; yields its address."""
    folder.mkdir(mode=0o700)
    password, port = secrets.token_hex(16), free_port()
    told = folder / "redis.conf"
    told.write_text(f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\ndir {folder}\n')
    with service([program("redis-server"), told], folder / "redis.log"):
        yield f"redis://:{password}@127.0.0.1:{port}/0"


@contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """A new S3 server with a bucket; yields the environment that its clients need."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    env = {
        "AWS_ENDPOINT_URL": address,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "cluster",
        "AWS_SECRET_ACCESS_KEY": secrets.token_hex(16),
    }
    log = folder / "s3.log"
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with service(server, log):
        wait_for(lambda: answers(lambda: httpx.put(f"{address}/{BUCKET}").raise_for_status()), log)
        yield env


@contextmanager
def worker(name: str, env: Env, folder: Path) -> Iterator[Worker]:
    """A Celery worker with a host name, a home for scratch files and a log of its own."""
    scratch = folder / name
    scratch.mkdir()
    of_its_own = {
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "tests.cluster.host.name",
        "CLUSTER_HOST": name,
        "PYTHONPATH": f"{env.get('PYTHONPATH', '')}:{ROOT}",
        "TMPDIR": str(scratch),
    }
    command = ["airflow", "celery", "worker", "--celery-hostname", name, "--skip-serve-logs"]
    log = folder / f"{name}.log"
    with service(command, log, env={**env, **of_its_own}) as process:
        wait_for(lambda: "ready." in log.read_text("utf-8"), log)
        yield Worker(process.pid)


def program(name: str) -> str:
    """The path of a program of PostgreSQL or Redis; skips the test where it is not installed."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = ":".join([os.environ["PATH"], *map(str, places)])
    found = shutil.which(name, path=path)
    if found is None:
        pytest.skip(f"{name} is not installed ({REMEDY})")
    return found


def unprivileged() -> int:
    """The id of whom PostgreSQL runs as: it refuses to be run by root."""
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return os.geteuid() or known.get("postgres", known["nobody"])
