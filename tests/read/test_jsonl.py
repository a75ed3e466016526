"""A line is a page; a broken line costs that line."""

import codecs
import gzip
import json
from collections.abc import Callable

import pytest
import zstandard

from hearsay.read import MAX_RECORD
from hearsay.records import DropReason, Page, Reject

Read = Callable[..., list[Page | Reject]]


def row(text: str) -> bytes:
    return json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n"


def told(found: list[Page | Reject]) -> list[tuple[str, str | DropReason | None]]:
    return [(one.record, one.text if isinstance(one, Page) else one.reason) for one in found]


@pytest.mark.parametrize(
    "pack",
    [
        bytes,
        gzip.compress,
        zstandard.compress,
        lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:]),  # as pigz and bgzip do
        lambda data: zstandard.compress(data[:7]) + zstandard.compress(data[7:]),
        lambda data: gzip.compress(data) + bytes(512),  # padding of a tape
    ],
)
def test_lines(pack: Callable[[bytes], bytes], read: Read) -> None:
    data = codecs.BOM_UTF8 + row("Eins.") + b"\n  \r\n" + row("Zwei.") + row("Drei.").rstrip()
    found = read("rows.jsonl", pack(data))
    assert told(found) == [("1", "Eins."), ("4", "Zwei."), ("5", "Drei.")]


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (b'{"text": "a" "url": 1}', DropReason.CORRUPT, "JSON broken at column 14: Expecting ','"),
        (b"The tower leans.", DropReason.CORRUPT, "JSON broken at column 1: Expecting value"),
        (b'["a", "b"]', DropReason.CORRUPT, "a row of type list, not an object with fields"),
        (b"null", DropReason.CORRUPT, "a row of type NoneType, not an object with fields"),
        (b'{"a":' * 100_000, DropReason.CORRUPT, "JSON broken"),
        (b"[" * 900 + b"]" * 900, DropReason.CORRUPT, "a row of type list"),
        (b'{"text": ' + b"9" * 5000 + b"}", DropReason.CORRUPT, ""),
        (bytes(range(1, 10)), DropReason.CORRUPT, "JSON broken"),
    ],
)
def test_broken_line_costs_one_row(
    line: bytes, reason: DropReason, detail: str, read: Read
) -> None:
    data = row("Before. " * 20) + line + b"\n" + row("After.")
    before, broken, after = read("rows.jsonl", data)
    assert isinstance(before, Page)
    assert isinstance(broken, Reject)
    assert (broken.record, broken.reason) == ("2", reason)
    assert (broken.detail or "").startswith(detail)
    assert told([after]) == [("3", "After.")]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b'{"text": "Python wrote this.", "score": NaN}', "Python wrote this."),
        (b'{"text": "Half a pair: \\ud83d."}', "Half a pair: ?."),
        ('{"text": "Die Brücke fällt."}'.encode("cp1252"), "Die Brücke fällt."),
        (b'{"text": "A\ttab."}', "A\ttab."),
    ],
)
def test_what_json_forbids_and_writers_write(line: bytes, text: str, read: Read) -> None:
    assert told(read("rows.jsonl", line + b"\n")) == [("1", text)]


def test_utf16_as_powershell_writes_it(read: Read) -> None:
    data = (row("Brücke.") + row("Turm.")).decode().encode("utf-16")
    assert told(read("rows.jsonl", data)) == [("1", "Brücke."), ("2", "Turm.")]


def test_line_over_the_limit_is_passed_over(read: Read) -> None:
    data = row("One.") + row("b" * MAX_RECORD) + row("Three.")
    assert told(read("rows.jsonl", data)) == [
        ("1", "One."),
        ("2", DropReason.TOO_LARGE),
        ("3", "Three."),
    ]


def test_file_that_is_no_text_is_one_reject(read: Read) -> None:
    data = bytes(range(256)) * 1000
    assert told(read("rows.jsonl", data)) == [("rows.jsonl", DropReason.BINARY)]


def test_last_line_that_breaks_off(read: Read) -> None:
    data = row("One.") + row("Two.")[:9]
    assert told(read("rows.jsonl", data)) == [("1", "One."), ("2", DropReason.TRUNCATED)]


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "iso2022_jp", "cp949"])
def test_rows_in_another_charset(charset: str, read: Read) -> None:
    words = "항구는 닫혀 있다." if charset == "cp949" else "港は月曜日まで閉鎖される。"
    data = "".join(f'{{"text": "{words}"}}\n' for _ in range(3)).encode(charset)
    assert told(read("rows.jsonl", data)) == [(str(n), words) for n in (1, 2, 3)]
