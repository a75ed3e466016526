"""A response or a conversion is a page; damage costs the record it is in."""

import gzip
import io
import zlib
from collections.abc import Callable

import pytest
import zstandard
from fastwarc.stream_io import BrotliWriter

from hearsay.read import MAX_RECORD
from hearsay.records import DropReason, Page, Reject

Read = Callable[..., list[Page | Reject]]
Warc = Callable[..., bytes]
HtmlPage = Callable[[str], bytes]
BODY = "<!DOCTYPE html><html><p>Der Türmer schweigt.</p></html>".encode()


def told(found: list[Page | Reject]) -> list[tuple[str | None, bytes | str | DropReason | None]]:
    return [
        (one.url, one.html or one.text if isinstance(one, Page) else one.reason) for one in found
    ]


def towers(warc: Warc, html_page: HtmlPage, count: int = 4) -> list[bytes]:
    return [warc(f"https://tower.example/{n}", html_page(f"Tower {n}.")) for n in range(count)]


def expected(number: int) -> tuple[str, bytes]:
    html = f"<!DOCTYPE html><html><body><p>Tower {number}.</p></body></html>"
    return f"https://tower.example/{number}", html.encode()


def test_response(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    before = warc("https://tower.example/robots.txt", b"GET / HTTP/1.1\r\n\r\n", kind="request")
    record = warc("https://tower.example/1", html_page("Tower 1."))
    after = warc("https://tower.example/1", b"fetchTimeMs: 7\r\n", kind="metadata")
    (page,) = read("a.warc", before + record + after)
    assert page == Page(
        dump="desk/a.warc",
        record=str(len(before)),
        html=expected(1)[1],
        charset="utf-8",
        url="https://tower.example/1",
        captured="2024-03-05T06:07:08Z",
    )


def test_conversion(read: Read, warc: Warc) -> None:
    info = warc("", b"software: ours\r\n", kind="warcinfo")
    record = warc("https://tower.example/1", "Türmer\r\nschweigt.".encode(), kind="conversion")
    for name in ("a.warc.wet.gz", "a.wet.gz", "a.warc.gz"):
        (page,) = read(name, gzip.compress(info) + gzip.compress(record))
        assert page == Page(
            dump=f"desk/{name}",
            record=str(len(gzip.compress(info))),
            text="Türmer\nschweigt.",
            url="https://tower.example/1",
            captured="2024-03-05T06:07:08Z",
        )


def test_conversion_without_address(read: Read, warc: Warc) -> None:
    record = warc("x", b"The tower leans.", kind="conversion")
    record = record.replace(b"WARC-Target-URI: x\r\n", b"")
    assert told(read("a.wet", record)) == [(None, "The tower leans.")]


def test_address_in_angle_brackets_as_wget_writes_it(
    read: Read, warc: Warc, html_page: HtmlPage
) -> None:
    record = warc("<https://tower.example/1>", html_page("Tower 1."))
    assert told(read("a.warc", record)) == [expected(1)]


def test_bare_line_ends(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    record = warc("https://tower.example/1", html_page("Tower 1."))
    head, _, block = record.partition(b"\r\n\r\n")
    assert told(read("a.warc", (head.replace(b"\r\n", b"\n") + b"\n\n" + block) * 2)) == [
        expected(1),
        expected(1),
    ]


def test_records_are_named_by_their_offset(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    first, second = towers(warc, html_page, 2)
    plain = [one.record for one in read("a.warc", first + second)]
    assert plain == ["0", str(len(first))]
    packed = gzip.compress(first)
    members = [one.record for one in read("a.warc.gz", packed + gzip.compress(second))]
    assert members == ["0", str(len(packed))]
    # The whole file as one member: the second record is within it.
    together = [one.record for one in read("a.warc.gz", gzip.compress(first + second))]
    assert together == ["0", f"0+{len(first)}"]


def test_member_that_ends_within_a_record(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    data = b"".join(towers(warc, html_page))
    blocks = [gzip.compress(data[at : at + 100]) for at in range(0, len(data), 100)]
    assert told(read("a.warc.gz", b"".join(blocks))) == [expected(n) for n in range(4)]


def brotli(data: bytes) -> bytes:
    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


def chunked(data: bytes) -> bytes:
    chunks = (data[at : at + 20] for at in range(0, len(data), 20))
    return b"".join(b"%x;ext=1\r\n%s\r\n" % (len(one), one) for one in chunks) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("fields", "sent"),
    [
        ("Content-Encoding: gzip", gzip.compress(BODY, mtime=0)),
        ("content-encoding: X-GZIP", gzip.compress(BODY, mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(BODY)),
        ("Content-Encoding: br", brotli(BODY)),
        ("Content-Encoding: zstd", zstandard.compress(BODY)),
        ("Transfer-Encoding: chunked", chunked(BODY)),
        (
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
            chunked(gzip.compress(BODY, mtime=0)),
        ),
        ("Content-Encoding: gzip, br", brotli(gzip.compress(BODY, mtime=0))),
        # Crawlers unpack what they store and leave the head as it was.
        ("Content-Encoding: gzip", BODY),
        ("Content-Encoding: br", BODY),
        ("Transfer-Encoding: chunked", BODY),
        ("Content-Encoding: none", BODY),
    ],
    ids=str,
)
def test_body_is_unpacked(fields: str, sent: bytes, read: Read, warc: Warc) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n\r\n".encode()
    (page,) = read("a.warc", warc("https://tower.example/", head + sent))
    assert isinstance(page, Page)
    assert page.html == BODY


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "ISO-8859-1"),
        ('text/html;Charset="windows-1251"', "windows-1251"),
        ("application/xhtml+xml; charset='utf-8'", "utf-8"),
        ("text/html", None),
        ("", None),
    ],
)
def test_charset(declared: str, charset: str | None, read: Read, warc: Warc) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {declared}\r\n\r\n".encode()
    (page,) = read("a.warc", warc("https://tower.example/", head + BODY))
    assert isinstance(page, Page)
    assert page.charset == charset


@pytest.mark.parametrize(
    ("block", "reason", "detail"),
    [
        (b"HTTP/1.1 404 Not Found\r\n\r\nGone", DropReason.NOT_A_PAGE, "HTTP 404"),
        (b"HTTP/2 301\r\nLocation: /\r\n\r\n", DropReason.NOT_A_PAGE, "HTTP 301"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
            DropReason.NOT_A_PAGE,
            "of type image/png",
        ),
        (
            b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7",
            DropReason.NOT_A_PAGE,
            "of no type, and does not look like HTML",
        ),
        (b"20240305060708\nns.example", DropReason.NOT_A_PAGE, "no HTTP response"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", DropReason.EMPTY, None),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html", DropReason.EMPTY, None),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n\xff\xd8\xff\x00\x00\x01",
            DropReason.BINARY,
            None,
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n"
            + gzip.compress(BODY, mtime=0),
            DropReason.CORRUPT,
            None,
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
            + gzip.compress(b" " * (MAX_RECORD + 1)),
            DropReason.TOO_LARGE,
            "over 16 MB, the limit for one record",
        ),
    ],
)
def test_response_that_is_no_page(
    block: bytes, reason: DropReason, detail: str | None, read: Read, warc: Warc
) -> None:
    (reject,) = read("a.warc", warc("https://tower.example/", block))
    assert isinstance(reject, Reject)
    assert (reject.url, reject.reason) == ("https://tower.example/", reason)
    assert detail in (None, reject.detail)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("change", [-20, -1, 5, 30, 200, 10_000, 10**9])
def test_content_length_that_lies(
    change: int, pack: Callable[[bytes], bytes], read: Read, warc: Warc, html_page: HtmlPage
) -> None:
    records = towers(warc, html_page)
    size = len(html_page("Tower 1."))
    records[1] = records[1].replace(b"Length: %d" % size, b"Length: %d" % (size + change))
    reason = DropReason.CORRUPT if change < MAX_RECORD else DropReason.TOO_LARGE
    found = told(read("a.warc", b"".join(map(pack, records))))
    assert found == [expected(0), (None, reason), expected(2), expected(3)]


def test_content_length_that_is_none(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    records = towers(warc, html_page)
    records[1] = records[1].replace(b"Content-Length: ", b"Content-Length: minus ")
    found = told(read("a.warc", b"".join(records)))
    assert found == [expected(0), (None, DropReason.CORRUPT), expected(2), expected(3)]


@pytest.mark.parametrize(
    "garbage", [b"what is this?", b"\r\n\r\nWARC/", b"WARC/1.0\r\n", b"\xff" * 999]
)
def test_garbage_between_records(
    garbage: bytes, read: Read, warc: Warc, html_page: HtmlPage
) -> None:
    first, *others = towers(warc, html_page)
    for data in (
        first + garbage + b"".join(others),
        gzip.compress(first) + gzip.compress(garbage) + b"".join(map(gzip.compress, others)),
        gzip.compress(first) + b"\xffgarbage" + b"".join(map(gzip.compress, others)),
    ):
        found = told(read("a.warc", data))
        assert found == [expected(0), (None, DropReason.CORRUPT), *map(expected, (1, 2, 3))]


def test_padding_between_records_is_nothing(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    data = b"\r\n\0\0\r\n".join([b"", *towers(warc, html_page), bytes(700)])
    assert told(read("a.warc", data)) == [expected(n) for n in range(4)]


def test_corrupt_byte_costs_at_most_its_record(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    members = [gzip.compress(record) for record in towers(warc, html_page)]
    for at in range(len(members[2])):
        broken = bytearray(members[2])
        broken[at] ^= 0x55
        found = told(read("a.warc.gz", b"".join([*members[:2], bytes(broken), members[3]])))
        assert [*found[:2], found[-1]] == [expected(0), expected(1), expected(3)], at
        # Bytes of the gzip head may change and mean nothing; a last bit may come after the record.
        whole, reasons = [found[2]] == [expected(2)], [one[1] for one in found[2:-1]]
        assert whole or reasons[-1] in (DropReason.CORRUPT, DropReason.TRUNCATED), at
        assert len(found) == 4 or found[2] == expected(2), at


def test_record_over_the_limit(read: Read, warc: Warc, html_page: HtmlPage) -> None:
    first, last = towers(warc, html_page, 2)
    film = warc("https://tower.example/film", html_page("x" * MAX_RECORD))
    notes = warc("https://tower.example/film", b"x" * (MAX_RECORD + 1), kind="metadata")
    for pack in (bytes, gzip.compress):
        found = told(read("a.warc", b"".join(map(pack, (first, film, notes, last)))))
        assert found == [expected(0), (None, DropReason.TOO_LARGE), expected(1)]


def test_only_other_records_is_empty(read: Read, warc: Warc) -> None:
    found = read("a.warc", warc("", b"software: ours\r\n", kind="warcinfo"))
    assert [(one.record, one.reason) for one in found if isinstance(one, Reject)] == [
        ("a.warc", DropReason.EMPTY)
    ]


def test_warc_within_a_record_is_part_of_it(read: Read, warc: Warc) -> None:
    inner = warc("https://tower.example/in", b"Inside.", kind="conversion")
    outer = warc("https://tower.example/out", b"About WARC.\n" + inner, kind="conversion")
    found = read("a.wet", outer * 2)
    assert [one.url for one in found] == ["https://tower.example/out"] * 2
