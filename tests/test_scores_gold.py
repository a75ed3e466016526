"""No figure of the gold set falls below its floor: what a change to the engine costs is told."""

import tomllib
from pathlib import Path

import pytest

from hearsay.commands.evaluate import measured
from hearsay.score import accuracy, figures, held
from hearsay.settings import Settings

GOLD = Path(__file__).parents[1] / "include" / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text("utf-8"))
REMEDY = (
    "`hearsay evaluate --language {language} --errors` lists the records that went wrong. Mend the "
    "rule; or, where the loss is the price of a greater gain, lower include/gold/floors.toml and "
    "say so in the commit."
)


@pytest.mark.parametrize("language", FLOORS)
def test_no_figure_falls_below_its_floor(language: str) -> None:
    reached = held(measured(GOLD, language, Settings()))
    fallen = [
        f"{name}: {reached[name]:.4f}, and {floor} was reached before"
        for name, floor in FLOORS[language].items()
        if reached[name] < floor
    ]
    assert not fallen, "\n".join([*fallen, REMEDY.format(language=language)])


def test_every_language_and_figure_has_a_floor() -> None:
    assert FLOORS.keys() == {path.name for path in GOLD.iterdir() if path.is_dir()}
    assert {*map(frozenset, FLOORS.values())} == {frozenset(figures(()))}


def test_what_questions_correct_with_is_current() -> None:
    told = (GOLD.parent / "hearsay" / "query" / "accuracy.sql").read_text("utf-8")
    assert told == accuracy(measured(GOLD, None, Settings())), "accuracy.sql is stale: make docs"
