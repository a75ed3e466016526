"""Marts are made of what changed, and of nothing else, in whatever order."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.nights import NIGHT, TEXT, count, deliver, publish_older

from hearsay import ledger, shelf
from hearsay.lake import Place, files, mark_of
from hearsay.night import marts
from hearsay.night.arrived import Sources
from hearsay.night.run import run
from hearsay.night.verify import verify
from hearsay.records import MARTS
from hearsay.settings import Settings

NIGHTS = tuple(NIGHT + timedelta(days=day) for day in (0, 1, 20))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake with three published nights, an article or more in each; the last one weeks later."""
    folder = tmp_path_factory.mktemp("marts")
    dumps, settings = deliver(folder / "in"), Settings(lake=folder / "lake")
    run(NIGHTS[0], settings, Sources(folder=dumps))
    for number, night in enumerate(NIGHTS[1:]):
        text = TEXT.replace("Lindenau", f"Neustadt {number}")
        (dumps / f"late-{number}.txt").write_text(text, "utf-8")
        run(night, settings, Sources(folder=dumps))
    return folder / "lake"


@pytest.fixture
def three(settings: Settings, published: Path) -> Settings:
    """A copy of it, for a test of its own."""
    shutil.copytree(published, str(settings.lake))
    return settings


def shown(lake: Place) -> dict[str, str]:
    """Every mart file with its bytes' mark, and the shelf."""
    named = [file.path for file in shelf.every_file(shelf.read(lake))]
    return {path: mark_of(lake / path) for path in [*named, "marts.json"]}


def test_marts_are_made_once(three: Settings) -> None:
    assert marts.due(three.lake) == list(NIGHTS)
    assert marts.make(three.lake) == list(NIGHTS)
    assert marts.due(three.lake) == marts.make(three.lake) == []
    of = shelf.read(three.lake).nights[NIGHT]
    assert set(of.files) == set(MARTS)
    assert NIGHT in of.days
    assert count(three.lake, "SELECT count(*) FROM article_facts") == count(
        three.lake, "SELECT count(*) FROM articles"
    )
    said = count(three.lake, "SELECT count(*) FROM statements")
    assert count(three.lake, "SELECT sum(attributions) FROM source_days") == said > 0


def test_a_night_that_changed_is_made_anew_and_those_that_see_it(three: Settings) -> None:
    marts.make(three.lake)
    publish_older(three.lake, NIGHTS[0])
    made = marts.make(three.lake)
    assert made[0] == NIGHTS[0]
    assert NIGHTS[2] not in made
    publish_older(three.lake, NIGHTS[2])
    assert marts.make(three.lake) == [NIGHTS[2]]


def test_the_order_does_not_matter(three: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(str(three.lake), other)
    marts.make(three.lake)
    whole = ledger.head(other)
    for night in reversed(NIGHTS):  # as if the latest had been published first
        entry = ledger.read_entry(other, whole.entries[night])
        ledger.head_of(other).unlink(missing_ok=True)
        for one in [one for one in NIGHTS if one >= night]:
            entry = ledger.read_entry(other, whole.entries[one])
            ledger.switch(other, one, lambda _, entry=entry: entry)  # type: ignore[misc]
        marts.make(other)
    assert shown(other) == shown(three.lake)


def test_verify_sees_what_is_wrong_with_a_mart(three: Settings) -> None:
    marts.make(three.lake)
    assert verify(three.lake).problems == ()
    assert verify(three.lake).unnamed == 0
    file = next(shelf.every_file(shelf.read(three.lake)))
    content = (three.lake / file.path).read_bytes()
    (three.lake / file.path).write_bytes(content[:-1])
    (problem,) = verify(three.lake).problems
    assert problem.night == NIGHTS[0]
    assert "hearsay marts --again 2026-11-20" in problem.remedy
    assert marts.make(three.lake, again=[NIGHTS[0]]) == [NIGHTS[0]]
    assert verify(three.lake).problems == ()


def test_a_damaged_shelf_is_told(three: Settings) -> None:
    marts.make(three.lake)
    place = shelf.shelf_of(three.lake)
    place.write_bytes(place.read_bytes().replace(b"made_of", b"made_at", 1))
    with pytest.raises(ledger.DamagedError, match="hearsay marts"):
        shelf.read(three.lake)
    assert any("hearsay marts" in problem.remedy for problem in verify(three.lake).problems)


def test_questions_open_the_files_of_their_days_alone(three: Settings) -> None:
    marts.make(three.lake)
    now = shelf.read(three.lake)
    days = {night: of.days for night, of in now.nights.items()}
    assert shelf.overlapping(now, date(2026, 12, 1), None) == [NIGHTS[2]], days
    assert set(shelf.overlapping(now, None, None)) == set(NIGHTS)
    named = {path for paths in shelf.files(now, [NIGHTS[2]]).values() for path in paths}
    assert named < {file.path for file in shelf.every_file(now)}
    assert named <= {
        f"{path}".removeprefix(f"{three.lake}/") for path in files(three.lake / "tables")
    }
