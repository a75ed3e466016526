"""Builds the Data Docs of a night: what the checks of its units found, as pages."""

import shutil
import tarfile
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

from hearsay import check as checks
from hearsay import ledger
from hearsay.lake import Place, files, near, put, remove, scratch


def pack(folder: Path, target: Place) -> None:
    """Put the files of a folder into the lake as one."""
    draft = folder.with_suffix(".tar")
    with tarfile.open(draft, "w") as packed:
        if folder.exists():
            packed.add(folder, ".")
    put(draft, target)


def build(lake: Place, night: date, results: Iterable[tuple[str, Place]]) -> None:
    """Build the pages of a night anew, of the results told and of those that came before.

    `results` are names of units with their packed results, which replace those of that name.
    """
    every = ledger.results_of(lake, night)
    with scratch(lake / "docs") as folder:
        for unit, packed in results:
            with near(packed) as local:
                draft = Path(shutil.copy(local, folder / "draft"))
            put(draft, every / f"{sha256(unit.encode()).hexdigest()[:12]}.tar")
        unpacked = [
            _unpack(packed, folder / str(number)) for number, packed in enumerate(files(every))
        ]
        checks.data_docs(unpacked, folder / "pages")
        target = ledger.docs_of(lake, night)
        remove(target)
        for page in files(folder / "pages"):
            put(Path(str(page)), target / str(page)[len(str(folder / "pages")) + 1 :])


def _unpack(packed: Place, folder: Path) -> Path:
    with near(packed) as local, tarfile.open(local) as results:
        results.extractall(folder, filter="data")
    return folder
