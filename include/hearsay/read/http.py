"""Takes the page out of an HTTP response as a crawler recorded it."""

import io
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fastwarc import stream_io

from hearsay.read import html
from hearsay.read.stream import MAX_RECORD
from hearsay.read.text import HTML, SNIFF, is_binary, too_large
from hearsay.read.trouble import Trouble
from hearsay.records import DropReason

STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
HEAD_END = re.compile(rb"\r?\n\r?\n")
LINE_END = re.compile(r"\r?\n(?![ \t])")  # a line that begins with a blank goes on with the last
CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,15})[^\r\n]{0,1000}\r?\n")  # its size, in hex
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
HTML_TYPES = ("text/html", "application/xhtml+xml")
DECODERS: Mapping[str, Callable[[io.BytesIO], Any]] = {
    "gzip": stream_io.GzipReader,
    "x-gzip": stream_io.GzipReader,
    "deflate": partial(stream_io.GzipReader, zlib=True),
    "br": stream_io.BrotliReader,
    "zstd": stream_io.ZstdReader,
}
MAX_TOLD = 100  # characters of what others wrote that go into a detail


def fields(head: bytes) -> dict[str, str]:
    """The fields of a WARC or HTTP head below its first line, their names in lower case."""
    lines = LINE_END.split(head.decode("utf-8", "replace"))[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): " ".join(value.split()) for name, _, value in pairs}


def answer(block: bytes) -> tuple[bytes, str | None] | Trouble:
    """The HTML and the charset that the head declares, or why the response is no page."""
    status = STATUS.match(block)
    if not status:
        return _no_page("no HTTP response")
    if status[1] != b"200":
        return _no_page(f"HTTP {status[1].decode()}")
    end = HEAD_END.search(block)
    head = fields(block[: end.start()] if end else block)
    media = re.split("[;,]", head.get("content-type", ""))[0].strip().lower()
    if media and media not in HTML_TYPES:
        return _no_page(f"of type {media[:MAX_TOLD]}")
    body = _body(block[end.end() :] if end else b"", head)
    if isinstance(body, Trouble):
        return body
    if not media and not HTML.match(body):
        return _no_page("of no type, and does not look like HTML")
    page = html.checked(body)
    charset = CHARSET.search(head.get("content-type", ""))
    return page if isinstance(page, Trouble) else (page, charset[1] if charset else None)


def _body(body: bytes, head: Mapping[str, str]) -> bytes | Trouble:
    """The body, unpacked as the head says. Crawlers unpack bodies and leave the head as it was."""
    if "chunked" in head.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    for coding in reversed(head.get("content-encoding", "").lower().split(",")):
        decoder = DECODERS.get(coding.strip())
        if not decoder or not body:
            continue
        try:
            body = decoder(io.BytesIO(body)).read(MAX_RECORD + 1)
        except OSError as error:
            if is_binary(body[:SNIFF]):
                told = f"body is no {coding.strip()}: {str(error)[:MAX_TOLD]}"
                return Trouble(reason=DropReason.CORRUPT, detail=told)
    return too_large(len(body)) or body


def _dechunked(body: bytes) -> bytes:
    """The chunks joined, as far as they go; a body that is not chunked at all as it is."""
    out, at = bytearray(), 0
    while chunk := CHUNK.match(body, at):
        at = chunk.end() + int(chunk[1], 16)
        out += body[chunk.end() : at]
        if at == chunk.end():
            break
    return bytes(out) if at else body


def _no_page(detail: str) -> Trouble:
    return Trouble(reason=DropReason.NOT_A_PAGE, detail=detail)
