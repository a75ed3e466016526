"""A row of each corpus becomes the page its makers meant."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from hearsay.records import DropReason, Page, Reject

ROWS = tomllib.loads((Path(__file__).parent / "rows.toml").read_text("utf-8"))["row"]


def expected(row: dict[str, Any], dump: str) -> Page | Reject:
    if "reason" in row:
        reason = DropReason(row["reason"])
        return Reject(
            dump=dump, record="1", url=row.get("url"), reason=reason, detail=row["detail"]
        )
    fields = dict(row["page"])
    if "html" in fields:
        fields["html"] = fields["html"].encode()
    return Page(dump=dump, record="1", **fields)


@pytest.mark.parametrize("row", ROWS, ids=[row["corpus"][:40] for row in ROWS])
def test_row_of_jsonl(row: dict[str, Any], read: Callable[..., list[Page | Reject]]) -> None:
    # TOML's literal strings keep "\n" and "\u0000" as the JSON escapes they are.
    assert read("rows.jsonl", row["json"].encode()) == [expected(row, "desk/rows.jsonl")]


@pytest.mark.parametrize("row", ROWS, ids=[row["corpus"][:40] for row in ROWS])
def test_row_of_parquet(
    row: dict[str, Any], read: Callable[..., list[Page | Reject]], tmp_path: Path
) -> None:
    parquet.write_table(pa.Table.from_pylist([json.loads(row["json"])]), tmp_path / "rows.parquet")
    found = read("rows.parquet", (tmp_path / "rows.parquet").read_bytes())
    if row.get("reason") == "no-text-field":
        (reject,) = found
        assert reject == Reject(
            dump="desk/rows.parquet",
            record="rows.parquet",
            url=None,
            reason=DropReason.NO_TEXT_FIELD,
            detail="(1 rows) no text column among name, year",
        )
    else:
        assert found == [expected(row, "desk/rows.parquet")]
