"""A real web server on loopback that fails as it is told, and a source there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tests.fetch.site import Site

from hearsay.fetch import Source


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def source(site: Site) -> Callable[..., Source]:
    """A source at the site that is not as patient as one outside has to be."""

    def build(**keys: Any) -> Source:
        quick = {"wait": 0.01, "pause": 0.001, "attempts": 3, "allow_private": True}
        return Source(**{"name": "s", "kind": "http", "url": f"{site.url}/in/", **quick, **keys})

    return build


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder
