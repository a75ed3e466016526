"""Reads .html: one file, one page; its bytes stay bytes, cleaning decodes them."""

from collections.abc import Iterator
from pathlib import Path

from hearsay.read.meter import Meter
from hearsay.read.stream import name_of
from hearsay.read.text import SNIFF, is_binary, unescaped, whole
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """The file as one page; `record` is its name."""
    raw = whole(path, meter)
    found = raw if isinstance(raw, Trouble) else checked(raw)
    if isinstance(found, Trouble):
        yield reject(dump, name_of(path), found)
    else:
        yield Page(dump=dump, record=name_of(path), html=found)


def checked(raw: bytes) -> bytes | Trouble:
    """HTML as it is, in UTF-8 where its charset looks like none, or why it is no HTML."""
    raw = unescaped(raw)
    if not raw or raw.isspace():
        return Trouble(reason=DropReason.EMPTY, detail="no letter in it")
    if is_binary(raw[:SNIFF]):
        told = "bytes that are no HTML, beginning with " + raw[:8].hex(" ")
        return Trouble(reason=DropReason.BINARY, detail=told)
    return raw
