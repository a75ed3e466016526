"""Writes WARC files as large as asked for, of the evaluation pages under new addresses and names.

What a night learns of lines that publishers repeat, and remembers of words, must not be fooled by
copies: each copy of a page has a publisher of its own, and three in ten of the capitalised words of
its article are words that no other copy has.
"""

import gzip
import io
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from fastwarc.warc import WarcRecord, WarcRecordType

NEW_WORDS = 0.3  # share of an article's capitalised words that are new in a copy
WORD = re.compile(r"\b[A-Z][a-z]{4,}\b")
HOST = re.compile(r"^(https?://(?:[^/]*\.)?)([^./]+)(\.(?:co\.|com\.)?[^./]+(?:/|$))")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


class Original(NamedTuple):
    """A page of the evaluation data, and the capitalised words of its article."""

    url: str
    html: bytes
    words: tuple[str, ...]


def originals(cleaning: Path) -> list[Original]:
    """All pages of the evaluation data."""
    gold = {row["id"]: row for row in _rows(cleaning / "gold.jsonl")}
    return [
        _original(row["url"], cleaning / f"dumps/html/{row['id']}.html.gz", gold[row["id"]])
        for row in _rows(cleaning / "index.jsonl")
    ]


def _original(url: str, packed: Path, gold: Mapping[str, Any]) -> Original:
    html = gzip.decompress(packed.read_bytes())
    words = sorted(set(WORD.findall("\n".join(gold["body_paragraphs"]))))
    # `"Person"` is a value that a program reads, in JSON-LD or as a class.
    return Original(url, html, tuple(word for word in words if f'"{word}"'.encode() not in html))


def records(pages: Sequence[Original], first: int = 0) -> Iterator[bytes]:
    """Records of a WARC without end, a gzip member each: copy `first` of all pages, the next."""
    copy = first
    while True:
        for number, page in enumerate(pages):
            yield _record(page, copy, number)
        copy += 1


def _record(page: Original, copy: int, number: int) -> bytes:
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Record-ID"] = f"<{UUID(int=copy << 32 | number).urn}>"
    record.headers["WARC-Date"] = "2026-11-21T12:00:00Z"
    record.headers["WARC-Target-URI"] = HOST.sub(rf"\g<1>\g<2>-{copy}\g<3>", page.url)
    record.headers["WARC-Identified-Payload-Type"] = "text/html"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(HEAD + _renamed(page, copy, number))
    told = io.BytesIO()
    record.write(told)
    return gzip.compress(told.getvalue(), mtime=0)


def _renamed(page: Original, copy: int, number: int) -> bytes:
    """The page with three in ten of its words new, the same wherever they stand."""
    dice = random.Random(copy << 32 | number)
    chosen = [word for word in page.words if dice.random() < NEW_WORDS]
    if not chosen:
        return page.html
    new = {word.encode(): _new(word, dice).encode() for word in chosen}
    known = re.compile(rb"\b(?:" + b"|".join(new) + rb")\b")
    return known.sub(lambda found: new[found[0]], page.html)


def _new(word: str, dice: random.Random) -> str:
    """A word of the same look: its inner letters shuffled, its end kept."""
    inner = list(word[1:-2])
    dice.shuffle(inner)
    return word[0] + "".join(inner) + word[-2:]


def write(
    pages: Sequence[Original], to: Path, *, count: int | None = None, size: int = 0, first: int = 0
) -> int:
    """Write a WARC of `count` pages, or of `size` bytes as it lies on disk; returns its pages."""
    with to.open("wb") as out:
        for written, record in enumerate(records(pages, first), 1):
            out.write(record)
            if written == count or (count is None and out.tell() >= size):
                return written
    raise AssertionError("records without end")


def _rows(path: Path) -> Iterator[Any]:
    return map(json.loads, path.read_text("utf-8").splitlines())
