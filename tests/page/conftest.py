"""The sample night and some hostile articles in a real Airflow, looked at with a real Chromium."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests import services
from tests.page.hostile import ARTICLES

playwright = pytest.importorskip("playwright.sync_api", reason="make setup installs no Playwright")

CHROMIUM = shutil.which("chromium")
SAMPLES = services.ROOT / "include" / "samples" / "dumps"
NIGHT = "2026-11-22"
DAG = "nightly_ingest"
SOURCES = f"""
[[source]]
name = "press-texts"
path = "{SAMPLES}"
include = ["texts/*.txt"]
[[source]]
name = "web-crawl"
path = "{SAMPLES}"
include = ["crawl/*.warc.gz", "jsonl/*.jsonl.zst"]
[[source]]
name = "hostile"
path = "hostile"
"""
# Shifts of the layout, as the browser itself counts them: CLS is their sum.
SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A running Airflow that has published the night."""

    url: str
    run: str
    lake: Path

    @property
    def pages(self) -> str:
        return f"{self.url}/hearsay"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not CHROMIUM:
        pytest.skip("no chromium here: apt-get install chromium")
    home = tmp_path_factory.mktemp("airflow")
    (home / "sources.toml").write_text(SOURCES, "utf-8")
    (home / "hostile").mkdir()
    lines = "".join(json.dumps(article) + "\n" for article in ARTICLES)
    (home / "hostile" / "articles.jsonl").write_text(lines, "utf-8")
    env = services.airflow_env(home)
    told = subprocess.run(["hearsay", "night", NIGHT], env=env, capture_output=True, check=False)
    assert told.returncode in (0, 1), told.stderr  # 1: something was kept aside
    subprocess.run(["hearsay", "marts"], env=env, check=True, capture_output=True)
    with served(env, home / "server.log") as airflow:
        yield Site(url=airflow.url, run=airflow.run(DAG, night=NIGHT), lake=home / "lake")


@contextmanager
def served(env: services.Env, log: Path) -> Iterator[services.Airflow]:
    """Airflow without those that would run tasks: the night has been run."""
    port = services.free_port()
    url = f"http://127.0.0.1:{port}"
    for command in (["db", "migrate"], ["dags", "reserialize"]):
        subprocess.run(["airflow", *command], env=env, check=True, capture_output=True)
    server = ["airflow", "api-server", "--host", "127.0.0.1", "--port", str(port)]
    with services.service(server, log, env={**env, "AIRFLOW__API__BASE_URL": url}):
        airflow = services.Airflow(url, log)
        services.wait_for(lambda: services.answers(airflow.log_in), log)
        yield airflow
        airflow.http.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("no chromium here: apt-get install chromium")
    with playwright.sync_playwright() as started:
        # Chromium's own sandbox wants a user namespace, which containers do not have.
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Any, site: Site) -> Iterator[Callable[..., Any]]:
    """Opens a tab: `reader(width=400, dark=True, language="de")`; whatever the browser complains
    of, such as a script that the policy forbids, fails the test.
    """
    opened, complaints = [], list[str]()

    def tab(width: int = 1280, *, dark: bool = False, language: str = "en") -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale=language,
            base_url=site.url,
        )
        opened.append(context)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.extend([said.text] if said.type == "error" else [])
        )
        page.complaints = complaints
        return page

    yield tab
    for context in opened:
        context.close()
    assert complaints == []


def filled(page: Any) -> None:
    """Wait until every part of the page has its answer."""
    page.wait_for_load_state("load")
    # By its attribute: the policy of the pages lets nobody evaluate a string.
    playwright.expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)
