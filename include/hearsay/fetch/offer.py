"""Makes an offer of each file that a server has, by what it says of it."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import httpx

from hearsay.fetch.names import dated, named
from hearsay.fetch.source import Source
from hearsay.fetch.web import AbsentError, Web
from hearsay.fetch.wire import RefusedError
from hearsay.records import Found

log = logging.getLogger(__name__)

MOST_FILES = 10_000  # each is asked for its size every night


def offer(web: Web, files: Mapping[str, httpx.URL]) -> Iterator[Found]:
    """The files as they are offered, each asked for its size and version.

    One that is listed and not there, or leads where the source may not go, is told and left out.
    Raises RefusedError where all of them do, and where there are too many to ask for.
    """
    source = web.source
    if len(files) > MOST_FILES:
        raise RefusedError(
            f"{len(files)} files, more than {MOST_FILES}; narrow `include`, or write {{night}} "
            "into `url` or `include`"
        )
    refused: list[RefusedError] = []
    for name, url in sorted(files.items()):
        try:
            yield _found(source, name, url, web.head(url))
        except AbsentError as error:
            log.warning("%s/%s: listed, but %s", source.name, name, error)
        except RefusedError as error:
            log.warning("%s/%s: left out: %s", source.name, name, error)
            refused.append(error)
    if refused and len(refused) == len(files):
        raise refused[0]


def chosen(source: Source, looked_at: Sequence[date]) -> Callable[[str], bool]:
    """Whether a listed name is one of the source's dumps; a file of checksums is none."""
    sums = [f"**/{source.sha256sums.replace('{name}', '*')}"] if source.sha256sums else []
    return named(dated(source.include, looked_at), [*dated(source.exclude, looked_at), *sums])


def version_of(headers: httpx.Headers) -> str | None:
    """What tells these bytes from others: the ETag, else length and time, as far as told."""
    if etag := headers.get("ETag"):
        return str(etag).removeprefix("W/").strip('"')
    told = [headers[name] for name in ("Content-Length", "Last-Modified") if name in headers]
    return " ".join(told) or None


def length_of(headers: httpx.Headers) -> int | None:
    """The length that the server announces, None where it does not."""
    told = headers.get("Content-Length", "")
    return int(told) if told.isdecimal() else None


def _found(source: Source, name: str, url: httpx.URL, headers: httpx.Headers) -> Found:
    return Found(
        source=source.name,
        kind=source.kind,
        dump=f"{source.name}/{name}",
        uri=str(url.copy_with(fragment=None)),
        bytes=length_of(headers) or 0,
        version=version_of(headers),
    )
