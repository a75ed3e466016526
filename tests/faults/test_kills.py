"""Nights that are killed at random moments, and run again: real processes, and SIGKILL."""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.faults.readers import Reader, Seen, by_dump, contents, through_catalogue, through_ledger
from tests.faults.scene import Scene, Steps, night_of

from hearsay.commands import KEPT_ASIDE

# `make test` takes a sample, `make test-faults` some hundreds. Another seed, other moments.
KILLS = int(os.environ.get("HEARSAY_TEST_KILLS", "5"))
SEED = int(os.environ.get("HEARSAY_TEST_SEED", "5"))
# Kills of one scene before the next one with other dumps: first runs, then reruns of what they
# published.
FIRST_RUNS, RERUNS, BETWEEN = 5, 15, 5
WORKER = "one worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """An undisturbed night: what readers see of it, every byte, how long it took, in how many
    file operations."""

    seen: Seen
    bytes: dict[str, bytes]
    seconds: float
    steps: int


def undisturbed(scene: Scene, ask: Reader) -> Yardstick:
    lake = scene.lake("undisturbed")
    steps = Steps(lake)
    begun = time.monotonic()
    assert scene.night(lake=lake.name, first=steps.kill_at) == KEPT_ASIDE
    seconds = time.monotonic() - begun
    assert ask(through_ledger, lake) == ask(through_catalogue, lake)
    return Yardstick(
        seen=ask(through_ledger, lake),
        bytes=contents(lake),
        seconds=seconds,
        steps=steps.count,
    )


def kill(scene: Scene, whole: Yardstick) -> str:
    """Run a night and kill it; returns how and when, in words."""
    chance = scene.chance
    how = chance.choice(("step", "step", "moment", "moment", "worker"))
    if how == "step":
        last = chance.randint(1, whole.steps)
        steps = Steps(scene.lake())
        scene.night(first=lambda: steps.kill_at(last))
        return f"all, before file operation {last} of {whole.steps}"
    night = scene.begin(*night_of())
    moment = chance.uniform(0, whole.seconds)
    time.sleep(moment)
    if how == "moment":
        os.killpg(night, signal.SIGKILL)
        scene.end(night)
        return f"all, after {moment:.2f} s"
    for worker in chance.sample(children := list(_children(night)), min(1, len(children))):
        os.kill(worker, signal.SIGKILL)
    assert scene.end(night) == KEPT_ASIDE
    return f"{WORKER}, after {moment:.2f} s"


def _children(process: int) -> Iterator[int]:
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text()
    except FileNotFoundError:
        told = ""
    yield from map(int, told.split())


def look(scene: Scene, ask: Reader, was: dict[str, Seen], whole: Yardstick, how: str) -> None:
    """Readers see what `was`, or the whole night; where a worker was killed, whole dumps of both.

    `was` is told what they see now: through the ledger, and through hearsay.duckdb, which follows.
    """
    for through in (through_ledger, through_catalogue):
        allowed = [was.get(through.__name__, {}), whole.seen]
        seen = was[through.__name__] = ask(through, scene.lake())
        if how.startswith(WORKER):
            for dump, rows in by_dump(seen).items():
                held = not rows.keys() & {"articles", "attributions"}
                assert held or rows in [by_dump(one).get(dump) for one in allowed], (how, dump)
        else:
            assert seen in allowed, f"{how}: {through.__name__}"


def test_nights_that_are_killed(tmp_path: Path, ask: Reader) -> None:
    """Readers never see half a night, and the night after all is as if nothing had been."""
    begun, done = time.monotonic(), 0
    for number in count():
        scene = Scene(tmp_path / f"{number}", random.Random(f"{SEED} {number}"))
        scene.deliver()
        whole = undisturbed(scene, ask)
        was: dict[str, Seen] = {}
        for again in range(1, FIRST_RUNS + RERUNS + 1):
            if again > FIRST_RUNS and again % BETWEEN == 1:
                scene.deliver_anew()
                whole = undisturbed(scene, ask)
            how = kill(scene, whole)
            done += 1
            sys.stderr.write(f"{time.monotonic() - begun:4.0f} s, kill {done} of {KILLS}: {how}\n")
            look(scene, ask, was, whole, how)
            if again % BETWEEN == 0 or done == KILLS:
                assert scene.night() == KEPT_ASIDE
                assert contents(scene.lake()) == whole.bytes
                look(scene, ask, was, whole, "undisturbed")
                scene.verify()
            if done == KILLS:
                return
