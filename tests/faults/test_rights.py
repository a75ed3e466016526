"""Rights that are taken away: what was published stays, and with them back all is well."""

import ctypes
import os
from pathlib import Path

import pytest
from tests.faults.readers import Reader, by_dump, contents, through_ledger
from tests.faults.scene import NIGHT, Scene

from hearsay.commands import KEPT_ASIDE, MISUSE

CAPABILITIES_VERSION = 0x20080522  # of capset(2): two words each of effective, permitted, inherited
MINDS_MODES = ~(1 << 1 | 1 << 2)  # all but CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH

pytestmark = pytest.mark.faults


def mind_modes() -> None:
    """Have root mind the modes of files, as everybody does."""
    if os.geteuid():
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()
    if libc.capget(head, sets):
        raise OSError(ctypes.get_errno(), "capget")
    for word in range(3):
        sets[word] &= MINDS_MODES
    if libc.capset(head, sets):
        raise OSError(ctypes.get_errno(), "capset")


@pytest.mark.parametrize(
    "closed", ["", "nights", f"nights/{NIGHT}", "tables/articles", "kept", "stage"]
)
def test_a_folder_that_cannot_be_written(scene: Scene, ask: Reader, closed: str) -> None:
    assert scene.night() == scene.night(lake="undisturbed") == KEPT_ASIDE
    old = ask(through_ledger, scene.lake())
    scene.deliver_anew()
    within = scene.lake() / closed
    folders = [path for path in (within, *within.rglob("*")) if path.is_dir()]
    set_modes(folders, 0o500)
    try:
        assert scene.night(first=mind_modes) == MISUSE, scene.log.read_text("utf-8")
        assert ask(through_ledger, scene.lake()) == old
    finally:
        set_modes(folders, 0o700)
    assert scene.night() == scene.night(lake="undisturbed") == KEPT_ASIDE
    assert contents(scene.lake()) == contents(scene.lake("undisturbed"))
    scene.verify()


def test_a_dump_that_cannot_be_read(scene: Scene, ask: Reader) -> None:
    assert scene.night() == KEPT_ASIDE
    whole = by_dump(ask(through_ledger, scene.lake()))
    (texts,) = scene.folder.glob("in/*/texts")
    set_modes([texts / "03.txt"], 0)
    assert scene.night(first=mind_modes) == KEPT_ASIDE
    assert by_dump(ask(through_ledger, scene.lake())) == whole
    assert "03.txt stays as it was published" in scene.log.read_text("utf-8")


def set_modes(paths: list[Path], mode: int) -> None:
    for path in paths:
        path.chmod(mode)
