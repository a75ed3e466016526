"""Unpacks gzip and zstd members one after the other, and finds the next one behind damage."""

import itertools
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

import zstandard
from isal import isal_zlib

from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

STEP = 2**17  # bytes unpacked at once
RESCUE_STEP = 16  # bytes unpacked at once when looking for the first bad one
WINDOW = 2**20  # bytes looked through at once for the next member
MAX_BREAKS = 1000  # then the file is given up: what breaks so often is made to keep us busy
MAX_RATIO = 100  # news text packs 3 to 10 times, boilerplate 30; a bomb 1000 times
FREE = 2**28  # bytes that any file may unpack to, whatever its ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Unpacked bytes, and the offset in the file of the member they come from."""

    data: bytes
    member: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Packing:
    """How members of a kind begin and unpack: `step(decoder, data, most)` gives unpacked bytes."""

    name: str
    mark: re.Pattern[bytes]
    feed: int  # packed bytes given to the decoder at once
    decoder: Callable[[], Any]
    step: Callable[[Any, bytes, int], bytes]
    error: type[Exception]


GZIP = Packing(
    name="gzip",
    mark=re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"),
    feed=2**16,
    decoder=lambda: isal_zlib.decompressobj(31),
    step=lambda decoder, data, most: decoder.decompress(data, most),
    error=cast(type[Exception], isal_zlib.error),  # its stub says that it is an instance
)
ZSTD = Packing(
    name="zstd",
    mark=re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),  # a frame, or one to be skipped
    feed=2**10,  # the decoder cannot be told to stop: 1 kB unpacks to 32 MB at the very worst
    decoder=lambda: zstandard.ZstdDecompressor().decompressobj(),
    step=lambda decoder, data, most: decoder.decompress(data),
    error=zstandard.ZstdError,
)
MARK_SIZE = 4  # bytes


def packing_of(head: bytes) -> Packing | None:
    """How a file that begins with `head` is packed; None for plain bytes."""
    return next((packing for packing in (GZIP, ZSTD) if packing.mark.match(head)), None)


def pieces(file: BinaryIO, packing: Packing) -> Iterator[Piece | Trouble]:
    """The unpacked bytes of all members in order, and a Trouble where one breaks.

    A broken member gives what stands before its first bad byte, then a Trouble; reading goes on
    with the next member that can be found behind it.
    """
    start: int | None = 0
    breaks = 0
    while start is not None and breaks < MAX_BREAKS:
        end = yield from _member(file, packing, start)
        behind = start + 1 if end is None else end
        start = _next_member(file, packing, behind)
        if end is None:
            breaks += 1
        elif between := _between(file, end, start):
            breaks += 1
            yield _no_member(between, end, packing, last=start is None)
    if start is not None:
        yield _corrupt(f"broken at {breaks} places, left unread from byte {start} on", start)


def measured(found: Iterator[Piece | Trouble], file: BinaryIO) -> Iterator[Piece | Trouble]:
    """The same pieces, until they come to more than any honest file unpacks to."""
    unpacked = 0
    for piece in found:
        if isinstance(piece, Piece):
            unpacked += len(piece.data)
        if exceeds(unpacked, file.tell()):
            yield bomb(unpacked, file.tell())
            return
        yield piece


def exceeds(unpacked: int, packed: int) -> bool:
    """Whether so many bytes out of so many packed ones can only be a bomb."""
    return unpacked > FREE and unpacked > MAX_RATIO * packed


def bomb(unpacked: int, packed: int) -> Trouble:
    """The trouble with what `exceeds`."""
    told = f"{packed >> 10} kB unpack to more than {unpacked >> 20} MB, left unread from there on"
    return Trouble(reason=DropReason.TOO_LARGE, detail=told)


def _corrupt(detail: str, member: int | None) -> Trouble:
    return Trouble(reason=DropReason.CORRUPT, detail=detail, member=member)


def _member(
    file: BinaryIO, packing: Packing, start: int
) -> Generator[Piece | Trouble, None, int | None]:
    """The pieces of the member at `start`; returns the offset behind it, None if it broke."""
    file.seek(start)
    decoder, given = packing.decoder(), 0
    while not decoder.eof:
        data = decoder.unconsumed_tail or file.read(packing.feed)
        try:
            out = packing.step(decoder, data, STEP)
        except packing.error as error:
            yield Piece(data=_rescued(file, packing, start, given), member=start)
            yield _corrupt(f"{packing.name} member at byte {start}: {error}", start)
            return None
        if not out and not data:
            told = f"{packing.name} member at byte {start} breaks off"
            yield Trouble(reason=DropReason.TRUNCATED, detail=told, member=start)
            return None
        given += len(out)
        yield Piece(data=out, member=start)
    return file.tell() - len(decoder.unused_data)


def _rescued(file: BinaryIO, packing: Packing, start: int, given: int) -> bytes:
    """What the failing step at `given` unpacks before its first bad byte."""
    file.seek(start)
    decoder, unpacked, rescued = packing.decoder(), 0, bytearray()
    with suppress(packing.error):
        while not decoder.eof:
            most = STEP if unpacked < given else RESCUE_STEP
            data = decoder.unconsumed_tail or file.read(packing.feed)
            out = packing.step(decoder, data, most)
            rescued += out if unpacked >= given else b""
            unpacked += len(out)
            if not out and not data:
                break
    return bytes(rescued)


def _next_member(file: BinaryIO, packing: Packing, at: int) -> int | None:
    """The offset of the first member at `at` or behind it."""
    file.seek(at)
    if packing.mark.match(file.read(MARK_SIZE)):
        return at
    marks = itertools.islice(_marks(file, packing, at), MAX_BREAKS)
    return next((mark for mark in marks if _opens(file, packing, mark)), None)


def _marks(file: BinaryIO, packing: Packing, at: int) -> Iterator[int]:
    """Every offset from `at` on that looks like the start of a member."""
    while True:
        file.seek(at)
        window = file.read(WINDOW)
        yield from (at + mark.start() for mark in packing.mark.finditer(window))
        if len(window) < WINDOW:
            return
        at += WINDOW - MARK_SIZE + 1


def _opens(file: BinaryIO, packing: Packing, at: int) -> bool:
    """Whether something unpacks there: four bytes alone stand in packed data by chance."""
    file.seek(at)
    try:
        packing.step(packing.decoder(), file.read(packing.feed), STEP)
    except packing.error:
        return False
    return True


def _between(file: BinaryIO, end: int, start: int | None) -> bytes:
    """What stands between two members, or behind the last, without padding."""
    file.seek(end)
    size = WINDOW if start is None else min(start - end, WINDOW)
    return file.read(size).strip(b"\0")


def _no_member(found: bytes, at: int, packing: Packing, last: bool) -> Trouble:
    if last and len(found) < MARK_SIZE:
        told = f"{packing.name} member at byte {at} breaks off"
        return Trouble(reason=DropReason.TRUNCATED, detail=told)
    return _corrupt(f"bytes from {at} on that are no {packing.name}", None)
