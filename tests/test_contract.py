"""From a record class to columns and to the data dictionary."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from hearsay.contract import Span, column, columns, dictionary
from hearsay.records import MARTS, TABLES, Attribution, Finding, Quote

DOCS = Path(__file__).parent.parent / "docs"


def test_columns_carry_type_words_and_bounds() -> None:
    found = {one.name: one for one in columns(Attribution)}
    assert list(found)[: len(columns(Finding))] == [one.name for one in columns(Finding)]
    assert (found["cue"].type, found["cue"].nullable) == ("span", True)
    assert (found["content"].type, found["content"].nullable) == ("spans", False)
    assert found["quote"].values == tuple(Quote)
    assert (found["anonymity"].low, found["anonymity"].high) == (0, 5)


def test_a_type_that_no_table_holds_is_refused() -> None:
    @dataclass
    class Odd:
        words: set[str] = column("Some words.")

    with pytest.raises(TypeError, match="column words"):
        columns(Odd)


def test_span_gives_its_words() -> None:
    assert Span(start=4, end=9).of("Das, sagte er") == " sagt"


def test_the_data_dictionary_is_current() -> None:
    assert (DOCS / "tables.md").read_text("utf-8") == dictionary(TABLES | MARTS), "run `make docs`"
