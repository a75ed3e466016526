"""Reads .jsonl: one line, one row, one page."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from hearsay.read import row
from hearsay.read.meter import Meter
from hearsay.read.packing import Piece
from hearsay.read.stream import MAX_RECORD, Stream, name_of, unpacked
from hearsay.read.text import SAMPLE, decoded, escaping, is_binary
from hearsay.read.trouble import Trouble, reject
from hearsay.records import DropReason, Page, Reject

LINE_END = re.compile(rb"\n")
ROW = re.compile(rb"^[ \t]*\{", re.MULTILINE)


def pages(path: Path, dump: str, meter: Meter) -> Iterator[Page | Reject]:
    """Every line that is not blank as a page; `record` is the number of the line, from 1."""
    with unpacked(path, meter) as stream:
        head = stream.look(0, SAMPLE)
        charset = escaping(head)
        if is_binary(head) and not charset and not ROW.search(head):
            told = "no JSON Lines: it begins with " + head[:8].hex(" ")
            yield reject(dump, name_of(path), Trouble(reason=DropReason.BINARY, detail=told))
            return
        if charset:
            stream = Stream(_in_utf8(stream, charset), packed=True)
        for number, line in enumerate(_lines(stream), 1):
            if isinstance(line, Trouble):
                yield reject(dump, str(number), line)
            elif line.strip():
                yield _page(line, dump, str(number))


def _lines(stream: Stream) -> Iterator[bytes | Trouble]:
    """Every line, or why it cannot be read; a line over the limit is passed over, not held."""
    while True:
        if (end := stream.find(b"\n", MAX_RECORD)) >= 0:
            yield stream.take(end + 1)
        elif stream.ensure(1) >= MAX_RECORD:
            yield _overlong(stream)
        elif stream.broken:
            yield stream.cut("the line")
        else:
            if last := stream.take(MAX_RECORD):
                yield last
            return


def _overlong(stream: Stream) -> Trouble:
    """Passes over a line that is longer than any record."""
    if stream.skip_to(LINE_END):
        stream.skip(1)
    told = f"a line over {MAX_RECORD >> 20} MB, the limit for one record"
    return Trouble(reason=DropReason.TOO_LARGE, detail=told)


def _in_utf8(stream: Stream, charset: str) -> Iterator[Piece | Trouble]:
    """A file in UTF-16, as PowerShell writes it, or in ISO-2022-JP, as JSON Lines should be."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    while data := stream.take(SAMPLE) or stream.broken:
        if isinstance(data, Trouble):
            yield stream.cut("the file")
        else:
            yield Piece(data=decoder.decode(data).encode(), member=0)


def _page(line: bytes, dump: str, record: str) -> Page | Reject:
    try:
        value = _value(line.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        told = (
            f"at column {error.colno}: {error.msg}"
            if isinstance(error, json.JSONDecodeError)
            else error
        )
        # Only the last line of a file has no line end: when it is no JSON, the file was cut there.
        reason = DropReason.CORRUPT if line.endswith(b"\n") else DropReason.TRUNCATED
        return reject(dump, record, Trouble(reason=reason, detail=f"JSON broken {told}"))
    if isinstance(value, dict):
        return row.page(value, dump, record)
    told = f"a row of type {type(value).__name__}, not an object with fields"
    return reject(dump, record, Trouble(reason=DropReason.CORRUPT, detail=told))


def _value(line: bytes) -> Any:
    """The value of a line; raises ValueError or RecursionError, the words fit for a reject."""
    try:
        return orjson.loads(line)
    except ValueError:
        return _forgiven(line)


def _forgiven(line: bytes) -> Any:
    """What Python writes and JSON forbids: NaN, half a surrogate pair, another encoding."""
    text = decoded(line)
    if isinstance(text, Trouble):
        raise ValueError(text.detail)
    value = json.loads(text, strict=False)
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
