"""A real Airflow in a folder of its own: its database, its DAGs, and a running one with REST."""

from collections.abc import Iterator

import pytest
from tests import services
from tests.dags.desk import Desk, listening
from tests.services import Airflow, Env

PRELOAD = "airflow.executors.local_executor,hearsay.night.run,hearsay.check.engine"


@pytest.fixture(scope="session")
def desk() -> Iterator[Desk]:
    """Who hears of a night: a webhook, a mail server and a StatsD server."""
    with listening() as heard:
        yield heard


@pytest.fixture(scope="session")
def airflow_env(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Env:
    """The environment of an Airflow with everything in a folder of its own, and a news desk."""
    return (
        services.airflow_env(tmp_path_factory.mktemp("airflow"))
        | desk.env
        | {
            "AIRFLOW__CORE__PARALLELISM": "2",
            "AIRFLOW__SCHEDULER__MP_START_METHOD": "forkserver",
            "AIRFLOW__SCHEDULER__MP_FORKSERVER_PRELOAD": PRELOAD,
            "HEARSAY_RETRIES": "0",
            "HEARSAY_DEADLINE_HOURS": "0.0003",  # a second: no night is as quick as that
        }
    )


@pytest.fixture(scope="session")
def airflow(airflow_env: Env) -> Iterator[Airflow]:
    """An Airflow whose scheduler runs the tasks itself (local executor)."""
    with services.airflow(airflow_env, dag="nightly_ingest") as running:
        yield running
