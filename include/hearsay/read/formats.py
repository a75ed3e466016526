"""Tells what a dump is, by its name and by its first bytes."""

import re
from pathlib import Path

from hearsay.read import tarred, zipped
from hearsay.read.stream import unpacked
from hearsay.read.text import HTML
from hearsay.records import Format

PACKED = re.compile(r"\.(?:gz|zst)$")
# The last of these that a name holds, below .gz and .zst: "CC-MAIN-2024.warc.wet.gz" is a WET.
SUFFIXES = {
    ".txt": Format.TXT,
    ".zip": Format.ARCHIVE,
    ".tar": Format.ARCHIVE,
    ".tgz": Format.ARCHIVE,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSONL,  # C4 names its JSON Lines "c4-train.00000-of-01024.json.gz"
    ".parquet": Format.PARQUET,
    ".warc": Format.WARC,
    ".wet": Format.WET,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}
HEAD = 2**13  # bytes that are looked at
PARQUET = b"PAR1"  # at both ends of a file
WARC = re.compile(rb"\s*WARC/\d\.\d")
CONVERSION = re.compile(rb"\nWARC-Type:[ \t]*conversion", re.IGNORECASE)
JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')  # no article begins so


def format_of(path: Path) -> Format:
    """What a file is: what its bytes can only be, else what its name says.

    So a page saved as .txt is HTML, a WARC named .txt.gz a WARC, a .jsonl whose first line is
    broken still JSONL. Packing is told by the bytes alone. Raises OSError as `unpacked` does.
    """
    named = SUFFIXES.get(Path(PACKED.sub("", path.name.lower())).suffix, Format.UNKNOWN)
    with unpacked(path) as stream:
        head = stream.look(0, HEAD)
    found = _by_bytes(head)
    same = {found, named} == {Format.WARC, Format.WET}
    return named if same or found is Format.UNKNOWN else found


def _by_bytes(head: bytes) -> Format:
    if head.startswith(PARQUET):
        return Format.PARQUET
    if zipped.SIGNATURE.match(head) or tarred.has_mark(head):
        return Format.ARCHIVE
    if WARC.match(head):
        return Format.WET if CONVERSION.search(head) else Format.WARC
    if HTML.match(head):
        return Format.HTML
    return Format.JSONL if JSON_OBJECT.match(head) else Format.UNKNOWN
