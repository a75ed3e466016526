"""Floors: what they hold, and how they rise."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from hearsay.records import SourceType
from hearsay.score import compare, floors, held, read

ARTICLE = read(Path(__file__).parent / "gold" / "de" / "01-faehre.toml")


def test_floors_are_rounded_down_and_rise_only() -> None:
    compared = [compare(ARTICLE, ARTICLE.records[:2])]  # two of four: F1 is 2/3
    before = {"de": {"attribution": 0.1, "sources": 0.9}}
    told = tomllib.loads(floors(compared, before))
    assert (told["de"]["attribution"], told["de"]["sources"]) == (0.665, 0.9)


def test_to_find_more_costs_nothing_even_where_it_is_not_right_in_everything() -> None:
    one, two = ARTICLE.records[:2]
    mistaken = replace(two, type=SourceType.DOCUMENT)
    less, more = (held([compare(ARTICLE, found)]) for found in ([one], [one, mistaken]))
    assert less["attribution"] == pytest.approx(2 * 1 / (4 + 1))
    assert more["attribution"] == pytest.approx(2 * 2 / (4 + 2))
    assert (less["type"], more["type"]) == (1 / 4, 1 / 4)
    assert (less["name"], more["name"]) == (1 / 4, 2 / 4)
