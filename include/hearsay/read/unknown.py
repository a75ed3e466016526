"""Reads what is no dump of any format: says how it begins."""

from collections.abc import Iterator
from pathlib import Path

from hearsay.read.meter import Meter
from hearsay.read.stream import name_of, unpacked
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Reject


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Reject]:
    """The file as one reject."""
    with unpacked(path, meter) as stream:
        head = stream.look(0, 8)
        told = f"neither name nor bytes tell a format; it begins with {head.hex(' ')}"
        trouble = stream.broken or Trouble(reason=DropReason.UNKNOWN_FORMAT, detail=told)
    yield reject(dump, name_of(path), trouble)
