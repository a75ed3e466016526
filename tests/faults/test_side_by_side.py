"""Nights at the same time: two copies of one, and two different ones."""

from datetime import date, timedelta

import pytest
from tests.faults.readers import Reader, contents, through_catalogue, through_ledger
from tests.faults.scene import NIGHT, Scene, night_of

from hearsay import ledger
from hearsay.commands import KEPT_ASIDE, OK

NEXT = NIGHT + timedelta(days=1)


def together(scene: Scene, *nights: date) -> list[int]:
    """How nights ended that began at the same moment."""
    return [scene.end(child) for child in [scene.begin(*night_of(night)) for night in nights]]


def test_two_copies_of_the_same_night(scene: Scene, ask: Reader) -> None:
    assert scene.night(lake="undisturbed") == KEPT_ASIDE
    for _ in range(2):
        assert together(scene, NIGHT, NIGHT) == [KEPT_ASIDE, KEPT_ASIDE]
        assert contents(scene.lake()) == contents(scene.lake("undisturbed"))
        assert ask(through_catalogue, scene.lake()) == ask(through_ledger, scene.lake())
        scene.verify()
        scene.deliver_anew()
        assert scene.night(lake="undisturbed") == KEPT_ASIDE


@pytest.mark.faults
def test_two_different_nights(scene: Scene, ask: Reader) -> None:
    scene.deliver(NEXT, samples=0)
    for night in (NIGHT, NEXT):
        assert scene.night(night, lake="undisturbed") == KEPT_ASIDE
    assert together(scene, NIGHT, NEXT) == [KEPT_ASIDE, KEPT_ASIDE]
    assert ask(through_catalogue, scene.lake()) == ask(through_ledger, scene.lake())
    scene.verify()
    assert scene.night(NEXT) == KEPT_ASIDE  # it could not know yet what NIGHT repeats
    assert contents(scene.lake()) == contents(scene.lake("undisturbed"))


@pytest.mark.faults
def test_two_nights_that_find_the_same_dumps(scene: Scene, ask: Reader) -> None:
    scene.sources.write_text(scene.sources.read_text("utf-8").replace("{night}", "*"), "utf-8")
    assert scene.night(lake="undisturbed") == KEPT_ASIDE
    assert set(together(scene, NIGHT, NEXT)) <= {OK, KEPT_ASIDE}
    scene.verify()  # no dump in two nights, nothing twice
    taken = [set(ledger.taken([entry])) for entry in ledger.entries(scene.lake())]
    (whole,) = ledger.entries(scene.lake("undisturbed"))
    assert sorted(name for names in taken for name in names) == sorted(ledger.taken([whole]))
