"""Reads .warc and .wet: one response or conversion record, one page."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

from hearsay.read import http, text
from hearsay.read.meter import Meter
from hearsay.read.stream import Stream, unpacked
from hearsay.read.text import too_large
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

VERSION = b"WARC/"
# Where a record can begin behind damage: "WARC/1.0" and its first field.
START = re.compile(rb"WARC/\d\.\d{1,2}\r?\n[A-Za-z-]{1,40}:")
LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
PAGE_TYPE = re.compile(rb"\nwarc-type:[ \t]*(?:response|conversion)[ \t]*\r?\n", re.IGNORECASE)
MAX_HEAD = 2**16  # bytes; Common Crawl's heads have some 500
BLANK = b"\r\n\0"  # what may stand between records
BLANKS = 256  # bytes looked at for them at once
CLOSING = 9  # bytes: two line ends behind a record, and "WARC/" of the next


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """Every response and conversion as a page; records of other types are no pages to begin with.

    `record` is the byte offset of the record in the file as it lies on disk; for the second and
    later records of one gzip member, the offset of the member, `+`, and the offset within it.
    """
    with unpacked(path, meter) as stream:
        for place, found in _records(stream):
            if isinstance(found, Trouble):
                yield reject(dump, place, found)
            elif PAGE_TYPE.search(found[0]):
                yield _page(*found, dump, place)


def _page(head: bytes, block: bytes, dump: str, record: str) -> Page | Reject:
    fields = http.fields(head)
    url = fields.get("warc-target-uri", "").strip("<>") or None  # wget writes <http://...>
    captured = fields.get("warc-date")
    if fields["warc-type"].lower() == "conversion":
        said = text.decoded(block)
        if isinstance(said, Trouble):
            return reject(dump, record, said, url)
        return Page(dump=dump, record=record, text=said, url=url, captured=captured)
    answer = http.answer(block)
    if isinstance(answer, Trouble):
        return reject(dump, record, answer, url)
    html, charset = answer
    return Page(dump=dump, record=record, html=html, charset=charset, url=url, captured=captured)


def _records(stream: Stream) -> Iterator[tuple[str, tuple[bytes, bytes] | Trouble]]:
    """Where each record stands, and its head and block or what is wrong with it."""
    while _skip_blank(stream) or stream.broken:
        place = stream.place
        yield place, _record(stream)


def _skip_blank(stream: Stream) -> bool:
    """Passes over what stands between records; whether anything follows."""
    while ahead := stream.look(0, BLANKS):
        rest = ahead.lstrip(BLANK)
        stream.skip(len(ahead) - len(rest))
        if rest:
            return True
    return False


def _record(stream: Stream) -> tuple[bytes, bytes] | Trouble:
    """Takes the next record, its head and block; behind a damaged one, stands at the next again."""
    ahead = stream.look(0, len(VERSION))
    if ahead != VERSION:
        if VERSION.startswith(ahead):
            return stream.cut("a record")
        return _damaged(stream, 0, "bytes that are no record")
    end = _head_end(stream)
    if end < 0 and stream.ensure(MAX_HEAD) < MAX_HEAD:
        return stream.cut("the head of a record")
    head = stream.look(0, end if end >= 0 else MAX_HEAD)
    if inner := START.search(head, 1):
        return _damaged(
            stream, inner.start(), "a head that breaks off where the next record begins"
        )
    length = LENGTH.search(head)
    if end < 0 or not length:
        return _damaged(stream, len(VERSION), "a head without its end or without Content-Length")
    size = int(length[1])
    if trouble := too_large(size):
        told = f"{trouble.detail}: Content-Length is {size}"
        _damaged(stream, end, told)
        return dataclasses.replace(trouble, detail=told) if PAGE_TYPE.search(head) else (head, b"")
    return _whole(stream, end, size)


def _whole(stream: Stream, end: int, size: int) -> tuple[bytes, bytes] | Trouble:
    """Takes a record whose head ends at `end`, if its block ends where Content-Length says."""
    reach = stream.ensure(end + size + CLOSING)
    behind = stream.look(end + size, end + size + CLOSING)
    if reach >= end + size and _closes(behind):
        if _fails_checksum(stream, end + size, behind.lstrip(BLANK)):
            return stream.cut("a record")  # whole, but its checksum does not hold
        return stream.take(end), stream.take(size)
    told = f"Content-Length is {size}, but the record does not end there"
    return _damaged(stream, end, told, cut=reach < end + size)


def _closes(behind: bytes) -> bool:
    """Whether a record ends before these bytes: two line ends, the next record, or nothing."""
    return behind.startswith((b"\r\n\r\n", b"\n\n")) or VERSION.startswith(
        behind.lstrip(BLANK)[: len(VERSION)]
    )


def _fails_checksum(stream: Stream, size: int, behind: bytes) -> bool:
    """Whether the member of the next record, of `size` bytes, turns out broken right behind it."""
    member = stream.place.partition("+")[0]
    if not VERSION.startswith(behind[: len(VERSION)]):
        stream.ensure(size + BLANKS)  # garbage: where the member breaks, it shows now
    elif behind:
        return False
    broken = stream.broken
    return bool(broken and broken.reason is DropReason.CORRUPT and str(broken.member) == member)


def _in_broken_member(stream: Stream) -> bool:
    """Whether a break comes next, in the member that was unpacked last."""
    return stream.broken is not None and stream.broken.member == stream.member


def _damaged(stream: Stream, skip: int, detail: str, cut: bool = False) -> Trouble:
    """Goes on to the next record that begins behind `skip` bytes; `cut` if these were the last."""
    stream.skip(skip)
    if not stream.skip_to(START) and (cut or _in_broken_member(stream)):
        return stream.cut("a record")
    return Trouble(reason=DropReason.CORRUPT, detail=detail)


def _head_end(stream: Stream) -> int:
    """The size of a head with the blank line behind it; -1 where none ends within MAX_HEAD."""
    crlf = stream.find(b"\r\n\r\n", MAX_HEAD)
    bare = stream.find(b"\n\n", MAX_HEAD if crlf < 0 else crlf)
    return bare + 2 if bare >= 0 else crlf + 4 if crlf >= 0 else -1
