"""What lines say of where a text comes from; the cases stand in provenance.toml."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from hearsay.clean.credit import is_credit, provenance

CASES = tomllib.loads(Path(__file__).with_name("provenance.toml").read_text("utf-8"))["case"]
FIELDS = ("credit", "byline", "translated", "origin")
SECONDS = 2.0


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["shows"])
def test_provenance(case: dict[str, Any]) -> None:
    found = provenance(case.get("lines", []), case.get("body", ""))
    assert {field: getattr(found, field) for field in FIELDS} == {
        field: case.get(field) for field in FIELDS
    }


def test_what_the_data_of_a_page_say_goes_before_a_line() -> None:
    found = provenance(["By Jo Pike"], "", "Ann Lee")
    assert (found.byline, found.credit) == ("Ann Lee", None)
    assert provenance([], "", "dpa").credit == "dpa"


def test_credits_of_other_articles_are_not_gathered_without_end() -> None:
    found = provenance(["dpa", "dpa", "AFP", "AP", "Reuters"], "")
    assert found.credit == "dpa\nAFP\nAP"


@pytest.mark.parametrize(
    "line", ["a" * 500, "(" * 400, "dpa/" * 50, "a, " * 66, "This article was " + "x " * 200]
)
def test_odd_lines_take_no_time(line: str) -> None:
    started = time.process_time()
    for _ in range(200):
        is_credit(line)
        provenance([line], line)
    assert time.process_time() - started < SECONDS
