"""What a night published before, as far as its files still are what they were."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace

from hearsay import ledger, write
from hearsay.lake import Place, mark_of
from hearsay.ledger import Entry, File
from hearsay.records import Dump

log = logging.getLogger(__name__)


def sound(lake: Place, before: Entry | None, done: Collection[str]) -> Entry | None:
    """What was published before, to be published again with what is `done` now, names of dumps.

    Nothing of it where a file is damaged and all dumps are done: the night is made wholly anew.
    Raises DamagedError where some of it would be needed.
    """
    if before is None:
        return None
    damaged = next((file for file in ledger.files_of(before) if not _is_sound(lake, file)), None)
    if damaged is None:
        return before
    if missing := {dump.dump for dump in before.dumps} - set(done):
        raise ledger.DamagedError(
            f"{lake / damaged.path} is not as it was published, and {min(missing)} is not made "
            f"anew: run the whole night {before.night} again, or restore the file from a backup"
        )
    log.warning("%s is damaged: night %s is made wholly anew", damaged.path, before.night)
    return replace(before, files={}, units=())


def dumps_before(lake: Place, before: Entry | None) -> Iterator[Dump]:
    """The rows of the dumps that were published before."""
    for file in before.files.get("dumps", ()) if before else ():
        yield from write.read_rows(lake / file.path, Dump)


def _is_sound(lake: Place, file: File) -> bool:
    try:
        return mark_of(lake / file.path) == file.sha256
    except OSError:
        return False
