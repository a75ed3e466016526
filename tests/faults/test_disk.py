"""A disk that fills up: nothing that is half written is seen, and with room again all is well."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.faults.readers import Reader, contents, through_catalogue, through_ledger
from tests.faults.scene import Scene

from hearsay.commands import KEPT_ASIDE, MISUSE

SIZE = 64_000_000
# Bytes that are left: none, for a folder, for notes, for some tables, for nearly all of a night.
ROOM = (0, 8_192, 60_000, 150_000, 400_000, 800_000)

pytestmark = pytest.mark.faults


@pytest.fixture
def disk(scene: Scene) -> Iterator[Path]:
    """The scene's lake, on a disk of its own."""
    lake = scene.lake()
    lake.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "hearsay-test", str(lake)]
    told = subprocess.run(mount, capture_output=True, text=True)
    if told.returncode:
        pytest.skip(f"a disk of its own cannot be mounted here: {told.stderr.strip()}")
    yield lake
    subprocess.run(["umount", "--lazy", str(lake)], check=True)


def fill(disk: Path, room: int) -> Path:
    """A file that leaves this many bytes."""
    filler = disk / "filler"
    with filler.open("wb") as out, suppress(OSError):
        left = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        os.posix_fallocate(out.fileno(), 0, max(1, left - room))
    return filler


@pytest.mark.parametrize("room", ROOM)
def test_a_full_disk(scene: Scene, disk: Path, ask: Reader, room: int) -> None:
    assert scene.night(lake="undisturbed") == KEPT_ASIDE
    old, first = ask(through_ledger, scene.lake("undisturbed")), contents(scene.lake("undisturbed"))
    filler = fill(disk, room)
    assert scene.night() == MISUSE, scene.log.read_text("utf-8")
    assert "make room" in scene.log.read_text("utf-8")
    assert ask(through_ledger, disk) == ask(through_catalogue, disk) == {}
    filler.unlink()
    assert scene.night() == KEPT_ASIDE
    assert contents(disk) == first
    scene.deliver_anew()
    filler = fill(disk, room)
    assert scene.night() == MISUSE
    assert ask(through_ledger, disk) == ask(through_catalogue, disk) == old
    filler.unlink()
    assert scene.night() == scene.night(lake="undisturbed") == KEPT_ASIDE
    assert contents(disk) == contents(scene.lake("undisturbed"))
    scene.verify()
