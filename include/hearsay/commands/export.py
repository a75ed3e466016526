"""`hearsay export`: a pack of statistics, addresses and offsets to be shared, without any text."""

import zipfile
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hearsay.commands import OK
from hearsay.settings import Settings

HELP = "a share pack without any text: CSV, Parquet and datapackage.json"
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of what a .zip can tell; the same pack has the same bytes


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    day = date.fromisoformat
    parser.add_argument("target", type=Path, help="a folder that is not there yet, or a .zip")
    parser.add_argument("--since", type=day, help="first day, YYYY-MM-DD")
    parser.add_argument("--until", type=day, help="last day, itself included")
    parser.add_argument("--snapshot", metavar="ID", help="what to share; else it is pinned now")


def run(told: Namespace, settings: Settings) -> int:
    """Write the pack, and print the id of the snapshot it is of."""
    from hearsay import query, snapshot
    from hearsay.night.pin import pin

    if told.target.exists():
        raise ValueError(f"{told.target} is there already; name another, or remove it")
    lake = settings.lake
    one = snapshot.read(lake, told.snapshot) if told.snapshot else pin(lake)
    told.target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".draft-", dir=told.target.parent) as draft:
        folder = Path(draft) / "pack"
        folder.mkdir()
        query.share(lake, one, folder, told.since, told.until)
        if told.target.suffix == ".zip":
            _pack(folder, Path(draft) / "pack.zip").replace(told.target)
        else:
            folder.replace(told.target)
    print(one.id)
    return OK


def _pack(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(path.name, BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with path.open("rb") as content, pack.open(entry, "w") as out:
                while part := content.read(1 << 20):
                    out.write(part)
    return target
