"""Three dumps, and a lake without a night."""

import json
from pathlib import Path

import pytest
from tests.nights import TEXT

from hearsay.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(lake=tmp_path / "lake", sources=tmp_path / "sources.toml")


@pytest.fixture
def dumps(tmp_path: Path) -> Path:
    """Three dumps, six records, of which four are articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "empty.txt").touch()
    rows = [{"text": TEXT.replace("Wiesner", name)} for name in ("Amsel", "Meise", "Zeisig")]
    lines = [json.dumps(row) for row in rows] + ["{broken"]
    (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    return folder
