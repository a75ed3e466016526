"""A .txt is one page, whatever wrote its bytes; what is no text is told so."""

import gzip
from collections.abc import Callable

import pytest

from hearsay.read import MAX_RECORD
from hearsay.records import DropReason, Format, Page, Reject

Read = Callable[..., list[Page | Reject]]
GERMAN = "Die Brücke über den Fluß bleibt gesperrt, sagte der Bürgermeister „bis Ostern“.\n"
POLISH = "Most zostanie zamknięty – powiedział burmistrz, który czeka na opinię inżynierów.\n"
RUSSIAN = "Мэр заявил во вторник, что мост будет закрыт на несколько недель.\n"
UKRAINIAN = "Мер заявив у вівторок, що міст буде закрито на кілька тижнів, і пояснив чому.\n"
JAPANESE = "市長は火曜日、橋を数週間閉鎖すると述べた。住民は新しい調査を待っている。\n"
THAI = "นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าสะพานจะปิดหลายสัปดาห์ “เพื่อความปลอดภัย”\n"
TURKISH = "Belediye başkanı köprünün birkaç hafta boyunca kapalı kalacağını söyledi.\n"


def only(found: list[Page | Reject]) -> Page | Reject:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (UKRAINIAN, "utf-16"),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8-u"),
        (TURKISH, "cp1254"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (THAI, "cp874"),
    ],
)
def test_encoding(text: str, encoding: str, read: Read) -> None:
    assert only(read("001.txt", text.encode(encoding))) == Page(
        dump="desk/001.txt", record="001.txt", text=text
    )


def test_file_name_that_is_no_text_is_told_escaped(read: Read) -> None:
    assert only(read("caf\udce9.txt", GERMAN.encode())) == Page(
        dump="desk/caf\udce9.txt", record="caf\\xe9.txt", text=GERMAN
    )


def test_broken_letter_does_not_undo_utf8(read: Read) -> None:
    page = only(read("001.txt", GERMAN.encode() + b"Der T\xfcrmer schweigt.\n"))
    assert isinstance(page, Page)
    assert page.text == GERMAN + "Der T�rmer schweigt.\n"


def test_line_ends_become_one_kind(read: Read) -> None:
    page = only(read("001.txt", b"One.\r\nTwo.\rThree.\n"))
    assert isinstance(page, Page)
    assert page.text == "One.\nTwo.\nThree.\n"


def test_stray_nul_is_taken_out(read: Read) -> None:
    page = only(
        read("001.txt", b"The tower\0 leans, and has leaned since the flood of last year.\n")
    )
    assert isinstance(page, Page)
    assert page.text == "The tower leans, and has leaned since the flood of last year.\n"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "iso2022_jp"])
@pytest.mark.parametrize("form", ["{}", "<html><p>{}</p></html>"])
def test_what_looks_like_control_characters_may_be_a_text(
    charset: str, form: str, read: Read
) -> None:
    told = form.format("港は月曜日まで閉鎖されると港長が述べた。フェリーは止まっている。")
    for name in ("harbour.txt", "harbour.html"):
        (page,) = read(name, told.encode(charset))
        assert isinstance(page, Page)
        assert (page.html.decode() if page.html else page.text) == told


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00",
        b"\xff\xfe" + b"\x00\xd8" * 20,  # half a surrogate pair, again and again
        bytes(range(256)) * 4,
        bytes(1024),
    ],
)
def test_binary(data: bytes, read: Read) -> None:
    reject = only(read("001.txt", data))
    assert isinstance(reject, Reject)
    assert reject.reason is DropReason.BINARY


@pytest.mark.parametrize("data", [b"", b" \n\t\n", gzip.compress(b""), gzip.compress(b"\n")])
@pytest.mark.parametrize("name", ["001.txt", "001.txt.gz", "001.html", "001.jsonl"])
def test_empty(name: str, data: bytes, read: Read) -> None:
    reject = only(read(name, data))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.record) == (DropReason.EMPTY, name)


def test_page_saved_as_text_is_html(read: Read) -> None:
    html = b"<!DOCTYPE html><html><body><p>The tower leans.</p></body></html>"
    assert only(read("001.txt", html)) == Page(dump="desk/001.txt", record="001.txt", html=html)


def test_html_stays_bytes(read: Read) -> None:
    html = "<html><meta charset='iso-8859-1'><p>Türme".encode("latin-1")
    expected = Page(dump="desk/page.html.gz", record="page.html.gz", html=html)
    assert only(read("page.html.gz", gzip.compress(html))) == expected


def test_picture_named_html_is_binary(read: Read) -> None:
    reject = only(read("page.html", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"))
    assert isinstance(reject, Reject)
    assert reject.reason is DropReason.BINARY


@pytest.mark.parametrize("name", ["001.txt", "001.html"])
def test_file_over_the_limit(name: str, read: Read) -> None:
    reject = only(read(name, gzip.compress(b"a" * (MAX_RECORD + 1))))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail) == (
        DropReason.TOO_LARGE,
        "over 16 MB, the limit for one record",
    )


def test_many_comments_before_the_page_take_no_time(read: Read) -> None:
    page = only(read("001.txt", b"<!-- a -->" * 5000 + b"The tower leans."))
    assert isinstance(page, Page)
    assert page.text is not None


def test_file_of_no_known_format(read: Read) -> None:
    reject = only(read("table.csv", b"a,b\n"))
    assert isinstance(reject, Reject)
    assert reject.reason is DropReason.UNKNOWN_FORMAT
    assert reject.detail == "neither name nor bytes tell a format; it begins with 61 2c 62 0a"


def test_kind_that_is_told_is_believed(read: Read) -> None:
    page = only(read("table.csv", b"The tower leans.", Format.TXT))
    assert isinstance(page, Page)
    assert page.text == "The tower leans."
