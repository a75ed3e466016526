"""A member is a page; nothing leaves the archive, nothing in it is trusted."""

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from hearsay.read import MAX_RECORD
from hearsay.records import DropReason, Page, Reject

Read = Callable[..., list[Page | Reject]]
Texts = dict[str, bytes]
LOCAL_HEADER = b"PK\x03\x04"
TEXTS: Texts = {
    "press/001.txt": "Die Brücke fällt.\n".encode() * 30,
    "press/002.txt": b"The tower leans.",
    "Türme.TXT": "Der Turm steht.".encode("cp1252"),
}


class Pipe(io.BytesIO):
    """Output that cannot seek, so that sizes and checksums come behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *where: int) -> int:
        raise OSError("a pipe")


def zipped(texts: Texts, piped: bool = False, **how: Any) -> bytes:
    out = Pipe() if piped else io.BytesIO()
    with zipfile.ZipFile(out, "w", **how) as archive:
        for name, data in texts.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(texts: Texts, **how: Any) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", **how) as archive:
        for name, data in texts.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def told(found: list[Page | Reject]) -> list[tuple[str, str | DropReason | None]]:
    return [(one.record, one.text if isinstance(one, Page) else one.reason) for one in found]


EXPECTED = [
    ("press/001.txt", "Die Brücke fällt.\n" * 30),
    ("press/002.txt", "The tower leans."),
    ("Türme.TXT", "Der Turm steht."),
]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("press.zip", zipped(TEXTS, compression=zipfile.ZIP_DEFLATED)),
        ("press.zip", zipped(TEXTS, compression=zipfile.ZIP_STORED)),
        ("press.zip", zipped(TEXTS, piped=True, compression=zipfile.ZIP_DEFLATED)),
        ("press.zip", zipped(TEXTS, piped=True, compression=zipfile.ZIP_STORED)),
        ("press.tar", tarred(TEXTS)),
        ("press.tar", tarred(TEXTS, format=tarfile.USTAR_FORMAT)),
        ("press.tar", tarred(TEXTS, format=tarfile.GNU_FORMAT)),
        ("press.tar.gz", gzip.compress(tarred(TEXTS))),
        ("press.tgz", gzip.compress(tarred(TEXTS))),
        ("press.dat", zipped(TEXTS)),
    ],
)
def test_members(name: str, data: bytes, read: Read) -> None:
    assert told(read(name, data)) == EXPECTED


def test_zip64(read: Read) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in TEXTS.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(data)
    assert told(read("press.zip", out.getvalue())) == EXPECTED


def test_name_as_windows_packs_it(read: Read) -> None:
    data = zipped({"Tuerme.txt": b"The tower leans."}).replace(b"Tuerme", "Türme?".encode("cp437"))
    assert told(read("press.zip", data)) == [("Türme?.txt", "The tower leans.")]


@pytest.mark.parametrize("how", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_long_name_in_a_tar(how: int, read: Read) -> None:
    name = "ä/" * 120 + "001.txt"
    assert told(read("press.tar", tarred({name: b"A."}, format=how))) == [(name, "A.")]


def test_folders_are_no_records(read: Read) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        folder = tarfile.TarInfo("./press")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        member = tarfile.TarInfo("./press/001.txt")
        member.size = 2
        archive.addfile(member, io.BytesIO(b"A."))
    assert told(read("press.tar", out.getvalue())) == [("press/001.txt", "A.")]
    assert told(read("press.zip", zipped({"press/": b"", "press/001.txt": b"A."}))) == [
        ("press/001.txt", "A.")
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_archive_without_members_is_empty(pack: Callable[[Texts], bytes], read: Read) -> None:
    assert told(read("press.zip", pack({}))) == [("press.zip", DropReason.EMPTY)]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_that_are_not_opened(pack: Callable[[Texts], bytes], read: Read) -> None:
    texts = {
        "photo.jpg": b"\xff\xd8",
        "more.zip": zipped({"003.txt": b"Inside."}),
        "more.tar.gz": gzip.compress(b"x"),
        "rows.jsonl": b'{"text": "A row."}',
        "noise.txt": bytes(200),
        "blank.txt": b" \n",
        "none.txt": b"",
        "page.txt": b"<!doctype html><p>A page.",
        "last.txt": b"The tower leans.",
    }
    assert told(read("press.zip", pack(texts))) == [
        ("photo.jpg", DropReason.UNKNOWN_FORMAT),
        ("more.zip", DropReason.UNKNOWN_FORMAT),
        ("more.tar.gz", DropReason.UNKNOWN_FORMAT),
        ("rows.jsonl", DropReason.UNKNOWN_FORMAT),
        ("noise.txt", DropReason.BINARY),
        ("blank.txt", DropReason.EMPTY),
        ("none.txt", DropReason.EMPTY),
        ("page.txt", None),
        ("last.txt", "The tower leans."),
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "a/../../up.txt",
        "/etc/up.txt",
        r"..\up.txt",
        r"C:\up.txt",
        "c:up.txt",
        r"\\up.txt",
    ],
)
def test_name_that_leads_out(name: str, pack: Callable[[Texts], bytes], read: Read) -> None:
    found = told(read("press.zip", pack({name: b"Up.", "in.txt": b"In."})))
    assert found == [(name, DropReason.UNSAFE_NAME), ("in.txt", "In.")]


def test_name_with_nul(read: Read) -> None:
    data = zipped({"001_.txt": b"A."}).replace(b"001_.txt", b"001\0.txt")
    assert told(read("press.zip", data)) == [("001�.txt", DropReason.UNSAFE_NAME)]


def test_links_are_not_followed(read: Read) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"{kind.decode()}.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    found = read("press.tar", out.getvalue())
    assert told(found) == [
        ("2.txt", DropReason.UNSAFE_NAME),
        ("1.txt", DropReason.UNSAFE_NAME),
        ("6.txt", DropReason.UNKNOWN_FORMAT),
    ]
    assert isinstance(found[0], Reject)
    assert found[0].detail == "a link, never followed, to /etc/passwd"


def test_same_name_twice(read: Read) -> None:
    first, second = tarred({"001.txt": b"Old."}), tarred({"001.txt": b"New."})
    assert told(read("press.tar", first + second)) == [("001.txt", "Old."), ("001.txt#2", "New.")]


def test_name_that_a_second_member_was_given_already(read: Read) -> None:
    data = (
        tarred({"001.txt": b"Old."}) + tarred({"001.txt": b"New."}) + tarred({"001.txt#2": b"No."})
    )
    names = [name for name, _ in told(read("press.tar", data))]
    assert names == ["001.txt", "001.txt#2", "001.txt#2#2"]


@pytest.mark.parametrize("piped", [False, True])
def test_encrypted_member(piped: bool, read: Read) -> None:
    data = bytearray(zipped(TEXTS, piped, compression=zipfile.ZIP_DEFLATED))
    data[6] |= 1  # the flags of the first member
    first, *others = read("press.zip", bytes(data))
    assert isinstance(first, Reject)
    assert (first.record, first.reason) == ("press/001.txt", DropReason.UNKNOWN_FORMAT)
    assert first.detail == "encrypted"
    assert told(others) == EXPECTED[1:]


def test_method_that_is_not_read(read: Read) -> None:
    (reject,) = read("press.zip", zipped({"a.txt": b"A."}, compression=zipfile.ZIP_LZMA))
    assert isinstance(reject, Reject)
    assert reject.reason is DropReason.UNKNOWN_FORMAT
    assert reject.detail == "packed by method 14; only stored and deflated members are read"


@pytest.mark.parametrize("piped", [False, True])
@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_corrupt_member_costs_itself(how: int, piped: bool, read: Read) -> None:
    data = bytearray(zipped(TEXTS, piped, compression=how))
    second = data.index(LOCAL_HEADER, 4)
    at = second + 30 + len("press/002.txt") + 5
    data[at : at + 4] = b"\xee\xee\xee\xee"
    found = told(read("press.zip", bytes(data)))
    assert found == [EXPECTED[0], ("press/002.txt", DropReason.CORRUPT), EXPECTED[2]]


def test_size_that_lies_costs_its_member(read: Read) -> None:
    data = bytearray(zipped(TEXTS, compression=zipfile.ZIP_STORED))
    second = data.index(LOCAL_HEADER, 4)
    for size in (3, 100_000):
        data[second + 18 : second + 22] = struct.pack("<I", size)
        found = told(read("press.zip", bytes(data)))
        assert found == [EXPECTED[0], ("press/002.txt", DropReason.CORRUPT), EXPECTED[2]]


def test_garbage_between_members(read: Read) -> None:
    data = zipped(TEXTS)
    second = data.index(LOCAL_HEADER, 4)
    found = told(read("press.zip", data[:second] + b"what is this?" + data[second:]))
    assert found == [EXPECTED[0], (f"@{second}", DropReason.CORRUPT), *EXPECTED[1:]]

    data = tarred(TEXTS)
    second = 512 + 1024  # the first text takes two blocks
    found = told(read("press.tar", data[:second] + b"what is this?" + data[second:]))
    assert found == [EXPECTED[0], (f"@{second}", DropReason.CORRUPT), *EXPECTED[1:]]


def test_truncated_zip_gives_what_it_has(read: Read) -> None:
    data = zipped(TEXTS, compression=zipfile.ZIP_DEFLATED)
    third = data.index(LOCAL_HEADER, data.index(LOCAL_HEADER, 4) + 4)
    found = told(read("press.zip", data[: third + 42]))
    assert found == [*EXPECTED[:2], ("Türme.TXT", DropReason.TRUNCATED)]
    assert told(read("press.zip", data[:third])) == [
        *EXPECTED[:2],
        (f"@{third}", DropReason.TRUNCATED),
    ]
    directory = data.index(b"PK\x01\x02")
    assert told(read("press.zip", data[:-5])) == [
        *EXPECTED,
        (f"@{directory}", DropReason.TRUNCATED),
    ]


def test_truncated_tar_gives_what_it_has(read: Read) -> None:
    data = tarred(TEXTS)
    found = told(read("press.tar", data[: 512 + 1024 + 512 + 7]))
    assert found == [EXPECTED[0], ("press/002.txt", DropReason.TRUNCATED)]
    found = told(read("press.tar", data[: 512 + 1024]))
    assert found == [EXPECTED[0], ("@1536", DropReason.TRUNCATED)]


def test_member_over_the_limit(read: Read) -> None:
    texts = {"a.txt": b"A.", "bomb.txt": b"b" * (MAX_RECORD + 1), "c.txt": b"C."}
    for data in (
        zipped(texts, compression=zipfile.ZIP_DEFLATED),
        zipped(texts, piped=True, compression=zipfile.ZIP_DEFLATED),
        zipped(texts, compression=zipfile.ZIP_STORED),
        gzip.compress(tarred(texts), 1),
    ):
        found = told(read("press.zip", data))
        assert found == [("a.txt", "A."), ("bomb.txt", DropReason.TOO_LARGE), ("c.txt", "C.")]


def test_bomb_of_many_members_is_left(read: Read) -> None:
    data = zipped({"b.txt": b"b" * MAX_RECORD}, compression=zipfile.ZIP_DEFLATED)
    members = data[: data.index(b"PK\x01\x02")] * 40
    found = told(read("bomb.zip", members + data[len(members) // 40 :]))
    assert len(found) < 20
    assert found[-1][1] is DropReason.TOO_LARGE


@pytest.mark.parametrize("name", ["press.zip", "press.tar"])
def test_text_named_archive(name: str, read: Read) -> None:
    assert told(read(name, b"The tower leans.")) == [(name, DropReason.CORRUPT)]
