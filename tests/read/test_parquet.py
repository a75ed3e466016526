"""A row is a page; a file without text, without its end or with a bad patch says so."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from hearsay.read import MAX_RECORD
from hearsay.records import DropReason, Page, Reject

Read = Callable[..., list[Page | Reject]]
Written = Callable[..., bytes]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def table(columns: dict[str, Any], **how: Any) -> bytes:
        path = tmp_path / "written.parquet"
        parquet.write_table(pa.table(columns), path, **how)
        return path.read_bytes()

    return table


def told(found: list[Page | Reject]) -> list[tuple[str, str | DropReason | None]]:
    return [(one.record, one.text if isinstance(one, Page) else one.reason) for one in found]


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "brotli", "lz4"])
def test_rows_over_row_groups(compression: str, read: Read, written: Written) -> None:
    texts = [f"Tower {number} leans." for number in range(2500)]
    data = written({"text": texts}, compression=compression, row_group_size=1100)
    expected = [(str(number), text) for number, text in enumerate(texts, 1)]
    assert told(read("rows.parquet", data)) == expected


def test_null_and_empty_texts(read: Read, written: Written) -> None:
    data = written({"text": ["One.", None, "", "Four."]})
    assert told(read("rows.parquet", data)) == [
        ("1", "One."),
        ("2", DropReason.EMPTY),
        ("3", DropReason.EMPTY),
        ("4", "Four."),
    ]


def test_types_that_only_parquet_has(read: Read, written: Written) -> None:
    when = datetime(2024, 3, 5, 6, 7, 8, tzinfo=UTC)
    data = written(
        {
            "html": pa.array([b"<html><p>Turm"], pa.binary()),
            "date": pa.array([when], pa.timestamp("us", "UTC")),
            "crawl_date": pa.array([when.date()]),
            "lang": pa.array(["de"]).dictionary_encode(),
            "vector": pa.array([[0.5] * 300]),
        }
    )
    (page,) = read("rows.parquet", data)
    assert isinstance(page, Page)
    assert page.html == b"<html><p>Turm"
    assert (page.published, page.captured) == ("2024-03-05T06:07:08+00:00", "2024-03-05")
    assert page.language == "de"


def test_row_that_python_cannot_hold(read: Read, written: Written) -> None:
    wrong = pa.array([b"Eins.", b"Zw\xf6lf.", b"Drei."]).view(pa.string())
    data = written({"text": wrong})
    assert told(read("rows.parquet", data)) == [
        ("1", "Eins."),
        ("2", DropReason.CORRUPT),
        ("3", "Drei."),
    ]


def test_file_name_that_is_no_text(read: Read, written: Written) -> None:
    assert told(read("caf\udce9.parquet", written({"text": ["One."]}))) == [("1", "One.")]


def test_time_zone_that_nobody_knows(read: Read, written: Written) -> None:
    times = pa.array([0], pa.timestamp("us", tz="Mars/Olympus"))
    found = told(read("rows.parquet", written({"text": ["One."], "date": times})))
    assert found == [("1", DropReason.CORRUPT)]


def test_cell_over_the_limit(read: Read, written: Written) -> None:
    data = written({"text": ["One.", "b" * (MAX_RECORD + 1), "Three."]})
    found = told(read("rows.parquet", data))
    assert found == [("1", "One."), ("2", DropReason.TOO_LARGE), ("3", "Three.")]


def test_bad_patch_costs_its_row_group(read: Read, written: Written) -> None:
    texts = [f"Tower {number} leans." for number in range(300)]
    data = bytearray(written({"text": texts}, compression="zstd", row_group_size=100))
    group = parquet.read_metadata(pa.BufferReader(bytes(data))).row_group(1).column(0)
    start = group.dictionary_page_offset
    data[start : start + group.total_compressed_size] = b"\xff" * group.total_compressed_size
    found = told(read("rows.parquet", bytes(data)))
    assert found[:100] == [(str(at + 1), texts[at]) for at in range(100)]
    assert found[100] == ("101", DropReason.CORRUPT)
    assert found[101:] == [(str(at + 1), texts[at]) for at in range(200, 300)]


def test_no_text_column(read: Read, written: Written) -> None:
    (reject,) = read("rows.parquet", written({"name": ["Ada"] * 7, "year": [1843] * 7}))
    assert isinstance(reject, Reject)
    assert reject.reason is DropReason.NO_TEXT_FIELD
    assert reject.detail == "(7 rows) no text column among name, year"


def test_table_without_rows(read: Read, written: Written) -> None:
    data = written({"text": pa.array([], pa.string())})
    assert told(read("rows.parquet", data)) == [("rows.parquet", DropReason.EMPTY)]


@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_truncated(share: float, read: Read, written: Written) -> None:
    data = written({"text": ["The tower leans."] * 50})
    found = read("rows.parquet", data[: int(len(data) * share) + 4])
    assert told(found) == [("rows.parquet", DropReason.TRUNCATED)]


def test_text_named_parquet(read: Read) -> None:
    found = read("rows.parquet", b"The tower leans.")
    assert told(found) == [("rows.parquet", DropReason.CORRUPT)]
