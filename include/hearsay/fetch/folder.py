"""The source kind `folder`: dumps that something else puts into a local folder."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
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
    for path in _named(source, source.include, night) - _named(source, source.exclude, night):
        if path.is_file() and not _hidden(path.relative_to(source.path)):
            yield _found(path, source)


def bring(found: Found, _into: Path) -> Path:
    """The file where it lies: a local dump is read in place."""
    return Path(found.uri)


def _named(source: Source, globs: Sequence[str], night: date) -> set[Path]:
    told = [glob.replace("{night}", night.isoformat()) for glob in globs]
    try:
        return {path for glob in told for path in source.path.glob(glob)}
    except (ValueError, NotImplementedError, IndexError) as error:  # for "", "/dumps/*", "."
        remedy = "write globs below `path`, such as '**/*.txt'"
        raise ValueError(f"source {source.name!r}: {told}: {error}; {remedy}") from None


def _hidden(within: Path) -> bool:
    return any(part.startswith(".") for part in within.parts)


def in_words(path: Path | str) -> str:
    """A path as text, each another: b"caf\\xe9.txt" is told as "caf\\\\xe9.txt", `\\` doubled."""
    return os.fsencode(path).replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def _found(path: Path, source: Source) -> Found:
    return Found(
        source=source.name,
        kind=source.kind,
        dump=f"{source.name}/{in_words(path.relative_to(source.path))}",
        uri=str(path.absolute()),
        bytes=path.stat().st_size,
    )
