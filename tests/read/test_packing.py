"""What is packed is read up to its break, and on behind it."""

import gzip
import io
import random
from collections.abc import Callable

import pytest
import zstandard

from hearsay.read import packing
from hearsay.read.packing import GZIP, ZSTD, Packing, Piece
from hearsay.records import DropReason, Page, Reject

Read = Callable[..., list[Page | Reject]]
WORDS = ("tower", "bridge", "mayor", "flood", "ferry", "snow", "harbour", "strike", "court")


def rows(count: int, seed: int = 0) -> bytes:
    pick = random.Random(seed)
    texts = (" ".join(pick.choices(WORDS, k=60)) for _ in range(count))
    return b"".join(b'{"text": "%s"}\n' % text.encode() for text in texts)


def texts(data: bytes) -> list[str]:
    return [line[10:-2].decode() for line in data.splitlines()]


def told(found: list[Page | Reject]) -> tuple[list[str | None], list[DropReason]]:
    pages = [one.text for one in found if isinstance(one, Page)]
    return pages, [one.reason for one in found if isinstance(one, Reject)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("rows.jsonl.gz", gzip.compress),
        ("rows.jsonl.zst", zstandard.ZstdCompressor(write_checksum=True).compress),
    ],
)
def test_truncated(name: str, pack: Callable[[bytes], bytes], read: Read) -> None:
    data = rows(5000)
    packed = pack(data)
    for share in (0.0001, 0.5, 0.9999):
        pages, reasons = told(read(name, packed[: max(1, int(len(packed) * share))]))
        assert pages == texts(data)[: len(pages)]
        assert reasons == [DropReason.TRUNCATED]
        assert len(pages) > 5000 * share - 1500  # zstd unpacks blocks of 128 kB


def test_corrupt_in_the_middle(read: Read) -> None:
    data = rows(2000)
    packed = bytearray(gzip.compress(data))
    middle = len(packed) // 2
    packed[middle : middle + 300] = random.Random(1).randbytes(300)
    pages, reasons = told(read("rows.jsonl.gz", bytes(packed)))
    assert pages[:900] == texts(data)[:900]
    assert len(pages) < 2000
    assert DropReason.CORRUPT in reasons


@pytest.mark.parametrize(
    ("name", "pack"), [("rows.jsonl.gz", gzip.compress), ("rows.jsonl.zst", zstandard.compress)]
)
def test_broken_member_costs_only_itself(
    name: str, pack: Callable[[bytes], bytes], read: Read
) -> None:
    parts = [rows(50, seed) for seed in range(3)]
    packed = [pack(part) for part in parts]
    middle = bytearray(packed[1])
    middle[30:60] = b"\xff" * 30
    for broken in (bytes(middle), b"lost " * 9):
        pages, reasons = told(read(name, packed[0] + broken + packed[2]))
        assert pages[:50] == texts(parts[0])
        assert pages[-50:] == texts(parts[2])
        assert DropReason.CORRUPT in reasons


def test_text_that_breaks_off_is_no_page(read: Read) -> None:
    packed = gzip.compress(rows(100))
    for size in (1, 3, 9, 12, len(packed) // 2, len(packed) - 1):
        assert told(read("001.txt.gz", packed[:size]))[1] == [DropReason.TRUNCATED]
        assert told(read("001.html.gz", packed[:size]))[1] == [DropReason.TRUNCATED]


def test_skippable_frames(read: Read) -> None:
    note = b"\x50\x2a\x4d\x18\x05\x00\x00\x00hello"  # pzstd writes such before each frame
    data = rows(3)
    packed = note + zstandard.compress(data[:100]) + note + zstandard.compress(data[100:]) + note
    assert told(read("rows.jsonl.zst", packed)) == (texts(data), [])


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("rows.jsonl.gz", gzip.compress(b"b" * 2**25, 9) * 12),
        ("rows.jsonl.zst", zstandard.ZstdCompressor(level=19).compress(b"b" * 2**25) * 12),
    ],
)
def test_bomb_is_left(name: str, packed: bytes, read: Read) -> None:
    row = GZIP if name.endswith(".gz") else ZSTD
    pieces = list(packing.measured(packing.pieces(io.BytesIO(packed), row), io.BytesIO(packed)))
    assert sum(len(piece.data) for piece in pieces if isinstance(piece, Piece)) < 2**29
    assert told(read(name, packed))[1][-1] is DropReason.TOO_LARGE


@pytest.mark.parametrize("kind", [GZIP, ZSTD], ids=["gzip", "zstd"])
def test_file_of_false_starts_is_given_up(kind: Packing) -> None:
    mark = b"\x1f\x8b\x08\x00" if kind is GZIP else b"\x28\xb5\x2f\xfd"
    found = list(packing.pieces(io.BytesIO(mark * 50_000), kind))
    assert len(found) < 3 * packing.MAX_BREAKS
