"""Walks a zip from its first local header on, so that a broken one gives what it has.

The layout is that of PKWARE's APPNOTE 6.3, section 4.3; the directory at the end is not used.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from isal import isal_zlib

from hearsay.read import packing
from hearsay.read.member import Member, refusal
from hearsay.read.stream import MAX_RECORD, Stream
from hearsay.read.text import too_large
from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

MEMBER, DESCRIPTOR = b"PK\x03\x04", b"PK\x07\x08"
SIGNATURE = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x05\x06|\x06\x06)")  # a member or the directory
END = re.compile(rb"PK\x05\x06")
END_SIZE = 22
LOCAL = struct.Struct("<4s5H3I2H")  # see _header
EXTRA = struct.Struct("<2H")  # tag, size
ENCRYPTED, SIZES_BEHIND = 0x1, 0x8  # bits of the flags
STORED, DEFLATED = 0, 8
IN_EXTRA, ZIP64 = 0xFFFFFFFF, 1  # a size that stands in the extra field, and its tag there
FEED = 2**16  # packed bytes given to the decoder at once


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    name: str
    flags: int
    method: int
    crc: int
    packed: int  # bytes; 0 where they are told behind the data


def members(stream: Stream) -> Iterator[Member]:
    """Every file of the zip in order; bytes that are none go by their offset, `@1234`."""
    unpacked = 0
    for member in _walk(stream):
        yield member
        unpacked += len(member.data) if isinstance(member.data, bytes) else 0
        if packing.exceeds(unpacked, stream.position):
            told = packing.bomb(unpacked, stream.position)
            yield Member(name=f"@{stream.place}", data=told)
            return


def _walk(stream: Stream) -> Iterator[Member]:
    while (ahead := stream.look(0, LOCAL.size)) or stream.broken:
        if SIGNATURE.match(ahead) and not ahead.startswith(MEMBER):
            break  # the directory
        if member := _member(stream) if ahead.startswith(MEMBER) else _gap(stream):
            yield member
    if stream.cut_off:
        return
    place = f"@{stream.place}"
    if not stream.skip_to(END) or stream.ensure(END_SIZE) < END_SIZE:
        yield Member(name=place, data=stream.cut("the directory at the end"))


def _gap(stream: Stream) -> Member:
    name, found = f"@{stream.place}", stream.skip_to(SIGNATURE)
    told = _corrupt("bytes that are no member") if found else stream.cut("the zip")
    return Member(name=name, data=told)


def _member(stream: Stream) -> Member | None:
    """The member whose header comes next; None for a folder."""
    place = f"@{stream.place}"
    header = _header(stream)
    if isinstance(header, Trouble):
        return Member(name=place, data=header)
    if header.name.endswith("/"):
        _pass_over(stream, header)
        return None
    if refused := refusal(header.name) or _locked(header):
        _pass_over(stream, header)
        return Member(name=header.name, data=refused)
    if header.method == DEFLATED:
        data = _inflated(stream, header)
    elif header.flags & SIZES_BEHIND:
        data = _stored_unsized(stream)
    else:
        data = _stored(stream, header)
    if isinstance(data, Trouble) and not stream.cut_off:
        stream.skip_to(SIGNATURE)
    return Member(name=header.name, data=data)


def _header(stream: Stream) -> _Header | Trouble:
    """Takes the header of a member."""
    if stream.ensure(LOCAL.size) < LOCAL.size:
        return stream.cut("a header")
    fields = LOCAL.unpack(stream.take(LOCAL.size))
    flags, method, crc, packed, name_size, extra_size = (fields[at] for at in (2, 3, 6, 7, 9, 10))
    raw, extra = stream.take(name_size), stream.take(extra_size)
    if len(raw) + len(extra) < name_size + extra_size:
        return stream.cut("a header")
    try:
        name = raw.decode()  # many writers mean UTF-8 and do not set its flag
    except UnicodeDecodeError:
        name = raw.decode("cp437")
    size = _size_in(extra) if packed == IN_EXTRA else packed
    return _Header(name=name, flags=flags, method=method, crc=crc, packed=size)


def _size_in(extra: bytes) -> int:
    """The packed size out of the Zip64 field, behind the unpacked one."""
    while len(extra) >= EXTRA.size:
        tag, size = EXTRA.unpack_from(extra)
        if tag == ZIP64 and len(extra) >= EXTRA.size + 16:
            return int.from_bytes(extra[12:20], "little")
        extra = extra[EXTRA.size + size :]
    return IN_EXTRA


def _locked(header: _Header) -> Trouble | None:
    if header.flags & ENCRYPTED:
        return Trouble(reason=DropReason.UNKNOWN_FORMAT, detail="encrypted")
    if header.method not in (STORED, DEFLATED):
        told = f"packed by method {header.method}; only stored and deflated members are read"
        return Trouble(reason=DropReason.UNKNOWN_FORMAT, detail=told)
    return None


def _pass_over(stream: Stream, header: _Header) -> None:
    """Passes over the data of a member, by its size first: a zip within holds signatures, too."""
    stream.skip(header.packed)
    if header.flags & SIZES_BEHIND:
        stream.skip_to(SIGNATURE)


def _inflated(stream: Stream, header: _Header) -> bytes | Trouble:
    """The data of a deflated member, which tells itself where it ends; its checksum holds."""
    decoder, out = isal_zlib.decompressobj(-15), bytearray()
    while not decoder.eof:
        data = stream.look(0, FEED)
        if not data:
            return stream.cut("a member")
        try:
            out += decoder.decompress(data, MAX_RECORD + 1 - len(out))
        except packing.GZIP.error as error:
            return _corrupt(str(error))
        if trouble := too_large(len(out)):
            return trouble
        stream.skip(len(data) - len(decoder.unconsumed_tail or decoder.unused_data))
    crc = _descriptor(stream) if header.flags & SIZES_BEHIND else header.crc
    return bytes(out) if crc in (None, isal_zlib.crc32(out)) else _corrupt("checksum does not hold")


def _descriptor(stream: Stream) -> int | None:
    """Takes the checksum and sizes behind a member; None where the file breaks off in them."""
    ahead = stream.look(0, 24 + len(MEMBER))
    signed = len(DESCRIPTOR) if ahead.startswith(DESCRIPTOR) else 0
    for size in (signed + 12, signed + 20):  # Zip64 has sizes of 8 bytes
        if SIGNATURE.match(ahead, size):
            return int.from_bytes(stream.take(size)[signed : signed + 4], "little")
    return None


def _stored(stream: Stream, header: _Header) -> bytes | Trouble:
    """The data of a stored member; where its checksum does not hold, its size may lie, too."""
    if trouble := too_large(header.packed):
        stream.skip(header.packed)
        return trouble
    data = stream.look(0, header.packed)
    if isal_zlib.crc32(data) == header.crc and len(data) == header.packed:
        return stream.take(header.packed)
    if len(data) == header.packed or SIGNATURE.search(data):
        return _corrupt("checksum does not hold")
    return stream.cut("a member")


def _stored_unsized(stream: Stream) -> bytes | Trouble:
    """The data of a stored member up to the descriptor that fits it."""
    at, done, crc = stream.find(DESCRIPTOR, MAX_RECORD), 0, 0
    while at >= 0:
        crc, done = isal_zlib.crc32(stream.look(done, at), crc), at
        if stream.look(at + 4, at + 12) == struct.pack("<2I", crc, at):
            data = stream.take(at)
            _descriptor(stream)
            return data
        at = stream.find(DESCRIPTOR, MAX_RECORD, at + 1)
    if stream.ensure(MAX_RECORD) < MAX_RECORD and not SIGNATURE.search(stream.look(0, MAX_RECORD)):
        return stream.cut("a member")
    return _corrupt("no descriptor behind it")


def _corrupt(detail: str) -> Trouble:
    return Trouble(reason=DropReason.CORRUPT, detail=detail)
