"""The share of a dump that has been read, told by its bytes."""

from itertools import pairwise
from pathlib import Path

import pytest

from hearsay import read

SAMPLES = Path(__file__).parents[2] / "include" / "samples" / "dumps"
DUMPS = sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def shares(*paths: Path) -> list[float | None]:
    meter = read.Meter.of(paths)
    return [meter.after(0) for path in paths for _ in read.pages(path, path.name, meter=meter)]


@pytest.mark.parametrize("path", [path for path in DUMPS if path.stat().st_size > 1000])
def test_it_never_falls_and_ends_with_the_dump(path: Path) -> None:
    told = shares(path)
    assert told == sorted(told, key=float)  # type: ignore[arg-type]
    assert told[-1] == pytest.approx(1.0, abs=0.01)


def test_a_long_dump_is_told_bit_by_bit(tmp_path: Path) -> None:
    line = '{"text": "' + "Die Fähre fährt. " * 1000 + '"}\n'
    path = tmp_path / "long.jsonl"
    path.write_text(line * 400, "utf-8")
    told = [share for share in shares(path) if share is not None]
    assert len(set(told)) > 20
    assert max(late - early for early, late in pairwise(told)) < 0.1
    halfway = told[len(told) // 2]
    assert 0.4 < halfway < 0.6


def test_several_files_count_by_their_sizes(tmp_path: Path) -> None:
    small, large = tmp_path / "small.txt", tmp_path / "large.txt"
    small.write_text("a" * 100, "utf-8")
    large.write_text("b" * 300, "utf-8")
    assert shares(small, large) == [0.25, 1.0]


def test_without_a_size_nothing_is_said(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("a" * 100, "utf-8")
    meter = read.Meter()
    assert [meter.after(0) for _ in read.pages(path, "page", meter=meter)] == [None]
    assert read.Meter.of([tmp_path / "missing"]).after(0) is None
