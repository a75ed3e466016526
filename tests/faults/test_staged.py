"""Staged files that are damaged between two steps: it is noticed, and not published."""

import os
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.faults.readers import Reader, by_dump, contents, through_ledger
from tests.faults.scene import BROKEN, NIGHT, Scene

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.night import plan
from hearsay.night.attribute import attribute
from hearsay.night.bring import bring
from hearsay.night.extract import extract
from hearsay.night.plan import Unit, find
from hearsay.night.publication import publish
from hearsay.night.verdict import check
from hearsay.settings import Settings

UNIT = 0  # which one is damaged: the twelve texts
STEPS: Mapping[str, Callable[[Unit, Settings], object]] = {
    "bring": lambda unit, settings: bring(unit, NIGHT, settings, refetch=True),
    "extract": lambda unit, settings: extract(unit, NIGHT, settings),
    "attribute": attribute,
    "check": lambda unit, _: check(unit, NIGHT),
}


def flip(path: Path, chance: random.Random) -> None:
    """One byte of the file becomes another."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= chance.randint(1, 255)
    path.write_bytes(content)


def cut(path: Path, chance: random.Random) -> None:
    """The file ends too early."""
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


def lose(path: Path, _: random.Random) -> None:
    """The file is gone."""
    path.unlink()


def staged(scene: Scene, spoil: Callable[[str, int, Path], object]) -> int:
    """A run of the night in which `spoil` is called after every step of every unit.

    What fails is left undone, as the night does it. Returns KEPT_ASIDE where a unit failed.
    """
    settings = scene.settings()
    units = find(NIGHT, settings, refetch=True)
    spoil("find", 0, Path(str(units[0].folder)))
    failed = False
    for number, unit in enumerate(units):
        try:
            for name, step in STEPS.items():
                step(plan.unit(unit.folder), settings)
                spoil(name, number, Path(str(unit.folder)))
        except (ValueError, OSError) as error:
            failed = True
            sys.stderr.write(f"{unit.label} failed: {error}\n")
    publish(NIGHT, settings)
    return KEPT_ASIDE if failed else OK


@pytest.mark.faults
@pytest.mark.parametrize("how", [flip, cut, lose])
@pytest.mark.parametrize("after", STEPS)
def test_a_damaged_file_is_noticed(
    scene: Scene, ask: Reader, after: str, how: Callable[[Path, random.Random], None]
) -> None:
    """Its unit is held whole, all others are published; run again, all is well."""
    assert scene.night(lake="undisturbed") == KEPT_ASIDE
    whole = by_dump(ask(through_ledger, scene.lake("undisturbed")))

    def spoil(step: str, number: int, folder: Path) -> None:
        if (step, number) == (after, UNIT):
            path = scene.chance.choice(sorted(folder.iterdir()))
            sys.stderr.write(f"{how.__name__} {path} after {step}\n")
            how(path, scene.chance)

    scene.run(main=lambda _: staged(scene, spoil))
    said = scene.log.read_text("utf-8")
    assert "as it was staged" in said or ".seal is damaged or gone" in said, said
    seen = by_dump(ask(through_ledger, scene.lake()))
    assert seen.keys() == whole.keys()
    lost = [dump for dump, rows in seen.items() if rows != whole[dump]]
    assert all(dump.startswith("texts/") for dump in lost)
    assert all(not seen[dump].keys() & {"articles", "attributions"} for dump in lost)
    assert lost
    assert scene.night() == KEPT_ASIDE
    assert contents(scene.lake()) == contents(scene.lake("undisturbed"))
    scene.verify()


@pytest.mark.parametrize("name", ["expected.json", "find.seal", "*/unit.json"])
def test_a_damaged_plan_publishes_nothing(scene: Scene, ask: Reader, name: str) -> None:
    def spoil(step: str, _: int, folder: Path) -> None:
        if step == "find":
            lose(next(iter(folder.parent.glob(name))), scene.chance)

    assert scene.run(main=lambda _: staged(scene, spoil)) == BROKEN
    assert "run the night again" in scene.log.read_text("utf-8")
    assert ask(through_ledger, scene.lake()) == {}


@pytest.mark.faults
def test_files_of_another_time(scene: Scene) -> None:
    """The clock jumps between the steps, a century forth or back: the night is the same."""
    assert scene.night(lake="undisturbed") == KEPT_ASIDE

    def jump(_step: str, number: int, folder: Path) -> None:
        then = (1, 2**32)[number % 2]
        for path in (folder, *folder.iterdir()):
            os.utime(path, (then, then))

    assert scene.run(main=lambda _: staged(scene, jump)) == OK
    assert contents(scene.lake()) == contents(scene.lake("undisturbed"))
    scene.verify()


@pytest.mark.faults
def test_a_dump_that_changes_while_it_is_worked_on(scene: Scene, ask: Reader) -> None:
    assert scene.night() == KEPT_ASIDE
    old = by_dump(ask(through_ledger, scene.lake()))

    def arrive(step: str, _: int, folder: Path) -> None:
        if step == "bring" and "rows.jsonl" in (folder / "unit.json").read_text("utf-8"):
            scene.deliver_anew()

    assert scene.run(main=lambda _: staged(scene, arrive)) == KEPT_ASIDE
    assert "rows.jsonl.gz changed while it was read" in scene.log.read_text("utf-8")
    assert by_dump(ask(through_ledger, scene.lake())) == old
    scene.verify()
