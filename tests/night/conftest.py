"""Three dumps, and a lake without a night."""

from pathlib import Path

import pytest
from tests.nights import deliver

from hearsay.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(lake=tmp_path / "lake", sources=tmp_path / "sources.toml")


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Three dumps, six records, of which four are articles."""
    return deliver(tmp_path / "in")
