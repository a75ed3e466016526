"""Walks a tar from its first header to its last, in memory that does not grow."""

import re
import tarfile
from collections.abc import Iterator

from hearsay.read.member import Member, refusal
from hearsay.read.stream import Stream
from hearsay.read.text import too_large
from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

BLOCK = 512  # bytes; headers and data begin at multiples of it
MAGIC, MAGIC_AT = b"ustar", 257
SEARCH = 2**20  # bytes looked through at once for the next header behind damage
MAX_NOTE = 2**16  # bytes of a long name or of PAX fields; a path has 4096 at most
PAX_FIELD = re.compile(rb"\d+ (path|size)=([^\n]*)\n")  # "30 path=press/2024/01/31.txt"
SIZE = re.compile(r"[0-9]{1,18}")
LONG_NAME, PAX = tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE  # they tell about the next member
FILES = (tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE)
LINKS = (tarfile.LNKTYPE, tarfile.SYMTYPE)
NO_RECORDS = (tarfile.DIRTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)
WITHOUT_DATA = (*LINKS, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar: its mark, a header that adds up, or only zeros."""
    return has_mark(head) or _header(head[:BLOCK]) is not None or head[:BLOCK] == bytes(BLOCK)


def has_mark(head: bytes) -> bool:
    """Whether it says that it is a tar."""
    return head[MAGIC_AT:].startswith(MAGIC)


def members(stream: Stream) -> Iterator[Member]:
    """Every file and link of the tar in order; bytes that are none go by their offset, `@1234`."""
    note: dict[str, str] = {}
    ended = False  # by a block of zeros; more may follow where tars were joined
    while (block := stream.look(0, BLOCK)) or stream.broken:
        header = _header(block)
        if len(block) == BLOCK and not block.strip(b"\0"):
            ended = True
            stream.skip(BLOCK)
        elif header and header.type in (LONG_NAME, PAX):
            note |= _note(stream, header)
        else:
            member = _member(stream, header, note) if header else _gap(stream)
            note = {}
            if member:
                yield member
    if not ended and not stream.cut_off:
        yield Member(name=f"@{stream.place}", data=stream.cut("the tar"))


def _header(block: bytes) -> tarfile.TarInfo | None:
    """What a header says; None where its checksum does not hold."""
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "replace")
    except tarfile.HeaderError:
        return None
    return header if header.size >= 0 else None


def _note(stream: Stream, header: tarfile.TarInfo) -> dict[str, str]:
    """The path and size that are too long for the next header."""
    stream.skip(BLOCK)
    raw = stream.take(min(header.size, MAX_NOTE))
    stream.skip(_padded(header.size) - len(raw))
    if header.type == LONG_NAME:
        return {"path": raw.rstrip(b"\0").decode("utf-8", "replace")}
    fields = PAX_FIELD.findall(raw)
    return {key.decode(): value.decode("utf-8", "replace") for key, value in fields}


def _member(stream: Stream, header: tarfile.TarInfo, note: dict[str, str]) -> Member | None:
    """The member whose header comes next; None where it is no record."""
    stream.skip(BLOCK)
    name = note.get("path", header.name).removeprefix("./")
    told = note.get("size", "")
    size = int(told) if SIZE.fullmatch(told) else header.size
    size = 0 if header.type in WITHOUT_DATA else size
    if header.type in NO_RECORDS:
        stream.skip(_padded(size))
        return None
    if refused := _not_a_file(header) or refusal(name) or too_large(size):
        stream.skip(_padded(size))
        return Member(name=name, data=refused)
    data = stream.take(size)
    if len(data) < size:
        return Member(name=name, data=stream.cut("a member"))
    stream.skip(_padded(size) - size)
    return Member(name=name, data=data)


def _not_a_file(header: tarfile.TarInfo) -> Trouble | None:
    if header.type in LINKS:
        told = f"a link, never followed, to {header.linkname}"
        return Trouble(reason=DropReason.UNSAFE_NAME, detail=told)
    if header.type not in FILES:
        told = f"no file but a member of type {header.type!r}"
        return Trouble(reason=DropReason.UNKNOWN_FORMAT, detail=told)
    return None


def _gap(stream: Stream) -> Member:
    """Bytes that are no header, up to the next one."""
    name = f"@{stream.place}"
    while (at := stream.find(MAGIC, SEARCH, MAGIC_AT + 1)) >= 0 or stream.ensure(SEARCH) >= SEARCH:
        stream.skip((at if at >= 0 else SEARCH - len(MAGIC)) - MAGIC_AT)
        if _header(stream.look(0, BLOCK)):
            told = Trouble(reason=DropReason.CORRUPT, detail="bytes that are no member")
            return Member(name=name, data=told)
    return Member(name=name, data=stream.cut("the tar"))


def _padded(size: int) -> int:
    return size + -size % BLOCK
