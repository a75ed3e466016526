"""Brings a file from a web server, goes on where it broke off, and sees that it is whole."""

import gzip
import hashlib
import logging
import re
import zlib
from pathlib import Path
from urllib.parse import quote

import httpx

from hearsay.fetch.draft import Draft, Whole
from hearsay.fetch.login import Login
from hearsay.fetch.names import local
from hearsay.fetch.offer import length_of, version_of
from hearsay.fetch.pace import Pace
from hearsay.fetch.patience import BusyError, patiently
from hearsay.fetch.source import Source
from hearsay.fetch.web import Web
from hearsay.fetch.wire import RefusedError
from hearsay.records import Found

log = logging.getLogger(__name__)

CHUNK = 1 << 18
RANGE = re.compile(r"bytes (?P<start>\d{1,18})-\d+/(?P<total>\d{1,18})")
GZIPPED = b"\x1f\x8b"


def bring(found: Found, source: Source, into: Path, login: Login | None) -> Path:
    """Download a dump into `into`.

    Raises OSError where it cannot be had whole; what came is kept and gone on with next time.
    """
    draft = Draft(local(found.dump, into))
    with Web(source, login) as web:
        packed = False
        for attempt in patiently(source, draft.size):
            with attempt:
                packed = _go_on(web, found, draft)
        path = draft.finish()
        if packed:
            draft.forget_whole()  # its rest would be one of the wrapped file
            _unwrap(path, source.max_bytes)
        if source.sha256sums:
            _check(web, found, source.sha256sums, path)
    return path


def _go_on(web: Web, found: Found, draft: Draft) -> bool:
    """Ask for what is lacking and save it; whether the server wrapped it into a gzip."""
    before, start = draft.whole(), draft.rest()
    asked = {}
    if before and before.validator and start:
        asked = {"Range": f"bytes={start}-", "If-Range": before.validator}
    with web.ask("GET", httpx.URL(found.uri), asked) as answer:
        packed = _is_packed(answer)
        if answer.status_code == 200:
            whole = _anew(answer, found, draft)
        else:
            whole = _rest(answer, before, start, draft)
        _save(answer, found, web.source, draft, whole)
    if whole.total is not None and draft.size() != whole.total:
        raise BusyError(f"{draft.size()} bytes came of {whole.total} that were announced")
    return packed


def _anew(answer: httpx.Response, found: Found, draft: Draft) -> Whole:
    """Begin the draft with a whole answer."""
    headers = answer.headers
    whole = Whole(validator=_validator(headers), total=length_of(headers))
    told = version_of(headers)
    if found.version and told != found.version:
        log.warning("%s changed since it was found; it is taken as it is now", found.dump)
    elif found.bytes and "ETag" in headers and whole.total not in {None, found.bytes}:
        draft.forget()
        raise BusyError(
            f"{whole.total} bytes are announced, and {found.bytes} were of this version"
        )
    draft.begin(whole)
    return whole


def _rest(answer: httpx.Response, before: Whole | None, start: int, draft: Draft) -> Whole:
    """See that an answer is the rest of the draft, else throw the draft away."""
    told = RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    fits = answer.status_code == 206 and before is not None and told is not None
    if fits and before and told and int(told["start"]) == start:
        now = Whole(validator=_validator(answer.headers), total=int(told["total"]))
        same = now.validator in {None, before.validator} and before.total in {None, now.total}
        if same:
            return Whole(validator=before.validator, total=now.total)
    draft.forget()
    raise BusyError(f"HTTP {answer.status_code} is not the rest of what came before; begun anew")


def _save(answer: httpx.Response, found: Found, source: Source, draft: Draft, whole: Whole) -> None:
    limit = f"more than max_bytes = {source.max_bytes} of the source; raise it, or exclude the dump"
    if (whole.total or 0) > source.max_bytes:
        draft.forget()
        raise RefusedError(f"{whole.total} bytes, {limit}")
    pace = Pace(found.dump, source.rate, draft.size(), whole.total)
    size = draft.size()
    with draft.more() as file:
        for chunk in answer.iter_raw():
            size += len(chunk)
            if size > source.max_bytes:
                raise RefusedError(limit)
            file.write(chunk)
            pace.add(len(chunk))


def _validator(headers: httpx.Headers) -> str | None:
    """What stands for just these bytes in If-Range (RFC 9110, 13.1.5): no weak ETag."""
    etag: str | None = headers.get("ETag")
    changed: str | None = headers.get("Last-Modified")
    return etag if etag and not etag.startswith("W/") else changed


def _is_packed(answer: httpx.Response) -> bool:
    told = str(answer.headers.get("Content-Encoding", "identity")).lower()
    if told not in {"identity", "gzip", "x-gzip"}:
        raise RefusedError(
            f"sent packed as {told!r} though asked not to; its server has to be mended"
        )
    return told != "identity"


def _unwrap(path: Path, limit: int) -> None:
    """Take the gzip off that the server put around the file.

    Servers also say so of files that are gzip themselves; those stay as they are.
    """
    plain = path.with_name(".plain")
    try:
        with gzip.open(path) as file, plain.open("wb") as out:
            head = file.read(len(GZIPPED))
            if path.suffix == ".gz" and head != GZIPPED:
                return
            out.write(head)
            while chunk := file.read(CHUNK):
                if out.tell() > limit:
                    raise RefusedError(f"unpacks to more than max_bytes = {limit} of the source")
                out.write(chunk)
        plain.replace(path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        path.unlink()
        raise OSError(f"said to be gzip, and is broken: {error}; fetch it again") from None
    finally:
        plain.unlink(missing_ok=True)


def _check(web: Web, found: Found, sums: str, path: Path) -> None:
    """Compare the file with its line in the file of checksums, as `sha256sum` writes it."""
    name = found.dump.rpartition("/")[2]
    url = httpx.URL(found.uri).join(sums.replace("{name}", quote(name)))
    lines = web.read(url).body.decode("utf-8", "replace").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines)
    told = {pair[1].lstrip("*").rpartition("/")[2]: pair[0] for pair in pairs if len(pair) == 2}
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != (expected := told.get(name, "nothing of it").lower()):
        path.unlink()
        raise OSError(f"its sha256 is {digest}, {sums} says {expected[: len(digest)]}")
