"""The source kind `folder`: dumps that something else puts into a local folder."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from hearsay.fetch.login import Login
from hearsay.fetch.names import dated, in_words, nights
from hearsay.fetch.source import Source
from hearsay.records import Found


def offers(source: Source, night: date, _login: Login | None = None) -> Iterator[Found]:
    """The regular files of the folder that the globs name, hidden ones left out.

    `{night}` in a glob stands for the night, YYYY-MM-DD, and for those looked back at. Raises
    ValueError where there is no such folder: a missing mount must not look like a day without news.
    """
    if not source.path.is_dir():
        raise ValueError(
            f"source {source.name!r}: {source.path} is no folder; create it, or correct `path`"
        )
    looked_at = nights(night, source.lookback)
    taken, left = (_named(source, globs, looked_at) for globs in (source.include, source.exclude))
    for path in taken - left:
        if path.is_file() and not _hidden(path.relative_to(source.path)):
            yield _found(path, source)


def bring(found: Found, _source: Source | None, _into: Path, _login: Login | None = None) -> Path:
    """The file where it lies: a local dump is read in place."""
    return Path(found.uri)


def _named(source: Source, globs: Sequence[str], looked_at: Sequence[date]) -> set[Path]:
    told = dated(globs, looked_at)
    try:
        return {path for glob in told for path in source.path.glob(glob)}
    except (ValueError, NotImplementedError, IndexError) as error:  # for "", "/dumps/*", "."
        remedy = "write globs below `path`, such as '**/*.txt'"
        raise ValueError(f"source {source.name!r}: {told}: {error}; {remedy}") from None


def _hidden(within: Path) -> bool:
    return any(part.startswith(".") for part in within.parts)


def _found(path: Path, source: Source) -> Found:
    stat = path.stat()
    return Found(
        source=source.name,
        kind=source.kind,
        dump=f"{source.name}/{in_words(path.relative_to(source.path))}",
        uri=str(path.absolute()),
        bytes=stat.st_size,
        version=f"{stat.st_size}-{stat.st_mtime_ns}",
    )
