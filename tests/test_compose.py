"""The production shape: what docker-compose.yaml and the Dockerfile say, without a daemon."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
AIRFLOW = {"init", "api-server", "scheduler", "dag-processor", "triggerer", "worker"}
SECRETS = {
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_JWT_SECRET",
    "AIRFLOW_SECRET_KEY",
    "POSTGRES_PASSWORD",
    "REDIS_PASSWORD",
}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text("utf-8"))
    return told


def test_every_service_of_the_production_shape_is_there(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == AIRFLOW | {"postgres", "redis", "s3"}
    for name in AIRFLOW:
        assert services[name]["image"] == "hearsay:0.1.0"
        assert services[name]["environment"]["AIRFLOW__CORE__EXECUTOR"] == "CeleryExecutor"
        assert services[name]["environment"]["HEARSAY_LAKE"] == "${HEARSAY_LAKE:-s3://hearsay/lake}"
    assert all("healthcheck" in services[name] for name in set(services) - {"init"})


def test_images_are_pinned(compose: dict[str, Any]) -> None:
    images = {service["image"] for service in compose["services"].values()}
    (base,) = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.M)
    for image in images | {base}:
        assert re.search(r":\d+\.\d+", image), f"{image} is not pinned"


def test_no_password_stands_in_the_file(compose: dict[str, Any]) -> None:
    text = (ROOT / "docker-compose.yaml").read_text("utf-8")
    for name in SECRETS:
        assert re.search(rf"\${{{name}:\?see docs/deployment.md}}", text), f"{name} has a default"
        assert name in (ROOT / "docs" / "deployment.md").read_text("utf-8")


def test_kubernetes_has_the_same_settings(compose: dict[str, Any]) -> None:
    told = yaml.safe_load((ROOT / "deploy" / "helm-values.yaml").read_text("utf-8"))
    settings = {one["name"]: one["value"] for one in told["env"]}
    composed = compose["x-airflow"]["environment"]
    shared = {
        name: re.sub(r"\${\w+:-(.*)}", r"\1", value)
        for name, value in composed.items()
        if re.match("AIRFLOW__(CELERY|SCHEDULER__TASK|WORKERS|CORE__MAX)|HEARSAY", name)
        and ":?" not in value
        and "@" not in value
    }
    assert len(shared) > 9
    assert settings == shared | {"HEARSAY_SOURCES": settings["HEARSAY_SOURCES"]}
    assert told["airflowVersion"] == version("apache-airflow")


def test_commands_are_airflow_commands(compose: dict[str, Any]) -> None:
    for name in AIRFLOW:
        program, *command = compose["services"][name]["command"]
        assert program == "airflow"
        airflow = Path(sys.executable).with_name(program)
        done = subprocess.run(
            [airflow, *command, "--help"], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{name}: airflow {' '.join(command)}: {done.stderr[-500:]}"


def test_compose_accepts_the_file() -> None:
    if not has_compose():
        pytest.skip("this machine's docker client has no compose")
    env = dict.fromkeys(SECRETS, "x") | {"PATH": "/usr/bin:/bin:/usr/local/bin"}
    subprocess.run(["docker", "compose", "config", "-q"], cwd=ROOT, env=env, check=True)


def has_compose() -> bool:
    if not shutil.which("docker"):
        return False
    done = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    return done.returncode == 0
