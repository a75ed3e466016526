"""Reads dumps: one file per format, every record a page or a reject with its reason."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from hearsay.read.formats import format_of
from hearsay.read.meter import Meter
from hearsay.read.stream import MAX_RECORD, name_of, unpacked
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Format, Page, Reject

__all__ = ["MAX_RECORD", "Meter", "format_of", "pages"]

# The module of this room that reads a format, imported when it is met: Parquet's and the WARC's
# libraries are slow to import.
READERS: Mapping[Format, str] = {
    Format.TXT: "text",
    Format.ARCHIVE: "archive",
    Format.JSONL: "jsonl",
    Format.PARQUET: "parquet",
    Format.WARC: "warc",
    Format.WET: "warc",
    Format.HTML: "html",
    Format.UNKNOWN: "unknown",
}


def pages(
    path: Path, dump: str, kind: Format | None = None, meter: Meter | None = None
) -> Iterator[Page | Reject]:
    """Every record of a dump exactly once, as a page or as a reject, in the order of the file.

    `kind` is what `format_of` says where it is not given; `meter` is told how far it has come.
    Holds one record at a time, at most MAX_RECORD bytes of it. Bad content is never raised;
    OSError (no such file, no right to read it) is, with the path and the remedy.
    """
    with unpacked(path) as stream:
        empty = not stream.ensure(1) and not stream.broken
    found = None
    if not empty:
        meter = meter or Meter()
        meter.open(path)
        reader = import_module(f"{__name__}.{READERS[kind or format_of(path)]}")
        for found in reader.pages(path, dump, meter):
            yield found
    if not found:
        nothing = Trouble(reason=DropReason.EMPTY, detail="no record in it")
        yield reject(dump, name_of(path), nothing)
