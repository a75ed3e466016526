"""A scene with one night's dumps, and a reader."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.readers import Reader
from tests.faults.scene import Scene

from hearsay import check as checks
from hearsay.night.attribute import findings
from hearsay.settings import Settings


@pytest.fixture(scope="session")
def loaded() -> None:
    """What takes seconds to load is loaded here, once for all nights."""
    checks.load()
    for language in ("de", "en"):
        findings("Es regnet, sagte er.", language, None, Settings(), credit=None, origin=None)


@pytest.fixture(scope="session")
def ask(loaded: None) -> Iterator[Reader]:
    """Asks a question in the reader's process."""
    reader = Reader()
    yield reader
    reader.close()


@pytest.fixture
def scene(tmp_path: Path, ask: Reader) -> Scene:
    """A scene with one night's dumps."""
    made = Scene(tmp_path, random.Random(5))
    made.deliver()
    return made
