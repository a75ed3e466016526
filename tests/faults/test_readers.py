"""Readers who query without pause while a night is published again and again, with other rows."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from tests.faults.readers import Reader, Seen, through_catalogue, through_ledger
from tests.faults.scene import NIGHT, Scene

from hearsay.commands import KEPT_ASIDE, OK
from hearsay.night.attribute import attribute
from hearsay.night.bring import bring
from hearsay.night.extract import extract
from hearsay.night.plan import find
from hearsay.night.publication import publish
from hearsay.night.verdict import check
from hearsay.settings import Settings

PUBLICATIONS = int(os.environ.get("HEARSAY_TEST_PUBLICATIONS", "10"))


@contextmanager
def reading(through: Callable[[Path], Seen], lake: Path) -> Iterator[list[Any]]:
    """Read again and again; afterwards the list holds every different thing that was seen."""
    ours, theirs = get_context("fork").Pipe()
    reader = get_context("fork").Process(target=_read, args=(through, lake, theirs), daemon=True)
    reader.start()
    found: list[Any] = []
    yield found
    ours.send("enough")
    found.extend(ours.recv())
    reader.join()


def _read(through: Callable[[Path], Seen], lake: Path, pipe: Any) -> None:
    found: list[Any] = []
    reads = 0
    while not pipe.poll():
        try:
            seen: Any = through(lake)
        except Exception as error:
            seen = f"{type(error).__name__}: {error}"
        reads += 1
        if seen not in found:
            found.append(seen)
    pipe.send([reads, *found])


def stage(settings: Settings, run: str) -> int:
    """A run of the night without its publication."""
    for unit in find(NIGHT, settings, run=run):
        bring(unit, NIGHT, settings, refetch=True)
        extract(unit, NIGHT, settings)
        attribute(unit, settings)
        check(unit, NIGHT)
    return OK


def test_readers_see_one_publication_or_the_other(scene: Scene, ask: Reader) -> None:
    settings = scene.settings()
    assert scene.night() == KEPT_ASIDE
    old = ask(through_ledger, scene.lake())
    assert scene.run(main=lambda _: stage(settings, "old")) == OK
    scene.deliver_anew()
    assert scene.run(main=lambda _: stage(settings, "new")) == OK
    assert scene.night(lake="undisturbed") == KEPT_ASIDE
    new = ask(through_ledger, scene.lake("undisturbed"))

    def again(_: list[str]) -> int:
        for number in range(PUBLICATIONS):
            publish(NIGHT, settings, ("new", "old")[number % 2])
        return OK

    with (
        reading(through_ledger, scene.lake()) as by_ledger,
        reading(through_catalogue, scene.lake()) as by_catalogue,
    ):
        assert scene.run(main=again) == OK, scene.log.read_text("utf-8")
    for reads, *seen in (by_ledger, by_catalogue):
        assert reads > PUBLICATIONS
        assert all(one in (old, new) for one in seen)
        assert len(seen) == 2
