"""Reads .txt: one file, one page; decodes its bytes, whatever wrote them."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from hearsay.lang.charset import charset_of, escaped_charset_of
from hearsay.read.meter import Meter
from hearsay.read.stream import MAX_RECORD, name_of, unpacked
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROLS = bytes(sorted({*range(32)} - {*b"\t\n\v\f\r"}))  # what no text holds
NO_CONTROLS = dict.fromkeys(CONTROLS)
ESCAPE = b"\x1b"
CONTROL_LETTERS = tuple(map(chr, CONTROLS))
MAX_CONTROLS = 0.02  # share of a text: a stray byte may be one; a tenth of packed bytes are
SNIFF = 2**13  # bytes that tell text from other things
SAMPLE = 2**16  # bytes that are looked at, or recoded, at once
MOSTLY_UTF8 = 4  # whole letters per broken one, in UTF-8 that was cut or mended badly
# A page saved as text: "<!DOCTYPE html>", or a fragment that starts with a block.
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*)*+"
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|article|section|div|p|h1)\b[^<]{0,2000}>)",
    re.IGNORECASE | re.DOTALL,
)


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """The file as one page; `record` is its name."""
    raw, name = whole(path, meter), name_of(path)
    yield page(raw, dump, name) if isinstance(raw, bytes) else reject(dump, name, raw)


def whole(path: Path, meter: Meter) -> bytes | Trouble:
    """All bytes of a file that is one record."""
    with unpacked(path, meter) as stream:
        raw = stream.take(MAX_RECORD + 1)
        return too_large(len(raw)) or stream.broken or raw


def page(raw: bytes, dump: str, record: str) -> Page | Reject:
    """Bytes that should be text as a page; HTML that only is named so goes on as HTML."""
    raw = unescaped(raw)
    if HTML.match(raw):
        return Page(dump=dump, record=record, html=raw)
    text = decoded(raw)
    if isinstance(text, Trouble):
        return reject(dump, record, text)
    return Page(dump=dump, record=record, text=text)


def too_large(size: int) -> Trouble | None:
    """The trouble with a record of so many bytes, where it is over the limit."""
    if size <= MAX_RECORD:
        return None
    told = f"over {MAX_RECORD >> 20} MB, the limit for one record"
    return Trouble(reason=DropReason.TOO_LARGE, detail=told)


def escaping(raw: bytes) -> str | None:
    """The charset of bytes that look full of control characters and may yet be a text."""
    if raw.startswith(UTF16):
        return "utf-16"
    head = raw[:SNIFF]
    return escaped_charset_of(raw) if ESCAPE in head or is_binary(head) else None


def unescaped(raw: bytes) -> bytes:
    """Bytes in UTF-16 without its mark or in ISO-2022-JP in UTF-8; any others as they are."""
    if (charset := escaping(raw)) in (None, "utf-16"):
        return raw
    return raw.decode(charset, "replace").encode()


def is_binary(raw: bytes) -> bool:
    """Whether bytes are too rich in control characters for a text; UTF-16 is one by its mark."""
    controls = len(raw) - len(raw.translate(None, CONTROLS))
    return controls > MAX_CONTROLS * len(raw) and not raw.startswith(UTF16)


def decoded(raw: bytes) -> str | Trouble:
    """The text of bytes in UTF-8, UTF-16 with its mark, or what the letters look like."""
    try:
        if raw.startswith(UTF16):
            return tidy(raw[: len(raw) // 2 * 2].decode("utf-16"))
    except UnicodeDecodeError as error:
        return Trouble(reason=DropReason.BINARY, detail=f"no text: {error}")
    raw = unescaped(raw)
    if is_binary(raw[:SNIFF]):
        told = "bytes that are no text, beginning with " + raw[:8].hex(" ")
        return Trouble(reason=DropReason.BINARY, detail=told)
    try:
        return tidy(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return tidy(raw.decode(_encoding(raw), "replace"))


def tidy(text: str) -> str | Trouble:
    """Text with "\\n" for every line end and without stray control characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(map(text.__contains__, CONTROL_LETTERS)):  # twenty times the speed of a regex
        kept = text.translate(NO_CONTROLS)
        if len(text) - len(kept) > MAX_CONTROLS * len(text):
            return Trouble(reason=DropReason.BINARY, detail="text of control characters")
        text = kept
    if not text.strip():
        return Trouble(reason=DropReason.EMPTY, detail="no letter in it")
    return text


def _encoding(raw: bytes) -> str:
    guess = raw[:SAMPLE].decode("utf-8", "replace")
    broken = guess.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = len(guess) - len(guess.encode("ascii", "ignore"))
    if beyond_ascii - broken >= MOSTLY_UTF8 * broken:
        return "utf-8"
    return charset_of(raw) or "cp1252"
