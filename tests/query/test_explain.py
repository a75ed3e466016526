"""One article with its attributions marked, on paper and on a coloured terminal."""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TextIO

import pytest

from hearsay.query import QueryError, article, connect, show_article
from hearsay.records import Place

NIGHT = date(2026, 1, 30)
ID = "2026013020260130"
TEXT = (
    "Der Hafen bleibt geschlossen, berichtet die Nordagentur unter Berufung auf zwei Beamte.\n"
    "Wann er öffnet, ist offen."
)


@pytest.fixture
def lake_of_a_night(lake: Path, publish_night: Callable[[date], None]) -> Path:
    publish_night(NIGHT)
    return lake


def test_brackets_where_there_is_no_terminal(lake_of_a_night: Path) -> None:
    out = StringIO()
    with connect(lake_of_a_night) as con:
        show_article(article(con, ID), out)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert lines[:7] == [
        "kurier.example · 2026-01-30 · de · https://kurier.example/hafen",
        "mill/2026-01-30.jsonl · 7",
        "",
        "Hafen [vorerst] zu",
        "",
        "[1:content [2:content Der Hafen bleibt geschlossen]], [1:cue berichtet] "
        "[1:source die Nordagentur] [2:cue unter Berufung auf] [2:source zwei Beamte].",
        "Wann er öffnet, ist offen.",
    ]
    assert [re.split(r" {2,}", line.strip()) for line in lines[-2:]] == [
        ["1", "Nordagentur", "media", "0", "neutral", "indirect", "2 zwei Beamte", "verb"],
        ["2", "zwei Beamte", "anonymous", "3", "neutral", "indirect", "prep"],
    ]


def test_colours_on_a_terminal(
    lake_of_a_night: Path, on_terminal: Callable[[Callable[[TextIO], None], int], str]
) -> None:
    with connect(lake_of_a_night) as con:
        told = article(con, ID)
    page = on_terminal(lambda out: show_article(told, out), 200)
    assert "\x1b[32mDer Hafen bleibt geschlossen\x1b[0m" in page
    assert "¹\x1b[1;33mberichtet\x1b[0m ¹\x1b[1;36mdie Nordagentur\x1b[0m" in page
    assert "[1:" not in page


def test_attributions_are_records_again(lake_of_a_night: Path) -> None:
    with connect(lake_of_a_night) as con:
        first, second = article(con, ID).attributions
    assert first.place is Place.TEXT
    assert [(role, span.of(TEXT)) for role, span in first.spans()] == [
        ("source", "die Nordagentur"),
        ("cue", "berichtet"),
        ("content", "Der Hafen bleibt geschlossen"),
    ]
    assert (second.number, second.name, second.cites) == (2, "zwei Beamte", None)


def test_an_article_that_no_night_has(lake_of_a_night: Path) -> None:
    with connect(lake_of_a_night) as con, pytest.raises(QueryError, match="no article 'beef'"):
        article(con, "beef")
