"""Reads dumps: one file per format, every record a page or a reject with its reason."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hearsay.read import archive, html, jsonl, parquet, text, warc
from hearsay.read.formats import format_of
from hearsay.read.stream import MAX_RECORD, name_of, unpacked
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Format, Page, Reject

__all__ = ["MAX_RECORD", "format_of", "pages"]


def _unknown(path: Path, dump: str) -> Iterator[Reject]:
    with unpacked(path) as stream:
        head = stream.look(0, 8)
        told = f"neither name nor bytes tell a format; it begins with {head.hex(' ')}"
        trouble = stream.broken or Trouble(reason=DropReason.UNKNOWN_FORMAT, detail=told)
    yield reject(dump, name_of(path), trouble)


READERS: Mapping[Format, Callable[[Path, str], Iterator[Page | Reject]]] = {
    Format.TXT: text.pages,
    Format.ARCHIVE: archive.pages,
    Format.JSONL: jsonl.pages,
    Format.PARQUET: parquet.pages,
    Format.WARC: warc.pages,
    Format.WET: warc.pages,
    Format.HTML: html.pages,
    Format.UNKNOWN: _unknown,
}


def pages(path: Path, dump: str, kind: Format | None = None) -> Iterator[Page | Reject]:
    """Every record of a dump exactly once, as a page or as a reject, in the order of the file.

    `kind` is what `format_of` says where it is not given. Holds one record at a time, at most
    MAX_RECORD bytes of it. Bad content is never raised; OSError (no such file, no right to read
    it) is, with the path and the remedy.
    """
    with unpacked(path) as stream:
        empty = not stream.ensure(1) and not stream.broken
    found = None
    if not empty:
        for found in READERS[kind or format_of(path)](path, dump):
            yield found
    if not found:
        nothing = Trouble(reason=DropReason.EMPTY, detail="no record in it")
        yield reject(dump, name_of(path), nothing)
