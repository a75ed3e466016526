"""What a file is: what its bytes can only be, else what its name says."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest
import zstandard

from hearsay.read import format_of
from hearsay.records import Format

TEXT = b"The mayor said nothing.\n"
ROW = b'{"text": "The mayor said nothing."}\n'
HTML = b"<!-- saved today -->\n<!DOCTYPE html>\n<html><p>The mayor.</p></html>"
WARC = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
WET = WARC + b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 0\r\n\r\n\r\n\r\n"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size = len(TEXT)
        archive.addfile(info, io.BytesIO(TEXT))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("001.txt", TEXT, Format.TXT),
        ("001.TXT", TEXT, Format.TXT),
        ("001.txt.gz", gzip.compress(TEXT), Format.TXT),
        ("press.zip", zipped(), Format.ARCHIVE),
        ("press.tar", tarred(), Format.ARCHIVE),
        ("press.tar.gz", gzip.compress(tarred()), Format.ARCHIVE),
        ("press.tgz", gzip.compress(tarred()), Format.ARCHIVE),
        ("a.jsonl", ROW, Format.JSONL),
        ("a.jsonl.gz", gzip.compress(ROW), Format.JSONL),
        ("a.jsonl.zst", zstandard.compress(ROW), Format.JSONL),
        ("c4-train.00000-of-01024.json.gz", gzip.compress(ROW), Format.JSONL),
        ("broken.jsonl", b"no json at all\n", Format.JSONL),
        ("a.parquet", b"PAR1", Format.PARQUET),
        ("CC-NEWS-2024.warc.gz", gzip.compress(WARC), Format.WARC),
        ("CC-MAIN-2024.warc.wet.gz", gzip.compress(WARC), Format.WET),
        ("a.warc", WET, Format.WARC),
        ("a.wet", WET, Format.WET),
        ("page.html.gz", gzip.compress(HTML), Format.HTML),
        ("page.htm", TEXT, Format.HTML),
        # The name is silent.
        ("dump", ROW, Format.JSONL),
        ("dump", WET, Format.WET),
        ("dump.gz", gzip.compress(WARC), Format.WARC),
        ("dump.bin", zipped(), Format.ARCHIVE),
        ("dump", HTML, Format.HTML),
        ("README", TEXT, Format.UNKNOWN),
        ("table.csv", b"a,b\n1,2\n", Format.UNKNOWN),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", Format.UNKNOWN),
        # The name is wrong.
        ("001.txt", gzip.compress(TEXT), Format.TXT),
        ("001.txt.gz", TEXT, Format.TXT),
        ("001.txt", HTML, Format.HTML),
        ("001.txt", WARC, Format.WARC),
        ("001.txt", ROW, Format.JSONL),
        ("page.html", zipped(), Format.ARCHIVE),
        ("a.warc", HTML, Format.HTML),
        # Nothing in it: only the name is left.
        ("001.txt", b"", Format.TXT),
        ("001.txt.gz", gzip.compress(b""), Format.TXT),
    ],
)
def test_format_of(name: str, data: bytes, kind: Format, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert format_of(tmp_path / name) is kind


def test_file_that_is_missing_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"must be a file that this user may read.*gone"):
        format_of(tmp_path / "gone.txt")
