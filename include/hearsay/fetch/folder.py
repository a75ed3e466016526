"""The source kind `folder`: dumps that something else puts into a local folder."""

import os
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from hearsay.fetch.source import Source
from hearsay.records import Found


def offers(source: Source, night: date) -> Iterator[Found]:
    """The regular files of the folder that the globs name, hidden ones left out.

    `{night}` in a glob stands for the night, YYYY-MM-DD. Raises ValueError where there is no
    such folder: a mount that is missing must not look like a day without news.
    """
    if not source.path.is_dir():
        raise ValueError(
            f"source {source.name!r}: {source.path} is no folder; create it, or correct `path`"
        )
    seen = set()
    for glob in source.include:
        for path in source.path.glob(glob.replace("{night}", night.isoformat())):
            if path not in seen and path.is_file() and not _left_out(path, source):
                seen.add(path)
                yield _found(path, source)


def bring(found: Found, _into: Path) -> Path:
    """The file where it lies: a local dump is read in place."""
    return Path(found.uri)


def _left_out(path: Path, source: Source) -> bool:
    within = path.relative_to(source.path)
    hidden = any(part.startswith(".") for part in within.parts)
    return hidden or any(fnmatch(str(within), glob) for glob in source.exclude)


def _found(path: Path, source: Source) -> Found:
    # A file name is any bytes; a table holds text: b"caf\xe9.txt" is told as "caf\\xe9.txt".
    name = os.fsencode(path.relative_to(source.path)).decode("utf-8", "backslashreplace")
    return Found(
        source=source.name,
        kind=source.kind,
        dump=f"{source.name}/{name}",
        uri=str(path.absolute()),
        bytes=path.stat().st_size,
    )
