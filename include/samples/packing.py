"""Bytes of the dump formats, equal on every machine: no clock, no compressor that varies.

gzip and zip members are stored, not deflated: zlib, zlib-ng and ISA-L pack the same bytes
differently, and what is stored reads the same and diffs better in git.
"""

import base64
import hashlib
import io
import json
import struct
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

STORED_BLOCK = 0xFFFF  # bytes in one stored deflate block, RFC 1951 section 3.2.4
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
CRLF = "\r\n"


def gzip_member(data: bytes) -> bytes:
    """One gzip member of stored blocks, without name and time (RFC 1952)."""
    parts = [data[at : at + STORED_BLOCK] for at in range(0, len(data), STORED_BLOCK)] or [b""]
    blocks = b"".join(
        struct.pack("<BHH", number == len(parts), len(part), len(part) ^ 0xFFFF) + part
        for number, part in enumerate(parts, start=1)
    )
    head = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
    return head + blocks + struct.pack("<II", zlib.crc32(data), len(data))


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of stored members; names are taken as they are, also unsafe ones."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.create_system = 3  # as on Unix, wherever it is built
            archive.writestr(info, data)
    return packed.getvalue()


def jsonl_zst(lines: Sequence[str]) -> bytes:
    """One zstd frame of lines; zstandard brings its own libzstd, pinned with it."""
    return zstandard.ZstdCompressor().compress("".join(line + "\n" for line in lines).encode())


def json_line(row: Mapping[str, Any]) -> str:
    """One row of a .jsonl."""
    return json.dumps(row, ensure_ascii=False)


def parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A Parquet file of rows; its bytes depend on the version of pyarrow alone."""
    packed = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), packed, compression="zstd")
    return packed.getvalue()


def warc_record(kind: str, url: str, date: str, content_type: str, block: bytes) -> bytes:
    """One WARC 1.1 record in a gzip member of its own; its id is derived from what it holds."""
    name = f"{kind} {url} {date} {hashlib.sha256(block).hexdigest()}"
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": date,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    lines = ["WARC/1.1", *(f"{key}: {value}" for key, value in head.items() if value), "", ""]
    return gzip_member(CRLF.join(lines).encode() + block + b"\r\n\r\n")


def http_response(status: str, content_type: str, body: bytes) -> bytes:
    """The block of a WARC response record: an HTTP answer as it came over the wire."""
    lines = [
        f"HTTP/1.1 {status}",
        "Server: nginx",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        "",
        "",
    ]
    return CRLF.join(lines).encode() + body
